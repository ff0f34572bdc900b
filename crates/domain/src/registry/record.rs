//! One portrait in a package for the registry, and what the registry said about it. A portrait that was sent never
//! goes into a second package; a degree has one at most that waits or was accepted. The database holds both by unique
//! indexes over what [`RegistryRecord::held_photo`] and [`RegistryRecord::held_degree`] say.

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use super::reason::RegistryReason;
use crate::id::{
    AccountId, BatchId, CentreId, DegreeId, PhotoId, RegistryPackageId, RegistryRecordId,
    SubmissionId,
};
use crate::protected::ContentHash;
use crate::timestamp::Timestamp;
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

/// What the registry's comparison with the admission photo said (身份核验).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum RegistryIdentity {
    /// 同一人: one and the same.
    SamePerson,
    /// 未通过: another person.
    NotPassed,
    /// 不确定: a person has to look.
    Uncertain,
    /// 异常: it could not be compared.
    Abnormal,
}

words!(RegistryIdentity);

impl RegistryIdentity {
    /// Whether the registry may still say something else.
    const fn is_open(self) -> bool {
        matches!(self, Self::Uncertain | Self::Abnormal)
    }
}

/// What the registry says about a portrait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegistryReply {
    /// 已接收, with what the comparison said once it was made.
    Accepted(Option<RegistryIdentity>),
    /// 不予接收, with the reason.
    Refused(RegistryReason),
}

/// What became of a portrait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(RegistryRecordStateName),
    doc = "The name of a record's state, without its data; in the order of a life.",
    derive(Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum RegistryRecordState {
    /// In a package that is not answered.
    Waiting,
    /// The registry has taken it (已接收).
    Accepted {
        /// When the first answer was read in.
        accepted_at: Timestamp,
        /// What the comparison said; none until it was made.
        identity: Option<RegistryIdentity>,
    },
    /// The registry does not take it (不予接收).
    Refused {
        /// When the answer was read in.
        refused_at: Timestamp,
        /// Why; none once the student's data are erased.
        reason: Option<RegistryReason>,
    },
    /// Not sent: the package was given up, or the portrait could not be handed over any more.
    Dropped {
        /// When that was decided.
        dropped_at: Timestamp,
    },
}

words!(RegistryRecordState as RegistryRecordStateName);

/// What is done with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum RegistryRecordAction {
    /// It gets its place in the package.
    Place,
    /// It is left out of the package.
    Drop,
    /// The registry said something.
    Answer,
}

state_machine!(RegistryRecord: RegistryRecordStateName, RegistryRecordAction);

/// Length and sum of a portrait as it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortraitFacts {
    /// SHA-256 of the file.
    pub sha256: ContentHash,
    /// Its length, bytes.
    pub length_bytes: u64,
}

/// A record under construction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewRegistryRecord {
    /// Unique; made outside, in order of creation.
    pub id: RegistryRecordId,
    /// The centre that sends it.
    pub centre: CentreId,
    /// The package.
    pub package: RegistryPackageId,
    /// The batch of the submission.
    pub batch: BatchId,
    /// The approved submission.
    pub submission: SubmissionId,
    /// The degree that the portrait is for.
    pub degree: DegreeId,
    /// The student's account.
    pub account: AccountId,
    /// The approved photo.
    pub photo: PhotoId,
}

/// One portrait in a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistryRecord {
    /// Unique; made outside, in order of creation.
    pub id: RegistryRecordId,
    /// The centre that sends it.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// The package.
    pub package: RegistryPackageId,
    /// The batch of the submission.
    pub batch: BatchId,
    /// The approved submission.
    pub submission: SubmissionId,
    /// The degree that the portrait is for.
    pub degree: DegreeId,
    /// The student's account.
    pub account: AccountId,
    /// The approved photo.
    pub photo: PhotoId,
    /// Place in the package, from 1; none until it is built.
    pub serial: Option<u32>,
    /// The portrait as it was sent; none until the package is built.
    pub portrait: Option<PortraitFacts>,
    /// Whether the student has still to be told of the last answer.
    pub is_news: bool,
    /// What became of it.
    pub state: RegistryRecordState,
}

impl RegistryRecord {
    /// Goes into a package that is proposed.
    pub const fn propose(new: NewRegistryRecord) -> Self {
        Self {
            id: new.id,
            centre: new.centre,
            version: Version::FIRST,
            package: new.package,
            batch: new.batch,
            submission: new.submission,
            degree: new.degree,
            account: new.account,
            photo: new.photo,
            serial: None,
            portrait: None,
            is_news: false,
            state: RegistryRecordState::Waiting,
        }
    }

    /// Its place in the package, and the portrait that is sent.
    ///
    /// # Errors
    /// [`WrongState`] unless it waits.
    pub fn place(mut self, serial: u32, portrait: PortraitFacts) -> Result<Self, WrongState<Self>> {
        self.check_waiting(RegistryRecordAction::Place)?;
        self.serial = Some(serial);
        self.portrait = Some(portrait);
        Ok(self.change())
    }

    /// It is not sent.
    ///
    /// # Errors
    /// [`WrongState`] unless it waits.
    pub fn drop_unsent(mut self, at: Timestamp) -> Result<Self, WrongState<Self>> {
        self.check_waiting(RegistryRecordAction::Drop)?;
        // Where building broke off the place is given to another.
        self.serial = None;
        self.portrait = None;
        self.state = RegistryRecordState::Dropped { dropped_at: at };
        Ok(self.change())
    }

    /// What the registry says. `None` where that is known already: the same again, or an older answer that came late.
    ///
    /// # Errors
    /// [`Denied`]: not sent, or the contrary was said before for good.
    pub fn answer(
        mut self,
        answer: RegistryReply,
        at: Timestamp,
    ) -> Result<Option<Self>, Denied<Self>> {
        let was_accepted = matches!(self.state, RegistryRecordState::Accepted { .. });
        let state = match (&self.state, answer) {
            (RegistryRecordState::Waiting, RegistryReply::Accepted(identity)) => {
                RegistryRecordState::Accepted {
                    accepted_at: at,
                    identity,
                }
            }
            (RegistryRecordState::Accepted { identity, .. }, RegistryReply::Accepted(said))
                if said.is_none() || said == *identity =>
            {
                return Ok(None);
            }
            (
                RegistryRecordState::Accepted {
                    accepted_at,
                    identity,
                },
                RegistryReply::Accepted(said),
            ) if identity.is_none_or(RegistryIdentity::is_open) => RegistryRecordState::Accepted {
                accepted_at: *accepted_at,
                identity: said,
            },
            (RegistryRecordState::Refused { .. }, RegistryReply::Refused(_)) => return Ok(None),
            (RegistryRecordState::Waiting, RegistryReply::Refused(reason)) => refused(reason, at),
            (RegistryRecordState::Accepted { identity, .. }, RegistryReply::Refused(reason))
                if identity.is_none_or(RegistryIdentity::is_open) =>
            {
                refused(reason, at)
            }
            (state, _) => {
                return Err(WrongState::new(state, RegistryRecordAction::Answer).into());
            }
        };
        // Told once that it was accepted; of what the comparison said, what the student has to act on.
        let is_told = matches!(
            state,
            RegistryRecordState::Accepted { identity, .. }
                if was_accepted && identity != Some(RegistryIdentity::NotPassed)
        );
        self.state = state;
        self.is_news |= !is_told;
        Ok(Some(self.change()))
    }

    /// The student was told.
    #[must_use]
    pub fn told(mut self) -> Self {
        self.is_news = false;
        self.change()
    }

    /// The student's data are erased: what the registry wrote goes, what it decided stays.
    #[must_use]
    pub fn forget(mut self) -> Self {
        if let RegistryRecordState::Refused { reason, .. } = &mut self.state {
            *reason = None;
        }
        self.is_news = false;
        self.change()
    }

    /// The photo, which never goes into a second package; none where it was not sent.
    pub fn held_photo(&self) -> Option<PhotoId> {
        let is_dropped = matches!(self.state, RegistryRecordState::Dropped { .. });
        (!is_dropped).then_some(self.photo)
    }

    /// The degree, while the registry has or may get its portrait by this record. Another photo may be sent
    /// once this one was refused, or is not known to show the same person.
    pub fn held_degree(&self) -> Option<DegreeId> {
        let holds = match self.state {
            RegistryRecordState::Waiting => true,
            RegistryRecordState::Accepted { identity, .. } => {
                matches!(identity, None | Some(RegistryIdentity::SamePerson))
            }
            RegistryRecordState::Refused { .. } | RegistryRecordState::Dropped { .. } => false,
        };
        holds.then_some(self.degree)
    }

    fn check_waiting(&self, action: RegistryRecordAction) -> Result<(), WrongState<Self>> {
        match self.state {
            RegistryRecordState::Waiting => Ok(()),
            _ => Err(WrongState::new(&self.state, action)),
        }
    }

    fn change(mut self) -> Self {
        self.version = self.version.next();
        self
    }
}

const fn refused(reason: RegistryReason, at: Timestamp) -> RegistryRecordState {
    RegistryRecordState::Refused {
        refused_at: at,
        reason: Some(reason),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_micros(minute * 60_000_000)
    }

    fn waiting() -> RegistryRecord {
        let id = Uuid::from_u128(7);
        RegistryRecord::propose(NewRegistryRecord {
            id: RegistryRecordId::from_uuid(id),
            centre: CentreId::from_uuid(id),
            package: RegistryPackageId::from_uuid(id),
            batch: BatchId::from_uuid(id),
            submission: SubmissionId::from_uuid(id),
            degree: DegreeId::from_uuid(id),
            account: AccountId::from_uuid(id),
            photo: PhotoId::from_uuid(id),
        })
    }

    fn no() -> RegistryReply {
        RegistryReply::Refused(RegistryReason::parse("同版").unwrap())
    }

    fn yes(identity: Option<RegistryIdentity>) -> RegistryReply {
        RegistryReply::Accepted(identity)
    }

    /// Says one thing after the other: `=` where nothing is new, `!` where it is refused, else what the record then
    /// holds: `n` news for the student, `p` its photo, `d` its degree.
    #[track_caller]
    fn check(answers: &[RegistryReply], expected: &str) {
        let mut record = waiting();
        let mut seen = String::new();
        for (minute, answer) in answers.iter().enumerate() {
            match record.clone().answer(answer.clone(), at(minute as i64)) {
                Err(_) => seen.push('!'),
                Ok(None) => seen.push('='),
                Ok(Some(next)) => {
                    seen.extend(next.is_news.then_some('n'));
                    seen.extend(next.held_photo().map(|_| 'p'));
                    seen.extend(next.held_degree().map(|_| 'd'));
                    record = next.told();
                }
            }
            seen.push(' ');
        }
        assert_eq!(seen.trim_end(), expected);
    }

    #[test]
    fn answers_follow_each_other() {
        use RegistryIdentity::{Abnormal, NotPassed, SamePerson, Uncertain};
        check(&[yes(None), yes(None), yes(Some(SamePerson))], "npd = pd");
        check(&[yes(Some(SamePerson)), yes(None), no()], "npd = !");
        check(&[yes(Some(Uncertain)), yes(Some(SamePerson))], "np pd");
        check(&[yes(Some(Abnormal)), no()], "np np");
        check(&[yes(Some(NotPassed)), yes(Some(SamePerson))], "np !");
        check(&[no(), no(), yes(None)], "np = !");
        check(&[yes(None), no()], "npd np");
        check(&[yes(None), yes(Some(NotPassed))], "npd np");
    }

    #[test]
    fn what_was_not_sent_holds_nothing() {
        let facts = PortraitFacts {
            sha256: ContentHash::from_bytes([7; 32]),
            length_bytes: 30_000,
        };
        let placed = waiting().place(3, facts).unwrap();
        let dropped = placed.drop_unsent(at(1)).unwrap();
        // Its place in the package is given to another.
        assert_eq!((dropped.serial, dropped.portrait), (None, None));
        assert_eq!((dropped.held_photo(), dropped.held_degree()), (None, None));
        assert!(dropped.clone().drop_unsent(at(2)).is_err());
        assert!(dropped.answer(no(), at(2)).is_err());
    }

    #[test]
    fn a_reason_ends_with_the_data_of_its_student() {
        let refused = waiting().answer(no(), at(1)).unwrap().unwrap();
        let forgotten = refused.forget();
        let RegistryRecordState::Refused { reason, .. } = &forgotten.state else {
            unreachable!("it was refused")
        };
        assert_eq!((reason, forgotten.is_news), (&None, false));
    }
}

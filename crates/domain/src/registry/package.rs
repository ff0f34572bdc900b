//! A package for the registry: proposed by one person, approved by another one, built by the service, sent by hand, and
//! answered by the registry. What it holds is fixed when it is built and never changed.

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::actor::Actor;
use crate::id::{BatchId, CentreId, RegistryPackageId, StaffId};
use crate::protected::{BlobKey, ContentHash};
use crate::refusal::Coded;
use crate::timestamp::{Duration, Timestamp};
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

/// How long the file of a package can be fetched after it was built. It holds portraits together with the content
/// of collection codes, and is of no use once the registry has it.
pub const PACKAGE_KEPT: Duration = Duration::from_days(30);

/// The file of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageArchive {
    /// The object; none once its days are over.
    pub blob: Option<BlobKey>,
    /// Its length, bytes.
    pub length_bytes: u64,
    /// SHA-256 of `manifest.json`, which names all of the package.
    pub manifest: ContentHash,
    /// When it was built.
    pub built_at: Timestamp,
}

impl PackageArchive {
    /// When the file is deleted.
    pub fn ends_at(&self) -> Timestamp {
        self.built_at + PACKAGE_KEPT
    }
}

/// How far a package has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(RegistryPackageStateName),
    doc = "The name of a package's state, without its data; in the order of a life.",
    derive(Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum RegistryPackageState {
    /// A second person has to look.
    Proposed,
    /// It is being built (制作中).
    Approved {
        /// The second person.
        approved_by: StaffId,
        /// When it was approved; the date in the package.
        approved_at: Timestamp,
    },
    /// It can be fetched and sent.
    Built {
        /// The file.
        archive: PackageArchive,
    },
    /// The registry has it.
    Sent {
        /// The file.
        archive: PackageArchive,
        /// Who sent it.
        sent_by: StaffId,
        /// When it was sent.
        sent_at: Timestamp,
    },
    /// Every portrait in it was accepted or refused.
    Answered {
        /// The file.
        archive: PackageArchive,
        /// When it was sent.
        sent_at: Timestamp,
        /// When the last answer came.
        answered_at: Timestamp,
    },
    /// The second person did not agree.
    Declined {
        /// The second person.
        declined_by: StaffId,
        /// When it was declined.
        declined_at: Timestamp,
    },
    /// Given up before it was sent; its portraits are free for another package.
    Dropped {
        /// Who gave it up; the service where nothing was left to send.
        dropped_by: Actor,
        /// When it was given up.
        dropped_at: Timestamp,
    },
}

words!(RegistryPackageState as RegistryPackageStateName);

/// What is done with a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum RegistryPackageAction {
    /// The second person agrees.
    Approve,
    /// The second person does not agree.
    Decline,
    /// It is given up.
    Drop,
    /// Its file is written.
    Build,
    /// Its file is fetched.
    Fetch,
    /// It is noted as sent.
    Send,
    /// An answer is read in.
    Answer,
}

/// Why a package does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum RegistryPackageRefusal {
    /// Who proposed it cannot approve it.
    #[error("a second person has to approve what the first one has proposed")]
    #[strum(serialize = "package-second-person-needed")]
    SecondPerson,
    /// The days of its file are over.
    #[error("the file of this package was deleted when its days were over")]
    #[strum(serialize = "package-file-gone")]
    FileGone,
}

impl Coded for RegistryPackageRefusal {
    crate::codes_by_name!();
}

state_machine!(RegistryPackage: RegistryPackageStateName, RegistryPackageAction, RegistryPackageRefusal);

/// A package under construction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewRegistryPackage {
    /// Unique; made outside, in order of creation.
    pub id: RegistryPackageId,
    /// The centre that sends it.
    pub centre: CentreId,
    /// The batch that its portraits are of.
    pub batch: BatchId,
    /// How many portraits are to go into it, at least one.
    pub records: u32,
    /// Who proposes it.
    pub by: StaffId,
}

/// Portraits that go to the registry together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistryPackage {
    /// Unique; made outside, in order of creation.
    pub id: RegistryPackageId,
    /// The centre that sends it.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// The batch that its portraits are of.
    pub batch: BatchId,
    /// Its number, which the registry's answers name; never used twice.
    pub number: String,
    /// How many portraits it holds; fewer than proposed where some could not be handed over any more when it was
    /// built.
    pub records: u32,
    /// Who proposed it.
    pub proposed_by: StaffId,
    /// When it was proposed.
    pub proposed_at: Timestamp,
    /// How far it has come.
    pub state: RegistryPackageState,
}

impl RegistryPackage {
    /// Proposes it to a second person.
    pub fn propose(new: NewRegistryPackage, at: Timestamp) -> Self {
        Self {
            id: new.id,
            centre: new.centre,
            version: Version::FIRST,
            batch: new.batch,
            number: number_of(new.id),
            records: new.records,
            proposed_by: new.by,
            proposed_at: at,
            state: RegistryPackageState::Proposed,
        }
    }

    /// The second person agrees: it is built next.
    ///
    /// # Errors
    /// [`Denied`]: not proposed, or the same person.
    pub fn approve(self, by: StaffId, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.check_proposed(RegistryPackageAction::Approve)?;
        if by == self.proposed_by {
            return Err(RegistryPackageRefusal::SecondPerson.into());
        }
        Ok(self.enter(RegistryPackageState::Approved {
            approved_by: by,
            approved_at: at,
        }))
    }

    /// The second person does not agree.
    ///
    /// # Errors
    /// As [`Self::approve`]; who proposed it drops it instead.
    pub fn decline(self, by: StaffId, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.check_proposed(RegistryPackageAction::Decline)?;
        if by == self.proposed_by {
            return Err(RegistryPackageRefusal::SecondPerson.into());
        }
        Ok(self.enter(RegistryPackageState::Declined {
            declined_by: by,
            declined_at: at,
        }))
    }

    /// Gives it up before it is sent.
    ///
    /// # Errors
    /// [`WrongState`] once it is sent or over.
    pub fn drop_unsent(self, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        match self.state {
            RegistryPackageState::Proposed
            | RegistryPackageState::Approved { .. }
            | RegistryPackageState::Built { .. } => Ok(self.enter(RegistryPackageState::Dropped {
                dropped_by: by,
                dropped_at: at,
            })),
            _ => Err(self.wrong_state(RegistryPackageAction::Drop)),
        }
    }

    /// Its file is there, with so many portraits.
    ///
    /// # Errors
    /// [`WrongState`] unless it is approved.
    pub fn built(mut self, archive: PackageArchive, records: u32) -> Result<Self, Denied<Self>> {
        let RegistryPackageState::Approved { .. } = self.state else {
            return Err(self.wrong_state(RegistryPackageAction::Build));
        };
        self.records = records;
        Ok(self.enter(RegistryPackageState::Built { archive }))
    }

    /// It was sent.
    ///
    /// # Errors
    /// [`Denied`]: not built, sent before, or its file is gone.
    pub fn sent(self, by: StaffId, at: Timestamp) -> Result<Self, Denied<Self>> {
        let RegistryPackageState::Built { archive } = &self.state else {
            return Err(self.wrong_state(RegistryPackageAction::Send));
        };
        if archive.blob.is_none() {
            return Err(RegistryPackageRefusal::FileGone.into());
        }
        let archive = archive.clone();
        Ok(self.enter(RegistryPackageState::Sent {
            archive,
            sent_by: by,
            sent_at: at,
        }))
    }

    /// Answers were read in; `is_complete` where none is missing any more. One that is answered stays so.
    ///
    /// # Errors
    /// [`WrongState`] unless it was sent.
    pub fn answer(self, is_complete: bool, at: Timestamp) -> Result<Self, Denied<Self>> {
        match &self.state {
            RegistryPackageState::Answered { .. } => Ok(self),
            RegistryPackageState::Sent { .. } if !is_complete => Ok(self),
            RegistryPackageState::Sent {
                archive, sent_at, ..
            } => {
                let (archive, sent_at) = (archive.clone(), *sent_at);
                Ok(self.enter(RegistryPackageState::Answered {
                    archive,
                    sent_at,
                    answered_at: at,
                }))
            }
            _ => Err(self.wrong_state(RegistryPackageAction::Answer)),
        }
    }

    /// The file, while there is one.
    ///
    /// # Errors
    /// [`Denied`]: not built, or its days are over.
    pub fn file(&self) -> Result<(&PackageArchive, &BlobKey), Denied<Self>> {
        let archive = self.archive();
        let archive = archive.ok_or_else(|| self.wrong_state(RegistryPackageAction::Fetch))?;
        let blob = archive.blob.as_ref();
        Ok((archive, blob.ok_or(RegistryPackageRefusal::FileGone)?))
    }

    /// What is known about its file, also of one that is gone.
    pub const fn archive(&self) -> Option<&PackageArchive> {
        match &self.state {
            RegistryPackageState::Built { archive }
            | RegistryPackageState::Sent { archive, .. }
            | RegistryPackageState::Answered { archive, .. } => Some(archive),
            _ => None,
        }
    }

    /// The file is deleted; `None` where there is none.
    pub fn forget_file(mut self) -> Option<(Self, BlobKey)> {
        let blob = match &mut self.state {
            RegistryPackageState::Built { archive }
            | RegistryPackageState::Sent { archive, .. }
            | RegistryPackageState::Answered { archive, .. } => archive.blob.take(),
            _ => None,
        };
        self.version = self.version.next();
        blob.map(|blob| (self, blob))
    }

    /// When it was sent, if it was.
    pub const fn sent_at(&self) -> Option<Timestamp> {
        match &self.state {
            RegistryPackageState::Sent { sent_at, .. }
            | RegistryPackageState::Answered { sent_at, .. } => Some(*sent_at),
            _ => None,
        }
    }

    fn check_proposed(&self, action: RegistryPackageAction) -> Result<(), Denied<Self>> {
        match self.state {
            RegistryPackageState::Proposed => Ok(()),
            _ => Err(self.wrong_state(action)),
        }
    }

    fn wrong_state(&self, action: RegistryPackageAction) -> Denied<Self> {
        WrongState::new(&self.state, action).into()
    }

    fn enter(mut self, state: RegistryPackageState) -> Self {
        self.state = state;
        self.version = self.version.next();
        self
    }
}

/// The random end of the id: short enough to be read out, and a unique index refuses one that is there already.
fn number_of(id: RegistryPackageId) -> String {
    let hex = id.as_uuid().simple().to_string().to_uppercase();
    format!("R-{}", &hex[20..])
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn staff(number: u128) -> StaffId {
        StaffId::from_uuid(Uuid::from_u128(number))
    }

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_micros(minute * 60_000_000)
    }

    fn package() -> RegistryPackage {
        let new = NewRegistryPackage {
            id: RegistryPackageId::from_uuid(Uuid::from_u128(0xabc)),
            centre: CentreId::from_uuid(Uuid::from_u128(2)),
            batch: BatchId::from_uuid(Uuid::from_u128(3)),
            records: 5,
            by: staff(1),
        };
        RegistryPackage::propose(new, at(0))
    }

    fn archive() -> PackageArchive {
        PackageArchive {
            blob: Some(BlobKey::new("export/1").unwrap()),
            length_bytes: 10,
            manifest: ContentHash::from_bytes([1; 32]),
            built_at: at(2),
        }
    }

    fn built() -> RegistryPackage {
        let approved = package().approve(staff(2), at(1)).unwrap();
        approved.built(archive(), 4).unwrap()
    }

    #[track_caller]
    fn check(result: Result<RegistryPackage, Denied<RegistryPackage>>, expected: &str) {
        let code = result.map_or_else(|denied| denied.code(), |package| package.state.name());
        assert_eq!(code, expected);
    }

    #[test]
    fn it_takes_two_people() {
        check(
            package().approve(staff(1), at(1)),
            "package-second-person-needed",
        );
        check(
            package().decline(staff(1), at(1)),
            "package-second-person-needed",
        );
        check(package().decline(staff(2), at(1)), "declined");
        check(package().approve(staff(2), at(1)), "approved");
        check(built().approve(staff(2), at(1)), "wrong-state");
    }

    #[test]
    fn it_is_built_sent_and_answered() {
        check(package().built(archive(), 4), "wrong-state");
        check(package().sent(staff(1), at(3)), "wrong-state");
        assert_eq!(built().records, 4);
        let sent = built().sent(staff(1), at(3)).unwrap();
        check(sent.clone().sent(staff(1), at(3)), "wrong-state");
        check(sent.clone().answer(false, at(4)), "sent");
        let answered = sent.answer(true, at(4)).unwrap();
        assert_eq!(answered.sent_at(), Some(at(3)));
        check(answered.clone().answer(false, at(5)), "answered");
        check(built().answer(true, at(4)), "wrong-state");
        check(answered.drop_unsent(Actor::System, at(5)), "wrong-state");
        check(built().drop_unsent(Actor::System, at(5)), "dropped");
    }

    #[test]
    fn its_file_ends_and_the_rest_stays() {
        assert!(package().forget_file().is_none());
        assert_eq!(package().file().unwrap_err().code(), "wrong-state");
        let (gone, _) = built().forget_file().unwrap();
        assert_eq!(gone.file().unwrap_err().code(), "package-file-gone");
        assert!(gone.clone().forget_file().is_none());
        check(gone.sent(staff(1), at(3)), "package-file-gone");
    }

    #[test]
    fn its_number_is_the_end_of_its_id() {
        assert_eq!(package().number, "R-000000000ABC");
    }
}

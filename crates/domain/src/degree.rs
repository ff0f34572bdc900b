//! A student's degree (学籍) in a batch, bound to an account by its collection code. Whether it may
//! be bound is judged in `binding`; its photos are in `photo` and `submission`.

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::actor::Actor;
use crate::batch::Cohort;
use crate::id::{AccountId, BatchId, CentreId, DegreeId, SchoolId, StaffId};
use crate::level::Level;
use crate::organisation::{Placement, SchoolCode};
use crate::protected::{BlindIndex, Findable, Sealed};
use crate::refusal::{Coded, Member, member};
use crate::timestamp::Timestamp;
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

/// How many degrees one person can have at a time: two, as few study twice at once.
pub const DEGREES_PER_PERSON: usize = 2;

/// Whether the last four characters could be held against the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum LastFourCheck {
    /// The code carries them and they are what was typed. Both come from the same person, so they prove nothing.
    #[strum(to_string = "self-consistent", serialize = "matched")]
    SelfConsistent,
    /// They are those of the identity number on the school's roster.
    RosterMatched,
    /// The code carries none; whose code it is, a reviewer has to see.
    NotCarried,
}

words!(LastFourCheck);

/// How a collection code reached the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum CodeEvidence {
    /// It was not recorded.
    #[default]
    Unrecorded,
    /// In a picture that the service read.
    Picture,
    /// As a text, read or written by the client.
    Text,
}

words!(CodeEvidence);

/// That somebody else holds the degree that a student claims. Staff of the centre decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// The degree of the holder.
    pub against: DegreeId,
    /// When the claim was made.
    pub since: Timestamp,
}

/// What a collection code and the student say about a degree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DegreeDetails {
    /// The whole payload, for the hand-over.
    pub payload: Sealed,
    /// The masked name that the code carries.
    pub masked_name: Option<Sealed>,
    /// The student number, from the code or from the student.
    pub student_number: Option<Findable>,
    /// Keyed hash of the last four characters of the identity number.
    pub last_four: BlindIndex,
    /// What they were compared with.
    pub last_four_check: LastFourCheck,
    /// How the code reached the service.
    #[serde(default)]
    pub evidence: CodeEvidence,
    /// National code of the school.
    pub school_code: SchoolCode,
    /// Where in the school the student stands, where the school is a customer.
    pub placement: Option<Placement>,
    /// Level of study.
    pub level: Level,
    /// The cohort of the batch that the student belongs to, where known.
    pub cohort: Option<Cohort>,
}

/// Why staff let a degree go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ReleaseReason {
    /// Someone else bound it.
    WrongPerson,
    /// The student used the code of another degree.
    WrongDegree,
    /// The student asked for it.
    StudentAsked,
    /// The registry has a portrait already.
    AlreadyAtRegistry,
}

words!(ReleaseReason);

/// How far a degree has come. Personal values are only in the states that need them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(DegreeStateName),
    doc = "The name of a degree's state, without its data; in the order of a life.",
    derive(Hash, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum DegreeState {
    /// The code was read; the student has to say that it is theirs.
    Proposed {
        /// What was read.
        details: DegreeDetails,
        /// When the code was read.
        proposed_at: Timestamp,
        /// Set while another account holds the code or the student number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dispute: Option<Dispute>,
    },
    /// The student's, and nobody else's until staff release it.
    Bound {
        /// What was read.
        details: DegreeDetails,
        /// When the student said so.
        bound_at: Timestamp,
    },
    /// The student said that it is not theirs.
    Declined {
        /// When the student said so.
        declined_at: Timestamp,
    },
    /// Staff let it go; another account may bind the code.
    Released {
        /// The member of staff who released it.
        released_by: StaffId,
        /// When it was released.
        released_at: Timestamp,
        /// Why it was released.
        reason: ReleaseReason,
    },
    /// The student had all own data erased; the id stays because decisions name it.
    Erased {
        /// When the data were erased.
        erased_at: Timestamp,
    },
}

words!(DegreeState as DegreeStateName);

/// Why a degree does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
pub enum DegreeRefusal {
    /// It has left its group's batch before. Programs read it as the state `individual`.
    #[error("the degree is in an individual batch already")]
    #[strum(serialize = "wrong-state")]
    IndividualAlready,
}

impl Coded for DegreeRefusal {
    crate::codes_by_name!();

    fn members(&self) -> Vec<(&'static str, Member)> {
        match self {
            Self::IndividualAlready => {
                let action: &str = DegreeAction::Move.into();
                vec![member("from", "individual"), member("action", action)]
            }
        }
    }
}

/// What is done with a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum DegreeAction {
    /// The student says that it is theirs.
    Confirm,
    /// The student says that it is not theirs.
    Decline,
    /// Staff let it go.
    Release,
    /// The student has all own data erased.
    Erase,
    /// It goes to an individual batch.
    Move,
    /// A submission begins for it.
    Begin,
    /// The student books an appointment for it.
    Book,
}

state_machine!(Degree: DegreeStateName, DegreeAction, DegreeRefusal);

/// What a new degree starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecognisedDegree {
    /// Unique; made outside, in order of creation.
    pub id: DegreeId,
    /// The centre that runs the batch.
    pub centre: CentreId,
    /// The batch.
    pub batch: BatchId,
    /// The account that handed the code in.
    pub account: AccountId,
    /// Blind index of the code's identity.
    pub code: BlindIndex,
    /// Blind index of centre, school, student number and level.
    pub claim: BlindIndex,
    /// What was read.
    pub details: DegreeDetails,
}

/// A degree of a student.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Degree {
    /// Unique; made outside, in order of creation.
    pub id: DegreeId,
    /// The centre that runs the batch.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// The batch.
    pub batch: BatchId,
    /// The account that it is, or was, bound to.
    pub account: AccountId,
    /// Blind index of the code's identity; unique among the bound degrees of a centre.
    pub code: BlindIndex,
    /// Blind index of centre, school, student number and level; unique among bound degrees. None for degrees that
    /// are older than it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<BlindIndex>,
    /// How far it has come.
    pub state: DegreeState,
}

impl Degree {
    /// A degree whose code was read and that `binding` has no objection to; the student has to
    /// confirm it.
    pub fn propose(recognised: RecognisedDegree, at: Timestamp) -> Self {
        Self {
            id: recognised.id,
            centre: recognised.centre,
            version: Version::FIRST,
            batch: recognised.batch,
            account: recognised.account,
            code: recognised.code,
            claim: Some(recognised.claim),
            state: DegreeState::Proposed {
                details: recognised.details,
                proposed_at: at,
                dispute: None,
            },
        }
    }

    /// Notes that somebody else holds what is claimed here; staff of the centre decide.
    ///
    /// # Errors
    /// [`WrongState`] unless it is proposed.
    pub fn dispute(self, against: DegreeId, at: Timestamp) -> Result<Self, Denied<Self>> {
        match self.state.clone() {
            DegreeState::Proposed {
                details,
                proposed_at,
                ..
            } => Ok(self.enter(DegreeState::Proposed {
                details,
                proposed_at,
                dispute: Some(Dispute { against, since: at }),
            })),
            other => Err(WrongState::new(&other, DegreeAction::Confirm).into()),
        }
    }

    /// The dispute that staff have to decide, if there is one.
    pub const fn open_dispute(&self) -> Option<&Dispute> {
        match &self.state {
            DegreeState::Proposed { dispute, .. } => dispute.as_ref(),
            _ => None,
        }
    }

    /// Whether staff took it from this account because it was another person's.
    pub const fn was_wrong_person(&self) -> bool {
        matches!(
            self.state,
            DegreeState::Released {
                reason: ReleaseReason::WrongPerson,
                ..
            }
        )
    }

    /// "This is me": binds it to the account. `binding` is asked once more before.
    ///
    /// # Errors
    /// [`Denied`] for anyone but the student, and unless it is proposed.
    pub fn confirm(self, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.check_own(by)?;
        match self.state.clone() {
            DegreeState::Proposed { details, .. } => Ok(self.enter(DegreeState::Bound {
                details,
                bound_at: at,
            })),
            other => Err(WrongState::new(&other, DegreeAction::Confirm).into()),
        }
    }

    /// "This is not me": forgets what was read.
    ///
    /// # Errors
    /// [`Denied`] for anyone but the student, and unless it is proposed.
    pub fn decline(self, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.check_own(by)?;
        let DegreeState::Proposed { .. } = self.state else {
            return Err(WrongState::new(&self.state, DegreeAction::Decline).into());
        };
        Ok(self.enter(DegreeState::Declined { declined_at: at }))
    }

    /// Lets it go, so that the code can be bound again, or turns a disputed claim down; forgets what was read.
    ///
    /// # Errors
    /// [`WrongState`] unless it is bound or disputed.
    pub fn release(
        self,
        reason: ReleaseReason,
        by: StaffId,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        let is_disputed = self.open_dispute().is_some();
        if !self.is_bound() && !is_disputed {
            return Err(WrongState::new(&self.state, DegreeAction::Release).into());
        }
        Ok(self.enter(DegreeState::Released {
            released_by: by,
            released_at: at,
            reason,
        }))
    }

    /// The student has all own data erased: forgets what was read, and the code can be bound again.
    ///
    /// # Errors
    /// [`Denied`] for another student and for staff, and unless it is bound.
    pub fn erase(self, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        // The system erases what was kept long enough.
        if by != Actor::System {
            self.check_own(by)?;
        }
        let DegreeState::Bound { .. } = self.state else {
            return Err(WrongState::new(&self.state, DegreeAction::Erase).into());
        };
        Ok(self.enter(DegreeState::Erased { erased_at: at }))
    }

    /// Takes a bound degree to another batch of the same centre: who misses the group's window goes
    /// on alone (补拍). Its submission in the former batch must have ended.
    ///
    /// # Errors
    /// [`Denied`] for another student, and unless it is bound.
    pub fn move_to(mut self, batch: BatchId, by: Actor) -> Result<Self, Denied<Self>> {
        if !by.may_act_for(self.account) {
            return Err(Denied::NotYours);
        }
        let DegreeState::Bound { .. } = self.state else {
            return Err(WrongState::new(&self.state, DegreeAction::Move).into());
        };
        self.batch = batch;
        self.version = self.version.next();
        Ok(self)
    }

    /// Where a roster that came later puts the student of a bound degree; `None` where it says nothing new.
    #[must_use]
    pub fn place(mut self, placement: Placement, cohort: Option<Cohort>) -> Option<Self> {
        let DegreeState::Bound { details, .. } = &mut self.state else {
            return None;
        };
        if details.placement == Some(placement) && details.cohort == cohort {
            return None;
        }
        details.placement = Some(placement);
        details.cohort = cohort;
        self.version = self.version.next();
        Some(self)
    }

    /// The school that the student stands in, where it is a customer.
    pub fn school(&self) -> Option<SchoolId> {
        let placement = self.details()?.placement.as_ref();
        placement.map(|placement| placement.school)
    }

    /// What was read, while it is proposed or bound.
    pub const fn details(&self) -> Option<&DegreeDetails> {
        match &self.state {
            DegreeState::Proposed { details, .. } | DegreeState::Bound { details, .. } => {
                Some(details)
            }
            DegreeState::Declined { .. }
            | DegreeState::Released { .. }
            | DegreeState::Erased { .. } => None,
        }
    }

    /// Whether it is bound.
    pub const fn is_bound(&self) -> bool {
        matches!(self.state, DegreeState::Bound { .. })
    }

    fn check_own(&self, by: Actor) -> Result<(), Denied<Self>> {
        if by.is_student(self.account) {
            Ok(())
        } else {
            Err(Denied::NotYours)
        }
    }

    fn enter(mut self, state: DegreeState) -> Self {
        self.state = state;
        self.version = self.version.next();
        self
    }
}

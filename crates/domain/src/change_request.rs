//! Changes after approval take two people (双人复核): one member of staff asks, another one agrees or declines. Until
//! then the approved portrait stands as it is.

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::id::{CentreId, ChangeRequestId, StaffId, SubmissionId};
use crate::photo::PhotoRef;
use crate::refusal::Coded;
use crate::submission::VoidReason;
use crate::timestamp::{Duration, Timestamp};
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

/// A request that nobody answers for as long is answered no more: what it was asked for may have changed.
pub const LAPSES_AFTER: Duration = Duration::from_days(7);

/// Why an approved photo is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ReplaceReason {
    /// It was approved by mistake.
    ApprovedByMistake,
    /// The registry refused the portrait, and another one may be sent.
    RefusedByRegistry,
    /// The student asked for it.
    StudentAsked,
}

words!(ReplaceReason);

/// What is to be done with an approved submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "change", rename_all = "kebab-case")]
#[strum_discriminants(
    name(ChangeName),
    doc = "The name of a change, without its data.",
    derive(Hash, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum Change {
    /// It is taken out for good.
    Void {
        /// Why; the student is told.
        reason: VoidReason,
    },
    /// Another photo takes the place of the approved one, and is reviewed from the first round.
    Replace {
        /// The other photo.
        photo: PhotoRef,
        /// The reason that staff gave.
        reason: ReplaceReason,
    },
}

words!(Change as ChangeName);

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(ChangeRequestStateName),
    doc = "The name of a request's state, without its data; in the order of a life.",
    derive(Hash, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum ChangeRequestState {
    /// A second person has to look.
    Open,
    /// It was done.
    Agreed {
        /// The second person.
        by: StaffId,
        /// When it was done.
        at: Timestamp,
    },
    /// It is not to be done.
    Declined {
        /// The second person.
        by: StaffId,
        /// When it was declined.
        at: Timestamp,
    },
    /// Who asked thinks better of it.
    TakenBack {
        /// When it was taken back.
        at: Timestamp,
    },
    /// Nobody answered in time.
    Lapsed {
        /// When that was noticed.
        at: Timestamp,
    },
}

words!(ChangeRequestState as ChangeRequestStateName);

/// What is done with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum ChangeRequestAction {
    /// The second person agrees.
    Agree,
    /// The second person declines.
    Decline,
    /// Who asked takes it back.
    TakeBack,
    /// Its time is over.
    Lapse,
}

/// Why a request does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ChangeRequestRefusal {
    /// Who asked cannot agree.
    #[error("who asked cannot agree; it takes a second person")]
    SecondPersonNeeded,
    /// Nobody answered in time.
    #[error("nobody answered this request in time")]
    RequestLapsed,
    /// Its time is not over.
    #[error("this request can still be answered")]
    StillOpen,
}

impl Coded for ChangeRequestRefusal {
    crate::codes_by_name!();
}

state_machine!(ChangeRequest: ChangeRequestStateName, ChangeRequestAction, ChangeRequestRefusal);

/// Somebody asks for a change of an approved submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRequest {
    /// Unique; made outside, in order of creation.
    pub id: ChangeRequestId,
    /// The centre that it belongs to.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// The approved submission; it has one open request at most.
    pub submission: SubmissionId,
    /// What is to be done.
    pub change: Change,
    /// Who asked.
    pub asked_by: StaffId,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// What became of it.
    pub state: ChangeRequestState,
}

/// A change that somebody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskedChange {
    /// The id of the request.
    pub id: ChangeRequestId,
    /// The centre of the submission.
    pub centre: CentreId,
    /// The approved submission.
    pub submission: SubmissionId,
    /// What is to be done.
    pub change: Change,
}

impl ChangeRequest {
    /// Asks a second person.
    pub const fn ask(asked: AskedChange, by: StaffId, at: Timestamp) -> Self {
        Self {
            id: asked.id,
            centre: asked.centre,
            version: Version::FIRST,
            submission: asked.submission,
            change: asked.change,
            asked_by: by,
            asked_at: at,
            state: ChangeRequestState::Open,
        }
    }

    /// Until when it can be answered.
    pub fn answer_by(&self) -> Timestamp {
        self.asked_at + LAPSES_AFTER
    }

    /// Whether a second person may still answer it.
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.state == ChangeRequestState::Open && at < self.answer_by()
    }

    /// The second person agrees: the change is done in the same transaction.
    ///
    /// # Errors
    /// [`Denied`]: answered before, too late, or by who asked.
    pub fn agree(self, by: StaffId, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.check_second(by, at, ChangeRequestAction::Agree)?;
        Ok(self.enter(ChangeRequestState::Agreed { by, at }))
    }

    /// The second person declines: the approved portrait stands.
    ///
    /// # Errors
    /// As [`Self::agree`].
    pub fn decline(self, by: StaffId, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.check_second(by, at, ChangeRequestAction::Decline)?;
        Ok(self.enter(ChangeRequestState::Declined { by, at }))
    }

    /// Who asked takes it back.
    ///
    /// # Errors
    /// [`Denied`]: answered before, or somebody else's.
    pub fn take_back(self, by: StaffId, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.check_open(ChangeRequestAction::TakeBack)?;
        if by != self.asked_by {
            return Err(Denied::NotYours);
        }
        Ok(self.enter(ChangeRequestState::TakenBack { at }))
    }

    /// Its time is over.
    ///
    /// # Errors
    /// [`Denied`]: answered before, or still to be answered.
    pub fn lapse(self, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.check_open(ChangeRequestAction::Lapse)?;
        if at < self.answer_by() {
            return Err(ChangeRequestRefusal::StillOpen.into());
        }
        Ok(self.enter(ChangeRequestState::Lapsed { at }))
    }

    fn check_second(
        &self,
        by: StaffId,
        at: Timestamp,
        action: ChangeRequestAction,
    ) -> Result<(), Denied<Self>> {
        self.check_open(action)?;
        if at >= self.answer_by() {
            return Err(ChangeRequestRefusal::RequestLapsed.into());
        }
        if by == self.asked_by {
            return Err(ChangeRequestRefusal::SecondPersonNeeded.into());
        }
        Ok(())
    }

    fn check_open(&self, action: ChangeRequestAction) -> Result<(), WrongState<Self>> {
        match self.state {
            ChangeRequestState::Open => Ok(()),
            state => Err(WrongState::new(state, action)),
        }
    }

    fn enter(mut self, state: ChangeRequestState) -> Self {
        self.state = state;
        self.version = self.version.next();
        self
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn staff(number: u128) -> StaffId {
        StaffId::from_uuid(Uuid::from_u128(number))
    }

    fn request() -> ChangeRequest {
        let asked = AskedChange {
            id: ChangeRequestId::from_uuid(Uuid::from_u128(1)),
            centre: CentreId::from_uuid(Uuid::from_u128(2)),
            submission: SubmissionId::from_uuid(Uuid::from_u128(3)),
            change: Change::Void {
                reason: VoidReason::WrongPerson,
            },
        };
        ChangeRequest::ask(asked, staff(1), Timestamp::from_micros(0))
    }

    #[track_caller]
    fn code(result: Result<ChangeRequest, Denied<ChangeRequest>>) -> &'static str {
        result.map_or_else(|denied| denied.code(), |request| request.state.name())
    }

    #[test]
    fn it_takes_a_second_person() {
        let now = Timestamp::from_micros(1);
        assert_eq!(code(request().agree(staff(1), now)), "second-person-needed");
        assert_eq!(
            code(request().decline(staff(1), now)),
            "second-person-needed"
        );
        assert_eq!(code(request().agree(staff(2), now)), "agreed");
        assert_eq!(code(request().decline(staff(2), now)), "declined");
        assert_eq!(code(request().take_back(staff(1), now)), "taken-back");
        assert_eq!(code(request().take_back(staff(2), now)), "not-yours");
        let agreed = request().agree(staff(2), now).unwrap();
        assert_eq!(code(agreed.clone().agree(staff(3), now)), "wrong-state");
        assert_eq!(code(agreed.take_back(staff(1), now)), "wrong-state");
    }

    #[test]
    fn nobody_answers_too_late() {
        let end = Timestamp::from_micros(0) + LAPSES_AFTER;
        assert_eq!(code(request().agree(staff(2), end)), "request-lapsed");
        assert_eq!(code(request().lapse(end)), "lapsed");
        let before = end - Duration::from_minutes(1);
        assert_eq!(code(request().lapse(before)), "still-open");
        assert!(request().is_open(before) && !request().is_open(end));
    }
}

//! The refusals of a submission's transitions.

use standard::ReasonCode;

use crate::batch::Acceptance;
use crate::timestamp::Timestamp;
use crate::transition::WrongState;

/// What the same-shot comparison found. The comparison itself is made elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SameShot {
    /// No other photo of the student is the same shot.
    NotFound,
    /// It is the shot of a photo that was rejected.
    AsRejected,
    /// It is the shot of another degree's photo.
    AsOtherDegree,
}

/// Why a submission does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SubmissionRefusal {
    /// Not in this state.
    #[error(transparent)]
    WrongState(#[from] WrongState),
    /// Another student's submission.
    #[error("this submission is someone else's")]
    NotYours,
    /// The batch given is not the submission's.
    #[error("this submission belongs to another batch")]
    OtherBatch,
    /// The batch takes nothing at this time.
    #[error("the batch takes nothing at this time")]
    NotAccepting(Acceptance),
    /// The days to replace a rejected photo are over.
    #[error("the photo could be replaced until {replace_by}")]
    ReplacementOverdue {
        /// When they were over.
        replace_by: Timestamp,
    },
    /// All free checks are used.
    #[error("all {limit} free checks are used")]
    ChecksUsedUp {
        /// How many there were.
        limit: u16,
    },
    /// All attempts are used.
    #[error("all {limit} attempts are used")]
    AttemptsUsedUp {
        /// How many there were.
        limit: u8,
    },
    /// The photo, or the same file, was rejected before.
    #[error("this photo was rejected before")]
    RejectedBefore,
    /// The same shot as another photo.
    #[error("this is the same shot as another photo ({code})")]
    SameShot {
        /// D03 or D04.
        code: ReasonCode,
    },
    /// It is another round's turn.
    #[error("another round of review has this submission")]
    OtherRound,
    /// A replacement by staff is not the student's to take back.
    #[error("a photo that staff have put in place cannot be withdrawn")]
    PlacedByStaff,
    /// The student can still finish.
    #[error("the student can still finish this submission")]
    NotOver,
}

impl SubmissionRefusal {
    /// A stable code, kebab-case.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WrongState(_) => "wrong-state",
            Self::NotYours => "not-yours",
            Self::OtherBatch => "other-batch",
            Self::NotAccepting(_) => "not-accepting",
            Self::ReplacementOverdue { .. } => "replacement-overdue",
            Self::ChecksUsedUp { .. } => "checks-used-up",
            Self::AttemptsUsedUp { .. } => "attempts-used-up",
            Self::RejectedBefore => "rejected-before",
            Self::SameShot { .. } => "same-shot",
            Self::OtherRound => "other-round",
            Self::PlacedByStaff => "placed-by-staff",
            Self::NotOver => "not-over",
        }
    }
}

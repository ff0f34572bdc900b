//! The refusals of a submission's transitions, and the names of its actions.

use standard::ReasonCode;
use strum::{IntoStaticStr, VariantArray, VariantNames};

use super::allowance::{MAX_EXTRA_ATTEMPTS, MAX_EXTRA_CHECKS};
use crate::batch::Acceptance;
use crate::refusal::{Coded, Member, member};
use crate::timestamp::Timestamp;

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

impl SameShot {
    /// Refuses a photo that is the shot of another one.
    ///
    /// # Errors
    /// [`SubmissionRefusal::SameShot`] with the reason code.
    pub const fn check(self) -> Result<(), SubmissionRefusal> {
        let code = match self {
            Self::NotFound => return Ok(()),
            Self::AsRejected => ReasonCode::D04,
            Self::AsOtherDegree => ReasonCode::D03,
        };
        Err(SubmissionRefusal::SameShot { code })
    }
}

/// Why a submission does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum SubmissionRefusal {
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
    /// All checks are used.
    #[error("all {limit} checks are used; one comes back at {next_at}")]
    ChecksUsedUp {
        /// How many there are.
        limit: u16,
        /// When the next one comes back.
        next_at: Timestamp,
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
    /// The reviewer took the photo: somebody else has to look at it.
    #[error("who took a photo does not review it")]
    OwnPhoto,
    /// A reviewer has decided a moment ago; it takes effect soon.
    #[error("a reviewer has decided a moment ago")]
    BeingDecided,
    /// The time to take a decision back is over.
    #[error("the time to take the decision back is over")]
    UndoOver,
    /// A replacement by staff is not the student's to take back.
    #[error("a photo that staff have put in place cannot be withdrawn")]
    PlacedByStaff,
    /// Staff gave nothing, or more than may be given in all.
    #[error("at most {MAX_EXTRA_ATTEMPTS} attempts and {MAX_EXTRA_CHECKS} checks may be given")]
    NotAllowable,
    /// The student can still finish.
    #[error("the student can still finish this submission")]
    NotOver,
}

impl Coded for SubmissionRefusal {
    crate::codes_by_name!();

    fn members(&self) -> Vec<(&'static str, Member)> {
        match self {
            Self::NotAccepting(acceptance) => acceptance.members(),
            Self::ReplacementOverdue { replace_by } => vec![member("replace_by", *replace_by)],
            Self::ChecksUsedUp { limit, next_at } => vec![
                member("limit", u64::from(*limit)),
                member("from_then", *next_at),
            ],
            Self::AttemptsUsedUp { limit } => vec![member("limit", u64::from(*limit))],
            Self::OtherBatch
            | Self::RejectedBefore
            | Self::SameShot { .. }
            | Self::OtherRound
            | Self::OwnPhoto
            | Self::BeingDecided
            | Self::UndoOver
            | Self::PlacedByStaff
            | Self::NotAllowable
            | Self::NotOver => Vec::new(),
        }
    }
}

/// What is done with a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum SubmissionAction {
    /// A photo is to be checked.
    BeginCheck,
    /// A photo was found good enough.
    Offer,
    /// The student submits the photo.
    Submit,
    /// The student takes it back.
    Withdraw,
    /// A reviewer decides.
    Decide,
    /// A reviewer approves.
    Approve,
    /// A reviewer sends it back.
    Reject,
    /// A reviewer takes a decision back.
    Undo,
    /// Staff put another photo in place.
    ReplaceApproved,
    /// Staff take it out.
    Void,
    /// Staff give attempts or checks.
    Allow,
    /// It was not finished in time.
    Expire,
    /// The student has all own data erased.
    Erase,
    /// Its degree was let go.
    Release,
    /// Its degree goes to an individual batch.
    Move,
}

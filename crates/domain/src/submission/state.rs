//! The states of a submission and the data of each.

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use super::refusal::SameShot;
use crate::id::{PhotoId, ReviewId, StaffId};
use crate::photo::{Assessment, PhotoRef, RuleCode};
use crate::review::{Decision, Reasons, ReviewRound, Reviewer};
use crate::timestamp::{Duration, Timestamp};
use crate::word::words;

/// How a photo came into review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ReviewEntry {
    /// Submitted; costs an attempt once it is decided, and can be withdrawn until then.
    Attempt,
    /// Put by staff in the place of an approved photo; costs nothing and cannot be withdrawn.
    Replacement,
}

words!(ReviewEntry);

/// What the automatic check left open about a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Doubts {
    /// Rules that warn.
    pub warned: u16,
    /// Rules that could not be assessed.
    pub unassessed: u16,
}

impl Doubts {
    /// Of what the check said.
    pub fn of(assessment: &Assessment) -> Self {
        let count = |rules: &[RuleCode]| u16::try_from(rules.len()).unwrap_or(u16::MAX);
        Self {
            warned: count(&assessment.warnings),
            unassessed: count(&assessment.not_assessable),
        }
    }
}

/// What is known of a photo when it is submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked {
    /// What the comparison with other photos found.
    pub same_shot: SameShot,
    /// What the automatic check left open.
    pub doubts: Doubts,
}

impl From<SameShot> for Checked {
    /// Without doubts.
    fn from(same_shot: SameShot) -> Self {
        Self {
            same_shot,
            doubts: Doubts::default(),
        }
    }
}

/// How long a reviewer can take a decision back.
pub const UNDO_FOR: Duration = Duration::from_seconds(30);

/// A decision that has not taken effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldDecision {
    /// The record that it becomes.
    pub review: ReviewId,
    /// Who decided, in which round.
    pub by: Reviewer,
    /// What was decided.
    #[serde(flatten)]
    pub decision: Decision,
    /// When the decision was made; it takes effect half a minute later.
    pub at: Timestamp,
    /// How long the reviewer had the photo, where that is known.
    pub took: Option<Duration>,
}

impl HeldDecision {
    /// When it takes effect.
    pub fn settles_at(&self) -> Timestamp {
        self.at + UNDO_FOR
    }
}

/// A rejection. The photo never comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// The photo.
    pub photo: PhotoRef,
    /// At least one reason, in the order that the reviewer gave.
    pub reasons: Reasons,
    /// Who rejected, in which round.
    pub rejected_by: Reviewer,
    /// When the decision was made.
    pub rejected_at: Timestamp,
    /// Until when the student may submit another one.
    pub replace_by: Timestamp,
}

/// Why an approved submission was voided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum VoidReason {
    /// The portrait shows someone else.
    WrongPerson,
    /// The degree is the wrong one.
    WrongDegree,
    /// The student asked for it.
    StudentAsked,
    /// The registry refused the portrait for good.
    RefusedByRegistry,
}

words!(VoidReason);

/// How far a submission has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(SubmissionStateName),
    doc = "The name of a submission's state, without its data; ordered as in a life.",
    derive(Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum SubmissionState {
    /// No usable photo yet (待上传).
    AwaitingPhoto,
    /// A photo is good enough; the student has to look and submit it (待确认).
    AwaitingConfirmation {
        /// The photo.
        photo: PhotoRef,
        /// Since when.
        offered_at: Timestamp,
    },
    /// A reviewer has to decide (待审核).
    AwaitingReview {
        /// The photo.
        photo: PhotoRef,
        /// When it was submitted; queues are in this order.
        submitted_at: Timestamp,
        /// Whose turn it is.
        round: ReviewRound,
        /// How it came into review.
        entry: ReviewEntry,
        /// What the automatic check left open about the photo.
        #[serde(default)]
        doubts: Doubts,
        /// A decision that the reviewer can still take back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        held: Option<HeldDecision>,
    },
    /// Taken back before the decision (撤回审核).
    Withdrawn {
        /// The photo; it may be submitted again.
        photo: PhotoRef,
        /// When the student took it back.
        withdrawn_at: Timestamp,
    },
    /// Another photo is needed (未通过).
    Rejected {
        /// What was said.
        rejection: Rejection,
    },
    /// Good, and locked (待处理): only staff can touch it. Production and hand-over refer to it.
    Approved {
        /// The photo.
        photo: PhotoRef,
        /// Who approved.
        approved_by: StaffId,
        /// When the centre approved it.
        approved_at: Timestamp,
    },
    /// Taken out after approval; the end.
    Voided {
        /// The photo that was approved.
        photo: PhotoId,
        /// Who voided.
        voided_by: StaffId,
        /// When it was voided.
        voided_at: Timestamp,
        /// The reason that staff gave.
        reason: VoidReason,
    },
    /// Not finished in time; the end. Photos and reasons are deleted.
    Expired {
        /// When that was noticed.
        expired_at: Timestamp,
    },
}

words!(SubmissionState as SubmissionStateName);

impl SubmissionState {
    /// Whether the student has to do something: the states that expire.
    pub const fn is_with_student(&self) -> bool {
        matches!(
            self,
            Self::AwaitingPhoto
                | Self::AwaitingConfirmation { .. }
                | Self::Withdrawn { .. }
                | Self::Rejected { .. }
        )
    }

    /// Whether a reviewer has to decide.
    pub const fn is_in_review(&self) -> bool {
        matches!(self, Self::AwaitingReview { .. })
    }

    /// The photo that it is about, if there is one.
    pub const fn photo(&self) -> Option<PhotoId> {
        match self {
            Self::AwaitingConfirmation { photo, .. }
            | Self::AwaitingReview { photo, .. }
            | Self::Withdrawn { photo, .. }
            | Self::Approved { photo, .. } => Some(photo.id),
            Self::Rejected { rejection } => Some(rejection.photo.id),
            Self::Voided { photo, .. } => Some(*photo),
            Self::AwaitingPhoto | Self::Expired { .. } => None,
        }
    }
}

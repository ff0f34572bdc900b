//! Submissions as their student sees them, without names of staff.

use app::submission::{
    HistoryEntry, HistoryEvent, NextStep, Party as FoundParty, SubmissionView as Found,
};
use domain::{GivenReason, Reasons, Rejection, Submission, SubmissionState, Version};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::public::batch::AcceptanceView;
use crate::views::public::standard::ReasonView;
use crate::views::shared::registry::RegistryProgressView;
use crate::views::{Instant, TextView};
use crate::word::wire_words;

wire_words! {
    /// Whose turn it is.
    ReviewRound of domain::ReviewRound;

    /// How a photo came into review: by the student's attempt, or put there by staff.
    Entry of domain::ReviewEntry;

    /// Why an approved submission was voided.
    VoidReason of domain::VoidReason;

    /// Why staff give more than the batch's limits.
    AllowanceReason of domain::AllowanceReason;

    /// Who did something.
    Party of FoundParty;

    /// A drawn pair of a right and a wrong photo.
    DrawnExample of domain::DrawnExample;
}

/// A reason of the centre.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnReasonView {
    /// `Z01` to `Z99`.
    code: String,
    /// What is wrong.
    title: TextView,
    /// What to do.
    advice: TextView,
    /// Name of the drawing that shows it.
    example: Option<DrawnExample>,
}

impl From<&GivenReason> for OwnReasonView {
    fn from(reason: &GivenReason) -> Self {
        Self {
            code: reason.code.to_string(),
            title: reason.words.title.clone().into(),
            advice: reason.words.advice.clone().into(),
            example: reason.words.example.map(Into::into),
        }
    }
}

/// Why a photo was rejected.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReasonsView {
    /// The standard ones; may be empty beside those of the centre.
    reasons: Vec<ReasonView>,
    /// Those of the centre, in the words that they had then.
    own_reasons: Vec<OwnReasonView>,
    /// What the reviewer wrote.
    note: Option<String>,
}

impl From<&Reasons> for ReasonsView {
    fn from(reasons: &Reasons) -> Self {
        Self {
            reasons: reasons.list().iter().map(|code| (*code).into()).collect(),
            own_reasons: reasons.own().iter().map(OwnReasonView::from).collect(),
            note: reasons.note().map(|note| note.as_str().to_owned()),
        }
    }
}

/// A rejection.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RejectionView {
    photo: Uuid,
    #[serde(flatten)]
    reasons: ReasonsView,
    rejected_at: Instant,
    /// Until when another photo can be submitted.
    replace_by: Instant,
}

impl From<&Rejection> for RejectionView {
    fn from(rejection: &Rejection) -> Self {
        Self {
            photo: rejection.photo.id.as_uuid(),
            reasons: (&rejection.reasons).into(),
            rejected_at: rejection.rejected_at.into(),
            replace_by: rejection.replace_by.into(),
        }
    }
}

/// How far a submission has come.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub(crate) enum SubmissionStateView {
    /// No usable photo yet.
    AwaitingPhoto,
    /// A photo is good enough; the student has to look and submit it.
    AwaitingConfirmation { photo: Uuid, offered_at: Instant },
    /// A reviewer has to decide.
    AwaitingReview {
        photo: Uuid,
        submitted_at: Instant,
        round: ReviewRound,
        entry: Entry,
    },
    /// Taken back before anyone decided.
    Withdrawn { photo: Uuid, withdrawn_at: Instant },
    /// Another photo is needed.
    Rejected { rejection: RejectionView },
    /// Good, and locked.
    Approved { photo: Uuid, approved_at: Instant },
    /// Taken out after approval.
    Voided {
        photo: Uuid,
        voided_at: Instant,
        reason: VoidReason,
    },
    /// Not finished in time.
    Expired { expired_at: Instant },
}

impl From<&SubmissionState> for SubmissionStateView {
    fn from(state: &SubmissionState) -> Self {
        match state {
            SubmissionState::AwaitingPhoto => Self::AwaitingPhoto,
            SubmissionState::AwaitingConfirmation { photo, offered_at } => {
                Self::AwaitingConfirmation {
                    photo: photo.id.as_uuid(),
                    offered_at: (*offered_at).into(),
                }
            }
            SubmissionState::AwaitingReview {
                photo,
                submitted_at,
                round,
                entry,
                ..
            } => Self::AwaitingReview {
                photo: photo.id.as_uuid(),
                submitted_at: (*submitted_at).into(),
                round: (*round).into(),
                entry: (*entry).into(),
            },
            SubmissionState::Withdrawn {
                photo,
                withdrawn_at,
            } => Self::Withdrawn {
                photo: photo.id.as_uuid(),
                withdrawn_at: (*withdrawn_at).into(),
            },
            SubmissionState::Rejected { rejection } => Self::Rejected {
                rejection: rejection.into(),
            },
            SubmissionState::Approved {
                photo, approved_at, ..
            } => Self::Approved {
                photo: photo.id.as_uuid(),
                approved_at: (*approved_at).into(),
            },
            SubmissionState::Voided {
                photo,
                voided_at,
                reason,
                ..
            } => Self::Voided {
                photo: photo.as_uuid(),
                voided_at: (*voided_at).into(),
                reason: (*reason).into(),
            },
            SubmissionState::Expired { expired_at } => Self::Expired {
                expired_at: (*expired_at).into(),
            },
        }
    }
}

/// A submission, in short.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SubmissionSummaryView {
    id: Uuid,
    #[serde(flatten)]
    state: SubmissionStateView,
}

impl From<&Submission> for SubmissionSummaryView {
    fn from(submission: &Submission) -> Self {
        Self {
            id: submission.id.as_uuid(),
            state: (&submission.state).into(),
        }
    }
}

/// What comes next for the student.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub(crate) enum NextStepView {
    /// Take the first photo.
    TakePhoto,
    /// Look at the portrait, and submit it or take another photo.
    LookAndSubmit,
    /// Submit the withdrawn photo again, or take another one.
    SubmitAgain,
    /// Take another photo: the last one was rejected.
    ReplacePhoto,
    /// Come back: nothing is taken at this time.
    ComeBack {
        #[serde(flatten)]
        acceptance: AcceptanceView,
    },
    /// Wait until a used check comes back: all are used.
    AwaitCheck {
        /// When one comes back; before the deadline.
        next_check_at: Instant,
    },
    /// Wait for the reviewers.
    AwaitReview,
    /// Nothing: the photo is approved.
    Done,
    /// Ask the centre: attempts are used up, no check comes back in time, or staff took the photo out.
    AskCentre,
    /// Nothing in this batch: it was not finished in time.
    Over,
}

impl From<NextStep> for NextStepView {
    fn from(step: NextStep) -> Self {
        match step {
            NextStep::TakePhoto => Self::TakePhoto,
            NextStep::LookAndSubmit => Self::LookAndSubmit,
            NextStep::SubmitAgain => Self::SubmitAgain,
            NextStep::ReplacePhoto => Self::ReplacePhoto,
            NextStep::ComeBack { acceptance } => Self::ComeBack {
                acceptance: acceptance.into(),
            },
            NextStep::AwaitCheck { next_check_at } => Self::AwaitCheck {
                next_check_at: next_check_at.into(),
            },
            NextStep::AwaitReview => Self::AwaitReview,
            NextStep::Done => Self::Done,
            NextStep::AskCentre => Self::AskCentre,
            NextStep::Over => Self::Over,
        }
    }
}

/// A submission as its student sees it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SubmissionView {
    id: Uuid,
    degree: Uuid,
    batch: Uuid,
    #[serde(flatten)]
    state: SubmissionStateView,
    /// Submissions that a reviewer has decided or still has to decide; a withdrawal gives one back.
    attempts: u8,
    /// Submissions that are left; the one in review is not among them.
    attempts_left: u8,
    /// Automatic checks that were used and have not come back.
    checks: u16,
    checks_left: u16,
    /// When the next used check comes back; none while all are there.
    next_check_at: Option<Instant>,
    /// Until when the student has to finish, while there is something to finish.
    deadline: Option<Instant>,
    /// Until when the student would have to finish after taking back the photo that is in review.
    deadline_after_withdrawal: Option<Instant>,
    /// Why the last photo was rejected, while another one is due.
    replace_because: Option<ReasonsView>,
    /// Rejections before the present state, oldest first.
    earlier_rejections: Vec<RejectionView>,
    next_step: NextStepView,
    /// How far the hand-over to the registry has come; none before the photo was approved.
    registry: Option<RegistryProgressView>,
}

impl SubmissionView {
    /// The view and its version.
    pub(crate) fn of(found: Found) -> (Version, Self) {
        let submission = found.submission;
        let earlier = submission.earlier_rejections.iter();
        let view = Self {
            id: submission.id.as_uuid(),
            degree: submission.degree.as_uuid(),
            batch: submission.batch.as_uuid(),
            state: (&submission.state).into(),
            attempts: submission.attempts,
            attempts_left: found.attempts_left,
            checks: found.checks_used,
            checks_left: found.checks_left,
            next_check_at: found.next_check_at.map(Instant::from),
            deadline: found.deadline.map(Instant::from),
            deadline_after_withdrawal: found.deadline_after_withdrawal.map(Instant::from),
            replace_because: found.reasons.as_ref().map(ReasonsView::from),
            earlier_rejections: earlier.map(RejectionView::from).collect(),
            next_step: found.next_step.into(),
            registry: found.registry.map(RegistryProgressView::from),
        };
        (submission.version, view)
    }
}

/// What happened.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub(crate) enum HistoryEventView {
    /// A photo was handed in.
    PhotoHandedIn { photo: Uuid },
    /// A photo was looked at.
    PhotoAssessed {
        photo: Uuid,
        /// Whether the student could go on with it.
        usable: bool,
    },
    /// The student took a photo.
    PhotoConfirmed { photo: Uuid },
    /// A photo went into review.
    Submitted,
    /// It was taken back.
    Withdrawn,
    /// The school passed it on to the centre.
    PassedOn,
    /// It was approved.
    Approved,
    /// It was rejected.
    Rejected {
        #[serde(flatten)]
        reasons: ReasonsView,
    },
    /// The centre gave submissions or checks beyond the batch's limits.
    MoreAllowed {
        /// Submissions that were given.
        attempts: u8,
        /// Checks that were given.
        checks: u16,
    },
    /// Staff put another photo in the place of the approved one; it is reviewed anew.
    Replaced { photo: Uuid },
    /// It was not finished in time.
    Expired,
    /// Staff let the degree go, or took the approved photo out.
    Ended,
}

impl From<&HistoryEvent> for HistoryEventView {
    fn from(event: &HistoryEvent) -> Self {
        match event {
            HistoryEvent::PhotoHandedIn { photo } => Self::PhotoHandedIn {
                photo: photo.as_uuid(),
            },
            HistoryEvent::PhotoAssessed { photo, usable } => Self::PhotoAssessed {
                photo: photo.as_uuid(),
                usable: *usable,
            },
            HistoryEvent::PhotoConfirmed { photo } => Self::PhotoConfirmed {
                photo: photo.as_uuid(),
            },
            HistoryEvent::Submitted => Self::Submitted,
            HistoryEvent::Withdrawn => Self::Withdrawn,
            HistoryEvent::PassedOn => Self::PassedOn,
            HistoryEvent::Approved => Self::Approved,
            HistoryEvent::Rejected { reasons } => Self::Rejected {
                reasons: reasons.into(),
            },
            HistoryEvent::MoreAllowed { attempts, checks } => Self::MoreAllowed {
                attempts: *attempts,
                checks: *checks,
            },
            HistoryEvent::Replaced { photo } => Self::Replaced {
                photo: photo.as_uuid(),
            },
            HistoryEvent::Expired => Self::Expired,
            HistoryEvent::Ended => Self::Ended,
        }
    }
}

/// One thing that happened.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HistoryEntryView {
    at: Instant,
    by: Party,
    #[serde(flatten)]
    event: HistoryEventView,
}

impl From<HistoryEntry> for HistoryEntryView {
    fn from(entry: HistoryEntry) -> Self {
        Self {
            at: entry.at.into(),
            by: entry.by.into(),
            event: (&entry.event).into(),
        }
    }
}

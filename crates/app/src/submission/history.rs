//! The history of a submission, from the audit log and the decisions. It leaves out the names of staff
//! and views of pictures.

use domain::audit::{Action, AuditEvent, PhotoOutcome};
use domain::{
    Actor, Decision, Permission, PhotoId, Reasons, ReviewId, ReviewRecord, Subject, SubmissionId,
    SubmissionStateName, Timestamp,
};
use strum::{EnumString, IntoStaticStr, VariantNames};

use super::find;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// Who did something, as far as a student has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Party {
    /// The student.
    Student,
    /// Someone of the staff.
    Staff,
    /// The service by itself.
    Service,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum HistoryEvent {
    /// A photo was handed in.
    PhotoHandedIn {
        /// The photo that arrived.
        photo: PhotoId,
    },
    /// A photo was looked at.
    PhotoAssessed {
        /// The photo of this event.
        photo: PhotoId,
        /// Whether the student could go on with it.
        usable: bool,
    },
    /// The student took a photo.
    PhotoConfirmed {
        /// The photo of this event.
        photo: PhotoId,
    },
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
        /// The reasons that the reviewer gave.
        reasons: Reasons,
    },
    /// Staff gave submissions or checks beyond the batch's limits.
    MoreAllowed {
        /// Submissions that were given.
        attempts: u8,
        /// Checks that were given.
        checks: u16,
    },
    /// Staff put another photo in the place of the approved one; it is reviewed anew.
    Replaced {
        /// The other photo.
        photo: PhotoId,
    },
    /// It was not finished in time.
    Expired,
    /// Staff let the degree go, or took the approved photo out.
    Ended,
}

impl HistoryEvent {
    /// The event as it is written.
    pub fn name(&self) -> &'static str {
        self.into()
    }
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Time of the event.
    pub at: Timestamp,
    /// By whom.
    pub by: Party,
    /// What happened, with its values.
    pub event: HistoryEvent,
}

/// What happened to a submission and its photos, oldest first; for its student and for staff who
/// see degrees. Photos that were deleted are left out.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn history(
    app: &App,
    caller: &Caller,
    id: SubmissionId,
) -> Result<Vec<HistoryEntry>, Failure> {
    let (submission, ..) = find(app.store(), caller, Permission::ViewDegrees, id).await?;
    let store = app.store();
    let reviews = store.reviews().list_of_submission(id).await?;
    let audit = store.audit();
    let mut lines = audit.list_of_subject(Subject::Submission(id)).await?;
    for photo in store.photos().list_of_degree(submission.degree).await? {
        lines.extend(audit.list_of_subject(Subject::Photo(photo.id)).await?);
    }
    lines.sort_by_key(|line| line.at);
    let entries = lines.iter().filter_map(|line| entry(line, &reviews));
    Ok(entries.collect())
}

fn entry(line: &AuditEvent, reviews: &[ReviewRecord]) -> Option<HistoryEntry> {
    Some(HistoryEntry {
        at: line.at,
        by: match line.actor {
            Actor::Student(_) => Party::Student,
            Actor::Staff(_) => Party::Staff,
            Actor::System => Party::Service,
        },
        event: event(line, reviews)?,
    })
}

fn event(line: &AuditEvent, reviews: &[ReviewRecord]) -> Option<HistoryEvent> {
    match line.known_action()? {
        action @ (Action::HandInPhoto { .. }
        | Action::AssessPhoto { .. }
        | Action::ConfirmPhoto { .. }) => of_photo(line.subject, &action),
        Action::SubmitPhoto { .. } => Some(HistoryEvent::Submitted),
        Action::WithdrawSubmission => Some(HistoryEvent::Withdrawn),
        Action::DecideReview { review, state, .. } => decision(review, state, reviews),
        Action::AllowMore {
            attempts, checks, ..
        } => Some(HistoryEvent::MoreAllowed { attempts, checks }),
        Action::ExpireSubmission { .. } => Some(HistoryEvent::Expired),
        Action::ReplaceApproved { photo, .. } => Some(HistoryEvent::Replaced { photo }),
        Action::ReleaseSubmission { .. } | Action::VoidSubmission { .. } => {
            Some(HistoryEvent::Ended)
        }
        // Staff who looked at a photo are named in the audit log alone, and so is what a reviewer can
        // still take back. Orders tell of money themselves. The rest is not done to a submission or a photo.
        _ => None,
    }
}

fn of_photo(subject: Subject, action: &Action) -> Option<HistoryEvent> {
    let Subject::Photo(photo) = subject else {
        return None;
    };
    match action {
        Action::HandInPhoto { .. } => Some(HistoryEvent::PhotoHandedIn { photo }),
        Action::AssessPhoto { outcome } => Some(HistoryEvent::PhotoAssessed {
            photo,
            usable: *outcome == PhotoOutcome::Usable,
        }),
        Action::ConfirmPhoto { .. } => Some(HistoryEvent::PhotoConfirmed { photo }),
        _ => None,
    }
}

/// The decision that a line of the log names. An approval that leaves the submission in review is
/// the school's.
fn decision(
    review: ReviewId,
    state: SubmissionStateName,
    reviews: &[ReviewRecord],
) -> Option<HistoryEvent> {
    let review = reviews.iter().find(|stored| stored.id == review)?;
    Some(match &review.decision {
        Decision::Reject { reasons } => HistoryEvent::Rejected {
            reasons: reasons.clone(),
        },
        Decision::Approve if state == SubmissionStateName::Approved => HistoryEvent::Approved,
        Decision::Approve => HistoryEvent::PassedOn,
    })
}

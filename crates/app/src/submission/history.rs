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
    let photo = match line.subject {
        Subject::Photo(photo) => Some(photo),
        _ => None,
    };
    match line.known_action()? {
        Action::HandInPhoto { .. } => Some(HistoryEvent::PhotoHandedIn { photo: photo? }),
        Action::AssessPhoto { outcome } => Some(HistoryEvent::PhotoAssessed {
            photo: photo?,
            usable: outcome == PhotoOutcome::Usable,
        }),
        Action::ConfirmPhoto { .. } => Some(HistoryEvent::PhotoConfirmed { photo: photo? }),
        Action::SubmitPhoto { .. } => Some(HistoryEvent::Submitted),
        Action::WithdrawSubmission => Some(HistoryEvent::Withdrawn),
        Action::DecideReview { review, state, .. } => decision(review, state, reviews),
        Action::AllowMore {
            attempts, checks, ..
        } => Some(HistoryEvent::MoreAllowed { attempts, checks }),
        Action::ExpireSubmission { .. } => Some(HistoryEvent::Expired),
        Action::ReleaseSubmission { .. } | Action::VoidSubmission { .. } => {
            Some(HistoryEvent::Ended)
        }
        // Staff who looked at a photo are named in the audit log alone, and so is what a reviewer can
        // still take back.
        Action::ViewPhoto
        | Action::HoldDecision { .. }
        | Action::UndoDecision
        // The rest is not done to a submission or a photo.
        | Action::Register { .. }
        | Action::SignIn { .. }
        | Action::SignOutEverywhere
        | Action::ChooseLanguage
        | Action::ExportAccount
        | Action::EraseAccount
        | Action::GiveConsent { .. }
        | Action::WithdrawConsent { .. }
        | Action::MissCode { .. }
        | Action::ProposeDegree { .. }
        | Action::DisputeDegree { .. }
        | Action::BindDegree { .. }
        | Action::DeclineDegree
        | Action::MoveDegree { .. }
        | Action::ReleaseDegree { .. }
        | Action::OpenCapture { .. }
        | Action::ForgetPhotos { .. }
        | Action::BookAppointment { .. }
        | Action::MoveAppointment { .. }
        | Action::CancelAppointment { .. }
        | Action::CreateCentre
        | Action::CreateSchool
        | Action::CreateUnit
        | Action::CreateClass
        | Action::CreateStaff { .. }
        | Action::AssignRoles { .. }
        | Action::DisableStaff
        | Action::SetPassword
        | Action::ReadOutbox
        | Action::UnlinkWechat
        | Action::ChangePhone
        | Action::LosePhone
        | Action::ConfirmSecondFactor
        | Action::ResetSecondFactor
        | Action::CreateRegion
        | Action::CreateStudio
        | Action::CreateSlots { .. }
        | Action::CreateBatch
        | Action::OpenBatch
        | Action::ReviseBatch
        | Action::CloseBatch
        | Action::ArchiveBatch
        | Action::ImportRoster { .. }
        | Action::ExportList
        | Action::VerifyAudit { .. } => None,
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

//! What happened to a photo while a reviewer was looking at it: who was first, and with what.

use domain::{PhotoId, StaffId, Submission, SubmissionState};

use crate::failure::Failure;
use crate::refusal::{DecidedMeanwhile, Meanwhile};
use crate::service::App;
use crate::staff;

/// The refusal for a reviewer who looked at `looked_at`, from what is stored now.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(super) async fn refusal(
    app: &App,
    submission: &Submission,
    looked_at: PhotoId,
) -> Result<Failure, Failure> {
    let (what, by, at) = match &submission.state {
        SubmissionState::AwaitingReview {
            held: Some(held), ..
        } => (
            Meanwhile::of(&held.decision),
            Some(held.by.staff),
            Some(held.at),
        ),
        SubmissionState::AwaitingReview { photo, .. } if photo.id == looked_at => {
            (Meanwhile::PassedOn, None, None)
        }
        SubmissionState::AwaitingReview { submitted_at, .. } => {
            (Meanwhile::AnotherPhoto, None, Some(*submitted_at))
        }
        SubmissionState::Approved {
            approved_by,
            approved_at,
            ..
        } => (Meanwhile::Approved, Some(*approved_by), Some(*approved_at)),
        SubmissionState::Rejected { rejection } => (
            Meanwhile::Rejected,
            Some(rejection.rejected_by.staff),
            Some(rejection.rejected_at),
        ),
        SubmissionState::Withdrawn { withdrawn_at, .. } => {
            (Meanwhile::Withdrawn, None, Some(*withdrawn_at))
        }
        SubmissionState::AwaitingPhoto | SubmissionState::AwaitingConfirmation { .. } => {
            (Meanwhile::AnotherPhoto, None, None)
        }
        SubmissionState::Voided { .. } | SubmissionState::Expired { .. } => {
            (Meanwhile::Ended, None, None)
        }
    };
    let by = match by {
        Some(staff) => Some(name_of(app, staff).await?),
        None => None,
    };
    Ok(DecidedMeanwhile { what, by, at }.into())
}

/// The name of a member of staff, for colleagues.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(super) async fn name_of(app: &App, id: StaffId) -> Result<String, Failure> {
    let found = app.store().staff().find(id).await?;
    let found = found.ok_or_else(|| Failure::internal("a reviewer who is not employed"))?;
    staff::name(app, &found)
}

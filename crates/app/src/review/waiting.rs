//! Finds the photo of a submission that waits for a decision now.

use domain::{
    Permission, PhotoId, ReviewRound, Submission, SubmissionAction, SubmissionId, SubmissionState,
    WrongState,
};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;
use crate::submission::find;

/// A photo that waits for a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitingPhoto {
    /// The photo.
    pub photo: PhotoId,
    /// The round that has to decide.
    pub round: ReviewRound,
}

/// The photo of a submission in review.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`]; [`WrongState`] for a submission
/// that is not in review.
pub async fn waiting_photo(
    app: &App,
    caller: &Caller,
    id: SubmissionId,
) -> Result<WaitingPhoto, Failure> {
    let (submission, ..) = find(app.store(), caller, Permission::ViewDegrees, id).await?;
    let SubmissionState::AwaitingReview { photo, round, .. } = &submission.state else {
        return Err(
            WrongState::<Submission>::new(&submission.state, SubmissionAction::Decide).into(),
        );
    };
    Ok(WaitingPhoto {
        photo: photo.id,
        round: *round,
    })
}

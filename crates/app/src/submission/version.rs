//! The version of a submission, for clients that say which one they have read.

use domain::{Permission, SubmissionId, Version};

use super::find;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// The present version, for the student whose it is and for staff who see degrees.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn version(app: &App, caller: &Caller, id: SubmissionId) -> Result<Version, Failure> {
    let (submission, ..) = find(app, caller, Permission::ViewDegrees, id).await?;
    Ok(submission.version)
}

//! Reads a student's own degrees.

use domain::{DegreeId, DegreeState};

use super::find::find_own;
use super::view::{DegreeView, show};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// The student's degrees that are proposed or bound, oldest first.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student.
pub async fn list(app: &App, caller: &Caller) -> Result<Vec<DegreeView>, Failure> {
    let account = caller.student()?;
    let mut views = Vec::new();
    for degree in app.store().degrees().list_of_account(account).await? {
        match degree.state {
            DegreeState::Proposed { .. } | DegreeState::Bound { .. } => {
                views.push(show(app, degree).await?);
            }
            DegreeState::Declined { .. }
            | DegreeState::Released { .. }
            | DegreeState::Erased { .. } => {}
        }
    }
    Ok(views)
}

/// One of the student's degrees, in any state.
///
/// # Errors
/// [`Failure::NotFound`] for another one's degree.
pub async fn read(app: &App, caller: &Caller, id: DegreeId) -> Result<DegreeView, Failure> {
    show(app, find_own(app.store(), caller, id).await?).await
}

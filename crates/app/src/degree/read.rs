//! Reads a student's own degrees.

use domain::{DegreeId, DegreeState};

use super::view::{DegreeView, show};
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;

/// The student's degrees that are proposed or bound, oldest first.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student.
pub async fn list(app: &App, caller: &Caller) -> Result<Vec<DegreeView>, Failure> {
    let account = caller.student()?;
    let mut views = Vec::new();
    let degrees = app.store().degrees();
    for (degree, submission) in degrees.list_of_account_with_submissions(account).await? {
        match degree.state {
            DegreeState::Proposed { .. } | DegreeState::Bound { .. } => {
                views.push(show(app, degree, submission).await?);
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
    let account = caller.student()?;
    let found = app.store().degrees().find_with_submission(id).await?;
    let own = found.filter(|(degree, _)| degree.account == account);
    let (degree, submission) = own.or_not_found()?;
    show(app, degree, submission).await
}

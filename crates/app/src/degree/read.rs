//! A student's own degrees.

use domain::{AccountId, Degree, DegreeId, DegreeState};
use store::Work;

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
    show(app, own(app, caller, id).await?).await
}

/// The degree itself, for use cases that hang on it.
///
/// # Errors
/// [`Failure::NotFound`] for another one's degree; [`Failure::NotAllowed`] for anyone but a student.
pub async fn own(app: &App, caller: &Caller, id: DegreeId) -> Result<Degree, Failure> {
    let account = caller.student()?;
    let degree = app.store().degrees().find(id).await?;
    let own = degree.filter(|degree| degree.account == account);
    own.ok_or(Failure::NotFound)
}

/// [`own`] within a transaction.
pub(super) async fn find_own(
    work: &Work,
    id: DegreeId,
    account: AccountId,
) -> Result<Degree, Failure> {
    let degree = work.degrees().find(id).await?;
    let own = degree.filter(|degree| degree.account == account);
    own.ok_or(Failure::NotFound)
}

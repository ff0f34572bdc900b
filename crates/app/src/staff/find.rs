//! Finds a member of staff by login.

use domain::Staff;

use crate::by_index::staff_by_login;
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;
use crate::sign_in::Login;

/// The member of staff with this login, for the operator at the command line.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone else; [`Failure::NotFound`].
pub async fn find(app: &App, caller: &Caller, login: &Login) -> Result<Staff, Failure> {
    caller.check_operator()?;
    let found = staff_by_login(app, app.store(), login).await?;
    found.or_not_found()
}

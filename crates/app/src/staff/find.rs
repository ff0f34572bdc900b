//! Finds a member of staff by login.

use domain::Staff;

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
    let index = login.index(app.vault());
    let found = app.store().staff().find_by_login(&index).await?;
    found.or_not_found()
}

//! Sets a password and ends every session of the account.

use domain::audit::Action;
use domain::{Permission, StaffId, Subject};
use secrecy::SecretString;

use super::end_sessions;
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;
use crate::sign_in::password;
use crate::trace::Trace;

/// Sets a new password, for oneself or as an administrator; every session of the person ends.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`], [`Failure::Invalid`].
pub async fn set_password(
    app: &App,
    caller: &Caller,
    id: StaffId,
    password: SecretString,
) -> Result<(), Failure> {
    let staff = app.store().staff().find(id).await?;
    let staff = staff.or_not_found()?;
    let is_own = matches!(caller, Caller::Staff(own) if own.id == id);
    if !is_own {
        caller.check_centre(Permission::ManageStaff, staff.centre)?;
    }
    let hash = password::hash(app, password).await?;
    let work = app.store().begin().await?;
    work.staff().set_password(id, &hash).await?;
    end_sessions(&work, id).await?;
    let trace = Trace::new(
        app,
        caller,
        &Action::SetPassword,
        Subject::Staff(id),
        app.now(),
    );
    work.audit().append(trace.of(staff.centre).event());
    Ok(work.commit().await?)
}

//! Sets a password and ends every session of the account.

use domain::audit::Action;
use domain::{Permission, Staff, StaffId, Subject};
use secrecy::SecretString;
use store::MissKey;

use super::end_sessions;
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::guesses;
use crate::network::NetworkKey;
use crate::refusal::SignInRefusal;
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
    replace(app, caller, &staff, password).await
}

/// Changes the caller's own password; every session of the person ends, this one too.
///
/// # Errors
/// [`SignInRefusal::WrongCredentials`] for another current password, [`Failure::TooMany`] after several;
/// [`Failure::NotAllowed`] at the command line, [`Failure::Invalid`].
pub async fn change_own_password(
    app: &App,
    caller: &Caller,
    [current, new]: [SecretString; 2],
    network: &NetworkKey,
) -> Result<(), Failure> {
    let (Caller::Staff(staff) | Caller::WithoutSecondFactor(staff)) = caller else {
        return Err(Failure::NotAllowed);
    };
    let key = MissKey::LoginFrom(staff.login.index, network.as_str().to_owned());
    let now = app.now();
    let work = app.store().begin().await?;
    guesses::check_pause(&work, &key, now).await?;
    guesses::slow(&work, &key, now).await?;
    work.commit().await?;
    let stored = app.store().staff().password(staff.id).await?;
    if !password::matches(stored, current).await? {
        return Err(SignInRefusal::WrongCredentials.into());
    }
    replace(app, caller, staff, new).await?;
    let work = app.store().begin().await?;
    guesses::forgive(&work, &key).await?;
    Ok(work.commit().await?)
}

async fn replace(
    app: &App,
    caller: &Caller,
    staff: &Staff,
    password: SecretString,
) -> Result<(), Failure> {
    let id = staff.id;
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

//! Signs a member of staff in with login and password. Neither the answer nor its time tells which of
//! the two was wrong.

use domain::audit::{Action, SignInWay};
use domain::{Staff, StaffState, Subject, Timestamp};
use secrecy::SecretString;
use store::{MissKey, SessionHolder};

use super::{Device, Login, device, password, session};
use crate::by_index::staff_by_login;
use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::guesses;
use crate::jobs::Alarm;
use crate::network::{self, HOUR, NetworkKey};
use crate::refusal::SignInRefusal;
use crate::service::App;
use crate::staff::second_factor;
use crate::trace::Trace;

/// Passwords for one login in an hour that raise an alarm.
const TRIES_TO_ALARM: u64 = 50;

/// Login and password as they were typed.
pub struct AsStaff {
    /// The login.
    pub login: String,
    /// The password.
    pub password: SecretString,
    /// A code of the second factor, or a recovery code.
    pub second_factor: Option<String>,
    /// The browser that it was typed into.
    pub device: Device,
    /// Where the request comes from.
    pub network: NetworkKey,
}

impl std::fmt::Debug for AsStaff {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("AsStaff(…)")
    }
}

/// A member of staff who has just signed in.
pub struct StaffSignedIn {
    /// The session's token, shown only here.
    pub token: String,
    /// The token by which the device is known again.
    pub device_token: String,
    /// Whether the person had not signed in from the device before.
    pub is_new_device: bool,
    /// The person.
    pub staff: Staff,
    /// When the session ends unless the person does something.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for StaffSignedIn {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("StaffSignedIn")
            .field("staff", &self.staff.id)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

/// Signs in a member of staff who is active.
///
/// # Errors
/// [`SignInRefusal::WrongCredentials`]; [`crate::refusal::SecondFactorRefusal`] once these are right;
/// [`Failure::TooMany`] for the network, and after several wrong ones from it for this login.
pub async fn as_staff(app: &App, typed: AsStaff) -> Result<StaffSignedIn, Failure> {
    let Ok(login) = Login::parse(&typed.login) else {
        return Err(SignInRefusal::WrongCredentials.into());
    };
    let from = typed.network.as_str().to_owned();
    let key = MissKey::LoginFrom(login.index(app.vault()), from);
    let staff = claim_try(app, &login, &key, &typed.network).await?;
    let stored = match &staff {
        Some(staff) => app.store().staff().password(staff.id).await?,
        None => None,
    };
    let is_right = password::matches(stored, typed.password).await?;
    let Some(staff) = staff.filter(|_| is_right) else {
        return Err(SignInRefusal::WrongCredentials.into());
    };
    let proved = second_factor::prove(app, &staff, typed.second_factor.as_deref())?;
    let now = app.now();
    let work = app.store().begin().await?;
    let staff = match proved {
        Some(after) => {
            work.staff().advance(&staff, &after).await?.won()?;
            after
        }
        None => staff,
    };
    guesses::forgive(&work, &key).await?;
    let noted = device::note(app, &work, staff.id, &typed.device, now).await?;
    let described = (device::label(typed.device.agent.as_deref()), noted.is_new);
    let holder = SessionHolder::Staff(staff.id);
    let begun = session::begin(app, &work, holder, now, described).await?;
    let caller = Caller::Staff(Box::new(staff.clone()));
    let way = SignInWay::Password;
    let subject = Subject::Staff(staff.id);
    let trace = Trace::new(app, &caller, &Action::SignIn { way }, subject, now);
    work.audit().append(trace.of(staff.centre).event());
    work.commit().await?;
    Ok(StaffSignedIn {
        token: begun.token,
        device_token: noted.token,
        is_new_device: noted.is_new,
        staff,
        expires_at: begun.expires_at,
    })
}

/// Counts the try as a miss before the password is looked at, and takes that back after a right one:
/// the slow comparison cannot stay in a transaction, and tries at the same time must not share a
/// place in the count.
async fn claim_try(
    app: &App,
    login: &Login,
    key: &MissKey,
    network: &NetworkKey,
) -> Result<Option<Staff>, Failure> {
    let now = app.now();
    let work = app.store().begin().await?;
    network::use_up(app, &work, network, "passwords", 1).await?;
    guesses::check_pause(&work, key, now).await?;
    guesses::slow(&work, key, now).await?;
    let staff = staff_by_login(app, &work, login).await?;
    let staff = staff.filter(|staff| staff.state == StaffState::Active);
    // One login that is tried from everywhere: nobody is locked out, and the operator is told.
    let bucket = format!("passwords-of-login:{}", login.index(app.vault()).to_hex());
    if network::count(&work, &bucket, HOUR, 1, u32::MAX, now).await? == TRIES_TO_ALARM {
        Alarm::PasswordsOfLogin.raise(app, &work, now).await?;
    }
    work.commit().await?;
    Ok(staff)
}

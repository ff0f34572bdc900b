//! The second factor of staff: codes of an app that change every 30 s (TOTP, RFC 6238), and recovery codes for a
//! lost phone (ADR 32).

use domain::audit::Action;
use domain::{
    Permission, Role, SecondFactor, Staff, StaffId, Subject, Timestamp, TokenHash, cleaned,
};
use gateways::Exposure;
use secrecy::SecretString;
use totp_rs::{Builder, Secret, Totp};
use vault::{FieldColumn, FieldPlace};

use super::end_sessions;
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::refusal::SecondFactorRefusal;
use crate::service::{App, SecondFactorPolicy};
use crate::trace::Trace;

/// Bytes of a secret: as many as SHA-1 yields, as RFC 4226 recommends.
const SECRET_BYTES: usize = 20;

/// Recovery codes that a person gets.
const RECOVERY_CODES: usize = 8;

/// Letters and digits of a recovery code, 50 bits.
const RECOVERY_CODE_LENGTH: usize = 10;

/// What recovery codes are made of: 32 signs, none of which is taken for another.
const RECOVERY_ALPHABET: &[u8; 32] = b"23456789abcdefghjkmnpqrstuvwxyz0";

/// What a person puts into the app and keeps. Shown once.
#[derive(Debug)]
pub struct NewSecondFactor {
    /// `otpauth://` address, for a QR code.
    pub address: SecretString,
    /// The secret alone, base32, to be typed.
    pub secret: SecretString,
    /// Codes that replace the app, each once.
    pub recovery_codes: Vec<SecretString>,
}

/// Whether the person has to have a second factor.
pub fn needs_second_factor(app: &App, staff: &Staff) -> bool {
    let is_asked = match app.settings().second_factor {
        SecondFactorPolicy::WhereReached => app.gateways().exposure == Exposure::Others,
        SecondFactorPolicy::Always => true,
        SecondFactorPolicy::Never => false,
    };
    let has_power = |role: &Role| matches!(role, Role::Administrator | Role::Operator);
    is_asked && staff.roles.iter().any(has_power)
}

/// Makes a secret for oneself, or, at the command line, for anybody. It is asked for once a first code was typed.
///
/// # Errors
/// [`SecondFactorRefusal::Exists`], [`Failure::NotAllowed`], [`Failure::NotFound`], [`Failure::Stale`].
pub async fn propose_second_factor(
    app: &App,
    caller: &Caller,
    id: StaffId,
) -> Result<NewSecondFactor, Failure> {
    let before = own(app, caller, id).await?;
    let mut bytes = [0; SECRET_BYTES];
    app.random().fill(&mut bytes);
    let secret = Secret::from(bytes);
    let text = secret.to_base32();
    let sealed = app.vault().seal(place(id), &text)?;
    let login = FieldPlace {
        column: FieldColumn::StaffLogin,
        row: id.as_uuid(),
    };
    let login = app.vault().unseal(login, &before.login.sealed)?;
    let totp = Builder::new()
        .with_secret(secret)
        .with_issuer(Some("Caixiang"))
        .with_account_name(login.as_str())
        .build()
        .map_err(Failure::internal)?;
    let address = totp.to_url().map_err(Failure::internal)?;
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code(app)).collect();
    let hashes = codes.iter().map(|code| recovery_hash(app, id, code));
    let after = before
        .clone()
        .propose_second_factor(sealed, hashes.collect())
        .ok_or(SecondFactorRefusal::Exists)?;
    let work = app.store().begin().await?;
    work.staff().advance(&before, &after).await?.won()?;
    work.commit().await?;
    Ok(NewSecondFactor {
        address: address.into(),
        secret: text.into(),
        recovery_codes: codes.into_iter().map(SecretString::from).collect(),
    })
}

/// Takes the first code; from now on one is asked for with each sign-in.
///
/// # Errors
/// [`SecondFactorRefusal::Wrong`], [`SecondFactorRefusal::Exists`], [`SecondFactorRefusal::SetUpNeeded`] before one was
/// proposed; as [`propose_second_factor`].
pub async fn confirm_second_factor(
    app: &App,
    caller: &Caller,
    id: StaffId,
    code: &str,
) -> Result<(), Failure> {
    let before = own(app, caller, id).await?;
    let secret = match &before.second_factor {
        SecondFactor::Proposed { secret, .. } => secret,
        SecondFactor::Confirmed { .. } => return Err(SecondFactorRefusal::Exists.into()),
        SecondFactor::None => return Err(SecondFactorRefusal::SetUpNeeded.into()),
    };
    let now = app.now();
    let step = totp(app, id, secret)?.check(&plain(code), seconds(now));
    let step = step.ok_or(SecondFactorRefusal::Wrong)?;
    let after = before.clone().confirm_second_factor(step, now);
    let after = after.or_not_found()?;
    change(
        app,
        caller,
        &before,
        &after,
        &Action::ConfirmSecondFactor,
        false,
    )
    .await
}

/// Forgets the second factor of someone else and ends that person's sessions.
///
/// # Errors
/// [`Failure::NotAllowed`] also for oneself; [`Failure::NotFound`], [`Failure::Stale`].
pub async fn reset_second_factor(app: &App, caller: &Caller, id: StaffId) -> Result<(), Failure> {
    let before = app.store().staff().find(id).await?.or_not_found()?;
    caller.check_centre(Permission::ManageStaff, before.centre)?;
    // A stolen session must not rid itself of the second factor.
    if matches!(caller, Caller::Staff(own) if own.id == id) {
        return Err(Failure::NotAllowed);
    }
    let after = before.clone().reset_second_factor();
    change(
        app,
        caller,
        &before,
        &after,
        &Action::ResetSecondFactor,
        true,
    )
    .await
}

/// Checks what was typed beside the right password, and uses it up: the person to be written in place of `staff`,
/// or none where no code is asked for.
///
/// # Errors
/// [`SecondFactorRefusal::Needed`], [`SecondFactorRefusal::Wrong`].
pub(crate) fn prove(
    app: &App,
    staff: &Staff,
    typed: Option<&str>,
) -> Result<Option<Staff>, Failure> {
    let SecondFactor::Confirmed { secret, .. } = &staff.second_factor else {
        return Ok(None);
    };
    let typed = plain(typed.ok_or(SecondFactorRefusal::Needed)?);
    let step = totp(app, staff.id, secret)?.check(&typed, seconds(app.now()));
    let after = if let Some(step) = step {
        staff.clone().use_step(step)
    } else {
        let text = recovery_text(staff.id, &typed);
        let mut hashes = app.vault().token_hashes(&text).into_iter();
        hashes.find_map(|hash| staff.clone().use_recovery(&hash))
    };
    Ok(Some(after.ok_or(SecondFactorRefusal::Wrong)?))
}

async fn own(app: &App, caller: &Caller, id: StaffId) -> Result<Staff, Failure> {
    match caller {
        Caller::Staff(own) | Caller::WithoutSecondFactor(own) if own.id == id => {}
        Caller::System => {}
        _ => return Err(Failure::NotAllowed),
    }
    app.store().staff().find(id).await?.or_not_found()
}

async fn change(
    app: &App,
    caller: &Caller,
    before: &Staff,
    after: &Staff,
    action: &Action,
    ends_sessions: bool,
) -> Result<(), Failure> {
    let work = app.store().begin().await?;
    work.staff().advance(before, after).await?.won()?;
    if ends_sessions {
        end_sessions(&work, before.id).await?;
    }
    let trace = Trace::new(app, caller, action, Subject::Staff(before.id), app.now());
    work.audit().append(trace.of(before.centre).event());
    Ok(work.commit().await?)
}

fn totp(app: &App, id: StaffId, secret: &domain::Sealed) -> Result<Totp, Failure> {
    let text = app.vault().unseal(place(id), secret)?;
    let secret = Secret::try_from_base32(text.as_str()).map_err(Failure::internal)?;
    let totp = Builder::new()
        .with_secret(secret)
        .with_account_name("staff")
        .build();
    totp.map_err(Failure::internal)
}

fn place(id: StaffId) -> FieldPlace {
    FieldPlace {
        column: FieldColumn::StaffSecondFactor,
        row: id.as_uuid(),
    }
}

fn seconds(now: Timestamp) -> u64 {
    u64::try_from(now.as_micros() / 1_000_000).unwrap_or(0)
}

fn recovery_code(app: &App) -> String {
    let mut bytes = [0; RECOVERY_CODE_LENGTH];
    app.random().fill(&mut bytes);
    let signs = bytes
        .iter()
        .map(|byte| RECOVERY_ALPHABET[usize::from(byte & 31)]);
    signs.map(char::from).collect()
}

fn recovery_hash(app: &App, id: StaffId, code: &str) -> TokenHash {
    app.vault().token_hash(&recovery_text(id, code))
}

fn recovery_text(id: StaffId, code: &str) -> String {
    format!("recovery-code:{id}:{code}")
}

/// What was typed or pasted, without spaces, hyphens and invisible signs, in small letters.
fn plain(typed: &str) -> String {
    let typed = cleaned(typed).to_ascii_lowercase();
    typed
        .chars()
        .filter(|sign| !matches!(sign, ' ' | '-'))
        .collect()
}

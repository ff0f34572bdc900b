//! Gives an account another phone number, which the student has confirmed with a code.

use domain::audit::Action;
use domain::{LastFour, PhoneNumber, Subject};
use store::{SessionHolder, StoreError, UniqueKey};
use vault::{FieldColumn, FieldPlace, IndexPurpose};

use super::read::{AccountView, find, view};
use crate::by_index::account_by_phone;
use crate::caller::Caller;
use crate::expected::Expected;
use crate::failure::{Failure, Won};
use crate::network::NetworkKey;
use crate::refusal::SignInRefusal;
use crate::service::App;
use crate::sign_in::request_code::index;
use crate::sign_in::step_up::require_last_four;
use crate::sign_in::with_phone::check_code;
use crate::trace::Trace;

/// The new number.
pub struct NewPhone {
    /// The number.
    pub phone: PhoneNumber,
    /// The code that was sent to it.
    pub code: String,
    /// The end of the identity number, asked for once a degree is bound.
    pub last_four: Option<LastFour>,
    /// Where the request comes from.
    pub network: NetworkKey,
    /// The token of the session that asks, which goes on.
    pub token: String,
}

impl std::fmt::Debug for NewPhone {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("NewPhone(…)")
    }
}

/// Changes the number of the caller's account; every other session ends. Who holds a phone that was left
/// open cannot do it without the last four.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student; those of a sign-in with a code;
/// [`SignInRefusal::LastFourNeeded`], [`SignInRefusal::WrongLastFour`]; [`SignInRefusal::PhoneTaken`];
/// [`Failure::Stale`].
pub async fn change_phone(
    app: &App,
    caller: &Caller,
    new: NewPhone,
    expected: &Expected,
) -> Result<AccountView, Failure> {
    let before = find(app, caller.student()?).await?;
    expected.check(before.version)?;
    let work = app.store().begin().await?;
    let work = check_code(app, work, &new.phone, &new.code, &new.network).await?;
    let work = require_last_four(app, work, before.id, new.last_four).await?;
    let index = index(app, &new.phone);
    let holder = account_by_phone(app, &work, &new.phone).await?;
    // Used up also by a refusal: else the code, known to be right, would open the holder's account.
    work.sign_in_codes().delete(&index).await?;
    if holder.is_some_and(|holder| holder.id != before.id) {
        work.commit().await?;
        return Err(SignInRefusal::PhoneTaken.into());
    }
    work.sessions().note_sign_in(before.id, app.now()).await?;
    let place = FieldPlace {
        column: FieldColumn::AccountPhone,
        row: before.id.as_uuid(),
    };
    let phone = app
        .vault()
        .findable(place, IndexPurpose::Phone, new.phone.expose())?;
    let after = before.clone().change_phone(phone, caller.actor())?;
    let advanced = work.accounts().advance(&before, &after).await;
    advanced.map_err(taken_meanwhile)?.won()?;
    let kept = app.vault().token_hashes(&new.token);
    let sessions = SessionHolder::Student(before.id);
    for session in work.sessions().list_of(sessions).await? {
        if !kept.contains(&session.token) {
            work.sessions().delete(&session.token).await?;
        }
    }
    let subject = Subject::Account(before.id);
    let trace = Trace::new(app, caller, &Action::ChangePhone, subject, app.now());
    work.audit().append(trace.event());
    work.commit().await?;
    view(app, after)
}

fn taken_meanwhile(error: StoreError) -> Failure {
    match error {
        StoreError::Taken(UniqueKey::AccountPhone) => SignInRefusal::PhoneTaken.into(),
        error => error.into(),
    }
}

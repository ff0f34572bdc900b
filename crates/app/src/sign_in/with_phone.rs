//! Signs a student in with the code of a short message.

use domain::audit::SignInWay;
use domain::{Account, PhoneNumber};
use store::Work;
use vault::{FieldColumn, FieldPlace, IndexPurpose};

use super::request_code::{hash, index};
use super::sent_code;
use super::step_up::{self, Owner};
use super::student::{SignedIn, finish, new_account_id, registered_meanwhile};
use crate::by_index::account_by_phone;
use crate::failure::Failure;
use crate::network::NetworkKey;
use crate::service::App;

/// A phone and the code that was sent to it.
pub struct WithPhone {
    /// The phone.
    pub phone: PhoneNumber,
    /// The code as it was typed.
    pub code: String,
    /// Whose account the number's is.
    pub owner: Owner,
    /// Where the request comes from.
    pub network: NetworkKey,
}

impl std::fmt::Debug for WithPhone {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("WithPhone(…)")
    }
}

/// Signs in the account of the phone; registers it if there is none. The code can be used again where only the last
/// four are missing or wrong.
///
/// # Errors
/// [`crate::refusal::SignInRefusal::WrongCode`], [`crate::refusal::SignInRefusal::CodeExpired`] also after five wrong ones, [`Failure::TooMany`] for the
/// network; [`crate::refusal::SignInRefusal::LastFourNeeded`] and [`crate::refusal::SignInRefusal::WrongLastFour`] where the number may have another
/// owner.
pub async fn with_phone(app: &App, with: WithPhone) -> Result<SignedIn, Failure> {
    let work = app.store().begin().await?;
    let work = check_code(app, work, &with.phone, &with.code, &with.network).await?;
    let phone = index(app, &with.phone);
    let found = account_by_phone(app, &work, &with.phone).await?;
    let (work, known) = match found {
        Some(account) => step_up::check(app, work, account, with.owner, false).await?,
        None => (work, None),
    };
    work.sign_in_codes().delete(&phone).await?;
    let is_new = known.is_none();
    let account = match known {
        Some(account) => account,
        None => register(app, &work, &with.phone).await?,
    };
    work.sessions().note_sign_in(account.id, app.now()).await?;
    finish(app, work, account, is_new, SignInWay::Phone).await
}

/// Compares the code with the one that was sent to the phone, as [`sent_code::compare`].
pub(crate) async fn check_code(
    app: &App,
    work: Work,
    phone: &PhoneNumber,
    code: &str,
    network: &NetworkKey,
) -> Result<Work, Failure> {
    let kept = |code: &str| hash(app, phone, code);
    sent_code::compare(app, work, &index(app, phone), code, kept, network).await
}

async fn register(app: &App, work: &Work, phone: &PhoneNumber) -> Result<Account, Failure> {
    let id = new_account_id(app);
    let place = FieldPlace {
        column: FieldColumn::AccountPhone,
        row: id.as_uuid(),
    };
    let phone = app
        .vault()
        .findable(place, IndexPurpose::Phone, phone.expose())?;
    let account = Account::register(id, phone, None, app.now());
    let inserted = work.accounts().insert(&account).await;
    inserted.map_err(registered_meanwhile)?;
    Ok(account)
}

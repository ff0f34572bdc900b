//! Signs a student in with the code of a short message.

use domain::audit::SignInWay;
use domain::{Account, PhoneNumber, cleaned};
use store::Work;
use vault::{FieldColumn, FieldPlace, IndexPurpose};

use super::request_code::{hash, index};
use super::step_up::{self, Owner};
use super::student::{SignedIn, finish, new_account_id, registered_meanwhile};
use crate::by_index::account_by_phone;
use crate::failure::Failure;
use crate::network::{self, NetworkKey};
use crate::refusal::SignInRefusal;
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
/// [`SignInRefusal::WrongCode`], [`SignInRefusal::CodeExpired`] also after five wrong ones, [`Failure::TooMany`] for the
/// network; [`SignInRefusal::LastFourNeeded`] and [`SignInRefusal::WrongLastFour`] where the number may have another
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

/// Compares the code with the one that was sent. A wrong one costs the code a try and is committed; the right one
/// is the caller's to use up. Five wrong ones end the code and not the phone, because anybody can type codes for any number.
/// A network that has used its hour up is not told whether a code is right.
pub(crate) async fn check_code(
    app: &App,
    work: Work,
    phone: &PhoneNumber,
    code: &str,
    network: &NetworkKey,
) -> Result<Work, Failure> {
    let now = app.now();
    network::use_up(app, &work, network, "wrong-codes", 0).await?;
    let sent = work.sign_in_codes().find(&index(app, phone)).await?;
    let usable = sent.filter(|sent| now < sent.expires_at && sent.tries_left > 0);
    let Some(mut sent) = usable else {
        return Err(SignInRefusal::CodeExpired.into());
    };
    // Keyed hashes are compared: how long that takes says nothing about the code.
    if sent.code == hash(app, phone, &cleaned(code)) {
        return Ok(work);
    }
    sent.tries_left -= 1;
    work.sign_in_codes().put(&sent).await?;
    // The try is spent, whatever is left of the network's hour.
    let counted = network::use_up(app, &work, network, "wrong-codes", 1).await;
    work.commit().await?;
    counted?;
    let tries_left = sent.tries_left;
    Err(SignInRefusal::WrongCode { tries_left }.into())
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

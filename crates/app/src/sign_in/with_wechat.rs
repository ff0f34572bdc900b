//! Signs a student in through the mini-program. WeChat vouches for the user and, the first time, for
//! the phone number.

use domain::audit::SignInWay;
use domain::{Account, AccountState, Actor, Findable, PhoneNumber, WeChatOpenId};
use gateways::GatewayError;
use store::Work;
use vault::{FieldColumn, FieldPlace, IndexPurpose};

use super::step_up::{self, Owner};
use super::student::{SignedIn, finish, new_account_id, registered_meanwhile};
use crate::by_index::{account_by_phone, account_by_wechat};
use crate::failure::{Failure, Won};
use crate::refusal::SignInRefusal;
use crate::service::App;

/// What the mini-program got from WeChat; each code works once.
pub struct WithWeChat {
    /// Of `wx.login`.
    pub login_code: String,
    /// Of the button that asks for the phone number; needed the first time.
    pub phone_code: Option<String>,
    /// Whose account the number's is.
    pub owner: Owner,
}

impl std::fmt::Debug for WithWeChat {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("WithWeChat(…)")
    }
}

/// Signs in the account of the WeChat user. A user who is new here is linked to the account of the
/// phone, or registered.
///
/// # Errors
/// [`SignInRefusal::LastFourNeeded`] and [`SignInRefusal::WrongLastFour`] for a new user on a number with degrees;
/// [`SignInRefusal::NotOffered`] where WeChat is off; [`SignInRefusal::WeChatCodeRefused`];
/// [`SignInRefusal::PhoneNeeded`] for a new user without `phone_code`; [`SignInRefusal::OtherWeChat`] where the phone's
/// account has another user;
/// [`Failure::Unavailable`] while WeChat does not answer.
pub async fn with_wechat(app: &App, with: WithWeChat) -> Result<SignedIn, Failure> {
    let wechat = app.gateways().wechat.as_deref();
    let wechat = wechat.ok_or(SignInRefusal::NotOffered)?;
    let user = wechat.open_id(&with.login_code).await.map_err(refused)?;
    let known = account_by_wechat(app, app.store(), &user).await?;
    if let Some(account) = known {
        let work = app.store().begin().await?;
        return finish(app, work, account, false, SignInWay::WeChat).await;
    }
    let phone_code = with.phone_code.ok_or(SignInRefusal::PhoneNeeded)?;
    let phone = wechat.phone_number(&phone_code).await.map_err(refused)?;
    let work = app.store().begin().await?;
    let found = account_by_phone(app, &work, &phone).await?;
    let (work, known) = match found {
        Some(account) => {
            refuse_other(app, &account, &user, with.owner)?;
            step_up::check(app, work, account, with.owner, true).await?
        }
        None => (work, None),
    };
    let is_new = known.is_none();
    let account = match known {
        Some(before) => link(app, &work, before, &user).await?,
        None => register(app, &work, &user, &phone).await?,
    };
    work.sessions().note_sign_in(account.id, app.now()).await?;
    finish(app, work, account, is_new, SignInWay::WeChat).await
}

/// A WeChat user is never replaced in passing: carriers give numbers to other people, who would inherit the
/// account. Who starts anew leaves the account and its user alone.
fn refuse_other(
    app: &App,
    account: &Account,
    user: &WeChatOpenId,
    owner: Owner,
) -> Result<(), SignInRefusal> {
    let own = app.vault().indexes(IndexPurpose::WeChat, user.expose());
    match &account.state {
        AccountState::Active {
            wechat: Some(linked),
            ..
        } if !own.contains(&linked.index) && !matches!(owner, Owner::New) => {
            Err(SignInRefusal::OtherWeChat)
        }
        _ => Ok(()),
    }
}

async fn link(
    app: &App,
    work: &Work,
    before: Account,
    user: &WeChatOpenId,
) -> Result<Account, Failure> {
    let user = seal_user(app, before.id.as_uuid(), user)?;
    let after = before
        .clone()
        .link_wechat(user, Actor::Student(before.id))?;
    let advanced = work.accounts().advance(&before, &after).await;
    advanced.map_err(registered_meanwhile)?.won()?;
    Ok(after)
}

async fn register(
    app: &App,
    work: &Work,
    user: &WeChatOpenId,
    phone: &PhoneNumber,
) -> Result<Account, Failure> {
    let id = new_account_id(app);
    let place = FieldPlace {
        column: FieldColumn::AccountPhone,
        row: id.as_uuid(),
    };
    let phone = app
        .vault()
        .findable(place, IndexPurpose::Phone, phone.expose())?;
    let user = seal_user(app, id.as_uuid(), user)?;
    let account = Account::register(id, phone, Some(user), app.now());
    let inserted = work.accounts().insert(&account).await;
    inserted.map_err(registered_meanwhile)?;
    Ok(account)
}

fn seal_user(app: &App, row: uuid::Uuid, user: &WeChatOpenId) -> Result<Findable, Failure> {
    let column = FieldColumn::AccountWeChat;
    let place = FieldPlace { column, row };
    let vault = app.vault();
    Ok(vault.findable(place, IndexPurpose::WeChat, user.expose())?)
}

/// What a failed call to WeChat means for who signs in.
pub(crate) fn refused(error: GatewayError) -> Failure {
    match error {
        GatewayError::InvalidCode => SignInRefusal::WeChatCodeRefused.into(),
        GatewayError::RateLimited {
            retry_after: Some(retry_after),
        } => Failure::TooMany { retry_after },
        error if error.is_transient() => Failure::Unavailable(error.into()),
        error => Failure::Internal(error.into()),
    }
}

//! Links an account to a user of the official account (公众号), who signs in within WeChat's browser from then on.

use domain::audit::Action;
use domain::{Account, AccountState, LastFour, Subject, WeChatOpenId};
use vault::{FieldColumn, FieldPlace, IndexPurpose};

use super::read::{AccountView, find, view};
use crate::by_index::account_by_official_account;
use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::refusal::{SignInRefusal, Taken};
use crate::service::App;
use crate::sign_in::step_up::require_last_four;
use crate::sign_in::with_wechat::refused;
use crate::trace::Trace;

/// What the browser got from WeChat.
pub struct NewOfficialAccount {
    /// Works once; it is not used up by a refusal that asks for the last four.
    pub code: String,
    /// The end of the identity number, asked for once a degree is bound.
    pub last_four: Option<LastFour>,
}

impl std::fmt::Debug for NewOfficialAccount {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("NewOfficialAccount(…)")
    }
}

/// Links the caller's account to the user to whom WeChat gave the code. A user who is linked is never replaced in
/// passing.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student; [`SignInRefusal::NotOffered`] where no official account is set up;
/// [`SignInRefusal::LastFourNeeded`], [`SignInRefusal::WrongLastFour`]: who holds a phone that was left open does not
/// get in for good; [`SignInRefusal::WeChatCodeRefused`]; [`SignInRefusal::OtherWeChat`]; a refusal where another
/// account has the user; [`Failure::Stale`].
pub async fn link_official_account(
    app: &App,
    caller: &Caller,
    new: NewOfficialAccount,
) -> Result<AccountView, Failure> {
    let service = app.gateways().official_account.as_deref();
    let service = service.ok_or(SignInRefusal::NotOffered)?;
    let before = find(app, caller.student()?).await?;
    let work = app.store().begin().await?;
    let work = require_last_four(app, work, before.id, new.last_four).await?;
    work.commit().await?;
    let user = service.open_id(&new.code).await.map_err(refused)?;
    if is_linked(app, &before, &user)? {
        return view(app, before);
    }
    let place = FieldPlace {
        column: FieldColumn::AccountOfficialAccount,
        row: before.id.as_uuid(),
    };
    let purpose = IndexPurpose::OfficialAccount;
    let clear = user;
    let user = app.vault().findable(place, purpose, clear.expose())?;
    let after = before.clone().link_official_account(user, caller.actor())?;
    let work = app.store().begin().await?;
    // Under every key: the index of the database knows the present one alone.
    if account_by_official_account(app, &work, &clear)
        .await?
        .is_some()
    {
        return Err(Taken::WeChatUser.into());
    }
    work.accounts().advance(&before, &after).await?.won()?;
    let subject = Subject::Account(before.id);
    let action = Action::LinkOfficialAccount;
    let trace = Trace::new(app, caller, &action, subject, app.now());
    work.audit().append(trace.event());
    work.commit().await?;
    view(app, after)
}

/// Whether the account has this user already.
fn is_linked(app: &App, account: &Account, user: &WeChatOpenId) -> Result<bool, SignInRefusal> {
    let AccountState::Active {
        official_account: Some(linked),
        ..
    } = &account.state
    else {
        return Ok(false);
    };
    let purpose = IndexPurpose::OfficialAccount;
    let own = app.vault().indexes(purpose, user.expose());
    if own.contains(&linked.index) {
        Ok(true)
    } else {
        Err(SignInRefusal::OtherWeChat)
    }
}

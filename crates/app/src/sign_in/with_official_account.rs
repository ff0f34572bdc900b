//! Signs a student in within WeChat's browser, as a user of the official account (公众号).

use domain::audit::SignInWay;

use super::student::{SignedIn, finish};
use super::with_wechat::refused;
use crate::by_index::account_by_official_account;
use crate::failure::Failure;
use crate::refusal::SignInRefusal;
use crate::service::App;

/// Signs in the account of the user to whom WeChat gave `code`. Nobody is registered by it: WeChat's browser does not
/// tell a phone number, so a user who is new signs in by phone once, and
/// [`crate::account::link_official_account`] links the account then.
///
/// # Errors
/// [`SignInRefusal::NotOffered`] where no official account is set up; [`SignInRefusal::WeChatCodeRefused`];
/// [`SignInRefusal::WeChatNotLinked`]; [`Failure::Unavailable`] while WeChat does not answer.
pub async fn with_official_account(app: &App, code: &str) -> Result<SignedIn, Failure> {
    let service = app.gateways().official_account.as_deref();
    let service = service.ok_or(SignInRefusal::NotOffered)?;
    let user = service.open_id(code).await.map_err(refused)?;
    let account = account_by_official_account(app, app.store(), &user).await?;
    let account = account.ok_or(SignInRefusal::WeChatNotLinked)?;
    let work = app.store().begin().await?;
    finish(app, work, account, false, SignInWay::WeChat).await
}

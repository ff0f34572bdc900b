//! Parts an account from its WeChat user. A sign-in never replaces one.

use domain::Subject;
use domain::audit::Action;
use store::SessionHolder;

use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::service::App;
use crate::trace::Trace;

/// Forgets the WeChat user of the caller's account; every session ends, so that nobody stays signed in by the former
/// link.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student; [`Failure::Stale`].
pub async fn unlink_wechat(app: &App, caller: &Caller) -> Result<(), Failure> {
    let account = caller.student()?;
    let before = app.store().accounts().find(account).await?.or_not_found()?;
    let after = before.clone().unlink_wechat(caller.actor())?;
    let work = app.store().begin().await?;
    work.accounts().advance(&before, &after).await?.won()?;
    work.sessions()
        .delete_all(SessionHolder::Student(account))
        .await?;
    let subject = Subject::Account(account);
    let trace = Trace::new(app, caller, &Action::UnlinkWechat, subject, app.now());
    work.audit().append(trace.event());
    Ok(work.commit().await?)
}

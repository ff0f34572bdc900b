//! Sets the language in which a student is written to.

use domain::audit::Action;
use domain::{Language, Subject};

use super::read::{AccountView, find, view};
use crate::caller::Caller;
use crate::expected::Expected;
use crate::failure::{Failure, Won};
use crate::service::App;
use crate::trace::Trace;

/// Takes the language of messages.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student; [`Failure::Stale`].
pub async fn choose_language(
    app: &App,
    caller: &Caller,
    language: Language,
    expected: &Expected,
) -> Result<AccountView, Failure> {
    let id = caller.student()?;
    let before = find(app, id).await?;
    expected.check(before.version)?;
    let after = before.clone().choose_language(language, caller.actor())?;
    let work = app.store().begin().await?;
    work.accounts().advance(&before, &after).await?.won()?;
    let subject = Subject::Account(id);
    let trace = Trace::new(app, caller, &Action::ChooseLanguage, subject, app.now());
    work.audit().append(trace.event());
    work.commit().await?;
    view(app, after)
}

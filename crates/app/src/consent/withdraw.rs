//! Records that a student withdraws a consent. What was done on it stays; nothing more is done on it.
//! The data are erased in a step of its own.

use domain::audit::Action;
use domain::{Consent, ConsentAction, ConsentState, Purpose, Subject, WrongState};

use super::list::{ConsentView, view};
use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::service::App;
use crate::trace::Trace;

/// Ends the consent to a purpose.
///
/// # Errors
/// [`WrongState`] where nothing is in force; [`Failure::NotAllowed`] for anyone but a
/// student.
pub async fn withdraw(
    app: &App,
    caller: &Caller,
    purpose: Purpose,
) -> Result<ConsentView, Failure> {
    let account = caller.student()?;
    let now = app.now();
    let work = app.store().begin().await?;
    let Some(before) = work.consents().find(account, purpose).await? else {
        return Err(
            WrongState::<Consent>::new(ConsentState::Asked, ConsentAction::Withdraw).into(),
        );
    };
    let after = before.clone().withdraw(caller.actor(), now)?;
    work.consents().advance(&before, &after).await?.won()?;
    let subject = Subject::Consent(after.id);
    let action = Action::WithdrawConsent { purpose };
    let trace = Trace::new(app, caller, &action, subject, now);
    work.audit().append(trace.event());
    work.commit().await?;
    Ok(view(app, purpose, Some(&after)))
}

//! Records that a student withdraws a consent. What was done on it stays; nothing more is done on it: a
//! photo in review comes back at once, and what was collected is erased some days later, unless the
//! student agrees again.

use domain::audit::Action;
use domain::{
    AccountId, Consent, ConsentAction, ConsentState, Duration, Purpose, Subject, Timestamp,
    WrongState,
};
use store::Work;

use super::list::{ConsentView, view};
use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::jobs::{EraseWithdrawn, enqueue};
use crate::service::App;
use crate::trace::Trace;

/// PIPL, article 47, has data erased once the consent is withdrawn; article 50 gives 15 working days to an
/// answer. Until then a withdrawal by mistake costs nothing.
const ERASED_AFTER: Duration = Duration::from_days(15);

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
    if !purpose.is_optional() {
        stop_reviews(app, caller, &work, account, now).await?;
    }
    if purpose == Purpose::CollectReviewHandOver {
        let erase = EraseWithdrawn { account };
        enqueue(app, &work, &erase, now + ERASED_AFTER).await?;
    }
    if purpose == Purpose::Address {
        work.addresses().delete_of_account(account).await?;
    }
    let subject = Subject::Consent(after.id);
    let action = Action::WithdrawConsent { purpose };
    let trace = Trace::new(app, caller, &action, subject, now);
    work.audit().append(trace.event());
    work.commit().await?;
    Ok(view(app, purpose, Some(&after)))
}

async fn stop_reviews(
    app: &App,
    caller: &Caller,
    work: &Work,
    account: AccountId,
    now: Timestamp,
) -> Result<(), Failure> {
    for before in work.submissions().list_of_account(account).await? {
        let Some(after) = before.clone().stop_review(caller.actor(), now)? else {
            continue;
        };
        work.submissions().advance(&before, &after).await?.won()?;
        let subject = Subject::Submission(after.id);
        let trace = Trace::new(app, caller, &Action::WithdrawSubmission, subject, now);
        work.audit().append(trace.of(after.centre).event());
    }
    Ok(())
}

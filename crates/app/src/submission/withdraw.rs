//! Withdraws a photo before its decision (撤回审核).

use domain::audit::Action;
use domain::{Acceptance, Permission, Subject, SubmissionId};

use super::find;
use super::read::{SubmissionView, show};
use crate::caller::Caller;
use crate::expected::Expected;
use crate::failure::{Failure, Won};
use crate::jobs::{CloseBatch, enqueue};
use crate::service::App;
use crate::trace::Trace;

/// Withdraws a submission. Of a withdrawal and a decision at the same time, one wins.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`Failure::Stale`] for the one that came second, and for
/// another version than `expected`;
/// refusals of the submission.
pub async fn withdraw(
    app: &App,
    caller: &Caller,
    id: SubmissionId,
    expected: &Expected,
) -> Result<SubmissionView, Failure> {
    let (before, batch, _) = find(app.store(), caller, Permission::ShootOnSite, id).await?;
    expected.check(before.version)?;
    let now = app.now();
    let after = before.clone().withdraw(caller.actor(), now)?;
    let work = app.store().begin().await?;
    work.submissions().advance(&before, &after).await?.won()?;
    let subject = Subject::Submission(id);
    let trace = Trace::new(app, caller, &Action::WithdrawSubmission, subject, now);
    work.audit().append(trace.of(after.centre).event());
    if batch.accepts_at(now) == Acceptance::Closed {
        // Nothing can be submitted again: what is back with the student ends like everything else.
        enqueue(app, &work, &CloseBatch { batch: batch.id }, now).await?;
    }
    work.commit().await?;
    Ok(show(after, &batch, now))
}

//! Opens, revises, closes and archives a batch.

use domain::audit::Action;
use domain::{Batch, BatchId, BatchPlan, Denied, Permission, Subject, Timestamp};

use super::create::check_spec;
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::jobs::{CloseBatch, enqueue};
use crate::service::App;
use crate::trace::Trace;

/// Announces a batch: students find it from now on.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`], [`Failure::Stale`]; [`crate::Refusal::Batch`] says
/// what students could not go through with.
pub async fn open(app: &App, caller: &Caller, id: BatchId) -> Result<Batch, Failure> {
    let open = |batch: Batch, at| batch.open(caller.actor(), at);
    change(app, caller, id, (Action::OpenBatch, None), open).await
}

/// Takes another plan: limits, closing time, hours, words and further schools while it is open.
///
/// # Errors
/// As [`open`]; [`Failure::Invalid`] for a standard that is not known.
pub async fn revise(
    app: &App,
    caller: &Caller,
    id: BatchId,
    plan: BatchPlan,
) -> Result<Batch, Failure> {
    check_spec(app, &plan.rules)?;
    let revise = |batch: Batch, _| batch.revise(plan);
    change(app, caller, id, (Action::ReviseBatch, None), revise).await
}

/// Ends the collection for good; what students have not finished ends soon after, by a job.
///
/// # Errors
/// As [`open`].
pub async fn close(app: &App, caller: &Caller, id: BatchId) -> Result<Batch, Failure> {
    let close = |batch: Batch, at| batch.close(caller.actor(), at);
    let ending = Some(CloseBatch { batch: id });
    change(app, caller, id, (Action::CloseBatch, ending), close).await
}

/// Puts a closed batch away; its photos go after the days that it promised.
///
/// # Errors
/// As [`open`].
pub async fn archive(app: &App, caller: &Caller, id: BatchId) -> Result<Batch, Failure> {
    let archive = |batch: Batch, at| batch.archive(caller.actor(), at);
    change(app, caller, id, (Action::ArchiveBatch, None), archive).await
}

async fn change(
    app: &App,
    caller: &Caller,
    id: BatchId,
    (action, follow_up): (Action, Option<CloseBatch>),
    transition: impl FnOnce(Batch, Timestamp) -> Result<Batch, Denied<Batch>> + Send,
) -> Result<Batch, Failure> {
    let before = app.store().batches().find(id).await?;
    let before = before.or_not_found()?;
    caller.check_centre(Permission::ManageBatches, before.centre)?;
    let now = app.now();
    let after = transition(before.clone(), now)?;
    let work = app.store().begin().await?;
    work.batches().advance(&before, &after).await?.won()?;
    let trace = Trace::new(app, caller, &action, Subject::Batch(id), now);
    work.audit().append(trace.of(after.centre).event());
    if let Some(job) = follow_up {
        enqueue(app, &work, &job, now).await?;
    }
    work.commit().await?;
    Ok(after)
}

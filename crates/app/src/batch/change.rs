//! Opens, revises, closes and archives a batch.

use domain::audit::Action;
use domain::{Batch, BatchId, Denied, Permission, Subject, Timestamp};

use super::create::{NewPlan, check_spec, complete, find_schools, mode_of};
use crate::caller::Caller;
use crate::expected::Expected;
use crate::failure::{Failure, Found, Won};
use crate::jobs::{CloseBatch, enqueue};
use crate::service::App;
use crate::trace::Trace;

/// Announces a batch: students find it from now on.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`], [`Failure::Stale`]; [`crate::Refusal::Batch`] says
/// what students could not go through with.
pub async fn open(
    app: &App,
    caller: &Caller,
    id: BatchId,
    expected: Expected,
) -> Result<Batch, Failure> {
    let open = |batch: Batch, at| batch.open(caller.actor(), at);
    change(app, caller, (id, expected), (Action::OpenBatch, None), open).await
}

/// Takes another plan: limits, closing time, hours, words and further schools while it is open. A plan
/// without a feature code keeps the one that the batch has.
///
/// # Errors
/// As [`open`], and as [`super::create()`].
pub async fn revise(
    app: &App,
    caller: &Caller,
    id: BatchId,
    plan: NewPlan,
    expected: Expected,
) -> Result<Batch, Failure> {
    let batch = app.store().batches().find(id).await?.or_not_found()?;
    caller.check_centre(Permission::ManageBatches, batch.centre)?;
    check_spec(app, &plan.rules)?;
    let schools = find_schools(app, batch.centre, &plan.schools).await?;
    let mode = mode_of(app, batch.centre, &plan.mode, batch.feature_code()).await?;
    let revise = |batch: Batch, _| batch.revise(complete(&plan, mode, schools));
    let (which, action) = ((id, expected), (Action::ReviseBatch, None));
    change(app, caller, which, action, revise).await
}

/// Stops the collection for a while; what is in review goes on.
///
/// # Errors
/// As [`open`].
pub async fn pause(
    app: &App,
    caller: &Caller,
    id: BatchId,
    expected: Expected,
) -> Result<Batch, Failure> {
    let pause = |batch: Batch, at| batch.pause(caller.actor(), at);
    let action = (Action::PauseBatch, None);
    change(app, caller, (id, expected), action, pause).await
}

/// Goes on after a pause.
///
/// # Errors
/// As [`open`].
pub async fn resume(
    app: &App,
    caller: &Caller,
    id: BatchId,
    expected: Expected,
) -> Result<Batch, Failure> {
    let resume = |batch: Batch, _| batch.resume();
    let action = (Action::ResumeBatch, None);
    change(app, caller, (id, expected), action, resume).await
}

/// Ends the collection for good; what students have not finished ends soon after, by a job.
///
/// # Errors
/// As [`open`].
pub async fn close(
    app: &App,
    caller: &Caller,
    id: BatchId,
    expected: Expected,
) -> Result<Batch, Failure> {
    let close = |batch: Batch, at| batch.close(caller.actor(), at);
    let action = (Action::CloseBatch, Some(CloseBatch { batch: id }));
    change(app, caller, (id, expected), action, close).await
}

/// Puts a closed batch away; its photos go after the days that it promised.
///
/// # Errors
/// As [`open`].
pub async fn archive(
    app: &App,
    caller: &Caller,
    id: BatchId,
    expected: Expected,
) -> Result<Batch, Failure> {
    let archive = |batch: Batch, at| batch.archive(caller.actor(), at);
    let action = (Action::ArchiveBatch, None);
    change(app, caller, (id, expected), action, archive).await
}

async fn change(
    app: &App,
    caller: &Caller,
    (id, expected): (BatchId, Expected),
    (action, follow_up): (Action, Option<CloseBatch>),
    transition: impl FnOnce(Batch, Timestamp) -> Result<Batch, Denied<Batch>> + Send,
) -> Result<Batch, Failure> {
    let before = app.store().batches().find(id).await?;
    let before = before.or_not_found()?;
    caller.check_centre(Permission::ManageBatches, before.centre)?;
    expected.check(before.version)?;
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

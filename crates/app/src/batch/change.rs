//! Opens, revises, closes and archives a batch.

use domain::audit::Action;
use domain::{Batch, BatchId, BatchRules, BatchState, Denied, Permission, Subject, Timestamp};

use super::create::{NewPlan, complete, find_schools, mode_of};
use crate::caller::Caller;
use crate::expected::Expected;
use crate::failure::{Failure, Found, Won};
use crate::jobs::{CloseBatch, enqueue};
use crate::photo::JudgeAgain;
use crate::service::App;
use crate::standards;
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
    change(
        app,
        caller,
        (id, expected),
        (Action::OpenBatch, FollowUp::Nothing),
        open,
    )
    .await
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
    let follow_up = match follow_standard(app, &batch, &plan.rules).await? {
        Some(again) => FollowUp::JudgeAgain(again),
        None => FollowUp::Nothing,
    };
    let schools = find_schools(app, batch.centre, &plan.schools).await?;
    let mode = mode_of(app, batch.centre, &plan.mode, batch.feature_code()).await?;
    let revise = |batch: Batch, _| batch.revise(complete(&plan, mode, schools));
    let (which, action) = ((id, expected), (Action::ReviseBatch, follow_up));
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
    let action = (Action::PauseBatch, FollowUp::Nothing);
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
    let action = (Action::ResumeBatch, FollowUp::Nothing);
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
    let action = (
        Action::CloseBatch,
        FollowUp::Close(CloseBatch { batch: id }),
    );
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
    let action = (Action::ArchiveBatch, FollowUp::Nothing);
    change(app, caller, (id, expected), action, archive).await
}

/// What is done later because of a change.
enum FollowUp {
    Nothing,
    Close(CloseBatch),
    JudgeAgain(JudgeAgain),
}

/// The job that follows where the rules name another standard than the batch has; none where it is the same, or where
/// there are no photos yet.
///
/// # Errors
/// [`Failure::Invalid`] for a standard that is not known; refusals of one with another portrait.
async fn follow_standard(
    app: &App,
    batch: &Batch,
    rules: &BatchRules,
) -> Result<Option<JudgeAgain>, Failure> {
    if batch.plan.rules.spec == rules.spec {
        return Ok(None);
    }
    standards::require(app, batch.centre, rules).await?;
    if batch.state == BatchState::Draft {
        return Ok(None);
    }
    standards::require_same_portrait(app, app.store(), batch, &rules.spec).await?;
    Ok(Some(JudgeAgain {
        batch: batch.id,
        spec: rules.spec.clone(),
    }))
}

async fn change(
    app: &App,
    caller: &Caller,
    (id, expected): (BatchId, Expected),
    (action, follow_up): (Action, FollowUp),
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
    match follow_up {
        FollowUp::Nothing => {}
        FollowUp::Close(job) => enqueue(app, &work, &job, now).await?,
        FollowUp::JudgeAgain(job) => enqueue(app, &work, &job, now).await?,
    }
    work.commit().await?;
    Ok(after)
}

//! Lists jobs that were given up, retries or drops them.

use domain::Subject;
use domain::audit::Action;
use store::job::{DeadJob, Enqueued};
use store::{Page, PageRequest, Work};
use uuid::Uuid;

use super::installation::check_installation;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;
use crate::trace;

/// Jobs that were given up, the last one first. Their payloads hold ids alone.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`SeveralCentres`](crate::refusal::SeveralCentres).
pub async fn list_dead_jobs(
    app: &App,
    caller: &Caller,
    page: PageRequest,
) -> Result<Page<DeadJob>, Failure> {
    check_installation(app, caller).await?;
    Ok(app.store().jobs().list_dead(page).await?)
}

/// Has a job tried once more, with all its tries. Where the same one is queued already, that one
/// does it.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::NotFound`] for a job that was not given up.
pub async fn revive_job(app: &App, caller: &Caller, id: Uuid) -> Result<(), Failure> {
    check_installation(app, caller).await?;
    let work = app.store().begin().await?;
    match work.jobs().revive(id, app.now()).await? {
        Some(Enqueued::Added | Enqueued::Duplicate) => {}
        None => return Err(Failure::NotFound),
    }
    note(app, caller, &work, &Action::ReviveJob);
    work.commit().await?;
    tracing::info!(job.id = %id, "Revived job {id}");
    Ok(())
}

/// Drops a job that was given up.
///
/// # Errors
/// As [`revive_job`].
pub async fn discard_job(app: &App, caller: &Caller, id: Uuid) -> Result<(), Failure> {
    check_installation(app, caller).await?;
    let work = app.store().begin().await?;
    if !work.jobs().discard(id).await? {
        return Err(Failure::NotFound);
    }
    note(app, caller, &work, &Action::DiscardJob);
    work.commit().await?;
    tracing::info!(job.id = %id, "Discarded job {id}");
    Ok(())
}

/// What a centre's staff do is on record there; what the operator does stands in the log of the service.
fn note(app: &App, caller: &Caller, work: &Work, action: &Action) {
    if let Ok(staff) = caller.staff() {
        trace::note(
            app,
            work,
            caller,
            staff.centre,
            (action, Subject::Staff(staff.id)),
        );
    }
}

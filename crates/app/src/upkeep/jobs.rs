//! Lists jobs that were given up, retries or drops them.

use store::job::{DeadJob, Enqueued};
use store::{Page, PageRequest};
use uuid::Uuid;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// Jobs that were given up, the last one first. Their payloads hold ids alone.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but the operator at the command line: jobs belong to no
/// centre.
pub async fn list_dead_jobs(
    app: &App,
    caller: &Caller,
    page: PageRequest,
) -> Result<Page<DeadJob>, Failure> {
    caller.check_operator()?;
    Ok(app.store().jobs().list_dead(page).await?)
}

/// Has a job tried once more, with all its tries. Where the same one is queued already, that one
/// does it.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::NotFound`] for a job that was not given up.
pub async fn revive_job(app: &App, caller: &Caller, id: Uuid) -> Result<(), Failure> {
    caller.check_operator()?;
    let work = app.store().begin().await?;
    match work.jobs().revive(id, app.now()).await? {
        Some(Enqueued::Added | Enqueued::Duplicate) => {}
        None => return Err(Failure::NotFound),
    }
    work.commit().await?;
    tracing::info!(job.id = %id, "Revived job {id}");
    Ok(())
}

/// Drops a job that was given up.
///
/// # Errors
/// As [`revive_job`].
pub async fn discard_job(app: &App, caller: &Caller, id: Uuid) -> Result<(), Failure> {
    caller.check_operator()?;
    let work = app.store().begin().await?;
    if !work.jobs().discard(id).await? {
        return Err(Failure::NotFound);
    }
    work.commit().await?;
    tracing::info!(job.id = %id, "Discarded job {id}");
    Ok(())
}

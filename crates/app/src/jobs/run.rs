//! Runs one job: calls the function of its kind, renews its lease, and records how it ended. A panic
//! costs that job alone.

use std::error::Error;
use std::time::Duration as StdDuration;

use domain::{Duration, Timestamp};
use store::job::{ClaimedJob, Fenced, JobKind, Lease};
use tokio::task::{JoinError, JoinSet};

use super::registry::{self, kinds};
use super::report_given_up;
use super::task::{Running, Ticket};
use crate::failure::Failure;
use crate::service::App;

/// The pause after the first try that failed; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_seconds(4);

/// Doublings of the first pause: about 17 minutes is the longest.
const MAX_DOUBLINGS: u16 = 8;

/// The longest pause after an outage of the database or the object store.
const LONGEST_WAIT: Duration = Duration::from_minutes(5);

/// Longest note of why a try failed, in characters.
const MAX_ERROR_CHARS: usize = 500;

/// Takes jobs that are due.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(super) async fn claim(
    app: &App,
    lease: Duration,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<ClaimedJob>, Failure> {
    let lease = Lease {
        token: app.new_id(),
        until: now + lease,
    };
    let kinds: Vec<JobKind> = kinds().map(JobKind::new).collect();
    Ok(app.store().claim(&kinds, lease, now, limit).await?)
}

/// Carries out a job to its end and settles it. Where the store does not answer even to that, the
/// lease ends by itself and another worker tries again.
pub(super) async fn attend(app: &App, claimed: ClaimedJob, lease: Duration) {
    let id = claimed.id;
    let ticket = Ticket::new(&claimed);
    let settled = match start(app, &claimed, ticket) {
        Ok((kind, running)) => match keep_alive(app, running, ticket, lease).await {
            Some(outcome) => settle(app, kind, ticket, outcome).await,
            None => Ok(()),
        },
        Err(unknown) => bury_unknown(app, &claimed, &unknown).await,
    };
    if let Err(failure) = settled {
        let cause: &(dyn Error + 'static) = &failure;
        tracing::error!(job.id = %id, cause, "Could not settle job {id}");
    }
}

/// Why a queued job cannot be begun.
#[derive(Debug, thiserror::Error)]
enum Unknown {
    /// No kind of that name.
    #[error("this program has no such kind of job")]
    Kind,
    /// Another payload than the kind has.
    #[error("the payload cannot be read: {0}")]
    Payload(#[from] serde_json::Error),
}

fn start(
    app: &App,
    claimed: &ClaimedJob,
    ticket: Ticket,
) -> Result<(&'static str, Running), Unknown> {
    let kind = registry::find(claimed.kind.as_str()).ok_or(Unknown::Kind)?;
    let running = kind.start(app.clone(), claimed.payload.clone(), ticket)?;
    Ok((kind.name, running))
}

/// Runs the job in a task of its own and extends its lease meanwhile; `None` once the lease is lost.
async fn keep_alive(
    app: &App,
    job: Running,
    ticket: Ticket,
    lease: Duration,
) -> Option<Result<Result<(), Failure>, JoinError>> {
    let beat = StdDuration::from_micros(lease.as_micros().unsigned_abs() / 3);
    // Dropped with this future, the set ends its task: a worker that is told to stop leaves nothing.
    let mut task = JoinSet::new();
    task.spawn(job);
    loop {
        tokio::select! {
            outcome = task.join_next() => return outcome,
            () = tokio::time::sleep(beat) => match heartbeat(app, ticket, lease).await {
                Ok(true) => {}
                Ok(false) => {
                    tracing::warn!(job.id = %ticket.id, "Lost the lease of job {}", ticket.id);
                    return None;
                }
                Err(failure) => {
                    let cause: &(dyn Error + 'static) = &failure;
                    tracing::warn!(job.id = %ticket.id, cause, "Could not extend the lease of job {}", ticket.id);
                }
            },
        }
    }
}

async fn heartbeat(app: &App, ticket: Ticket, lease: Duration) -> Result<bool, Failure> {
    let work = app.store().begin().await?;
    let until = app.now() + lease;
    let kept = work
        .jobs()
        .heartbeat(ticket.id, ticket.token, until)
        .await?;
    work.commit().await?;
    Ok(kept)
}

/// Plans the next try of a job that failed, or puts it aside.
async fn settle(
    app: &App,
    kind: &'static str,
    ticket: Ticket,
    outcome: Result<Result<(), Failure>, JoinError>,
) -> Result<(), Failure> {
    let (why, is_outage) = match outcome {
        Ok(Err(failure)) => (chain(&failure), failure.is_outage()),
        // What a panic says may hold anything, so it is not written down.
        Err(error) if error.is_panic() => ("the job panicked".to_owned(), false),
        // Done, or ended with its worker.
        Ok(Ok(())) | Err(_) => return Ok(()),
    };
    let id = ticket.id;
    tracing::warn!(job.id = %id, job.kind = kind, "Job {id} ({kind}) failed: {why}");
    let now = app.now();
    let work = app.store().begin().await?;
    let jobs = work.jobs();
    let settled = if is_outage {
        let run_at = now + wait(app, now.since(ticket.enqueued_at));
        jobs.postpone(id, ticket.token, run_at, &why).await?
    } else if ticket.is_last {
        report_given_up::plan(app, &work, kind, now).await?;
        jobs.bury(id, ticket.token, &why, now).await?
    } else {
        let run_at = now + pause(app, ticket.attempt);
        jobs.retry(id, ticket.token, run_at, &why).await?
    };
    work.commit().await?;
    if settled == Fenced::Lost {
        tracing::warn!(job.id = %id, "Job {id} had gone to another worker");
    }
    Ok(())
}

async fn bury_unknown(app: &App, claimed: &ClaimedJob, error: &Unknown) -> Result<(), Failure> {
    let work = app.store().begin().await?;
    let why = error.to_string();
    let now = app.now();
    report_given_up::plan(app, &work, claimed.kind.as_str(), now).await?;
    // Lost means that another worker buries it.
    let _buried = work
        .jobs()
        .bury(claimed.id, claimed.token, &why, now)
        .await?;
    Ok(work.commit().await?)
}

/// The pause after the nth try that failed, up to 4 s · 2ⁿ.
fn pause(app: &App, attempt: u16) -> Duration {
    let doublings = attempt.saturating_sub(1).min(MAX_DOUBLINGS);
    spread(app, FIRST_PAUSE.times(1 << doublings))
}

/// The pause after an outage, as long as the job has waited so far: tries are not counted, and each pause
/// is still longer than the one before it.
fn wait(app: &App, age: Duration) -> Duration {
    spread(app, age.clamp(FIRST_PAUSE, LONGEST_WAIT))
}

/// Between half and all of it: many jobs that failed together do not come back together.
fn spread(app: &App, longest: Duration) -> Duration {
    let seconds = u32::try_from(longest.as_seconds_rounded_up()).unwrap_or(u32::MAX);
    let half = seconds / 2;
    let spread = app.random().index_below(half as usize + 1) as u32;
    Duration::from_seconds(half + spread)
}

/// What went wrong with its causes, for the operator; holds nothing personal, as no error does.
fn chain(failure: &Failure) -> String {
    let mut text = failure.to_string();
    let mut cause = failure.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text.chars().take(MAX_ERROR_CHARS).collect()
}

/// Carries out everything that is due at `now`, one after the other, and what becomes due by it; for
/// tests and for a service that is stopped. Says how many jobs that were.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer; a job that fails is planned again like any other.
pub async fn run_due(app: &App, now: Timestamp) -> Result<usize, Failure> {
    let lease = Duration::from_minutes(5);
    let mut done = 0;
    loop {
        let claimed = claim(app, lease, now, 16).await?;
        if claimed.is_empty() {
            return Ok(done);
        }
        for job in claimed {
            attend(app, job, lease).await;
            done += 1;
        }
    }
}

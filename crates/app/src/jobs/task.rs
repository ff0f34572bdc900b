//! The trait of a job, how it is queued, and the ticket that a worker runs it with. Payloads hold ids
//! alone.

use std::pin::Pin;

use async_trait::async_trait;
use domain::{Duration, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::Work;
use store::job::{ClaimedJob, Fenced, JobKind, NewJob};
use uuid::Uuid;

use crate::failure::Failure;
use crate::service::App;

/// Key of a job of which one is enough.
pub(super) const ONE: &str = "one";

/// A kind of job. Its value is the payload.
#[async_trait]
pub(crate) trait Task: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The kind, kebab-case. Stored and counted in figures: never renamed, never used again.
    const KIND: &'static str;
    /// Jobs of a higher priority are taken first. A student waits for a photo, nobody for upkeep.
    const PRIORITY: i16 = 0;
    /// How often it is tried before it is given up, 1 or more. A try that ends because the database or
    /// the object store does not answer is not counted.
    const TRIES: u16 = 5;
    /// How often it comes, for a job that comes again and again; its payload is null.
    const EVERY: Option<Duration> = None;

    /// Two unfinished jobs of the same kind and key are one.
    fn key(&self) -> String {
        ONE.to_owned()
    }

    /// Carries it out and ends it by its ticket. Safe to run twice.
    ///
    /// # Errors
    /// [`Failure`], after which the queue tries again.
    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure>;
}

/// Queues a job as part of a transaction, unless the same one waits already.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn enqueue<T: Task>(
    app: &App,
    work: &Work,
    task: &T,
    run_at: Timestamp,
) -> Result<(), Failure> {
    let new = NewJob {
        id: app.new_id(),
        kind: JobKind::new(T::KIND),
        payload: serde_json::to_value(task).map_err(Failure::internal)?,
        dedup: Some(task.key()),
        priority: T::PRIORITY,
        run_at,
        max_attempts: T::TRIES,
    };
    insert(app, work, new).await
}

/// Queues a job that comes again and again for its next time, unless it waits already.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(super) async fn enqueue_recurring(
    app: &App,
    work: &Work,
    kind: &Kind,
    run_at: Timestamp,
) -> Result<(), Failure> {
    let new = NewJob {
        id: app.new_id(),
        kind: JobKind::new(kind.name),
        payload: Value::Null,
        dedup: Some(ONE.to_owned()),
        priority: kind.priority,
        run_at,
        max_attempts: kind.tries,
    };
    insert(app, work, new).await
}

async fn insert(app: &App, work: &Work, new: NewJob) -> Result<(), Failure> {
    // A duplicate is as good: the one that waits does the same.
    let _enqueued = work.jobs().enqueue(new, app.now()).await?;
    Ok(())
}

/// A job under way.
pub(super) type Running = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>>;

/// A kind of job as the registry lists it.
pub(super) struct Kind {
    /// The job's [`Task::KIND`].
    pub(super) name: &'static str,
    /// The job's [`Task::EVERY`].
    pub(super) every: Option<Duration>,
    priority: i16,
    tries: u16,
    start: fn(App, Value, Ticket) -> Result<Running, serde_json::Error>,
}

impl Kind {
    /// The kind of a task.
    pub(super) const fn of<T: Task>() -> Self {
        Self {
            name: T::KIND,
            every: T::EVERY,
            priority: T::PRIORITY,
            tries: T::TRIES,
            start: |app, payload, ticket| {
                let task: T = serde_json::from_value(payload)?;
                Ok(Box::pin(async move { task.run(&app, ticket).await }))
            },
        }
    }

    /// The job with this payload, not yet begun.
    ///
    /// # Errors
    /// For a payload that this program does not understand.
    pub(super) fn start(
        &self,
        app: App,
        payload: Value,
        ticket: Ticket,
    ) -> Result<Running, serde_json::Error> {
        (self.start)(app, payload, ticket)
    }
}

/// The right to carry out a job, until the lease ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ticket {
    /// The job.
    pub(super) id: Uuid,
    /// Which lease it is.
    pub(super) token: Uuid,
    /// Counts the tries, from 1; outages aside.
    pub(crate) attempt: u16,
    /// When it was queued.
    pub(super) enqueued_at: Timestamp,
    /// No other try follows.
    pub(crate) is_last: bool,
}

impl Ticket {
    pub(super) const fn new(claimed: &ClaimedJob) -> Self {
        Self {
            id: claimed.id,
            token: claimed.token,
            attempt: claimed.attempt,
            enqueued_at: claimed.enqueued_at,
            is_last: claimed.attempt >= claimed.max_attempts,
        }
    }

    /// Ends the job, in the transaction of its effects.
    ///
    /// # Errors
    /// [`Failure::Stale`] once another worker has it; the transaction must not be committed then.
    pub(crate) async fn finish(&self, work: &Work) -> Result<(), Failure> {
        match work.jobs().finish(self.id, self.token).await? {
            Fenced::Done => Ok(()),
            Fenced::Lost => Err(Failure::Stale),
        }
    }

    /// Ends a job that has nothing to do, or has done it in transactions of its own.
    ///
    /// # Errors
    /// As [`Self::finish`].
    pub(crate) async fn finish_alone(&self, app: &App) -> Result<(), Failure> {
        let work = app.store().begin().await?;
        self.finish(&work).await?;
        Ok(work.commit().await?)
    }
}

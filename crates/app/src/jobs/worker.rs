//! A worker: takes jobs when they are due, up to a number at once, until shutdown.

use std::error::Error;
use std::pin::pin;
use std::time::Duration as StdDuration;

use domain::{Duration, Timestamp};
use tokio::task::JoinSet;

use super::run::{attend, claim};
use super::schedule::schedule;
use crate::service::App;

/// How a worker works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerConfig {
    /// Jobs at once, 1 or more. How many photos are looked at together, the laboratory decides.
    pub concurrency: usize,
    /// How long a job belongs to a worker that gives no sign of life; whole seconds.
    pub lease: StdDuration,
    /// How often the queue is looked at for jobs of other processes.
    pub poll: StdDuration,
    /// How long running jobs may take to finish once the worker is told to stop; those that do not
    /// are taken up by others when their lease ends.
    pub grace: StdDuration,
}

impl Default for WorkerConfig {
    fn default() -> Self {
        Self {
            concurrency: 4,
            lease: StdDuration::from_mins(1),
            poll: StdDuration::from_secs(1),
            grace: StdDuration::from_secs(20),
        }
    }
}

/// How often the recurring jobs are queued; each is queued once for its next time.
const SCHEDULE_EVERY: Duration = Duration::from_seconds(20);

/// Takes jobs and carries them out.
#[derive(Debug)]
pub struct Worker {
    app: App,
    config: WorkerConfig,
    next_schedule: Option<Timestamp>,
}

impl Worker {
    /// A worker that has not begun.
    pub const fn new(app: App, config: WorkerConfig) -> Self {
        Self {
            app,
            config,
            next_schedule: None,
        }
    }

    /// Works until `shutdown`; then takes no more and lets what runs finish within the grace time.
    pub async fn run(mut self, shutdown: impl Future<Output = ()> + Send) {
        let mut shutdown = pin!(shutdown);
        let mut running = JoinSet::new();
        loop {
            self.queue_recurring().await;
            self.take_jobs(&mut running).await;
            let has_room = running.len() < self.config.concurrency.max(1);
            tokio::select! {
                () = &mut shutdown => break,
                Some(_) = running.join_next() => {}
                () = self.app.store().job_queued(), if has_room => {}
                () = tokio::time::sleep(self.config.poll) => {}
            }
        }
        let finish = async { while running.join_next().await.is_some() {} };
        if tokio::time::timeout(self.config.grace, finish)
            .await
            .is_err()
        {
            let left = running.len();
            tracing::warn!("Stopped with {left} jobs unfinished; others take them up");
        }
    }

    async fn queue_recurring(&mut self) {
        let now = self.app.now();
        if self.next_schedule.is_some_and(|next| now < next) {
            return;
        }
        match schedule(&self.app).await {
            Ok(()) => self.next_schedule = Some(now + SCHEDULE_EVERY),
            Err(failure) => {
                let cause: &(dyn Error + 'static) = &failure;
                tracing::error!(cause, "Could not queue the recurring jobs");
            }
        }
    }

    async fn take_jobs(&self, running: &mut JoinSet<()>) {
        let room = self.config.concurrency.max(1) - running.len();
        let limit = u32::try_from(room).unwrap_or(u32::MAX);
        if limit == 0 {
            return;
        }
        let seconds = self.config.lease.as_secs().max(1);
        let lease = Duration::from_seconds(u32::try_from(seconds).unwrap_or(u32::MAX));
        match claim(&self.app, lease, self.app.now(), limit).await {
            Ok(claimed) => {
                for job in claimed {
                    let app = self.app.clone();
                    running.spawn(async move { attend(&app, job, lease).await });
                }
            }
            Err(failure) => {
                let cause: &(dyn Error + 'static) = &failure;
                tracing::error!(cause, "Could not take jobs");
            }
        }
    }
}

//! What there is to do, as it is queued. Payloads hold ids alone.

use domain::{BatchId, NotificationId, PhotoId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Work;
use store::job::{ClaimedJob, Fenced, JobKind, NewJob};
use uuid::Uuid;

use crate::failure::Failure;
use crate::service::App;

/// Something to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "payload", rename_all = "kebab-case")]
pub enum Job {
    /// Look at a photo that was handed in.
    AssessPhoto {
        /// The photo.
        photo: PhotoId,
    },
    /// Send a message to a student.
    SendNotification {
        /// The message.
        notification: NotificationId,
    },
    /// End what students cannot finish any more in a batch that is over, and close it once nothing
    /// is left to decide.
    CloseBatch {
        /// The batch.
        batch: BatchId,
    },
    /// Find the batches that are over.
    CloseBatches,
    /// End what was not replaced in time.
    ExpireOverdue,
    /// End the capture sessions that nobody used.
    ExpireCaptures,
    /// Remind students of what ends soon.
    Remind,
    /// Forget photos that were kept long enough.
    Retention,
    /// Delete objects that nothing refers to.
    SweepObjects,
    /// Drop rows that say nothing any more.
    Prune,
    /// Tell the operator of jobs that were given up.
    ReportGivenUp,
}

impl Job {
    /// Every kind, as it is written.
    pub const KINDS: &'static [&'static str] = &[
        "assess-photo",
        "send-notification",
        "close-batch",
        "close-batches",
        "expire-overdue",
        "expire-captures",
        "remind",
        "retention",
        "sweep-objects",
        "prune",
        "report-given-up",
    ];

    /// The kind as it is written.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::AssessPhoto { .. } => "assess-photo",
            Self::SendNotification { .. } => "send-notification",
            Self::CloseBatch { .. } => "close-batch",
            Self::CloseBatches => "close-batches",
            Self::ExpireOverdue => "expire-overdue",
            Self::ExpireCaptures => "expire-captures",
            Self::Remind => "remind",
            Self::Retention => "retention",
            Self::SweepObjects => "sweep-objects",
            Self::Prune => "prune",
            Self::ReportGivenUp => "report-given-up",
        }
    }

    /// How often it is tried before it is put aside. A photo and a message give up by themselves at
    /// the last try, so that their student is told.
    const fn max_attempts(&self) -> u16 {
        match self {
            Self::AssessPhoto { .. } | Self::SendNotification { .. } | Self::ReportGivenUp => 12,
            _ => 5,
        }
    }

    /// What comes first: a student waits for the photo, nobody for the housekeeping.
    const fn priority(&self) -> i16 {
        match self {
            Self::AssessPhoto { .. } => 20,
            Self::SendNotification { .. } => 10,
            _ => 0,
        }
    }

    /// By what it is the same as an unfinished one.
    fn dedup(&self) -> String {
        match self {
            Self::AssessPhoto { photo } => photo.to_string(),
            Self::SendNotification { notification } => notification.to_string(),
            Self::CloseBatch { batch } => batch.to_string(),
            _ => "one".to_owned(),
        }
    }

    fn payload(&self) -> Result<Value, Failure> {
        let mut stored = serde_json::to_value(self).map_err(Failure::internal)?;
        let payload = stored.get_mut("payload").map(Value::take);
        Ok(payload.unwrap_or_default())
    }

    /// Reads what was queued.
    pub(super) fn from_stored(kind: &str, payload: &Value) -> Result<Self, serde_json::Error> {
        serde_json::from_value(serde_json::json!({ "kind": kind, "payload": payload }))
    }
}

/// Queues a job as part of a transaction, unless the same one waits already. After the commit,
/// [`App::work_arrived`] wakes the workers of this process.
///
/// # Errors
/// Those of the store.
pub(crate) async fn enqueue(
    app: &App,
    work: &Work,
    job: Job,
    run_at: Timestamp,
) -> Result<(), Failure> {
    let new = NewJob {
        id: app.new_id(),
        kind: JobKind::new(job.kind()),
        payload: job.payload()?,
        dedup: Some(job.dedup()),
        priority: job.priority(),
        run_at,
        max_attempts: job.max_attempts(),
    };
    // A duplicate is as good: the one that waits does the same.
    let _enqueued = work.jobs().enqueue(new, app.now()).await?;
    Ok(())
}

/// The right to carry out a job, until the lease ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ticket {
    /// The job.
    pub(super) id: Uuid,
    /// Which lease it is.
    pub(super) token: Uuid,
    /// Counts the tries, from 1.
    pub(crate) attempt: u16,
    /// No other try follows.
    pub(crate) is_last: bool,
}

impl Ticket {
    pub(super) const fn new(claimed: &ClaimedJob) -> Self {
        Self {
            id: claimed.id,
            token: claimed.token,
            attempt: claimed.attempt,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_job_comes_back_from_the_queue() {
        let id = Uuid::from_u128(7);
        let jobs = [
            Job::AssessPhoto {
                photo: PhotoId::from_uuid(id),
            },
            Job::SendNotification {
                notification: NotificationId::from_uuid(id),
            },
            Job::CloseBatch {
                batch: BatchId::from_uuid(id),
            },
            Job::CloseBatches,
            Job::ExpireOverdue,
            Job::ExpireCaptures,
            Job::Remind,
            Job::Retention,
            Job::SweepObjects,
            Job::Prune,
            Job::ReportGivenUp,
        ];
        let kinds: Vec<&str> = jobs.iter().map(Job::kind).collect();
        assert_eq!(kinds, Job::KINDS);
        for job in jobs {
            let payload = job.payload().unwrap();
            assert_eq!(Job::from_stored(job.kind(), &payload).unwrap(), job);
        }
        assert!(Job::from_stored("wash-dishes", &Value::Null).is_err());
    }
}

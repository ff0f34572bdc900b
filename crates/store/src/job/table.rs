//! The rows of the queue. Finished jobs are deleted and dead jobs are moved to a table of their own, so
//! the queue holds only jobs that are still to be done.

use domain::Timestamp;
use serde_json::Value;

use super::{DeadJob, JobKind};
use crate::operation::table;

// `due_at` is when somebody may take the job: while nobody has it when it is to run, while somebody
// has it the end of the lease.
table!(job, "job", (id: Uuid) => {
    kind: String,
    payload: String,
    dedup: Option<String>,
    priority: i64,
    attempts: i64,
    max_attempts: i64,
    error: Option<String>,
    enqueued_at: i64,
    due_at: i64,
    lease_token: Option<Uuid>,
});

table!(dead_job, "dead_job", (id: Uuid) => {
    kind: String,
    payload: String,
    dedup: Option<String>,
    priority: i64,
    attempts: i64,
    max_attempts: i64,
    error: Option<String>,
    enqueued_at: i64,
    buried_at: i64,
});

impl job::Model {
    /// The row of a job that is given up.
    pub(super) fn bury(self, error: Option<String>, now: Timestamp) -> dead_job::Model {
        dead_job::Model {
            id: self.id,
            kind: self.kind,
            payload: self.payload,
            dedup: self.dedup,
            priority: self.priority,
            attempts: self.attempts,
            max_attempts: self.max_attempts,
            error: error.or(self.error),
            enqueued_at: self.enqueued_at,
            buried_at: now.as_micros(),
        }
    }
}

impl dead_job::Model {
    /// The row of a job that gets all its tries anew.
    pub(super) fn revive(self, now: Timestamp) -> job::Model {
        job::Model {
            id: self.id,
            kind: self.kind,
            payload: self.payload,
            dedup: self.dedup,
            priority: self.priority,
            attempts: 0,
            max_attempts: self.max_attempts,
            error: self.error,
            enqueued_at: self.enqueued_at,
            due_at: now.as_micros(),
            lease_token: None,
        }
    }

    /// The job as the outside sees it.
    pub(super) fn read(self) -> DeadJob {
        DeadJob {
            id: self.id,
            kind: JobKind::from(self.kind),
            payload: payload(self.payload),
            attempts: self.attempts as u16,
            error: self.error,
            enqueued_at: Timestamp::from_micros(self.enqueued_at),
            buried_at: Timestamp::from_micros(self.buried_at),
        }
    }
}

/// The payload of a row. What is no JSON is handed on as text: the worker gives that job up, and the
/// others behind it go on.
pub(super) fn payload(text: String) -> Value {
    serde_json::from_str(&text).unwrap_or(Value::String(text))
}

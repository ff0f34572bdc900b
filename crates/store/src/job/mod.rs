//! The job queue. A job is queued in one transaction and carried out later by a worker of any server.
//! The jobs themselves are in `app`.
//!
//! A worker leases a job with a token and a time limit. It extends the lease while it works, and ends
//! the job in the transaction that holds the job's effects. After the lease has ended another worker may
//! claim the job; the first one's transaction then fails, because its token is no longer valid. So the
//! effects of a job happen once, as long as they are all in that transaction.

mod claim;
pub(crate) mod migration;
mod queue;
mod table;

use std::borrow::Cow;
use std::fmt;

use domain::Timestamp;
use serde_json::Value;
use strum::IntoStaticStr;
use uuid::Uuid;

pub use queue::Jobs;

/// What is to be done, a verb and its object: `assess-photo`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobKind(Cow<'static, str>);

impl JobKind {
    /// A kind by its name.
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for JobKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for JobKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "JobKind({})", self.0)
    }
}

impl From<String> for JobKind {
    fn from(name: String) -> Self {
        Self(Cow::Owned(name))
    }
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// Unique; made outside, in order of creation.
    pub id: Uuid,
    /// The kind, which decides how the payload is read.
    pub kind: JobKind,
    /// To which things: ids alone, nothing personal.
    pub payload: Value,
    /// By what it is the same as another of its kind that is not finished. A job that runs counts,
    /// although it may have read what it needs: whoever changes that and wants another run puts the
    /// version into it.
    pub dedup: Option<String>,
    /// Higher ones come first.
    pub priority: i16,
    /// Not before.
    pub run_at: Timestamp,
    /// How often it is begun at most, 1 or more.
    pub max_attempts: u16,
}

/// What became of a job that was to be queued.
#[must_use]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enqueued {
    /// It is queued.
    Added,
    /// The same one is not finished yet; nothing was added.
    Duplicate,
}

/// The right to carry out jobs for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    /// Fences others off; made anew for every claim.
    pub token: Uuid,
    /// Until when.
    pub until: Timestamp,
}

/// A job that a worker has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedJob {
    /// Unique; made outside, in order of creation.
    pub id: Uuid,
    /// The kind, which decides how the payload is read.
    pub kind: JobKind,
    /// The parameters, as the kind defines them.
    pub payload: Value,
    /// Which try this is, from 1.
    pub attempt: u16,
    /// The last try, if it equals `attempt`.
    pub max_attempts: u16,
    /// The token of the lease.
    pub token: Uuid,
    /// When it was queued.
    pub enqueued_at: Timestamp,
}

/// Whether a worker still had the job that it spoke for.
#[must_use]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fenced {
    /// It had, and what it wanted is written.
    Done,
    /// The lease was over and the job went on without it; its transaction must not be committed.
    Lost,
}

/// A job that was given up and waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadJob {
    /// Unique; made outside, in order of creation.
    pub id: Uuid,
    /// The kind, which decides how the payload is read.
    pub kind: JobKind,
    /// The parameters, as the kind defines them.
    pub payload: Value,
    /// How often it was begun.
    pub attempts: u16,
    /// What went wrong last, if the worker could say.
    pub error: Option<String>,
    /// When it was queued.
    pub enqueued_at: Timestamp,
    /// When it was given up.
    pub buried_at: Timestamp,
}

/// Where jobs are in their lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum JobStatus {
    /// Nobody has it: it is due, or will be.
    Ready,
    /// A worker has it, or had it and did not come back.
    Running,
    /// Given up.
    Dead,
}

impl JobStatus {
    /// The status as it is written.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// How many jobs of a kind are in a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobCount {
    /// The kind.
    pub kind: JobKind,
    /// The status.
    pub status: JobStatus,
    /// How many, 1 or more.
    pub count: u64,
}

//! How the installation is, and what ends when.

use app::upkeep::{Backup, BatchEnd, DeadJob, Dependency, InstallationState, JobCount};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::progress::BatchState;
use crate::views::Instant;

/// How many jobs of a kind are in a status.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JobCountView {
    kind: String,
    /// `ready`, `running` or `dead`.
    status: String,
    count: u64,
}

impl From<JobCount> for JobCountView {
    fn from(count: JobCount) -> Self {
        Self {
            kind: count.kind.as_str().to_owned(),
            status: count.status.name().to_owned(),
            count: count.count,
        }
    }
}

/// A backup that `caixiang admin backup` has made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BackupView {
    made_at: Instant,
    /// Objects in it.
    objects: u64,
    /// Length of all its files.
    bytes: u64,
    /// Whether a copy of the database is in it; with PostgreSQL `pg_dump` makes one.
    has_database: bool,
    /// When `caixiang admin restore-check` has read it again; none before.
    checked_at: Option<Instant>,
    /// Whether everything in it could be read; none before.
    is_sound: Option<bool>,
}

impl From<Backup> for BackupView {
    fn from(backup: Backup) -> Self {
        Self {
            made_at: backup.made_at.into(),
            objects: backup.objects,
            bytes: backup.length_bytes,
            has_database: backup.has_database,
            checked_at: backup.check.map(|check| check.at.into()),
            is_sound: backup.check.map(|check| check.is_sound),
        }
    }
}

/// How the installation is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InstallationView {
    /// The version of the program.
    version: String,
    /// What does not answer: `database`, `migrations`, `objects`.
    failing: Vec<String>,
    jobs: Vec<JobCountView>,
    /// Since when the oldest job is due that nobody has done.
    oldest_due: Option<Instant>,
    /// Whether objects that nothing refers to are kept, as after a restore.
    sweeping_is_held: bool,
    /// The backup that was made last; of those by other programs nothing is known.
    last_backup: Option<BackupView>,
    /// Whether there is none, or it is older than two days.
    backup_is_due: bool,
}

impl From<InstallationState> for InstallationView {
    fn from(state: InstallationState) -> Self {
        let failing = state.failing.into_iter().map(Dependency::name);
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            failing: failing.map(str::to_owned).collect(),
            jobs: state.jobs.into_iter().map(JobCountView::from).collect(),
            oldest_due: state.oldest_due.map(Instant::from),
            sweeping_is_held: state.sweeping_is_held,
            last_backup: state.last_backup.map(BackupView::from),
            backup_is_due: state.backup_is_due,
        }
    }
}

/// A job that was given up.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeadJobView {
    id: Uuid,
    kind: String,
    attempts: u16,
    /// What went wrong last.
    error: Option<String>,
    buried_at: Instant,
}

impl From<DeadJob> for DeadJobView {
    fn from(job: DeadJob) -> Self {
        Self {
            id: job.id,
            kind: job.kind.as_str().to_owned(),
            attempts: job.attempts,
            error: job.error,
            buried_at: job.buried_at.into(),
        }
    }
}

/// When the data of a batch end.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BatchEndView {
    id: Uuid,
    name: String,
    state: BatchState,
    /// When it is put away by itself; none while it is open, and once it is.
    archives_at: Option<Instant>,
    /// When its photos, degrees and roster are erased; none before it is put away.
    erases_at: Option<Instant>,
    /// Days for which portraits are kept once it is put away.
    portraits_days: u16,
    submissions: u64,
    /// Lines of its rosters.
    roster: u64,
}

impl From<BatchEnd> for BatchEndView {
    fn from(end: BatchEnd) -> Self {
        Self {
            id: end.batch.id.as_uuid(),
            archives_at: end.archives_at.map(Instant::from),
            erases_at: end.erases_at.map(Instant::from),
            portraits_days: end.batch.plan.rules.retention.portraits_days,
            submissions: end.submissions,
            roster: end.roster,
            state: domain::BatchStateName::from(&end.batch.state).into(),
            name: end.batch.plan.name,
        }
    }
}

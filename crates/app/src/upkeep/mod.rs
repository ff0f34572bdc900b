//! Upkeep of the installation: figures, health of dependencies, jobs that were given up, objects, keys,
//! audit logs, backups. Callers are the command line or staff with the permission.

mod backup;
mod chain_audit;
mod figures;
mod health;
mod jobs;
mod keys;
mod look_after;
mod objects;
mod verify_audit;

pub use backup::{
    BackupReport, copy_database, copy_objects, hold_sweeping, resume_sweeping, sweeping_is_held,
};
pub(crate) use chain_audit::{anchor_audit, chain_audit};
pub use figures::{InstallationFigures, figures};
pub use health::{Dependency, failing_dependencies};
pub use jobs::{discard_job, list_dead_jobs, revive_job};
pub(crate) use keys::reseal_where_due;
pub use keys::{Resealed, reseal_fields, rewrap_objects};
pub use look_after::{chain_waiting, look_after};
pub(crate) use objects::sweep;
pub use objects::{ObjectsChecked, check_objects, sweep_objects};
pub use verify_audit::{VerifiedLog, verify_audit};

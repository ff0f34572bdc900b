//! Upkeep of the installation: figures, health of dependencies, jobs that were given up, objects, keys,
//! audit logs, backups. Callers are the command line or staff with the permission.

mod backup;
mod chain_audit;
mod figures;
mod health;
mod hold;
mod installation;
mod jobs;
mod keys;
mod look_after;
mod objects;
mod read_audit;
mod reseal;
mod retention;
mod setting;
mod settings;
mod sweep;
mod verify_audit;

pub use backup::{
    BackupMade, BackupReport, copy_database, copy_objects, note_backup, note_backup_check,
};
pub(crate) use chain_audit::{anchor_audit, chain_audit};
pub use figures::{InstallationFigures, figures};
pub use health::{Dependency, failing_dependencies};
pub use hold::hold_sweeping;
pub use installation::{InstallationState, installation};
pub use store::job::{DeadJob, JobCount};
pub use store::{Backup, BackupCheck};

pub use jobs::{discard_job, list_dead_jobs, revive_job};
pub use keys::{Resealed, reseal_fields, rewrap_objects};
pub use look_after::{chain_waiting, look_after};
pub use objects::{ObjectsChecked, check_objects, sweep_objects};
pub use read_audit::{AuditLine, AuditQuestion, read_audit};
pub use reseal::{KeyAge, KeysState, Resealing, ResealingStage, keys_state, start_resealing};
pub(crate) use reseal::{PRIORITY as RESEAL_PRIORITY, RESEAL, reseal_where_due};
pub use retention::{BatchEnd, retention};
pub(crate) use retention::{archives_at, days_after_archiving};
pub use setting::{GatewayName, GatewayStanding, Origin, Setting, SettingValue};
pub use settings::{Configured, configured};
pub use sweep::resume_sweeping;
pub(crate) use sweep::sweep_twice_seen;
pub use vault::KeyPurpose;
pub use verify_audit::{VerifiedLog, verify_audit};

//! Backup: the database as it is at one moment, then the objects that it refers to. In this order, an
//! object that a row of the copy refers to was written before the copy was made. An object that is erased
//! meanwhile is rightly not in the backup.
//!
//! A copy of the database carries a note that it is one: a service that is started on it after a restore
//! deletes no orphans until an operator says so, because objects of the time after the backup look like
//! orphans to it.

use std::path::Path;

use domain::Duration;
use store::{Backup, BackupCheck, Store};
use uuid::Uuid;
use vault::{Copied, Vault};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// Objects that are asked for in one query.
const PAGE: u32 = 500;

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BackupReport {
    /// Objects that were copied now.
    pub copied: u64,
    /// Objects that the folder had from an earlier backup.
    pub there: u64,
    /// Objects that were erased since the database was copied.
    pub gone: u64,
}

/// Writes the database into `file`, which must not be there. `false` with PostgreSQL, whose own tools
/// do it.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but the operator at the command line; [`Failure::Internal`] where
/// the file cannot be written.
pub async fn copy_database(app: &App, caller: &Caller, file: &Path) -> Result<bool, Failure> {
    caller.check_operator()?;
    Ok(app.store().copy_to(file).await?)
}

/// Copies every object that the `copy` of the database refers to, or the database itself, into `folder`.
/// `progress` is told how many were seen.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but the operator at the command line;
/// [`Failure::Unavailable`] when the objects of either place do not answer.
pub async fn copy_objects(
    app: &App,
    caller: &Caller,
    copy: Option<&Store>,
    folder: &Vault,
    mut progress: impl FnMut(u64) + Send,
) -> Result<BackupReport, Failure> {
    caller.check_operator()?;
    let store = copy.unwrap_or(app.store());
    let mut report = BackupReport::default();
    let mut last = None;
    let mut seen = 0;
    loop {
        let keys = store.objects().list_referenced(last.as_ref(), PAGE).await?;
        let Some(key) = keys.last() else {
            return Ok(report);
        };
        last = Some(key.clone());
        for key in keys {
            match app.vault().copy_to(folder, &key).await? {
                Copied::Now => report.copied += 1,
                Copied::WasThere => report.there += 1,
                Copied::Missing => report.gone += 1,
            }
            seen += 1;
        }
        progress(seen);
    }
}

/// A backup that is older, or none at all, is told to those who look after the installation.
pub(super) const DUE_AFTER: Duration = Duration::from_days(2);

/// What is known of a backup is kept for as long.
const KNOWN_FOR: Duration = Duration::from_days(400);

/// A backup that is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupMade {
    /// Names it, as its manifest does.
    pub id: Uuid,
    /// What was copied.
    pub report: BackupReport,
    /// Length of all its files in bytes.
    pub length_bytes: u64,
    /// Whether a copy of the database is in it.
    pub has_database: bool,
}

/// Notes that a backup was made. The copy of the database in it does not know of it: whoever is restored from it is told of
/// the one before.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but the operator at the command line.
pub async fn note_backup(app: &App, caller: &Caller, made: BackupMade) -> Result<(), Failure> {
    caller.check_operator()?;
    let now = app.now();
    let work = app.store().begin().await?;
    work.backups().prune(now - KNOWN_FOR).await?;
    let backup = Backup {
        id: made.id,
        made_at: now,
        objects: made.report.copied + made.report.there,
        length_bytes: made.length_bytes,
        has_database: made.has_database,
        check: None,
    };
    work.backups().insert(&backup).await?;
    Ok(work.commit().await?)
}

/// Notes that a backup was read again, and whether everything in it could be; `false` for one that was made elsewhere.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but the operator at the command line.
pub async fn note_backup_check(
    app: &App,
    caller: &Caller,
    id: Uuid,
    is_sound: bool,
) -> Result<bool, Failure> {
    caller.check_operator()?;
    let check = BackupCheck {
        at: app.now(),
        is_sound,
    };
    let work = app.store().begin().await?;
    let is_known = work.backups().note_check(id, check).await?;
    work.commit().await?;
    Ok(is_known)
}

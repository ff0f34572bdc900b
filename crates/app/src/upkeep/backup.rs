//! Backup: the database as it is at one moment, then the objects that it refers to. In this order, an
//! object that a row of the copy refers to was written before the copy was made. An object that is erased
//! meanwhile is rightly not in the backup.
//!
//! A copy of the database carries a note that it is one: a service that is started on it after a restore
//! deletes no orphans until an operator says so, because objects of the time after the backup look like
//! orphans to it.

use std::path::Path;

use domain::{Duration, Sealed, Timestamp};
use store::Store;
use vault::{Copied, Vault};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// Objects that are asked for in one query.
const PAGE: u32 = 500;

/// Name of the note that sweeping waits.
const SWEEP_WAITS: &str = "sweep-waits";

/// How long a note holds: until it is taken away.
const FOR_EVER: Duration = Duration::from_days(36_500);

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

/// Notes in a database, such as a copy, that nothing is to be swept.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub async fn hold_sweeping(app: &App, store: Option<&Store>) -> Result<(), Failure> {
    let store = store.unwrap_or(app.store());
    // There is nothing to seal: that the note is there is all that it says.
    let note = Sealed::from_bytes(Vec::new());
    let work = store.begin().await?;
    let until = app.now() + FOR_EVER;
    work.secrets().put(SWEEP_WAITS, &note, until).await?;
    Ok(work.commit().await?)
}

/// Lets sweeping go on after a restore; `false` where it was not held.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but the operator at the command line.
pub async fn resume_sweeping(app: &App, caller: &Caller) -> Result<bool, Failure> {
    caller.check_operator()?;
    let work = app.store().begin().await?;
    let was_held = work.secrets().delete(SWEEP_WAITS).await?;
    work.commit().await?;
    Ok(was_held)
}

/// Whether orphans are left alone, as after a restore.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub async fn sweeping_is_held(app: &App) -> Result<bool, Failure> {
    let now: Timestamp = app.now();
    let note = app.store().secrets().find(SWEEP_WAITS, now).await?;
    Ok(note.is_some())
}

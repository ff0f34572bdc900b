//! The note in a database that nothing is to be swept, as in a copy and after a restore.

use domain::{Duration, Sealed, Timestamp};
use store::Store;

use crate::failure::Failure;
use crate::service::App;

/// Name of the note that sweeping waits.
pub(super) const SWEEP_WAITS: &str = "sweep-waits";

/// How long a note holds: until it is taken away.
pub(super) const FOR_EVER: Duration = Duration::from_days(36_500);

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

/// Whether orphans are left alone, as after a restore.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(super) async fn sweeping_is_held(app: &App) -> Result<bool, Failure> {
    let now: Timestamp = app.now();
    let note = app.store().secrets().find(SWEEP_WAITS, now).await?;
    Ok(note.is_some())
}

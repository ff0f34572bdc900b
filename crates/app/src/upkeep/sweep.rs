//! The daily sweep, made so that neither a restored database nor one wrong look loses objects.
//!
//! Each sweep counts up a number in the database and then beside the objects. A database whose number is
//! smaller was put back to an earlier time: the objects of the time since look like orphans to it, so nothing
//! is deleted until an operator says so. And what a sweep finds to be an orphan is deleted by a later one
//! alone.

use domain::{BlobKey, Duration, Sealed, Timestamp};
use store::Store;
use vault::SweepReport;

use super::hold::{FOR_EVER, SWEEP_WAITS, hold_sweeping, sweeping_is_held};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// Name of the number of the last sweep.
const LAST_SWEEP: &str = "last-sweep";

/// As long before something has to have been an orphan already.
const KNOWN_FOR: Duration = Duration::from_hours(1);

/// What was noted of an orphan that has not been seen for as long is of no use.
const NOTES_KEPT: Duration = Duration::from_days(30);

/// Deletes orphans that were written before `older_than` and were orphans at an earlier sweep too. None while
/// sweeping is held.
///
/// # Errors
/// [`Failure::Unavailable`] when the database or the objects do not answer.
pub(crate) async fn sweep_twice_seen(
    app: &App,
    older_than: Timestamp,
) -> Result<Option<SweepReport>, Failure> {
    if sweeping_is_held(app).await? {
        return Ok(None);
    }
    if !count_sweep(app).await? {
        tracing::error!(
            "The database is older than the objects, as after a restore; nothing is swept until \
             `caixiang admin resume-sweep` says so"
        );
        hold_sweeping(app, None).await?;
        return Ok(None);
    }
    let now = app.now();
    // Owns what it asks with: a future that borrowed it could not move between threads.
    let store = app.store().clone();
    let is_kept = move |keys: &[BlobKey]| {
        let (store, keys) = (store.clone(), keys.to_vec());
        async move { is_kept(&store, &keys, now).await }
    };
    let report = app.vault().sweep(older_than, is_kept).await;
    let report = report.map_err(Failure::internal)?;
    let work = app.store().begin().await?;
    work.orphans().prune(now - NOTES_KEPT).await?;
    work.commit().await?;
    Ok(Some(report))
}

/// For each object, whether it stays: something refers to it, or it is an orphan that no earlier sweep saw.
async fn is_kept(
    store: &Store,
    keys: &[BlobKey],
    now: Timestamp,
) -> Result<Vec<bool>, store::StoreError> {
    let work = store.begin().await?;
    let referenced = work.objects().referenced(keys).await?;
    let of = |wanted: bool| {
        let keys = keys.iter().zip(&referenced);
        let keys = keys.filter(move |(_, referenced)| **referenced == wanted);
        keys.map(|(key, _)| key.clone()).collect::<Vec<_>>()
    };
    work.orphans().forget(&of(true)).await?;
    let since = work.orphans().note(&of(false), now).await?;
    work.commit().await?;
    let mut since = since.into_iter();
    let kept = referenced
        .into_iter()
        .map(|referenced| referenced || since.next().is_none_or(|since| since + KNOWN_FOR > now));
    Ok(kept.collect())
}

/// Counts a sweep, first in the database; `false` where the objects have seen more of them.
async fn count_sweep(app: &App) -> Result<bool, Failure> {
    let outside = app.vault().sweep_mark().await?.unwrap_or(0);
    let inside = last_sweep(app).await?;
    if outside > inside {
        return Ok(false);
    }
    put_last_sweep(app, inside + 1).await?;
    app.vault().put_sweep_mark(inside + 1).await?;
    Ok(true)
}

/// Takes the number beside the objects over: an operator has looked at the restored database.
///
/// # Errors
/// [`Failure::Unavailable`] when the database or the objects do not answer.
pub(super) async fn accept_mark(app: &App) -> Result<(), Failure> {
    let outside = app.vault().sweep_mark().await?.unwrap_or(0);
    if outside > last_sweep(app).await? {
        put_last_sweep(app, outside).await?;
    }
    Ok(())
}

async fn last_sweep(app: &App) -> Result<u64, Failure> {
    let note = app.store().secrets().find(LAST_SWEEP, app.now()).await?;
    let bytes = note.as_ref().map(Sealed::as_bytes);
    let bytes = bytes.and_then(|bytes| <[u8; 8]>::try_from(bytes).ok());
    Ok(bytes.map_or(0, u64::from_be_bytes))
}

async fn put_last_sweep(app: &App, number: u64) -> Result<(), Failure> {
    let note = Sealed::from_bytes(number.to_be_bytes().to_vec());
    let until = app.now() + FOR_EVER;
    let work = app.store().begin().await?;
    work.secrets().put(LAST_SWEEP, &note, until).await?;
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
    accept_mark(app).await?;
    Ok(was_held)
}

//! Counts wrong answers and locks after too many, in the transaction that compares.

use domain::{Locked, Timestamp};
use store::{MissKey, Work};

use crate::failure::Failure;

/// Refuses while any of `keys` is locked.
///
/// # Errors
/// [`Failure::Locked`].
pub(crate) async fn check(work: &Work, keys: &[MissKey], now: Timestamp) -> Result<(), Failure> {
    for key in keys {
        work.misses().find(key).await?.check(now)?;
    }
    Ok(())
}

/// Counts a miss on each of `keys`.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn miss(work: &Work, keys: &[MissKey], now: Timestamp) -> Result<(), Failure> {
    for key in keys {
        let misses = work.misses().find(key).await?.miss(now);
        work.misses().put(key, &misses).await?;
    }
    Ok(())
}

/// Guesses that are left on `key` after a miss: none, and until when, where it locked.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn left(
    work: &Work,
    key: &MissKey,
    now: Timestamp,
) -> Result<(u8, Option<Timestamp>), Failure> {
    let misses = work.misses().find(key).await?;
    Ok(match misses.check(now) {
        Ok(()) => (misses.left(now), None),
        Err(Locked { until }) => (0, Some(until)),
    })
}

/// Refuses while guesses on `key` have to pause.
///
/// # Errors
/// [`Failure::TooMany`].
pub(crate) async fn check_pause(work: &Work, key: &MissKey, now: Timestamp) -> Result<(), Failure> {
    let checked = work.misses().find(key).await?.check(now);
    checked.map_err(|Locked { until }| Failure::TooMany {
        retry_after: until.since(now),
    })
}

/// Counts a miss on `key` that slows down and does not lock.
///
/// # Errors
/// Those of the store.
pub(crate) async fn slow(work: &Work, key: &MissKey, now: Timestamp) -> Result<(), Failure> {
    let misses = work.misses().find(key).await?.slow(now);
    Ok(work.misses().put(key, &misses).await?)
}

/// Forgets the misses on `key`: the right answer of the only one who can know it.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn forgive(work: &Work, key: &MissKey) -> Result<(), Failure> {
    let none = domain::Misses::default();
    if work.misses().find(key).await? != none {
        work.misses().put(key, &none).await?;
    }
    Ok(())
}

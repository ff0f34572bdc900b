//! Counts wrong answers and locks after too many, in the transaction that compares.

use domain::Timestamp;
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

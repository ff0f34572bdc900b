//! The network of a request, as a keyed hash that tells networks apart and reveals no address; and the
//! limits of one network. Many students share a network (a campus, a carrier), so the limits are wide:
//! they only slow down programs that try numbers.

use std::fmt;
use std::net::IpAddr;

use domain::{Duration, Timestamp};
use store::Work;

use crate::failure::Failure;
use crate::service::App;

/// Keyed hash of a client's address.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct NetworkKey(String);

impl NetworkKey {
    /// Takes over a hash.
    pub fn new(hash: impl Into<String>) -> Self {
        Self(hash.into())
    }

    /// The key of an address. Hashed with a key of the installation, so that nobody finds the address
    /// by hashing all of them.
    pub fn of(app: &App, address: IpAddr) -> Self {
        let hash = app.vault().token_hash(&format!("network {address}"));
        Self(hash.to_hex())
    }
}

impl fmt::Debug for NetworkKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("NetworkKey(…)")
    }
}

const HOUR: Duration = Duration::from_hours(1);

/// Refuses a network that has used its hour up; `by` is added to what it has used, 0 only asks.
/// Counted once `work` is committed.
///
/// # Errors
/// [`Failure::TooMany`].
pub(crate) async fn use_up(
    app: &App,
    work: &Work,
    network: &NetworkKey,
    what: &'static str,
    by: u32,
) -> Result<(), Failure> {
    let limit = app.settings().network_tries_per_hour;
    let bucket = format!("network:{what}:{}", network.0);
    count(work, &bucket, HOUR, by, limit, app.now()).await
}

/// Counts in windows of a length; `by` 0 only asks.
///
/// The row of the bucket stays locked until `work` ends: whoever counts in the same bucket at the
/// same time comes after.
///
/// # Errors
/// [`Failure::TooMany`] beyond `limit`, with the time until the next window.
pub(crate) async fn count(
    work: &Work,
    bucket: &str,
    window: Duration,
    by: u32,
    limit: u32,
    now: Timestamp,
) -> Result<(), Failure> {
    let length = window.as_micros();
    let start = Timestamp::from_micros(now.as_micros().div_euclid(length) * length);
    let used = work.counters().hit(bucket, start, by).await?;
    // Who only asks wants to know whether one more would fit.
    let wanted = used + u64::from(by == 0);
    if wanted > u64::from(limit) {
        let retry_after = (start + window).since(now);
        return Err(Failure::TooMany { retry_after });
    }
    Ok(())
}

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

    /// The hash.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
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

pub(crate) const HOUR: Duration = Duration::from_hours(1);

/// Refuses a network that has used its hour up; `by` is added to what it has used, 0 only asks. Returns
/// what it has used. Counted once `work` is committed.
///
/// # Errors
/// [`Failure::TooMany`].
pub(crate) async fn use_up(
    app: &App,
    work: &Work,
    network: &NetworkKey,
    what: &'static str,
    by: u32,
) -> Result<u64, Failure> {
    let limit = app.settings().network_tries_per_hour;
    let bucket = format!("network:{what}:{}", network.0);
    count(work, &bucket, HOUR, by, limit, app.now()).await
}

/// Takes one back that was counted at `counted_at` for something that did not happen.
///
/// # Errors
/// Those of the store.
pub(crate) async fn give_back(
    work: &Work,
    bucket: &str,
    window: Duration,
    counted_at: Timestamp,
) -> Result<(), Failure> {
    let counters = work.counters();
    Ok(counters
        .take_back(bucket, window_start(counted_at, window))
        .await?)
}

fn window_start(at: Timestamp, window: Duration) -> Timestamp {
    let length = window.as_micros();
    Timestamp::from_micros(at.as_micros().div_euclid(length) * length)
}

/// Counts in windows of a length; `by` 0 only asks. Returns the count.
///
/// The row of the bucket stays locked until `work` ends; another transaction that counts in the same bucket
/// waits.
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
) -> Result<u64, Failure> {
    let start = window_start(now, window);
    let used = work.counters().hit(bucket, start, by).await?;
    // Who only asks wants to know whether one more would fit.
    let wanted = used + u64::from(by == 0);
    if wanted > u64::from(limit) {
        let retry_after = (start + window).since(now);
        return Err(Failure::TooMany { retry_after });
    }
    Ok(used)
}

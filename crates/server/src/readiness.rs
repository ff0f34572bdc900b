//! The readiness check: dependencies pass their health checks and the disks have free space. The result is
//! cached for some seconds.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use app::{App, Failure, upkeep};
use domain::{Duration, Timestamp};
use rustix::fs::statvfs;
use tokio::sync::Mutex;

use crate::config::ServerConfig;
use crate::problem::{Problem, chain};

/// How long an answer is kept: a check writes an object, and anybody may ask.
const KEPT_FOR: Duration = Duration::from_seconds(5);

/// The last answer.
#[derive(Default)]
pub(crate) struct Readiness {
    last: Mutex<Option<Checked>>,
    drains: Drain,
}

/// Whether the service is about to end: it still answers, and asks to be sent nothing more.
#[derive(Debug, Clone, Default)]
pub(crate) struct Drain(Arc<AtomicBool>);

impl Drain {
    /// From now on the service is not ready.
    pub(crate) fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

struct Checked {
    at: Timestamp,
    failing: Vec<&'static str>,
}

impl Readiness {
    /// Nothing is checked yet.
    pub(crate) fn new(drains: Drain) -> Self {
        Self {
            last: Mutex::default(),
            drains,
        }
    }

    /// Names of the dependencies that fail their check; empty where the service can work. Of
    /// several requests at a time, one checks.
    pub(crate) async fn failing(&self, app: &App, config: &ServerConfig) -> Vec<&'static str> {
        if self.drains.has_begun() {
            return vec!["ending"];
        }
        let mut last = self.last.lock().await;
        let now = app.now();
        if let Some(checked) = &*last
            && now.since(checked.at) < KEPT_FOR
        {
            return checked.failing.clone();
        }
        let failing = check(app, config).await;
        *last = Some(Checked {
            at: now,
            failing: failing.clone(),
        });
        failing
    }
}

async fn check(app: &App, config: &ServerConfig) -> Vec<&'static str> {
    let mut failing = Vec::new();
    for (dependency, failure) in upkeep::failing_dependencies(app).await {
        let name = dependency.name();
        tracing::warn!(cause = chain(&failure), "The {name} cannot be used");
        failing.push(name);
    }
    if !has_room(config) {
        tracing::warn!("Too little disk space is left");
        failing.push("disk-space");
    }
    failing
}

/// Refuses what would fill a disk that is nearly full: the database needs the rest.
///
/// # Errors
/// 503 `unavailable`.
pub(crate) fn check_room(config: &ServerConfig) -> Result<(), Problem> {
    if has_room(config) {
        return Ok(());
    }
    let cause = "a watched disk has less free space than server.min_free_bytes";
    Err(Failure::Unavailable(cause.into()).into())
}

/// Whether every watched disk has the room that the operator wants; a disk that cannot be asked
/// counts as full.
fn has_room(config: &ServerConfig) -> bool {
    config.watched_folders.iter().all(|folder| {
        statvfs(folder)
            .is_ok_and(|disk| disk.f_bavail.saturating_mul(disk.f_frsize) >= config.min_free_bytes)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_room(folder: &str, min_free_bytes: u64, expected: bool) {
        let config = ServerConfig {
            watched_folders: vec![folder.into()],
            min_free_bytes,
            ..ServerConfig::default()
        };
        assert_eq!(has_room(&config), expected);
    }

    #[test]
    fn disks_have_to_have_room() {
        check_room("/", 0, true);
        check_room("/", u64::MAX, false);
        check_room("/no/such/folder", 0, false);
    }
}

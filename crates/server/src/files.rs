//! The number of files that the process may have open: connections, objects and the database share it.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Descriptors below which a service is short of them on a busy day.
pub const ENOUGH_FILES: u64 = 4096;

/// Raises the soft limit to the hard one and returns what then holds. Shells and service managers
/// often set 1024, which a thousand students reach.
pub(crate) fn raise_limit() -> u64 {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        tracing::warn!(%error, "The limit of open files stays as it is: {error}");
    }
    soft_limit()
}

/// The files that this process may have open at present.
fn soft_limit() -> u64 {
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}

/// The files that this process may have open once it serves.
pub fn hard_limit() -> u64 {
    getrlimit(Resource::Nofile).maximum.unwrap_or(u64::MAX)
}

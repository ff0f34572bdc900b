//! The clock that bounds a search. Callers pass it in; the crate never reads the system time.

use std::time::Duration;

/// Measures the duration of the current search.
///
/// Any closure that returns a [`Duration`] is a clock: a caller that owns a real clock passes
/// `|| started.elapsed()`, a test passes fixed values.
pub trait Clock {
    /// Time since the reading began; must not run backwards.
    fn elapsed(&self) -> Duration;
}

impl<F: Fn() -> Duration> Clock for F {
    fn elapsed(&self) -> Duration {
        self()
    }
}

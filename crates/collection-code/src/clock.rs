//! Time as a parameter. It never asks the machine for the time.

use std::time::Duration;

/// Tells how long the current reading has been going on.
///
/// Any closure that returns a [`Duration`] is a clock: a caller that owns a real clock passes
/// `|| started.elapsed()`, a test passes whatever it wants to see happen.
pub trait Clock {
    /// Time since the reading began; must not run backwards.
    fn elapsed(&self) -> Duration;
}

impl<F: Fn() -> Duration> Clock for F {
    fn elapsed(&self) -> Duration {
        self()
    }
}

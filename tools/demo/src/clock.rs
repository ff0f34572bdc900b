//! A clock that only the story advances.

use std::sync::atomic::{AtomicI64, Ordering};

use app::ports::Clock;
use domain::{Duration, Timestamp};

/// A clock that is set by hand; clones share the time.
#[derive(Debug)]
pub(crate) struct WalkingClock(AtomicI64);

impl WalkingClock {
    /// A clock that shows `now`.
    pub(crate) fn at(now: Timestamp) -> Self {
        Self(AtomicI64::new(now.as_micros()))
    }

    /// Moves on to an instant; one that has passed changes nothing.
    pub(crate) fn move_to(&self, instant: Timestamp) {
        self.0.fetch_max(instant.as_micros(), Ordering::SeqCst);
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, time: Duration) {
        self.0.fetch_add(time.as_micros(), Ordering::SeqCst);
    }
}

impl Clock for WalkingClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_on_and_never_back() {
        let clock = WalkingClock::at(Timestamp::from_micros(10));
        clock.move_to(Timestamp::from_micros(7));
        assert_eq!(clock.now().as_micros(), 10);
        clock.move_to(Timestamp::from_micros(12));
        clock.pass(Duration::from_seconds(1));
        assert_eq!(clock.now().as_micros(), 1_000_012);
    }
}

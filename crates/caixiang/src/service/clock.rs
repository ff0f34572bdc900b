//! The system clock and the system's random number generator; tests use their own.

use std::sync::LazyLock;
use std::time::{Duration, Instant, SystemTime};

use app::ports::{Clock, Random};
use aws_lc_rs::rand::{SecureRandom, SystemRandom as Source};
use domain::Timestamp;

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the binary is where time enters")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let micros = since.map_or(0, |since| since.as_micros());
        Timestamp::from_micros(i64::try_from(micros).unwrap_or(i64::MAX))
    }

    #[expect(clippy::disallowed_methods, reason = "the binary is where time enters")]
    fn steady(&self) -> Duration {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        START.elapsed()
    }
}

/// The operating system's random number generator.
#[derive(Debug)]
pub(crate) struct SystemRandom(Source);

impl SystemRandom {
    /// The one source.
    pub(crate) fn new() -> Self {
        Self(Source::new())
    }
}

impl Random for SystemRandom {
    #[expect(
        clippy::expect_used,
        reason = "without randomness no secret can be made, so nothing may go on"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        self.0
            .fill(bytes)
            .expect("the system has a source of randomness");
    }
}

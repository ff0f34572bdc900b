//! The clock and the random numbers for the use cases that this process runs itself.

use std::time::SystemTime;

use app::ports::{Clock, Random};
use aws_lc_rs::rand;
use domain::Timestamp;

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub(super) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this tool measures time")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let micros = since.map_or(0, |since| since.as_micros());
        Timestamp::from_micros(i64::try_from(micros).unwrap_or(i64::MAX))
    }
}

/// The operating system's random number generator.
#[derive(Debug, Clone, Copy)]
pub(super) struct SystemRandom;

impl Random for SystemRandom {
    #[expect(
        clippy::expect_used,
        reason = "without randomness no secret can be made, so nothing can be measured"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        rand::fill(bytes).expect("the system has a source of randomness");
    }
}

//! Reads the environment: locale, variables, time, cores. The service's clock and source of randomness are in
//! `service`.

use std::time::{Duration, Instant, SystemTime};

use time::{Date, OffsetDateTime, UtcOffset};

use crate::language::Language;

/// The language of the locale, by the POSIX order of variables.
#[expect(clippy::disallowed_methods, reason = "the binary is where configuration enters")]
pub(crate) fn language() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    Language::from_locale(&set.unwrap_or_default())
}

/// Every variable whose name and value are text.
pub(crate) fn variables() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}

/// The day in mainland China, where the students are and the notices count.
#[expect(clippy::disallowed_methods, reason = "the binary is where time enters")]
pub(crate) fn today() -> Date {
    let now = OffsetDateTime::from(SystemTime::now());
    let china = UtcOffset::from_hms(8, 0, 0).unwrap_or(UtcOffset::UTC);
    now.to_offset(china).date()
}

/// Measures how long one file takes.
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    #[expect(clippy::disallowed_methods, reason = "the binary is where time enters")]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    /// Milliseconds, to a tenth.
    pub(crate) fn elapsed_ms(&self) -> f64 {
        (self.elapsed().as_secs_f64() * 10_000.0).round() / 10.0
    }
}

/// Files worked on at the same time, each with one decoded picture in memory.
pub(crate) fn worker_count() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

//! Instants and durations in whole microseconds, and the wall clock in China. Nothing here reads a
//! clock.
//!
//! They are integers because two databases must order and compare them alike: as text, one engine keeps
//! varying lengths and the other cuts at microseconds.

use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime, PrimitiveDateTime, UtcOffset};

use crate::calendar::TimeOfDay;

/// China Standard Time, +08:00, without daylight saving since 1991.
const CHINA_STANDARD_TIME: UtcOffset = match UtcOffset::from_hms(8, 0, 0) {
    Ok(offset) => offset,
    Err(_) => UtcOffset::UTC,
};

const MICROS_PER_SECOND: i64 = 1_000_000;
const MICROS_PER_MINUTE: i64 = 60 * MICROS_PER_SECOND;
const MICROS_PER_DAY: i64 = 24 * 60 * MICROS_PER_MINUTE;

/// An instant: microseconds since 1970-01-01T00:00:00Z. Arithmetic stops at the ends of the range
/// (± 290 000 years).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

/// The text is not an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an instant: write 2023-09-06T08:30:00+08:00")]
pub struct InvalidTimestamp;

impl Timestamp {
    /// From microseconds since 1970, UTC.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970, UTC.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// The instant at which clocks in China show `time` on `date`.
    pub fn from_civil(date: Date, time: TimeOfDay) -> Self {
        let midnight = PrimitiveDateTime::new(date, time::Time::MIDNIGHT);
        let seconds = midnight.assume_offset(CHINA_STANDARD_TIME).unix_timestamp();
        let minutes = i64::from(time.minutes());
        Self(seconds * MICROS_PER_SECOND + minutes * MICROS_PER_MINUTE)
    }

    /// The date in China. Beyond the years ± 9999 it is the last date that has a name.
    pub fn civil_date(self) -> Date {
        self.civil().date()
    }

    /// What a clock in China shows, cut to the minute.
    pub fn civil_time(self) -> TimeOfDay {
        TimeOfDay::of(self.civil().time())
    }

    /// The length of time from `earlier` until this instant; none if `earlier` is later.
    pub const fn since(self, earlier: Self) -> Duration {
        let micros = self.0.saturating_sub(earlier.0);
        Duration(if micros < 0 { 0 } else { micros })
    }

    fn civil(self) -> OffsetDateTime {
        let nanos = i128::from(self.0) * 1000;
        let edge = if self.0 < 0 { Date::MIN } else { Date::MAX };
        OffsetDateTime::from_unix_timestamp_nanos(nanos)
            .ok()
            .and_then(|instant| instant.checked_to_offset(CHINA_STANDARD_TIME))
            .unwrap_or_else(|| edge.midnight().assume_offset(CHINA_STANDARD_TIME))
    }
}

impl Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(duration.0))
    }
}

impl Sub<Duration> for Timestamp {
    type Output = Self;

    fn sub(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(duration.0))
    }
}

impl fmt::Display for Timestamp {
    /// RFC 3339 at +08:00.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Years before 0 have no RFC 3339 form; the plain number is still true.
        match self.civil().format(&Rfc3339) {
            Ok(text) => formatter.write_str(&text),
            Err(_) => write!(formatter, "{} µs", self.0),
        }
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Timestamp({self})")
    }
}

impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    /// Reads RFC 3339 with any offset; digits beyond microseconds are cut.
    fn from_str(text: &str) -> Result<Self, InvalidTimestamp> {
        let instant = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| InvalidTimestamp)?;
        let micros = instant.unix_timestamp_nanos().div_euclid(1000);
        i64::try_from(micros)
            .map(Self)
            .map_err(|_| InvalidTimestamp)
    }
}

/// A length of time, 0 or more microseconds. Arithmetic stops at the end of the range.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize
)]
#[serde(transparent)]
pub struct Duration(i64);

impl Duration {
    /// That many microseconds.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// That many seconds.
    pub const fn from_seconds(seconds: u32) -> Self {
        Self(seconds as i64 * MICROS_PER_SECOND)
    }

    /// That many minutes.
    pub const fn from_minutes(minutes: u32) -> Self {
        Self(minutes as i64 * MICROS_PER_MINUTE)
    }

    /// That many hours.
    pub const fn from_hours(hours: u32) -> Self {
        Self(hours as i64 * 60 * MICROS_PER_MINUTE)
    }

    /// That many days of 24 hours.
    pub const fn from_days(days: u32) -> Self {
        Self((days as i64).saturating_mul(MICROS_PER_DAY))
    }

    /// Microseconds since 1970-01-01 00:00 UTC.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// Whole seconds, rounded up: whoever waits as many has waited long enough.
    pub const fn as_seconds_rounded_up(self) -> i64 {
        self.0.saturating_add(MICROS_PER_SECOND - 1) / MICROS_PER_SECOND
    }

    /// `factor` times as long.
    pub const fn times(self, factor: u32) -> Self {
        Self(self.0.saturating_mul(factor as i64))
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[track_caller]
    fn check(text: &str, date: Date, clock: &str) {
        let instant: Timestamp = text.parse().unwrap();
        assert_eq!(instant.civil_date(), date);
        assert_eq!(instant.civil_time().to_string(), clock);
        let whole_minute = Timestamp::from_civil(date, clock.parse().unwrap());
        assert!(instant.since(whole_minute) < Duration::from_minutes(1));
        assert!(whole_minute <= instant);
    }

    #[test]
    fn clocks_in_china_are_eight_hours_ahead() {
        check("2023-09-06T00:30:00Z", date!(2023 - 09 - 06), "08:30");
        check("2023-09-05T16:00:00Z", date!(2023 - 09 - 06), "00:00");
        check(
            "2023-09-06T23:59:59.999999+08:00",
            date!(2023 - 09 - 06),
            "23:59",
        );
        check("1969-12-31T15:59:59Z", date!(1969 - 12 - 31), "23:59");
    }

    #[test]
    fn an_instant_is_read_back_from_what_it_shows() {
        let instant = Timestamp::from_micros(1_693_960_200_123_456);
        assert_eq!(instant.to_string(), "2023-09-06T08:30:00.123456+08:00");
        assert_eq!(instant.to_string().parse(), Ok(instant));
        assert_eq!("yesterday".parse::<Timestamp>(), Err(InvalidTimestamp));
    }

    #[test]
    fn the_ends_of_the_range_hold() {
        for micros in [i64::MIN, i64::MAX] {
            let instant = Timestamp::from_micros(micros);
            assert!(!instant.to_string().is_empty());
            let _ = instant + Duration::from_days(u32::MAX) - Duration::from_days(7);
        }
        let first = Timestamp::from_micros(i64::MIN);
        assert_eq!(first - Duration::from_days(1), first);
        assert_eq!(first.since(first + Duration(5)), Duration(0));
    }

    #[test]
    fn waiting_is_rounded_up() {
        assert_eq!(Duration(1).as_seconds_rounded_up(), 1);
        assert_eq!(Duration::from_minutes(2).as_seconds_rounded_up(), 120);
    }
}

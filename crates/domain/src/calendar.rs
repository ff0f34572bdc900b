//! Times of the day, months, and the stored form of dates. Instants are in `timestamp`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::{Date, Month, Time};

/// A time of the day in China, to the minute; 24:00 is the end of the day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay(u16);

/// The text is not a time of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time of the day: write 08:30, at most 24:00")]
pub struct InvalidTimeOfDay;

impl TimeOfDay {
    /// The start of the day, 00:00.
    pub const START: Self = Self(0);

    /// The end of the day, 24:00.
    pub const END: Self = Self(24 * 60);

    /// From hours and minutes; `None` beyond 24:00.
    pub const fn new(hour: u8, minute: u8) -> Option<Self> {
        let minutes = hour as u16 * 60 + minute as u16;
        if minute < 60 && minutes <= Self::END.0 {
            Some(Self(minutes))
        } else {
            None
        }
    }

    /// Minutes since midnight, 0 … 1440.
    pub const fn minutes(self) -> u16 {
        self.0
    }

    /// Cut to the minute.
    pub(crate) fn of(time: Time) -> Self {
        Self(u16::from(time.hour()) * 60 + u16::from(time.minute()))
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl fmt::Debug for TimeOfDay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "TimeOfDay({self})")
    }
}

impl FromStr for TimeOfDay {
    type Err = InvalidTimeOfDay;

    fn from_str(text: &str) -> Result<Self, InvalidTimeOfDay> {
        let (hour, minute) = text.split_once(':').ok_or(InvalidTimeOfDay)?;
        let hour = two_digits(hour).ok_or(InvalidTimeOfDay)?;
        let minute = two_digits(minute).ok_or(InvalidTimeOfDay)?;
        Self::new(hour, minute).ok_or(InvalidTimeOfDay)
    }
}

/// Exactly two digits; `parse` alone would take `+8`.
fn two_digits(text: &str) -> Option<u8> {
    let sound = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| text.parse().ok()).flatten()
}

impl TryFrom<String> for TimeOfDay {
    type Error = InvalidTimeOfDay;

    fn try_from(text: String) -> Result<Self, InvalidTimeOfDay> {
        text.parse()
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

/// A month, such as the one of graduation. Written `2024-01`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct YearMonth {
    year: u16,
    month: u8,
}

/// The text is not a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a month: write 2024-01")]
pub struct InvalidYearMonth;

impl YearMonth {
    /// From a year 1900 … 2999 and a month 1 … 12.
    pub const fn new(year: u16, month: u8) -> Option<Self> {
        if 1900 <= year && year < 3000 && 1 <= month && month <= 12 {
            Some(Self { year, month })
        } else {
            None
        }
    }

    /// The year, 1900 … 2999.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 … 12.
    pub const fn month(self) -> u8 {
        self.month
    }
}

impl fmt::Display for YearMonth {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year, self.month)
    }
}

impl fmt::Debug for YearMonth {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "YearMonth({self})")
    }
}

impl FromStr for YearMonth {
    type Err = InvalidYearMonth;

    fn from_str(text: &str) -> Result<Self, InvalidYearMonth> {
        let (year, month) = text.split_once('-').ok_or(InvalidYearMonth)?;
        let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let year = if digits { year.parse().ok() } else { None };
        let year = year.ok_or(InvalidYearMonth)?;
        let month = two_digits(month).ok_or(InvalidYearMonth)?;
        Self::new(year, month).ok_or(InvalidYearMonth)
    }
}

impl TryFrom<String> for YearMonth {
    type Error = InvalidYearMonth;

    fn try_from(text: String) -> Result<Self, InvalidYearMonth> {
        text.parse()
    }
}

impl From<YearMonth> for String {
    fn from(month: YearMonth) -> Self {
        month.to_string()
    }
}

/// The date that eight digits `YYYYMMDD` name, if there is such a day.
pub(crate) fn date_of_digits(digits: &str) -> Option<Date> {
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year = digits[..4].parse().ok()?;
    let month = Month::try_from(digits[4..6].parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, digits[6..].parse().ok()?).ok()
}

/// Dates stored as `2023-09-06`. Stated here because the default form of the `time` crate changes
/// with the features that any other crate of the build turns on.
pub(crate) mod iso_date {
    time::serde::format_description!(format, Date, "[year]-[month]-[day]");

    pub(crate) use format::{deserialize, option, serialize};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check<T: FromStr + ToString>(text: &str, sound: bool) {
        let read = text.parse::<T>().ok().map(|value| value.to_string());
        assert_eq!(read.as_deref(), sound.then_some(text));
    }

    #[test]
    fn times_of_the_day() {
        check::<TimeOfDay>("00:00", true);
        check::<TimeOfDay>("24:00", true);
        check::<TimeOfDay>("24:01", false);
        check::<TimeOfDay>("08:60", false);
        check::<TimeOfDay>("8:30", false);
        check::<TimeOfDay>("+8:30", false);
        check::<TimeOfDay>("0830", false);
    }

    #[test]
    fn months() {
        check::<YearMonth>("2024-01", true);
        check::<YearMonth>("2024-13", false);
        check::<YearMonth>("24-01", false);
        check::<YearMonth>("2024-1", false);
    }

    #[test]
    fn digits_name_a_day_that_exists() {
        assert!(date_of_digits("20000229").is_some());
        assert_eq!(date_of_digits("20020229"), None);
        assert_eq!(date_of_digits("2002O228"), None);
    }
}

//! Days of the story relative to the day on which the program runs: the open batch always opened yesterday.

use anyhow::{Context, Result};
use domain::{Duration, TimeOfDay, Timestamp, YearMonth};
use time::{Date, Month};

/// Days that the story takes.
pub(crate) const DAYS: i64 = 121;

/// The day, counted from today, on which it begins.
const BEGINS: i64 = -DAYS;

/// Today and everything around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Calendar {
    now: Timestamp,
}

impl Calendar {
    /// The calendar of a story that ends now.
    pub(crate) const fn new(now: Timestamp) -> Self {
        Self { now }
    }

    /// The present instant; nothing of the story is later.
    pub(crate) const fn now(self) -> Timestamp {
        self.now
    }

    /// The first instant of the story.
    pub(crate) fn beginning(self) -> Timestamp {
        self.at(BEGINS, 0, 0)
    }

    /// A day in China, counted from today.
    pub(crate) fn day(self, from_today: i64) -> Date {
        let today = self.now.civil_date();
        today.saturating_add(time::Duration::days(from_today))
    }

    /// An hour and a minute in China on a day counted from today.
    pub(crate) fn at(self, from_today: i64, hour: u32, minute: u32) -> Timestamp {
        let midnight = Timestamp::from_civil(self.day(from_today), TimeOfDay::START);
        midnight + Duration::from_minutes(60 * hour + minute)
    }

    /// Every night between two instants, at 03:30, when the service looks after itself.
    pub(crate) fn nights(self) -> impl Iterator<Item = Timestamp> {
        let nights = (BEGINS..=0).map(move |day| self.at(day, 3, 30));
        nights.filter(move |night| *night < self.now)
    }

    /// The next January or June after a day counted from today, whichever is asked for.
    ///
    /// # Errors
    /// Beyond the years that have a name.
    pub(crate) fn next(self, month: Month, from_today: i64) -> Result<YearMonth> {
        let day = self.day(from_today);
        let years = i32::from(day.month() as u8 >= month as u8);
        let year = u16::try_from(day.year() + years)?;
        YearMonth::new(year, month as u8).context("a year that cannot be written")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(now: &str) -> Calendar {
        Calendar::new(now.parse().unwrap())
    }

    #[track_caller]
    fn check(now: &str, month: Month, expected: &str) {
        let found = calendar(now).next(month, 0).unwrap();
        assert_eq!(found.to_string(), expected);
    }

    #[test]
    fn graduation_lies_ahead() {
        check("2023-09-07T08:00:00+08:00", Month::January, "2024-01");
        check("2023-09-07T08:00:00+08:00", Month::June, "2024-06");
        check("2024-01-31T08:00:00+08:00", Month::January, "2025-01");
        check("2024-05-31T23:00:00+08:00", Month::June, "2024-06");
    }

    #[test]
    fn days_are_those_of_china() {
        let calendar = calendar("2023-09-06T17:00:00Z");
        let yesterday = calendar.at(-1, 8, 30);
        assert_eq!(yesterday, "2023-09-06T08:30:00+08:00".parse().unwrap());
    }

    #[test]
    fn no_night_is_yet_to_come() {
        let calendar = calendar("2023-09-07T02:00:00+08:00");
        let last = calendar.nights().last();
        assert_eq!(last, Some("2023-09-06T03:30:00+08:00".parse().unwrap()));
        assert_eq!(calendar.nights().count(), 121);
    }
}

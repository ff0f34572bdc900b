//! The time in which a batch collects: from one instant to another, optionally only at certain hours
//! of the day in China.

use serde::{Deserialize, Serialize};

use crate::calendar::TimeOfDay;
use crate::timestamp::{Duration, Timestamp};

/// Hours of every day at which students may hand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DailyHours {
    /// The first minute.
    pub from: TimeOfDay,
    /// The minute at which it is over; later than `from`.
    pub until: TimeOfDay,
}

/// The time in which a batch collects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CollectionWindow {
    /// The first instant.
    pub opens_at: Timestamp,
    /// The instant at which it is over.
    pub closes_at: Timestamp,
    /// Hours of the day, if not all.
    pub daily_hours: Option<DailyHours>,
}

/// What the window alone says of an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Before { opens_at: Timestamp },
    Inside,
    OutsideHours { next: Timestamp },
    After,
}

/// Why a window cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidWindow {
    /// It is over before it begins.
    #[error("the collection closes before it opens")]
    Backwards,
    /// The daily hours end before they begin.
    #[error("the daily hours end before they begin")]
    HoursBackwards,
    /// It begins and ends outside the daily hours of one day.
    #[error("the daily hours leave no time between opening and closing")]
    NeverOpen,
}

impl CollectionWindow {
    /// Checks that there is at least one instant at which it is open.
    ///
    /// # Errors
    /// [`InvalidWindow`] says why there is none.
    pub fn check(&self) -> Result<(), InvalidWindow> {
        if self.opens_at >= self.closes_at {
            return Err(InvalidWindow::Backwards);
        }
        if self
            .daily_hours
            .is_some_and(|hours| hours.from >= hours.until)
        {
            return Err(InvalidWindow::HoursBackwards);
        }
        if self.first_open() >= self.closes_at {
            return Err(InvalidWindow::NeverOpen);
        }
        Ok(())
    }

    /// What it says of `now`.
    pub(super) fn moment(&self, now: Timestamp) -> Moment {
        if now >= self.closes_at {
            return Moment::After;
        }
        if now < self.opens_at {
            let opens_at = self.first_open();
            return Moment::Before { opens_at };
        }
        match self.next_open(now) {
            next if next == now => Moment::Inside,
            next if next < self.closes_at => Moment::OutsideHours { next },
            _ => Moment::After,
        }
    }

    /// The first instant at which it is open.
    pub(super) fn first_open(&self) -> Timestamp {
        self.next_open(self.opens_at)
    }

    /// `instant`, or the next one within the daily hours.
    fn next_open(&self, instant: Timestamp) -> Timestamp {
        let Some(hours) = self.daily_hours else {
            return instant;
        };
        let today = instant.civil_date();
        let from = Timestamp::from_civil(today, hours.from);
        if instant < from {
            return from;
        }
        if instant < Timestamp::from_civil(today, hours.until) {
            return instant;
        }
        from + Duration::from_days(1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        format!("2023-{text}:00+08:00").parse().unwrap()
    }

    fn window(hours: Option<(&str, &str)>) -> CollectionWindow {
        CollectionWindow {
            opens_at: at("09-06T00:00"),
            closes_at: at("10-13T18:00"),
            daily_hours: hours.map(|(from, until)| DailyHours {
                from: from.parse().unwrap(),
                until: until.parse().unwrap(),
            }),
        }
    }

    #[track_caller]
    fn check(hours: Option<(&str, &str)>, now: &str, expected: Moment) {
        assert_eq!(window(hours).moment(at(now)), expected);
    }

    #[test]
    fn without_hours_it_is_open_from_first_to_last() {
        let opens_at = at("09-06T00:00");
        check(None, "09-05T23:59", Moment::Before { opens_at });
        check(None, "09-06T00:00", Moment::Inside);
        check(None, "10-13T17:59", Moment::Inside);
        check(None, "10-13T18:00", Moment::After);
    }

    #[test]
    fn hours_are_those_of_china() {
        let hours = Some(("08:00", "22:00"));
        let opens_at = at("09-06T08:00");
        check(hours, "09-05T12:00", Moment::Before { opens_at });
        let next = at("09-06T08:00");
        check(hours, "09-06T07:59", Moment::OutsideHours { next });
        check(hours, "09-06T08:00", Moment::Inside);
        check(hours, "09-06T21:59", Moment::Inside);
        let next = at("09-07T08:00");
        check(hours, "09-06T22:00", Moment::OutsideHours { next });
    }

    #[test]
    fn no_next_time_is_promised_after_the_end() {
        let hours = Some(("08:00", "12:00"));
        check(hours, "10-13T12:00", Moment::After);
    }

    #[test]
    fn hours_until_midnight() {
        let hours = Some(("08:00", "24:00"));
        check(hours, "09-06T23:59", Moment::Inside);
        let next = at("09-07T08:00");
        check(hours, "09-07T00:00", Moment::OutsideHours { next });
    }

    #[track_caller]
    fn check_refused(change: impl FnOnce(&mut CollectionWindow), expected: InvalidWindow) {
        let mut window = window(Some(("08:00", "12:00")));
        assert_eq!(window.check(), Ok(()));
        change(&mut window);
        assert_eq!(window.check(), Err(expected));
    }

    #[test]
    fn windows_that_never_open_are_refused() {
        check_refused(
            |window| window.closes_at = window.opens_at,
            InvalidWindow::Backwards,
        );
        check_refused(
            |window| {
                window.daily_hours = Some(DailyHours {
                    from: TimeOfDay::END,
                    until: TimeOfDay::START,
                });
            },
            InvalidWindow::HoursBackwards,
        );
        check_refused(
            |window| window.closes_at = at("09-06T08:00"),
            InvalidWindow::NeverOpen,
        );
    }

    proptest! {
        /// What is promised comes true, and not a microsecond earlier.
        #[test]
        fn the_next_opening_is_the_first(
            from in 0_u8..24, length in 1_u8..24, minutes in -3000_i32..60_000
        ) {
            let until = from.saturating_add(length).min(24);
            let window = CollectionWindow {
                daily_hours: Some(DailyHours {
                    from: TimeOfDay::new(from, 0).unwrap(),
                    until: TimeOfDay::new(until, 0).unwrap(),
                }),
                ..window(None)
            };
            let now = window.opens_at.as_micros() + i64::from(minutes) * 60_000_000;
            let now = Timestamp::from_micros(now);
            if let Moment::Before { opens_at: next } | Moment::OutsideHours { next } =
                window.moment(now)
            {
                let before = Timestamp::from_micros(next.as_micros() - 1);
                prop_assert!(now < next);
                prop_assert_eq!(window.moment(next), Moment::Inside);
                prop_assert_ne!(window.moment(before), Moment::Inside);
            }
        }
    }
}

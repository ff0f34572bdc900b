//! The hours of the day in which nobody is sent a message that somebody else's deed has not caused.

use domain::{TimeOfDay, Timestamp};

/// Nobody is reminded before this hour of the day in China …
const MORNING: u8 = 8;

/// … nor from this one on.
const NIGHT: u8 = 21;

/// The instant itself, or the next morning.
pub(crate) fn awake(now: Timestamp) -> Timestamp {
    let hour = |hour| TimeOfDay::new(hour, 0).unwrap_or(TimeOfDay::START);
    let (date, time) = (now.civil_date(), now.civil_time());
    if time < hour(MORNING) {
        Timestamp::from_civil(date, hour(MORNING))
    } else if time < hour(NIGHT) {
        now
    } else {
        Timestamp::from_civil(date.next_day().unwrap_or(date), hour(MORNING))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(now: &str, expected: &str) {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(awake(at(now)), at(expected), "{now}");
    }

    #[test]
    fn nobody_is_reminded_at_night() {
        check("2023-09-12T07:59:00+08:00", "2023-09-12T08:00:00+08:00");
        check("2023-09-12T08:00:00+08:00", "2023-09-12T08:00:00+08:00");
        check("2023-09-12T20:59:00+08:00", "2023-09-12T20:59:00+08:00");
        check("2023-09-12T21:00:00+08:00", "2023-09-13T08:00:00+08:00");
        check("2023-12-31T23:59:00+08:00", "2024-01-01T08:00:00+08:00");
    }
}

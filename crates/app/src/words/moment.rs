//! Instants and lengths of time as people in China read them.

use domain::{Duration, Timestamp};

/// An instant in both languages: `10月13日 18:00`, `13 Oct 18:00`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) zh: String,
    pub(super) en: String,
}

impl Moment {
    /// At which something begins.
    pub(super) fn start(at: Timestamp) -> Self {
        let clock = at.civil_time().to_string();
        Self::shown(at, &clock)
    }

    /// Before which something has to be done. At midnight it belongs to the day that ends: "until the
    /// 14th, 00:00" is read as the evening of the 14th.
    pub(super) fn deadline(at: Timestamp) -> Self {
        let is_midnight = at.civil_time() == domain::TimeOfDay::START;
        if is_midnight {
            Self::shown(at - Duration::from_minutes(1), "24:00")
        } else {
            Self::start(at)
        }
    }

    fn shown(day: Timestamp, clock: &str) -> Self {
        let date = day.civil_date();
        let month = date.month().to_string();
        Self {
            zh: format!("{}月{}日 {clock}", u8::from(date.month()), date.day()),
            en: format!("{} {} {clock}", date.day(), &month[..3]),
        }
    }
}

/// A pause in both languages, rounded up: `40 秒`, `1 second`; from 90 seconds in minutes, from 90
/// minutes in hours.
pub(super) fn pause(length: Duration) -> [String; 2] {
    let seconds = length.as_seconds_rounded_up().max(1);
    let (count, zh, en) = match seconds {
        ..90 => (seconds, "秒", "second"),
        90..5400 => ((seconds + 59) / 60, "分钟", "minute"),
        _ => ((seconds + 3599) / 3600, "小时", "hour"),
    };
    let plural = if count == 1 { "" } else { "s" };
    [format!("{count} {zh}"), format!("{count} {en}{plural}")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(moment: &Moment, zh: &str, en: &str) {
        assert_eq!((&moment.zh[..], &moment.en[..]), (zh, en));
    }

    #[test]
    fn instants_are_those_of_a_clock_in_china() {
        let at: Timestamp = "2023-10-13T10:00:00Z".parse().unwrap();
        check(&Moment::start(at), "10月13日 18:00", "13 Oct 18:00");
        let midnight: Timestamp = "2023-10-13T16:00:00Z".parse().unwrap();
        check(&Moment::start(midnight), "10月14日 00:00", "14 Oct 00:00");
        check(
            &Moment::deadline(midnight),
            "10月13日 24:00",
            "13 Oct 24:00",
        );
    }

    #[test]
    fn pauses_are_long_enough() {
        assert_eq!(pause(Duration::default()), ["1 秒", "1 second"]);
        assert_eq!(pause(Duration::from_seconds(60)), ["60 秒", "60 seconds"]);
        let minutes = pause(Duration::from_minutes(10));
        assert_eq!(minutes, ["10 分钟", "10 minutes"]);
        let more = pause(Duration::from_seconds(601));
        assert_eq!(more, ["11 分钟", "11 minutes"]);
        assert_eq!(pause(Duration::from_hours(3)), ["3 小时", "3 hours"]);
    }
}

//! Instants and lengths of time in words, by a clock in China. The clients' form of the same is
//! `web/shared/src/time/moment.ts`.

use domain::{Duration, Moment, TimeOfDay, Timestamp};
use standard::Text;

/// An instant at which something begins: `10月13日 18:00`, `13 Oct 18:00`.
pub fn start(at: Timestamp) -> Text<String> {
    short(Moment::Start(at))
}

/// An instant before which something has to be done. Midnight is the end of the day before, 24:00:
/// "by the 14th, 00:00" is read as the evening of the 14th.
pub fn deadline(at: Timestamp) -> Text<String> {
    short(Moment::Deadline(at))
}

/// An instant without its year.
pub fn short(moment: Moment) -> Text<String> {
    let (date, clock) = (shown(moment).civil_date(), clock(moment, "24:00"));
    let month = date.month().to_string();
    Text::new(
        format!("{}月{}日 {clock}", u8::from(date.month()), date.day()),
        format!("{} {} {clock}", date.day(), &month[..3]),
    )
}

/// An instant with its year, in the only form that WeChat's time fields take:
/// `2023年10月13日 18:00`. Their clock ends at 23:59.
pub fn in_full(moment: Moment) -> String {
    let (date, clock) = (shown(moment).civil_date(), clock(moment, "23:59"));
    let month = u8::from(date.month());
    format!("{}年{month:02}月{:02}日 {clock}", date.year(), date.day())
}

/// An instant of the day that is named.
fn shown(moment: Moment) -> Timestamp {
    if ends_its_day(moment) {
        moment.at() - Duration::from_minutes(1)
    } else {
        moment.at()
    }
}

fn clock(moment: Moment, midnight: &str) -> String {
    if ends_its_day(moment) {
        midnight.to_owned()
    } else {
        moment.at().civil_time().to_string()
    }
}

fn ends_its_day(moment: Moment) -> bool {
    matches!(moment, Moment::Deadline(at) if at.civil_time() == TimeOfDay::START)
}

/// A pause, rounded up: `40 秒`, `1 second`; from 90 seconds in minutes, from 90 minutes in hours.
pub fn pause(length: Duration) -> Text<String> {
    let seconds = length.as_seconds_rounded_up().max(1);
    let (count, zh, en) = match seconds {
        ..90 => (seconds, "秒", "second"),
        90..5400 => ((seconds + 59) / 60, "分钟", "minute"),
        _ => ((seconds + 3599) / 3600, "小时", "hour"),
    };
    let plural = if count == 1 { "" } else { "s" };
    Text::new(format!("{count} {zh}"), format!("{count} {en}{plural}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &Text<String>, zh: &str, en: &str) {
        assert_eq!((&text.zh[..], &text.en[..]), (zh, en));
    }

    #[test]
    fn instants_are_those_of_a_clock_in_china() {
        let at: Timestamp = "2023-10-13T10:00:00Z".parse().unwrap();
        check(&start(at), "10月13日 18:00", "13 Oct 18:00");
        let midnight: Timestamp = "2023-10-13T16:00:00Z".parse().unwrap();
        check(&start(midnight), "10月14日 00:00", "14 Oct 00:00");
        check(&deadline(midnight), "10月13日 24:00", "13 Oct 24:00");
    }

    #[test]
    fn the_full_form_has_no_hour_24() {
        let midnight = "2023-10-14T00:00:00+08:00".parse().unwrap();
        assert_eq!(in_full(Moment::Deadline(midnight)), "2023年10月13日 23:59");
        assert_eq!(in_full(Moment::Start(midnight)), "2023年10月14日 00:00");
    }

    #[test]
    fn pauses_are_long_enough() {
        check(&pause(Duration::default()), "1 秒", "1 second");
        check(&pause(Duration::from_seconds(60)), "60 秒", "60 seconds");
        check(&pause(Duration::from_minutes(10)), "10 分钟", "10 minutes");
        check(&pause(Duration::from_seconds(601)), "11 分钟", "11 minutes");
        check(&pause(Duration::from_hours(3)), "3 小时", "3 hours");
    }
}

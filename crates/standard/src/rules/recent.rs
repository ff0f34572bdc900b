//! The rule `recent`.

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use time::Date;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, Finding, Level, NotAssessable};
use crate::facts::PhotoFacts;
use crate::limit::{Days, Limit, LimitField, Severity};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `recent`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recent {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Largest age of the photo on the day it is handed in.
    pub max_age_days: Limit<Days>,
    /// First day on which a photo may have been taken; `None` where the batch names none.
    pub photo_not_before: Option<FirstDay>,
}

const TOLD: Text = Text::new(
    "这张照片拍得太早，请拍一张新的。",
    "This photo is too old. Take a new one.",
);

impl Criterion for Recent {
    const CODE: ReasonCode = ReasonCode::F05;
    const UNIT: &'static str = "d";
    const LIMITS: &'static [LimitField] = &[
        LimitField::value::<Days>(
            "max_age_days",
            Text::new(
                "照片离提交那天的最多天数",
                "Most days between the photo and the day it is handed in",
            ),
        ),
        LimitField::day(
            "photo_not_before",
            Text::new(
                "最早的拍摄日期",
                "First day on which a photo may have been taken",
            ),
        ),
    ];
    const DOUBTED: Option<Text> = Some(Text::new(
        "这张照片可能拍得太早，拍一张新的更稳妥。",
        "This photo may be too old. A new one is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "照片的拍摄日期不早于规定的期限。",
            "The photo was taken within the time that the spec allows.",
        ),
        why: Text::new(
            "毕业证照片须为近照（一般一年以内）；日期取自照片文件，没有时取应用内拍摄的当天，可能缺失或不准，所以只提醒。",
            "The portrait has to be recent, usually within a year. The date comes from the file, \
             or is the day on which the app's camera took it, and may be missing or wrong, so \
             it only warns.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, case.today, self)
    }
}

const NO_DATE: Text = Text::new(
    "无法确定照片的拍摄日期，请上传手机拍摄的原图。",
    "The day of the photo can't be told. Upload the original photo from your phone.",
);

const WRONG_CLOCK: Text = Text::new(
    "照片的拍摄日期在将来，请校准手机时间后重新拍摄。",
    "The photo is dated in the future. Set your phone's clock and take it again.",
);

/// First day on which a photo may have been taken.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstDay {
    /// The day, written `"2023-01-31"`.
    #[serde(deserialize_with = "read_day")]
    pub value: Date,
    /// Clause or notice that names the day.
    pub source: String,
}

const DAY: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]");

/// Measured is the age in days; the limit is the age of the first day allowed, if that is closer.
fn judge(facts: &PhotoFacts, today: Option<Date>, limits: &Recent) -> Assessment {
    // What the file says goes first: a phone that is held before a screen takes an old picture, too.
    let captured = facts.file.captured_at.as_deref().and_then(day_of);
    let witnessed = || facts.file.witnessed_on.as_deref().and_then(day_of);
    let Some(captured) = captured.or_else(witnessed) else {
        return Err(NotAssessable(NO_DATE));
    };
    let first_day = limits.photo_not_before.as_ref().map(|first| first.value);
    let Some(today) = today else {
        return without_today(captured, first_day);
    };
    let age_days = (today - captured).whole_days();
    // A capture in the future is a wrong clock; one day is a time zone.
    if age_days < -1 {
        return Err(NotAssessable(WRONG_CLOCK));
    }
    let by_first_day = first_day.map(|first| (today - first).whole_days() as f32);
    let allowed_days = by_first_day.map_or(limits.max_age_days.value, |days| {
        days.min(limits.max_age_days.value)
    });
    let age_days = age_days.max(0) as f32;
    let level = if age_days > allowed_days {
        Level::Missed
    } else {
        Level::Met
    };
    Ok(Finding::new(level, age_days, allowed_days, TOLD))
}

/// Without the day of handing in, only the first day allowed can be checked.
fn without_today(captured: Date, first_day: Option<Date>) -> Assessment {
    match first_day {
        Some(first_day) if captured < first_day => Ok(Finding {
            level: Level::Missed,
            ..Finding::met(TOLD)
        }),
        _ => Err(NotAssessable(NO_DATE)),
    }
}

/// The day of `YYYY-MM-DDTHH:MM:SS`, or of the day alone.
fn day_of(text: &str) -> Option<Date> {
    let day = text.get(..10)?;
    Date::parse(day, DAY).ok()
}

fn read_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    Date::parse(&text, DAY)
        .map_err(|_| D::Error::custom(format!("{text:?} is not a day like \"2023-01-31\"")))
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::samples::{good, outcome};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass};

    #[track_caller]
    fn check(captured_at: Option<&str>, expected: Outcome) {
        let mut facts = good();
        facts.file.captured_at = captured_at.map(str::to_owned);
        assert_eq!(outcome("recent", &facts), expected);
    }

    #[test]
    fn this_month() {
        check(Some("2023-09-01T10:00:00"), Pass);
    }

    #[test]
    fn years_ago() {
        check(Some("2019-09-01T10:00:00"), Fail);
    }

    #[test]
    fn tomorrow_in_another_time_zone() {
        check(Some("2023-09-11T01:00:00"), Pass);
    }

    #[test]
    fn in_the_future() {
        check(Some("2030-01-01T00:00:00"), NotAssessable);
    }

    #[test]
    fn no_date() {
        check(None, NotAssessable);
    }

    #[test]
    fn seen_being_taken() {
        let mut facts = good();
        facts.file.captured_at = None;
        facts.file.witnessed_on = Some("2023-09-10".to_owned());
        assert_eq!(outcome("recent", &facts), Pass);
        facts.file.captured_at = Some("2019-09-01T10:00:00".to_owned());
        assert_eq!(outcome("recent", &facts), Fail);
    }

    #[test]
    fn not_a_date() {
        check(Some("0000:00:00"), NotAssessable);
    }

    #[test]
    fn hardly_text() {
        check(Some("日期"), NotAssessable);
    }

    #[track_caller]
    fn check_first_day(today: Option<Date>, captured_at: &str, expected: Option<Level>) {
        let mut facts = good();
        facts.file.captured_at = Some(captured_at.to_owned());
        let mut limits = crate::PhotoSpec::embedded("guangdong-2023")
            .unwrap()
            .rules
            .recent;
        limits.photo_not_before = Some(FirstDay {
            value: date!(2023 - 03 - 01),
            source: "test".to_owned(),
        });
        let level = judge(&facts, today, &limits)
            .ok()
            .map(|finding| finding.level);
        assert_eq!(level, expected);
    }

    #[test]
    fn a_batch_may_name_its_first_day() {
        let today = Some(date!(2023 - 09 - 10));
        check_first_day(today, "2023-02-28T10:00:00", Some(Level::Missed));
        check_first_day(today, "2023-03-01T10:00:00", Some(Level::Met));
    }

    #[test]
    fn without_a_clock_only_the_first_day_counts() {
        check_first_day(None, "2023-02-28T10:00:00", Some(Level::Missed));
        check_first_day(None, "2023-03-01T10:00:00", None);
    }
}

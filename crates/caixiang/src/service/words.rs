//! Parses arguments: dates, hours, colours, cohorts, roles.

use std::str::FromStr;

use domain::{Cohort, DailyHours, Duration, Level, OwnCode, Rgb, Role, TimeOfDay, Timestamp};
use standard::ReasonCode;
use time::Date;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;

const DAY: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]");

/// A day, `2023-09-06`.
pub(crate) fn date(text: &str) -> Result<Date, String> {
    Date::parse(text, DAY).map_err(|_| "not a day: write 2023-09-06".to_owned())
}

/// An instant, or the start of a day.
pub(crate) fn first_instant(text: &str) -> Result<Timestamp, String> {
    match date(text) {
        Ok(day) => Ok(Timestamp::from_civil(day, TimeOfDay::START)),
        Err(_) => text.parse().map_err(instant_or_day),
    }
}

/// An instant, or the end of a day.
pub(crate) fn last_instant(text: &str) -> Result<Timestamp, String> {
    match date(text) {
        Ok(day) => Ok(Timestamp::from_civil(day, TimeOfDay::START) + Duration::from_days(1)),
        Err(_) => text.parse().map_err(instant_or_day),
    }
}

fn instant_or_day(_: domain::InvalidTimestamp) -> String {
    "neither a day (2023-09-06) nor an instant (2023-09-06T08:30:00+08:00)".to_owned()
}

/// Hours of the day, `08:00-22:00`.
pub(crate) fn hours(text: &str) -> Result<DailyHours, String> {
    let parsed = text.split_once('-').and_then(|(from, until)| {
        Some(DailyHours {
            from: from.trim().parse().ok()?,
            until: until.trim().parse().ok()?,
        })
    });
    parsed.ok_or_else(|| "not hours of a day: write 08:00-22:00".to_owned())
}

/// A colour, `100,197,255`.
pub(crate) fn colour(text: &str) -> Result<Rgb, String> {
    let parts: Result<Vec<u8>, _> = text.split(',').map(|part| part.trim().parse()).collect();
    let channels = parts.ok().and_then(|parts| parts.try_into().ok());
    channels
        .map(Rgb)
        .ok_or_else(|| "not a colour: write 100,197,255".to_owned())
}

/// A cohort, `2019:高起本:2024-01`.
pub(crate) fn cohort(text: &str) -> Result<Cohort, String> {
    let parts: Vec<&str> = text.split(':').collect();
    let parsed = match parts.as_slice() {
        [grade, level, graduation] => {
            grade
                .parse()
                .ok()
                .zip(graduation.parse().ok())
                .map(|(grade_year, graduation)| Cohort {
                    grade_year,
                    level: Level::parse(level),
                    graduation,
                })
        }
        _ => None,
    };
    parsed
        .filter(|cohort| (1950..2200).contains(&cohort.grade_year))
        .ok_or_else(|| "not a cohort: write 2019:高起本:2024-01".to_owned())
}

/// Why a photo is rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReasonWord {
    /// One that every centre has.
    Standard(ReasonCode),
    /// One of the reviewer's centre; whether it has it, is asked later.
    Own(OwnCode),
}

/// A reason code, `P04` or `Z01`, in letters of either size.
pub(crate) fn reason(text: &str) -> Result<ReasonWord, String> {
    let standard = ReasonCode::ALL
        .iter()
        .find(|code| code.as_str().eq_ignore_ascii_case(text));
    if let Some(code) = standard {
        return Ok(ReasonWord::Standard(*code));
    }
    let own = text.to_ascii_uppercase().parse().map(ReasonWord::Own);
    own.map_err(|_| {
        "not a reason code: a standard one, such as P04, or one of the centre, Z01 to Z99"
            .to_owned()
    })
}

/// A role with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RoleWord(pub(crate) Role);

impl FromStr for RoleWord {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, place) = text.split_once(':').unwrap_or((text, ""));
        let role = match (name, place) {
            ("administrator", "") => Some(Role::Administrator),
            ("operator", "") => Some(Role::Operator),
            ("centre-reviewer", "") => Some(Role::CentreReviewer),
            ("school-reviewer", school) => {
                let school = school.parse().ok();
                school.map(|school| Role::SchoolReviewer { school })
            }
            ("school-officer", school) => {
                let school = school.parse().ok();
                school.map(|school| Role::SchoolOfficer { school })
            }
            ("unit-officer", place) => place.split_once('/').and_then(|(school, unit)| {
                Some(Role::UnitOfficer {
                    school: school.parse().ok()?,
                    unit: unit.parse().ok()?,
                })
            }),
            _ => None,
        };
        role.map(Self).ok_or_else(|| {
            "not a role: administrator, operator, centre-reviewer, school-reviewer:SCHOOL, \
             school-officer:SCHOOL or unit-officer:SCHOOL/UNIT with their ids"
                .to_owned()
        })
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date as day;

    use super::*;

    #[test]
    fn a_last_day_is_over_when_the_day_is() {
        let next = Timestamp::from_civil(day!(2023 - 10 - 14), TimeOfDay::START);
        assert_eq!(last_instant("2023-10-13"), Ok(next));
        let first = Timestamp::from_civil(day!(2023 - 10 - 13), TimeOfDay::START);
        assert_eq!(first_instant("2023-10-13"), Ok(first));
        let named = "2023-10-13T18:00:00+08:00";
        assert_eq!(last_instant(named), Ok(named.parse().unwrap()));
        assert!(first_instant("13.10.2023").is_err());
    }

    #[test]
    fn cohorts_and_colours() {
        let read = cohort("2019:高升本:2024-01").unwrap();
        assert_eq!(read.to_string(), "19级高起本");
        assert!(cohort("19:高起本:2024-01").is_err());
        assert!(cohort("2019:高起本").is_err());
        assert_eq!(colour("100, 197,255"), Ok(Rgb([100, 197, 255])));
        assert!(colour("100,197").is_err());
        assert!(colour("100,197,256").is_err());
    }

    #[track_caller]
    fn check_role(text: &str, expected: Option<&str>) {
        let role = text.parse::<RoleWord>().ok();
        assert_eq!(role.map(|role| role.0.name()), expected);
    }

    #[test]
    fn roles_come_with_their_place() {
        let id = "00000000-0000-0000-0000-000000000007";
        check_role("operator", Some("operator"));
        check_role(&format!("school-officer:{id}"), Some("school-officer"));
        check_role(&format!("unit-officer:{id}/{id}"), Some("unit-officer"));
        check_role("school-officer", None);
        check_role(&format!("operator:{id}"), None);
        check_role("king", None);
    }

    #[test]
    fn reasons_are_known_by_their_code() {
        assert_eq!(reason("p04"), Ok(ReasonWord::Standard(ReasonCode::P04)));
        let own = ReasonWord::Own("Z07".parse().unwrap());
        assert_eq!([reason("Z07"), reason("z07")], [Ok(own), Ok(own)]);
        for wrong in ["Z00", "Z7", "P99", ""] {
            assert!(reason(wrong).is_err(), "{wrong}");
        }
    }
}

//! How many are approved day by day, and how many will not be in time at this pace.

use domain::{Permission, Timestamp};
use time::{Date, Duration};

use super::{StudentsAsked, reached};
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;

/// Days whose pace is taken: a week has its slow days in it.
const PACE_DAYS: i64 = 7;

/// Students who were approved on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayCount {
    /// The day in China.
    pub day: Date,
    /// How many.
    pub approved: u64,
}

/// What comes of the present pace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forecast {
    /// Students who are expected: on the roster, or begun without it.
    pub expected: u64,
    /// Students who are approved.
    pub approved: u64,
    /// Students who were approved in the last days before today.
    pub recently: u64,
    /// How many days those are, 1 to 7.
    pub recent_days: u32,
    /// Days until the collection ends, 1 or more.
    pub days_left: u32,
    /// Students who will not be approved by then at this pace.
    pub too_late: u64,
}

/// Approvals day by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// Every day from the first approval to the last one, those without any too.
    pub days: Vec<DayCount>,
    /// None before a whole day of collection, after its end, and where nobody is expected.
    pub forecast: Option<Forecast>,
}

/// The approvals of the students that the caller reaches and asks about.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn trend(app: &App, caller: &Caller, asked: StudentsAsked) -> Result<Trend, Failure> {
    let students = reached(app, caller, Permission::ViewProgress, asked).await?;
    let batch = app
        .store()
        .batches()
        .find(asked.batch)
        .await?
        .or_not_found()?;
    let progress = app.store().progress();
    let counted = progress.approved_by_day(&students).await?;
    let mut expected = 0;
    for (_, counts) in progress.count(&students).await? {
        let begun: u64 = counts.by_state.values().sum();
        expected += counts.on_roster + begun - counts.listed;
    }
    let window = &batch.plan.window;
    let forecast = forecast(
        &counted,
        expected,
        (window.opens_at, window.closes_at),
        app.now(),
    );
    Ok(Trend {
        days: filled(&counted),
        forecast,
    })
}

fn filled(counted: &[(Date, u64)]) -> Vec<DayCount> {
    let (Some((first, _)), Some((last, _))) = (counted.first(), counted.last()) else {
        return Vec::new();
    };
    let mut days = Vec::new();
    let mut counted = counted.iter().peekable();
    let mut day = *first;
    loop {
        let here = counted.next_if(|(found, _)| *found == day);
        days.push(DayCount {
            day,
            approved: here.map_or(0, |(_, approved)| *approved),
        });
        match day.next_day() {
            Some(next) if next <= *last => day = next,
            _ => return days,
        }
    }
}

fn forecast(
    counted: &[(Date, u64)],
    expected: u64,
    (opens_at, closes_at): (Timestamp, Timestamp),
    now: Timestamp,
) -> Option<Forecast> {
    let today = now.civil_date();
    let recent_days = (today - opens_at.civil_date()).whole_days().min(PACE_DAYS);
    if recent_days <= 0 || now >= closes_at || expected == 0 {
        return None;
    }
    let from = today - Duration::days(recent_days);
    let recent = counted
        .iter()
        .filter(|(day, _)| *day >= from && *day < today);
    let recently: u64 = recent.map(|(_, approved)| approved).sum();
    let approved: u64 = counted.iter().map(|(_, approved)| approved).sum();
    // A day that has begun counts as one: students still have it.
    let last = Timestamp::from_micros(closes_at.as_micros() - 1);
    let days_left = (last.civil_date() - today).whole_days() + 1;
    let still_to_come = recently * days_left as u64 / recent_days as u64;
    Some(Forecast {
        expected,
        approved,
        recently,
        recent_days: recent_days as u32,
        days_left: days_left as u32,
        too_late: expected.saturating_sub(approved + still_to_come),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        format!("{text}:00+08:00").parse().unwrap()
    }

    fn counted(days: &[(&str, u64)]) -> Vec<(Date, u64)> {
        let days = days.iter();
        days.map(|(day, count)| (at(&format!("{day}T00:00")).civil_date(), *count))
            .collect()
    }

    #[track_caller]
    fn check(days: &[(&str, u64)], expected: u64, now: &str, too_late: Option<u64>) {
        let window = (at("2023-09-01T08:00"), at("2023-09-21T00:00"));
        let forecast = forecast(&counted(days), expected, window, at(now));
        assert_eq!(forecast.map(|forecast| forecast.too_late), too_late);
    }

    #[test]
    fn the_pace_of_the_last_week_goes_on() {
        // Ten a day in the last seven days, eleven days left with today: 110 more.
        let week = ["03", "04", "05", "06", "07", "08", "09"].map(|day| format!("2023-09-{day}"));
        let week: Vec<_> = week.iter().map(|day| (day.as_str(), 10)).collect();
        check(&week, 300, "2023-09-10T12:00", Some(300 - 70 - 110));
        check(&week, 100, "2023-09-10T12:00", Some(0));
        // What is approved today is there, and says nothing of the pace of a whole day.
        let today = [&week[..], &[("2023-09-10", 5)]].concat();
        check(&today, 300, "2023-09-10T12:00", Some(300 - 75 - 110));
    }

    #[test]
    fn a_collection_that_began_is_judged_by_its_days_alone() {
        check(&[("2023-09-01", 8)], 100, "2023-09-02T09:00", Some(0));
        check(&[("2023-09-01", 8)], 100, "2023-09-01T20:00", None);
    }

    #[test]
    fn nothing_is_foretold_after_the_end_or_of_nobody() {
        check(&[("2023-09-01", 8)], 100, "2023-09-21T00:00", None);
        check(&[], 0, "2023-09-10T12:00", None);
        check(&[], 40, "2023-09-10T12:00", Some(40));
    }

    #[test]
    fn days_without_any_are_there() {
        let days = filled(&counted(&[("2023-09-01", 3), ("2023-09-03", 1)]));
        let approved: Vec<u64> = days.iter().map(|day| day.approved).collect();
        assert_eq!(approved, [3, 0, 1]);
        assert!(filled(&[]).is_empty());
    }
}

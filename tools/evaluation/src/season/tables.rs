//! The tables of a season.

use super::costs::Costs;
use super::plan::{CALM_WEEKS, DAY_S, DAYS, Season, WEEKS};
use super::simulation::Outcome;
use crate::latencies::Latencies;
use crate::table::Table;

/// Days of a month, in the table of sizes.
const MONTH_DAYS: u32 = 30;

/// A verdict within that time is soon, seconds: the page shows that it is being looked at.
const SOON_S: f64 = 10.0;

/// Bytes of a portrait in a package and on a disc beside the object itself.
const COPIES_HANDED_OVER: f64 = 2.0;

/// A row of the table of nodes.
pub(super) struct Row {
    pub(super) nodes: usize,
    pub(super) outcome: Outcome,
}

/// What was measured, and where.
pub(super) fn costs(costs: &Costs) {
    let title = format!("Costs: {}", costs.machine);
    let mut table = Table::new(&title, &["what", "figure"]);
    for (what, value, unit) in costs.figures() {
        let figure = format!("{value:.2} {unit}");
        table.row(&[what.to_owned(), figure.trim_end().to_owned()]);
    }
    table.print();
}

/// What nobody measured.
pub(super) fn assumed(season: &Season, cores: usize) {
    let assumed = &season.assumed;
    let mut table = Table::new("Assumed", &["what", "figure"]);
    let mut row = |what: &str, figure: String| table.row(&[what.to_owned(), figure]);
    row("students", season.students.to_string());
    row(
        "weeks; half of the students come in the first",
        format!("{WEEKS}; {CALM_WEEKS}"),
    );
    row(
        "uploads in a second in the last evening",
        season.peak_per_s.to_string(),
    );
    row("seed", season.seed.to_string());
    row("cores of a node", cores.to_string());
    let share = |share: f64| format!("{:.0} of 100", share * 100.0);
    row("photos that the check stops", share(assumed.fails_check));
    row(
        "submissions that a reviewer rejects",
        share(assumed.rejected),
    );
    row("until the next shot, s", assumed.next_shot_s.to_string());
    row(
        "until a rejected student comes back, h",
        (assumed.comes_back_s / 3600.0).to_string(),
    );
    row(
        "a reviewer's time for a photo, s",
        assumed.review_s.to_string(),
    );
    let shifts = assumed.shifts.iter();
    let shifts: Vec<String> = shifts.map(|[from, to]| format!("{from}–{to}")).collect();
    row("reviewers work every day, hours", shifts.join(", "));
    row(
        "round trip to the object store, ms",
        format!("{:.0}", assumed.object_s * 1e3),
    );
    let [reads, writes] = assumed.requests;
    row(
        "requests of a student that read, that write",
        format!("{reads}, {writes}"),
    );
    row(
        "transactions that the database does at a time",
        assumed.database_servers.to_string(),
    );
    row(
        "a phone's photo, MB",
        (assumed.original_bytes / 1e6).to_string(),
    );
    row(
        "students who order a second sheet",
        share(assumed.extra_sheets),
    );
    table.print();
}

/// One row for each number of nodes.
pub(super) fn nodes(cores: usize, rows: &[Row]) {
    let title = format!("Nodes of {cores} cores");
    let mut table = Table::new(
        &title,
        &[
            "nodes",
            "uploads",
            "most in a second",
            "cores' busiest five minutes",
            "database's",
            "longest queue",
            "longest wait s",
            "upload to verdict p50 s",
            "p99 s",
            "last day p50 s",
            "last day p99 s",
        ],
    );
    for row in rows {
        let seen = &row.outcome;
        let last = last_day(seen);
        let all = Latencies::new(seen.verdicts.iter().map(|(_, took_s)| *took_s).collect());
        let seconds = |value: f64| format!("{value:.1}");
        let share = |share: f64| format!("{:.0} %", share * 100.0);
        table.row(&[
            row.nodes.to_string(),
            seen.uploads.to_string(),
            format!("{:.0}", most_per_s(&seen.upload_at_s)),
            share(seen.cores_busiest),
            share(seen.database_busiest),
            seen.longest_queue.to_string(),
            seconds(seen.longest_wait_s),
            seconds(all.within(50.0)),
            seconds(all.within(99.0)),
            seconds(last.within(50.0)),
            seconds(last.within(99.0)),
        ]);
    }
    table.print();
}

/// From upload to verdict of what was handed in on the last day, seconds.
fn last_day(seen: &Outcome) -> Latencies {
    let from_s = f64::from(DAYS - 1) * DAY_S;
    let day = from_s..from_s + DAY_S;
    let last = seen.verdicts.iter();
    let last = last.filter(|(uploaded_s, _)| day.contains(uploaded_s));
    Latencies::new(last.map(|(_, took_s)| *took_s).collect())
}

/// Most uploads in a second, averaged over the fullest minute.
fn most_per_s(at_s: &[f64]) -> f64 {
    let minutes = at_s.chunk_by(|one, other| (one / 60.0) as u64 == (other / 60.0) as u64);
    minutes.map(<[f64]>::len).max().unwrap_or_default() as f64 / 60.0
}

/// The fewest nodes of the table at which nobody waits long on the last day.
pub(super) fn answer(rows: &[Row]) {
    let title = format!(
        "Nodes at which 99 of 100 have their verdict within {SOON_S:.0} s, on the last day too"
    );
    let mut table = Table::new(&title, &["fewest of the table"]);
    let enough = rows
        .iter()
        .filter(|row| last_day(&row.outcome).within(99.0) <= SOON_S);
    let fewest = enough.map(|row| row.nodes).min();
    table.row(&[fewest.map_or_else(|| "none".to_owned(), |nodes| nodes.to_string())]);
    table.print();
}

/// How many reviewers which wish needs, and what came of those who were there.
pub(super) fn reviewers(needed: &[(&str, usize)], there: usize, seen: &Outcome) {
    let mut table = Table::new("Reviewers", &["what", "figure"]);
    for (wish, count) in needed {
        table.row(&[format!("needed for {wish}"), count.to_string()]);
    }
    let waits = seen.reviews_s.iter().map(|wait_s| wait_s / 3600.0);
    let waits = Latencies::new(waits.collect());
    table.row(&["in the simulation".to_owned(), there.to_string()]);
    table.row(&["decisions".to_owned(), waits.count().to_string()]);
    table.row(&[
        "longest queue".to_owned(),
        seen.longest_review_queue.to_string(),
    ]);
    for (name, percent) in [("p50", 50.0), ("p99", 99.0), ("slowest", 100.0)] {
        let hours = format!("{:.1}", waits.within(percent));
        table.row(&[format!("submitted to decided, {name}, h"), hours]);
    }
    table.print();
}

/// What objects and rows take, month by month, as long as nothing is deleted.
pub(super) fn sizes(season: &Season, costs: &Costs, seen: &Outcome) {
    let mut table = Table::new(
        "Sizes at the end of a month, while nothing is deleted",
        &[
            "day",
            "originals GB",
            "portraits GB",
            "packages and discs GB",
            "database GB",
        ],
    );
    let months = DAYS.div_ceil(MONTH_DAYS);
    for month in 1..=months {
        let day = (month * MONTH_DAYS).min(DAYS);
        let until_s = f64::from(day) * DAY_S;
        let come = |at_s: &[f64]| at_s.partition_point(|at_s| *at_s < until_s) as f64;
        // On the last day the late ones and the rejected are still to come: they count as come.
        let share = |at_s: &[f64]| {
            let share = come(at_s) / at_s.len().max(1) as f64;
            if day == DAYS { 1.0 } else { share }
        };
        let uploads = share(&seen.upload_at_s) * seen.uploads as f64;
        let students = share(&seen.submitted_at_s) * f64::from(season.students);
        let approved = share(&seen.submitted_at_s) * seen.approved as f64;
        let gigabytes = |bytes: f64| format!("{:.0}", bytes / 1e9);
        table.row(&[
            day.to_string(),
            gigabytes(uploads * season.assumed.original_bytes),
            gigabytes(uploads * costs.portrait_bytes),
            gigabytes(approved * costs.portrait_bytes * COPIES_HANDED_OVER),
            gigabytes(students * costs.student_rows_bytes),
        ]);
    }
    table.print();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fullest_minute_is_found() {
        let at_s: Vec<f64> = (0..120)
            .map(|number| 3_600.0 + f64::from(number) * 0.5)
            .collect();
        assert_eq!(most_per_s(&at_s), 2.0);
        assert_eq!(most_per_s(&[]), 0.0);
    }
}

//! The tree of progress of 200 000 students.

use std::time::Instant;

use anyhow::{Context, Result, ensure};

use super::super::serving::{Jobs, Service};
use super::clerk::Clerk;
use super::rosters::ROWS;
use super::staffed::{Office, ms};
use crate::latencies::Latencies;
use crate::table::Table;

/// Times that the tree is asked for; the first ones warm up.
const TURNS: usize = 40;
const WARM_UP: usize = 3;

/// What was measured.
pub(super) struct Row {
    leaves: usize,
    students: u64,
    begun: u64,
    latencies: Latencies,
}

/// Asks again and again.
///
/// # Errors
/// A tree that does not count the students that there are.
pub(super) async fn measure(office: &Office<'_>) -> Result<Row> {
    let service = Service::start(office.programs, &office.world, Jobs::Inside)?;
    let clerk = Clerk::sign_in(&service.address, &office.first).await?;
    let path = format!("batches/{}/progress", office.world.batch_id());
    let mut durations = Vec::with_capacity(TURNS);
    let mut last = None;
    for _ in 0..TURNS {
        let begun = Instant::now();
        last = Some(clerk.get(&path).await?);
        durations.push(begun.elapsed().as_secs_f64());
    }
    let last = last.context("the tree was asked for")?;
    let leaves = last["items"].as_array().context("the tree has leaves")?;
    let on_roster = |leaf: &serde_json::Value| leaf["on_roster"].as_u64().unwrap_or_default();
    let not_begun = |leaf: &serde_json::Value| leaf["not_begun"].as_u64().unwrap_or_default();
    let students: u64 = leaves.iter().map(on_roster).sum();
    ensure!(students == 2 * ROWS, "{students} students");
    let missing: u64 = leaves.iter().map(not_begun).sum();
    Ok(Row {
        leaves: leaves.len(),
        students,
        begun: students - missing,
        latencies: Latencies::new(durations.split_off(WARM_UP)),
    })
}

/// Prints the table.
pub(super) fn print<'a>(measured: impl Iterator<Item = (&'static str, &'a Row)>) {
    let mut table = Table::new(
        "The tree of progress, from the request to the whole answer",
        &[
            "database",
            "students",
            "of which have begun",
            "leaves",
            "p50 ms",
            "p95 ms",
        ],
    );
    for (engine, row) in measured {
        table.row(&[
            engine.to_owned(),
            row.students.to_string(),
            row.begun.to_string(),
            row.leaves.to_string(),
            ms(row.latencies.within(50.0)),
            ms(row.latencies.within(95.0)),
        ]);
    }
    table.print();
}

//! Benchmarks state transitions: submitting and withdrawing through the use cases. Each is one
//! transaction with compare-and-set and an audit line in the chain; a submission also queues a
//! message with its job. pgbench beside them changes one row only.
#![expect(clippy::disallowed_methods, reason = "this tool measures time")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use app::{App, Expected, Failure, submission};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use super::pgbench::Peer;
use super::programs::Programs;
use super::world::{Student, World};
use crate::latencies::Latencies;
use crate::table::Table;

/// Duration of each load.
const LENGTH: Duration = Duration::from_secs(4);

/// Tasks at once, and students of each.
const LOADS: [(usize, usize); 2] = [(1, 24), (16, 3)];

/// Turns of one student that are timed; the one before them warms up.
const TURNS: usize = 254;

/// Prints the table.
///
/// # Errors
/// A transition that fails.
pub(super) async fn run(
    programs: &Programs,
    worlds: &[World],
    photo: &[u8],
    peer: &Peer,
) -> Result<()> {
    peer.set_up(programs)?;
    let mut table = Table::new(
        "Submit and withdraw through the use cases; every commit waits for the disk",
        &[
            "tasks",
            "database",
            "transitions per second",
            "p50 ms",
            "p99 ms",
            "pgbench, one row, per second",
            "of pgbench",
        ],
    );
    for (tasks, students_each) in LOADS {
        let mut rows = Vec::new();
        for world in worlds {
            let students = world
                .students_with_photo(tasks * students_each, photo)
                .await?;
            rows.push((world.engine(), load(&world.app, students, tasks).await?));
        }
        let updates = peer.updates_per_second(programs, tasks, LENGTH)?;
        for (engine, (per_second, latencies)) in rows {
            table.row(&[
                tasks.to_string(),
                engine.to_owned(),
                format!("{per_second:.0}"),
                format!("{:.1}", latencies.within(50.0)),
                format!("{:.1}", latencies.within(99.0)),
                format!("{updates:.0}"),
                format!("{:.2}", per_second / updates),
            ]);
        }
    }
    table.print();
    Ok(())
}

/// Transitions in a second, and how long each took, with so many tasks that share the students.
async fn load(app: &App, mut students: Vec<Student>, tasks: usize) -> Result<(f64, Latencies)> {
    let each = students.len() / tasks;
    let start = Arc::new(Barrier::new(tasks + 1));
    let mut running = JoinSet::new();
    while !students.is_empty() {
        let own = students.split_off(students.len() - each);
        running.spawn(take_turns(app.clone(), own, start.clone()));
    }
    start.wait().await;
    let begun = Instant::now();
    let mut durations_ms = Vec::new();
    while let Some(done) = running.join_next().await {
        durations_ms.extend(done??);
    }
    let latencies = Latencies::new(durations_ms);
    let per_second = latencies.count() as f64 / begun.elapsed().as_secs_f64();
    Ok((per_second, latencies))
}

/// Submits and withdraws for one student after the other, until the time or the turns are used
/// up; gives how long each transition took, milliseconds.
async fn take_turns(
    app: App,
    students: Vec<Student>,
    start: Arc<Barrier>,
) -> Result<Vec<f64>, Failure> {
    for student in &students {
        submit_and_withdraw(&app, student).await?;
    }
    start.wait().await;
    let end = Instant::now() + LENGTH;
    let mut durations_ms = Vec::new();
    for _ in 0..TURNS {
        for student in &students {
            if Instant::now() >= end {
                return Ok(durations_ms);
            }
            durations_ms.extend(submit_and_withdraw(&app, student).await?);
        }
    }
    Ok(durations_ms)
}

/// Submits and withdraws; how long each took, milliseconds.
pub(super) async fn submit_and_withdraw(app: &App, student: &Student) -> Result<[f64; 2], Failure> {
    let begun = Instant::now();
    submission::submit(app, &student.caller, student.submission, &Expected::Any).await?;
    let submitted = Instant::now();
    submission::withdraw(app, &student.caller, student.submission, &Expected::Any).await?;
    let withdrawn = Instant::now();
    Ok([submitted - begun, withdrawn - submitted].map(|took| took.as_secs_f64() * 1e3))
}

//! Benchmarks sign-ins of students through the use case, on PostgreSQL: a session and a line of the audit log
//! each, whose commits wait for the disk alone, or 5 ms as those of a replicated database do.
#![expect(clippy::disallowed_methods, reason = "this tool measures time")]

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use app::App;
use app::sign_in::{self, WithWeChat};
use lab::Lab;
use test_kit::postgres::Server;
use tokio::task::JoinSet;

use super::world::World;
use crate::latencies::Latencies;
use crate::table::Table;

/// Duration of each load.
const LENGTH: Duration = Duration::from_secs(5);

/// Students who sign in at once.
const TASKS: u32 = 24;

/// How long each commit waits beside the disk, milliseconds.
const DELAYS_MS: [u32; 2] = [0, 5];

/// Prints the table.
///
/// # Errors
/// A sign-in that fails.
pub(super) async fn run(folder: &Path, server: &Server, lab: &Lab) -> Result<()> {
    let mut table = Table::new(
        "Sign-ins through the use case, 24 at once, PostgreSQL",
        &[
            "a commit waits ms",
            "sign-ins per second",
            "p50 ms",
            "p99 ms",
        ],
    );
    for delay_ms in DELAYS_MS {
        let database = server.database();
        let own = folder.join(format!("sign-ins-{delay_ms}"));
        let url = waiting(&database.url(), delay_ms);
        let world = World::found(own, url, lab.clone()).await?;
        let (per_second, latencies) = load(&world.app).await?;
        table.row(&[
            delay_ms.to_string(),
            format!("{per_second:.0}"),
            format!("{:.1}", latencies.within(50.0)),
            format!("{:.1}", latencies.within(99.0)),
        ]);
    }
    table.print();
    Ok(())
}

/// The address of a database whose commits wait.
fn waiting(url: &str, delay_ms: u32) -> String {
    let joined = if url.contains('?') { '&' } else { '?' };
    let micros = delay_ms * 1000;
    format!("{url}{joined}options=-c%20commit_delay%3D{micros}%20-c%20commit_siblings%3D0")
}

async fn load(app: &App) -> Result<(f64, Latencies)> {
    let mut running = JoinSet::new();
    let begun = Instant::now();
    for number in 0..TASKS {
        running.spawn(sign_in_again(app.clone(), number));
    }
    let mut durations_ms = Vec::new();
    while let Some(done) = running.join_next().await {
        durations_ms.extend(done??);
    }
    let latencies = Latencies::new(durations_ms);
    let per_second = latencies.count() as f64 / begun.elapsed().as_secs_f64();
    Ok((per_second, latencies))
}

/// Signs one student in until the time is over; gives how long each took, milliseconds. The first, which
/// registers, is not counted.
async fn sign_in_again(app: App, number: u32) -> Result<Vec<f64>> {
    sign_in(&app, number, 0, true).await?;
    let end = Instant::now() + LENGTH;
    let mut durations_ms = Vec::new();
    for turn in 1.. {
        let begun = Instant::now();
        if begun >= end {
            break;
        }
        sign_in(&app, number, turn, false).await?;
        durations_ms.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    Ok(durations_ms)
}

async fn sign_in(app: &App, number: u32, turn: u32, is_first: bool) -> Result<()> {
    let with = WithWeChat {
        login_code: format!("user-{number}:{turn}"),
        phone_code: is_first.then(|| format!("phone:199{number:08}")),
        owner: sign_in::Owner::Unsaid,
    };
    sign_in::with_wechat(app, with).await?;
    Ok(())
}

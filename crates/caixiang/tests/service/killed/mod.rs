//! Processes are killed while students work, again and again: whatever was acknowledged is there
//! afterwards, whatever was begun comes to its end, and nothing is left lying about.

mod load;
pub(crate) mod ruins;

use std::sync::Arc;

use test_kit::postgres::Server;

use crate::harness::{Desk, Home, eventually, photo};
use load::{Ledger, Load, SHOTS};

/// How many answers students get between two kills, and whom the kill hits. Drawn once; the moments
/// in the code that it hits differ from run to run all the same.
const KILLS: [(u64, Victim); 8] = [
    (60, Victim::Service),
    (110, Victim::Worker),
    (20, Victim::Service),
    (170, Victim::Both),
    (35, Victim::Worker),
    (95, Victim::Service),
    (75, Victim::Both),
    (140, Victim::Service),
];

/// Whom a kill hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Victim {
    Service,
    Worker,
    Both,
}

/// Jobs of a killed worker are taken up after a few seconds.
const SHORT_LEASES: &str = "[work]\nlease_seconds = 3\n";

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_was_acknowledged_is_kept_in_a_file() {
    survives(Home::found(SHORT_LEASES, &[])).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_was_acknowledged_is_kept_in_postgres() {
    let Some(server) = Server::shared() else {
        return;
    };
    let database = server.database();
    let otherwise = format!("{SHORT_LEASES}[database]\nurl = \"{}\"\n", database.url());
    survives(Home::found(&otherwise, &[])).await;
    database.remove();
}

#[expect(clippy::print_stdout, reason = "whoever reads the results may want to know")]
async fn survives(home: Home) {
    for shot in SHOTS {
        // Drawn before anybody waits for it.
        photo(shot);
    }
    let home = Arc::new(home);
    let mut service = home.serve().await;
    let mut worker = home.work();
    let desk = Desk::open(&home).await;
    let load = Load::begin(&home, &desk);
    for (answers, victim) in KILLS {
        load.answers(answers).await;
        if victim != Victim::Worker {
            service.kill();
        }
        if victim != Victim::Service {
            worker.kill();
        }
        if victim != Victim::Worker {
            service = home.serve().await;
        }
        if victim != Victim::Service {
            worker = home.work();
        }
        load.decide_on_one(&home);
    }
    let ledgers = load.end().await;
    let photos: usize = ledgers.iter().map(Ledger::receipts).sum();
    println!(
        "{} students, {photos} photos, {} kills",
        ledgers.len(),
        KILLS.len()
    );
    for ledger in &ledgers {
        eventually("every photo was looked at", async || {
            let photos = ledger.photos_now().await;
            let waits = photos.iter().any(|photo| photo["state"] == "received");
            (!waits).then_some(())
        })
        .await;
    }
    for ledger in &ledgers {
        ledger.check().await;
    }
    assert!(worker.stop().success());
    assert!(service.stop().success());
    ruins::check(&home);
}

//! Benchmarks the collection service under load: reads beside nginx, state transitions beside
//! pgbench, photos through the running service. All processes are started here and use a temporary
//! folder. Compare ratios: client and server share the machine.

mod abuse;
mod client;
mod costs;
mod drawn;
mod machine;
mod nginx;
mod office;
mod outside;
mod pgbench;
mod photos;
mod programs;
mod reads;
mod running;
mod serving;
mod sign_ins;
mod transitions;
mod world;
mod wrk;

use std::path::Path;

use anyhow::{Context, Result};
use lab::{Lab, LabConfig};
use test_kit::postgres::Server;
use tokio::runtime::Runtime;

pub(crate) use self::costs::run as costs;
use self::drawn::draw;
pub(crate) use self::office::run as office;
use self::pgbench::Peer;
use self::programs::Programs;
use self::world::World;
use super::figures::print_line;

/// Prints all tables of the service.
///
/// # Errors
/// A missing program, or any failure during the measurement, which makes its figures void.
pub(crate) fn run() -> Result<()> {
    let programs = Programs::find()?;
    print_line(&format!("Machine: {}", machine::describe()?));
    print_line(&format!("Beside: {}", programs.versions()?));
    let folder = tempfile::tempdir().context("no temporary folder")?;
    let server = Server::durable(&programs.postgres);
    let runtime = Runtime::new().context("the threads cannot be started")?;
    runtime.block_on(measure(&programs, folder.path(), &server))?;
    print_line(&format!("\nLoad at the end: {}", machine::load()?));
    Ok(())
}

/// Prints the table of reads alone.
///
/// # Errors
/// As [`run`].
pub(crate) fn run_reads() -> Result<()> {
    let programs = Programs::find()?;
    print_line(&format!("Machine: {}", machine::describe()?));
    print_line(&format!("Beside: {}", programs.versions()?));
    let folder = tempfile::tempdir().context("no temporary folder")?;
    let server = Server::durable(&programs.postgres);
    let runtime = Runtime::new().context("the threads cannot be started")?;
    runtime.block_on(async {
        let lab = Lab::open(&LabConfig::default())?;
        let database = server.database();
        let worlds = found(folder.path(), &database.url(), &lab).await?;
        let small = draw(1, 0.75)?;
        reads::run(&programs, &worlds, &small, folder.path()).await
    })?;
    print_line(&format!("\nLoad at the end: {}", machine::load()?));
    Ok(())
}

/// A world on each database.
async fn found(folder: &Path, postgres: &str, lab: &Lab) -> Result<Vec<World>> {
    let places = [
        (folder.join("on-sqlite"), sqlite(folder)),
        (folder.join("on-postgres"), postgres.to_owned()),
    ];
    let mut worlds = Vec::with_capacity(places.len());
    for (folder, database) in places {
        worlds.push(World::found(folder, database, lab.clone()).await?);
    }
    Ok(worlds)
}

/// Prints the table of attacks.
///
/// # Errors
/// As [`run`], and an honest request that fails.
pub(crate) fn run_abuse() -> Result<()> {
    let programs = Programs::find()?;
    print_line(&format!("Machine: {}", machine::describe()?));
    let folder = tempfile::tempdir().context("no temporary folder")?;
    let runtime = Runtime::new().context("the threads cannot be started")?;
    runtime.block_on(async {
        let own = folder.path().join("under-attack");
        let lab = Lab::open(&LabConfig::default())?;
        let world = World::found(own.clone(), sqlite(&own), lab).await?;
        abuse::run(&programs, &world).await
    })?;
    print_line(&format!("\nLoad at the end: {}", machine::load()?));
    Ok(())
}

async fn measure(programs: &Programs, folder: &Path, server: &Server) -> Result<()> {
    let small = draw(1, 0.75)?;
    let lab = Lab::open(&LabConfig::default())?;
    let database = server.database();
    let worlds = found(folder, &database.url(), &lab).await?;
    reads::run(programs, &worlds, &small, folder).await?;
    photos::run(programs, &worlds).await?;
    sign_ins::run(folder, server, &lab).await?;
    // Last: it leaves jobs behind that a worker would do while something else is measured.
    let peer = Peer {
        url: server.database().url(),
        folder: folder.to_owned(),
    };
    transitions::run(programs, &worlds, &small, &peer).await
}

/// The address of a file that is not there yet.
fn sqlite(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("caixiang.sqlite").display())
}

//! Benchmarks the work of staff with as many students as a large school has: rosters in, lists out, the tree of progress,
//! one decision after the other with 100 000 photos waiting. Each through the running service over HTTP, on both databases.
#![expect(clippy::disallowed_methods, reason = "this tool measures time")]

mod clerk;
mod crowd;
mod desk;
mod lists;
mod rosters;
mod staffed;
mod tree;

use std::path::Path;

use anyhow::{Context, Result};
use lab::{Lab, LabConfig};
use test_kit::postgres::Server;
use tokio::runtime::Runtime;

use super::drawn::draw;
use super::machine;
use super::programs::Programs;
use super::sqlite;
use super::world::World;

use crate::bench::figures::print_line;
use staffed::{OWN_PHOTOS, Office, SCALE, WAITING};

/// What was measured with one database.
struct Measured {
    engine: &'static str,
    rosters: Vec<rosters::Row>,
    tree: tree::Row,
    desk: desk::Figures,
    lists: Vec<lists::Row>,
}

/// Prints the tables.
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
    let measured = runtime.block_on(measure(&programs, folder.path(), &server))?;
    rosters::print(measured.iter().map(|one| (one.engine, &one.rosters[..])));
    lists::print(measured.iter().map(|one| (one.engine, &one.lists[..])));
    tree::print(measured.iter().map(|one| (one.engine, &one.tree)));
    desk::print(measured.iter().map(|one| (one.engine, &one.desk)));
    print_line(&format!("\nLoad at the end: {}", machine::load()?));
    Ok(())
}

async fn measure(programs: &Programs, folder: &Path, server: &Server) -> Result<Vec<Measured>> {
    let lab = Lab::open(&LabConfig::default())?;
    let photo = draw(1, SCALE)?;
    let database = server.database();
    let places = [
        (folder.join("on-sqlite"), sqlite(folder)),
        (folder.join("on-postgres"), database.url()),
    ];
    let mut measured = Vec::with_capacity(places.len());
    for (place, url) in places {
        let world = World::found(place, url.clone(), lab.clone()).await?;
        let office = Office::open(programs, world, &photo).await?;
        measured.push(of(&office, &url).await?);
    }
    Ok(measured)
}

/// All measurements on one database, in the order in which they fill it.
async fn of(office: &Office<'_>, url: &str) -> Result<Measured> {
    let rosters = rosters::measure(office).await?;
    crowd::gather(&office.world, office.last, WAITING - OWN_PHOTOS).await?;
    office.analyze(url)?;
    let tree = tree::measure(office).await?;
    let desk = desk::measure(office).await?;
    let lists = lists::measure(office).await?;
    Ok(Measured {
        engine: office.world.engine(),
        rosters,
        tree,
        desk,
        lists,
    })
}

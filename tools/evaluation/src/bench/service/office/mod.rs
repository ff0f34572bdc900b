//! Benchmarks the work of staff with as many students as a large school has: rosters in, lists out, the tree of progress,
//! one decision after the other with 100 000 photos waiting. Each through the running service over HTTP, on both databases.
#![expect(clippy::disallowed_methods, reason = "this tool measures time")]

mod clerk;
mod crowd;
mod desk;
mod lists;
mod rosters;
mod tree;

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use domain::{Role, SubmissionId};
use lab::{Lab, LabConfig};
use test_kit::postgres::Server;
use tokio::runtime::Runtime;

use super::drawn::draw;
use super::machine;
use super::programs::Programs;
use super::sqlite;
use super::world::{StaffLogin, World};
use crate::bench::figures::print_line;

/// Students whose own photos are decided on; their pictures are 12 megapixels, as phones take them.
const OWN_PHOTOS: usize = 132;
const SCALE: f32 = 2.52;

/// Photos that wait when the first one is decided, the former among them.
const WAITING: usize = 100_000;

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
    rosters::print(&measured);
    lists::print(&measured);
    tree::print(&measured);
    desk::print(&measured);
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
        measured.push(office.measure(&url).await?);
    }
    Ok(measured)
}

/// A centre with staff, and students who have submitted.
struct Office<'a> {
    programs: &'a Programs,
    world: World,
    first: StaffLogin,
    second: StaffLogin,
    /// Who was the last to submit.
    last: SubmissionId,
}

impl<'a> Office<'a> {
    async fn open(programs: &'a Programs, world: World, photo: &[u8]) -> Result<Self> {
        let both = vec![Role::Operator, Role::CentreReviewer];
        let first = world.employ_as("first-clerk", both).await?;
        let second = world
            .employ_as("second-clerk", vec![Role::Operator])
            .await?;
        let students = world.students_with_photo(OWN_PHOTOS, photo).await?;
        crowd::submit(&world, &students).await?;
        let last = students.last().context("students were asked for")?;
        Ok(Self {
            last: last.submission,
            programs,
            world,
            first,
            second,
        })
    }

    async fn measure(&self, url: &str) -> Result<Measured> {
        let rosters = rosters::measure(self).await?;
        crowd::gather(&self.world, self.last, WAITING - OWN_PHOTOS).await?;
        self.analyze(url)?;
        let tree = tree::measure(self).await?;
        let desk = desk::measure(self).await?;
        let lists = lists::measure(self).await?;
        Ok(Measured {
            engine: self.world.engine(),
            rosters,
            tree,
            desk,
            lists,
        })
    }

    /// What PostgreSQL does by itself within minutes of such a change; SQLite keeps no statistics here.
    fn analyze(&self, url: &str) -> Result<()> {
        if !url.starts_with("postgres") {
            return Ok(());
        }
        let psql = self.programs.postgres.join("psql");
        let status = Command::new(psql)
            .args(["--no-psqlrc", "--quiet", "--command", "ANALYZE", url])
            .status()
            .context("psql does not start")?;
        ensure!(status.success(), "PostgreSQL does not count its rows");
        Ok(())
    }
}

/// A duration as the tables have it, milliseconds.
fn ms(seconds: f64) -> String {
    format!("{:.1}", seconds * 1e3)
}

//! Fills a fresh data folder with a running collection: a centre, schools, batches, staff and 300
//! drawn students in every state, through the same use cases that the service runs; and draws cards
//! and photos to try it with, or, as `demo try-me`, only these. Run it through `cargo xtask demo`. It does *not*
//! serve, and no real person appears in it.

mod accounts;
mod album;
mod calendar;
mod campaign;
mod checked_once;
mod clock;
mod delivery;
mod guide;
mod names;
mod office;
mod people;
mod prints;
mod rendered;
mod seeded_random;
mod service;
mod story;
mod till;
mod tried;
mod try_me;
mod walk;
mod way;
mod world;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use anyhow::{Context, Result, bail, ensure};
use domain::Timestamp;
use lab::{Lab, LabConfig};

use crate::album::Album;
use crate::calendar::Calendar;
use crate::checked_once::CheckedOnce;
use crate::clock::WalkingClock;
use crate::seeded_random::SeededRandom;
use crate::service::Service;

const USAGE: &str = "Say where to: demo FOLDER; FOLDER/data and FOLDER/try-me must not exist. \
                     Cards and photos alone: demo try-me FOLDER; FOLDER must not exist";

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let first = arguments.next().context(USAGE)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the threads cannot be started")?;
    match arguments.next() {
        Some(folder) if first == "try-me" => runtime.block_on(draw(&PathBuf::from(folder))),
        Some(_) => bail!(USAGE),
        None => runtime.block_on(seed(&PathBuf::from(first))),
    }
}

/// The cards and photos alone, for tests that found a world of their own.
async fn draw(folder: &Path) -> Result<()> {
    ensure!(!folder.exists(), USAGE);
    let lab = Lab::open(&LabConfig::default()).context("the laboratory cannot be opened")?;
    let lab = CheckedOnce::new(lab);
    let (students, mut album) = (people::students(), Album::default());
    let today = Calendar::new(now()?).day(0);
    try_me::write(
        folder,
        try_me::Faces::Drawn,
        &lab,
        today,
        (&students, &mut album),
    )
    .await
}

/// Everything, from the empty folder to the guide.
async fn seed(folder: &Path) -> Result<()> {
    let (data, try_me) = (folder.join("data"), folder.join("try-me"));
    ensure!(!data.exists() && !try_me.exists(), USAGE);
    let calendar = Calendar::new(now()?);
    let lab = Lab::open(&LabConfig::default()).context("the laboratory cannot be opened")?;
    let lab = Arc::new(CheckedOnce::new(lab));
    let service = Service::open(
        &data,
        Arc::new(WalkingClock::at(calendar.beginning())),
        lab.clone(),
        Arc::new(SeededRandom::seeded(20_230_906)),
    )
    .await?;
    let world = world::found(&service, calendar).await?;
    till::announce(&service, &world).await?;
    let students = people::students();
    let story = story::of(&students, calendar);
    say(&format!(
        "{} students do {} things in {} days …",
        students.len(),
        story.len(),
        calendar::DAYS
    ));
    let mut walk = walk::Walk::new(&service, &world, students);
    walk.go(&story, calendar).await?;
    walk.check_states().await?;
    walk.claim_of_another().await?;
    office::fill(&service, &world, &walk.approved()).await?;
    walk.fill_till().await?;
    delivery::fill(&service, &world).await?;
    walk.fill_prints().await?;
    say(&format!("{} different photos were checked", lab.checked()));
    say("drawing cards and photos to try …");
    let faces = try_me::Faces::Rendered;
    try_me::write(&try_me, faces, lab.as_ref(), calendar.day(0), walk.drawn()).await?;
    let guide = guide::text(&accounts::of(walk.students()));
    std::fs::write(folder.join("README.md"), &guide).context("the guide cannot be written")?;
    service.close().await;
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a tool is where time enters")]
fn now() -> Result<Timestamp> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    Ok(Timestamp::from_micros(i64::try_from(since.as_micros())?))
}

/// One line for the person at the terminal.
#[expect(clippy::print_stderr, reason = "a command-line tool talks to its user")]
fn say(line: &str) {
    eprintln!("{line}");
}

//! Benchmarks photos through the running service: from the upload over HTTP to the verdict, and the
//! gain of a second worker on a backlog.
#![expect(clippy::disallowed_methods, reason = "this tool measures time")]

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use domain::{PhotoId, PhotoState, Timestamp};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::client::Client;
use super::drawn::draw;
use super::programs::Programs;
use super::serving::{Jobs, Service, start_worker};
use super::world::{Student, World};
use crate::latencies::Latencies;
use crate::table::Table;

/// Different photos of 3024 × 4032 pixels, and how far a drawn portrait is scaled up for that.
const PHOTOS: u64 = 4;
const SCALE: f32 = 2.52;

/// Students who hand in at the same time, and photos of each, one after the other.
const LOADS: [(usize, usize); 3] = [(1, 20), (2, 16), (16, 6)];

/// Photos that wait when the workers start.
const BACKLOG: usize = 48;

/// Prints both tables.
///
/// # Errors
/// A photo that is refused or not checked.
pub(super) async fn run(programs: &Programs, worlds: &[World]) -> Result<()> {
    let [on_sqlite, on_postgres] = worlds else {
        bail!("there is one world on each database");
    };
    let photos: Result<Vec<Bytes>> = (1..=PHOTOS).map(|seed| draw(seed, SCALE)).collect();
    let photos = Arc::new(photos?);
    at_once(programs, on_sqlite, &photos).await?;
    backlog(programs, on_postgres, &photos).await
}

async fn at_once(programs: &Programs, world: &World, photos: &Arc<Vec<Bytes>>) -> Result<()> {
    let bytes: usize = photos.iter().map(Bytes::len).sum();
    let title = format!(
        "12 MP photos ({:.1} MB) over HTTP, {}, jobs inside the server",
        bytes as f64 / photos.len() as f64 / 1e6,
        world.engine()
    );
    let mut table = Table::new(
        &title,
        &[
            "students at once",
            "photos per second",
            "upload to verdict p50 ms",
            "p95 ms",
            "p99 ms",
            "server's peak MB so far",
        ],
    );
    let service = Service::start(programs, world, Jobs::Inside)?;
    let client = Client::new(&service.address)?;
    // Opens connections and loads what is loaded once.
    hand_in(&client, world, photos, (2, 1)).await?;
    for load in LOADS {
        let begun = Instant::now();
        let latencies = hand_in(&client, world, photos, load).await?;
        let per_second = latencies.count() as f64 / begun.elapsed().as_secs_f64();
        table.row(&[
            load.0.to_string(),
            format!("{per_second:.1}"),
            format!("{:.0}", latencies.within(50.0)),
            format!("{:.0}", latencies.within(95.0)),
            format!("{:.0}", latencies.within(99.0)),
            format!("{:.0}", service.peak_mb()?),
        ]);
    }
    table.print();
    Ok(())
}

/// So many students hand in so many photos each; how long each took from upload to verdict.
async fn hand_in(
    client: &Client,
    world: &World,
    photos: &Arc<Vec<Bytes>>,
    (students, each): (usize, usize),
) -> Result<Latencies> {
    let mut running = JoinSet::new();
    for student in world.students(students).await? {
        running.spawn(one_by_one(client.clone(), student, photos.clone(), each));
    }
    let mut durations_ms = Vec::new();
    while let Some(done) = running.join_next().await {
        durations_ms.extend(done??);
    }
    Ok(Latencies::new(durations_ms))
}

/// One photo after the other of one student; from upload to verdict of each, milliseconds.
pub(super) async fn one_by_one(
    client: Client,
    student: Student,
    photos: Arc<Vec<Bytes>>,
    count: usize,
) -> Result<Vec<f64>> {
    let mut durations_ms = Vec::with_capacity(count);
    for photo in photos.iter().cycle().take(count) {
        let session = client.open(&student).await?;
        let begun = Instant::now();
        let id = client.upload(&student, session, photo.clone()).await?;
        client.verdict(&student, id).await?;
        durations_ms.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    Ok(durations_ms)
}

async fn backlog(programs: &Programs, world: &World, photos: &[Bytes]) -> Result<()> {
    let title = format!(
        "{BACKLOG} waiting 12 MP photos, {}, `caixiang work` with one picture at a time",
        world.engine()
    );
    let mut table = Table::new(&title, &["workers", "photos per second", "speed-up"]);
    let service = Service::start(programs, world, Jobs::Elsewhere)?;
    let client = Client::new(&service.address)?;
    let mut alone = None;
    for count in [1, 2] {
        let per_second = drain(programs, world, &client, photos, count).await?;
        let alone = *alone.get_or_insert(per_second);
        table.row(&[
            count.to_string(),
            format!("{per_second:.1}"),
            format!("{:.2}", per_second / alone),
        ]);
    }
    table.print();
    Ok(())
}

/// Photos in a second, from the first verdict to the last: how long the workers take to start does
/// not count.
async fn drain(
    programs: &Programs,
    world: &World,
    client: &Client,
    photos: &[Bytes],
    workers: usize,
) -> Result<f64> {
    let students = world.students(1).await?;
    let student = students.first().context("a student was asked for")?;
    let mut waiting = Vec::with_capacity(BACKLOG);
    for photo in photos.iter().cycle().take(BACKLOG) {
        let session = client.open(student).await?;
        waiting.push(client.upload(student, session, photo.clone()).await?);
    }
    let running: Result<Vec<_>> = (0..workers)
        .map(|number| start_worker(programs, world, number))
        .collect();
    let running = running?;
    for photo in &waiting {
        client.verdict(student, *photo).await?;
    }
    drop(running);
    let mut verdicts = Vec::with_capacity(waiting.len());
    for photo in waiting {
        verdicts.push(assessed_at(world, photo).await?);
    }
    let first = verdicts.iter().min().context("photos were checked")?;
    let last = verdicts.iter().max().context("photos were checked")?;
    let seconds = last.since(*first).as_micros() as f64 / 1e6;
    // Each worker's first photo was begun before the time that counts.
    Ok((verdicts.len() - workers) as f64 / seconds)
}

async fn assessed_at(world: &World, photo: Uuid) -> Result<Timestamp> {
    let id = PhotoId::from_uuid(photo);
    let photo = world.store.photos().find(id).await?;
    match photo.context("a photo is gone")?.state {
        PhotoState::Assessed { assessed_at, .. } => Ok(assessed_at),
        state => bail!("a photo is {}", state.name()),
    }
}

//! Measures what the service needs for each thing, for the season that is simulated from it: core time of the running
//! service by the operating system's account, times of use cases on PostgreSQL that nobody else uses.
#![expect(clippy::disallowed_methods, reason = "this tool measures time")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use app::review::{self, DecideReview};
use app::{Caller, Expected, submission};
use bytes::Bytes;
use domain::{Decision, ReviewRound};
use lab::{Lab, LabConfig};
use print::Typefaces;
use print::photo::{Correction, Layout, Portrait, Print, sheets};
use test_kit::postgres::Server;
use tokio::runtime::Runtime;

use super::client::Client;
use super::drawn::{draw, draw_as};
use super::machine;
use super::photos::one_by_one;
use super::programs::Programs;
use super::serving::{Jobs, Service};
use super::transitions::submit_and_withdraw;
use super::world::{Student, World};
use crate::process::worked_ms;
use crate::season::Costs;

/// Photos of a phone's size: 12 megapixels, and a quality that makes files of some 4 MB of them.
const PHOTOS: u64 = 4;
const SCALE: f32 = 2.52;
const QUALITY: u8 = 99;

/// Photos that count; the ones before them warm up.
const UPLOADS: usize = 40;
const WARM_UP: usize = 4;

/// Requests and calls of each kind.
const READS: u32 = 2_000;
const CALLS: u32 = 200;
const DECISIONS: usize = 40;

/// Sheets of a PDF.
const SHEETS: u32 = 100;

/// Measures everything; a minute.
///
/// # Errors
/// A missing program, or any failure during the measurement.
pub(crate) fn run() -> Result<Costs> {
    let programs = Programs::find()?;
    let folder = tempfile::tempdir().context("no temporary folder")?;
    let server = Server::durable(&programs.postgres);
    let runtime = Runtime::new().context("the threads cannot be started")?;
    let costs = runtime.block_on(measure(&programs, folder.path(), &server))?;
    costs.check()?;
    Ok(costs)
}

async fn measure(programs: &Programs, folder: &Path, server: &Server) -> Result<Costs> {
    let lab = Lab::open(&LabConfig::default())?;
    let database = server.database();
    let world = World::found(folder.join("world"), database.url(), lab).await?;
    let small = draw(1, 0.75)?;
    let rows = Rows {
        programs,
        url: database.url(),
    };
    let first = world.students_with_photo(1, &small).await?;
    let first = first.first().context("a student was asked for")?;
    let bytes_before = rows.bytes()?;
    let students = world.students_with_photo(DECISIONS, &small).await?;
    let decide_database_ms = decide(&world, &students).await?;
    let student_rows_bytes = (rows.bytes()? - bytes_before) / DECISIONS as f64;
    let write_database_ms = writes_ms(&world, first).await?;
    let read_database_ms = reads_ms(&world, first).await?;
    let photos: Result<Vec<Bytes>> = (1..=PHOTOS)
        .map(|seed| draw_as(seed, SCALE, QUALITY))
        .collect();
    let photos = photos?;
    let bytes: usize = photos.iter().map(Bytes::len).sum();
    let of_service = of_service(programs, &world, first, photos).await?;
    let (portrait_bytes, sheet_core_ms) = prints(&small)?;
    Ok(Costs {
        machine: machine::describe()?,
        cores: std::thread::available_parallelism()?.get(),
        photo_core_ms: of_service.photo_core_ms,
        photo_spread: of_service.photo_spread,
        photo_bytes: bytes as f64 / PHOTOS as f64,
        portrait_bytes,
        read_core_ms: of_service.read_core_ms,
        read_database_ms,
        write_database_ms,
        decide_database_ms,
        sheet_core_ms,
        student_rows_bytes,
    })
}

/// What the running service needs.
struct OfService {
    photo_core_ms: f64,
    photo_spread: f64,
    read_core_ms: f64,
}

async fn of_service(
    programs: &Programs,
    world: &World,
    reader: &Student,
    photos: Vec<Bytes>,
) -> Result<OfService> {
    let service = Service::start(programs, world, Jobs::Inside)?;
    let client = Client::new(&service.address)?;
    let mut students = world.students(2).await?;
    let (second, first) = (students.pop(), students.pop());
    let (first, second) = first.zip(second).context("two students were asked for")?;
    let photos = std::sync::Arc::new(photos);
    one_by_one(client.clone(), first, photos.clone(), WARM_UP).await?;
    let before = worked_ms(service.id())?;
    let took_ms = one_by_one(client.clone(), second, photos, UPLOADS).await?;
    let photo_core_ms = (worked_ms(service.id())? - before) / UPLOADS as f64;
    let path = format!("degrees/{}", reader.degree);
    client.length(reader, &path).await?;
    let before = worked_ms(service.id())?;
    for _ in 0..READS {
        client.length(reader, &path).await?;
    }
    let read_core_ms = (worked_ms(service.id())? - before) / f64::from(READS);
    Ok(OfService {
        photo_core_ms,
        photo_spread: spread(&took_ms),
        read_core_ms,
    })
}

/// Standard deviation by mean.
fn spread(values: &[f64]) -> f64 {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let squares = values.iter().map(|value| (value - mean).powi(2));
    (squares.sum::<f64>() / (values.len() - 1) as f64).sqrt() / mean
}

/// Submits and decides for one student after the other; how long a decision took, milliseconds.
async fn decide(world: &World, students: &[Student]) -> Result<f64> {
    let app = &world.app;
    let reviewer = world.reviewer().await?;
    let mut sum = Duration::ZERO;
    for student in students {
        submission::submit(app, &student.caller, student.submission, &Expected::Any).await?;
        let seen = submission::read(app, &student.caller, student.degree).await?;
        let photo = seen.submission.state.photo();
        let request = DecideReview {
            submission: student.submission,
            photo: photo.context("a submission has a photo")?,
            round: ReviewRound::Centre,
            decision: Decision::Approve,
        };
        let begun = Instant::now();
        review::hold(app, &reviewer, request).await?;
        sum += begun.elapsed();
    }
    Ok(sum.as_secs_f64() * 1e3 / students.len() as f64)
}

/// A transition, milliseconds.
async fn writes_ms(world: &World, student: &Student) -> Result<f64> {
    submit_and_withdraw(&world.app, student).await?;
    let mut sum = 0.0;
    for _ in 0..CALLS / 2 {
        sum += submit_and_withdraw(&world.app, student)
            .await?
            .iter()
            .sum::<f64>();
    }
    Ok(sum / f64::from(CALLS))
}

/// A reading use case, milliseconds.
async fn reads_ms(world: &World, student: &Student) -> Result<f64> {
    let caller: &Caller = &student.caller;
    let begun = Instant::now();
    for _ in 0..CALLS {
        submission::read(&world.app, caller, student.degree).await?;
    }
    Ok(begun.elapsed().as_secs_f64() * 1e3 / f64::from(CALLS))
}

/// Bytes of a portrait, and a core's milliseconds for a sheet of it.
fn prints(photo: &[u8]) -> Result<(f64, f64)> {
    let engine = portrait::Engine::new()?;
    let output = standard::OutputSpec::DIPLOMA;
    let analysis = portrait::analyze(&engine, photo, &codec::Limits::default(), &output)?;
    let jpeg = portrait::render(&engine, &analysis, &output)?.jpeg;
    let faces = Typefaces::embedded()?;
    let layout = Layout::stock();
    let layout = layout.first().context("there is a layout")?;
    let prints: Result<Vec<Print>> = (0..SHEETS)
        .map(|number| {
            Ok(Print {
                portrait: Portrait::new(jpeg.clone())?,
                caption: format!("2023{number:08} 李同学"),
            })
        })
        .collect();
    let prints = prints?;
    let begun = Instant::now();
    let pages = sheets(layout, &prints, false, Correction::NONE, &faces)?;
    let mut file = Vec::new();
    print::write_pdf(&pages, &faces, &mut file)?;
    let took_ms = begun.elapsed().as_secs_f64() * 1e3;
    ensure!(!file.is_empty(), "an empty PDF");
    Ok((jpeg.len() as f64, took_ms / pages.len() as f64))
}

/// Asks PostgreSQL how large a database is.
struct Rows<'a> {
    programs: &'a Programs,
    url: String,
}

impl Rows<'_> {
    fn bytes(&self) -> Result<f64> {
        let output = Command::new(self.programs.postgres.join("psql"))
            .args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align"])
            .args(["--command", "SELECT pg_database_size(current_database())"])
            .arg(&self.url)
            .stdin(Stdio::null())
            .output()
            .context("psql does not start")?;
        let said = String::from_utf8_lossy(&output.stdout);
        said.trim()
            .parse()
            .with_context(|| String::from_utf8_lossy(&output.stderr).trim().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spread_is_by_the_mean() {
        assert!((spread(&[8.0, 10.0, 12.0]) - 0.2).abs() < 1e-12);
    }
}

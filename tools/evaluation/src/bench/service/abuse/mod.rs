//! Benchmarks honest students and staff while somebody attacks the service: one self-registered student on
//! another address of this machine, with the limits that an installation has by default. Attackers share the
//! two cores with the service, so their own work weighs on the figures too.
#![expect(clippy::disallowed_methods, reason = "this tool measures time")]

mod attack;

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use bytes::Bytes;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use self::attack::{Attack, Attacker};
use super::client::Client;
use super::drawn::draw;
use super::programs::Programs;
use super::serving::Service;
use super::world::{StaffLogin, World};
use crate::latencies::Latencies;
use crate::process::{folder_mb, peak_mb};
use crate::table::Table;

/// How long each attack goes on.
const LENGTH: Duration = Duration::from_secs(12);

/// Honest students at a time; each hands in a photo, waits for the verdict and a moment more.
const STUDENTS: usize = 2;

/// The moment more.
const PAUSE: Duration = Duration::from_millis(300);

/// How far a drawn portrait is scaled up to a phone's photo.
const SCALE: f32 = 2.52;

/// Prints the table.
///
/// # Errors
/// An honest request that fails: that is what an attack must not do.
pub(super) async fn run(programs: &Programs, world: &World) -> Result<()> {
    let login = world.employ().await?;
    let mut table = Table::new(
        "Honest students and staff under attack, SQLite, jobs inside the server, default limits",
        &[
            "attack",
            "requests of the attacker",
            "upload to verdict p50 ms",
            "p95 ms",
            "of calm",
            "staff sign in, slowest ms",
            "server's peak MB",
            "disk MB more",
        ],
    );
    let mut calm = None;
    for attack in Attack::ALL {
        let figures = measure(programs, world, &login, *attack).await?;
        let p95 = figures.photos.within(95.0);
        let calm = *calm.get_or_insert(p95);
        table.row(&[
            attack.name().to_owned(),
            figures.requests.to_string(),
            format!("{:.0}", figures.photos.within(50.0)),
            format!("{p95:.0}"),
            format!("{:.1}", p95 / calm),
            format!("{:.0}", figures.sign_ins.within(100.0)),
            format!("{:.0}", figures.peak_mb),
            format!("{:.0}", figures.disk_mb),
        ]);
    }
    table.print();
    Ok(())
}

/// What one attack did.
struct Figures {
    requests: u64,
    photos: Latencies,
    sign_ins: Latencies,
    peak_mb: f64,
    disk_mb: f64,
}

async fn measure(
    programs: &Programs,
    world: &World,
    login: &StaffLogin,
    attack: Attack,
) -> Result<Figures> {
    // A service of its own for each: memory and limits of one attack do not count for the next.
    let service = Service::start_as_installed(programs, world)?;
    let client = Client::new(&service.address)?;
    let photos = Arc::new(vec![draw(1, SCALE)?, draw(3, SCALE)?]);
    let attacker = Attacker::new(&service.address, world, photos[0].clone()).await?;
    let disk_before = folder_mb(world.folder())?;
    let (stop, stopped) = watch::channel(false);
    let attacking = tokio::spawn(attacker.run(attack, stopped.clone()));
    let mut students = Vec::new();
    for student in world.students(STUDENTS).await? {
        let (client, photos) = (client.clone(), Arc::clone(&photos));
        students.push(tokio::spawn(hand_in(client, student, photos)));
    }
    let staff = tokio::spawn(sign_in(client.clone(), login.clone()));
    let photos = joined(students).await?;
    let sign_ins = staff.await??;
    stop.send_replace(true);
    let requests = attacking.await??;
    Ok(Figures {
        requests,
        photos: Latencies::new(photos),
        sign_ins: Latencies::new(sign_ins),
        peak_mb: peak_mb(&service.id().to_string())?,
        disk_mb: folder_mb(world.folder())? - disk_before,
    })
}

async fn joined(running: Vec<JoinHandle<Result<Vec<f64>>>>) -> Result<Vec<f64>> {
    let mut durations_ms = Vec::new();
    for one in running {
        durations_ms.extend(one.await??);
    }
    Ok(durations_ms)
}

/// Photos of one student after the other; how long each took, milliseconds.
async fn hand_in(
    client: Client,
    student: super::world::Student,
    photos: Arc<Vec<Bytes>>,
) -> Result<Vec<f64>> {
    let end = Instant::now() + LENGTH;
    let mut durations_ms = Vec::new();
    for photo in photos.iter().cycle() {
        let begun = Instant::now();
        if begun >= end {
            break;
        }
        let session = client.open(&student).await.context("an honest student")?;
        let begun = Instant::now();
        let id = client.upload(&student, session, photo.clone()).await?;
        client.verdict(&student, id).await?;
        durations_ms.push(begun.elapsed().as_secs_f64() * 1e3);
        tokio::time::sleep(PAUSE).await;
    }
    Ok(durations_ms)
}

/// Signs the same member of staff in, once a second.
async fn sign_in(client: Client, login: StaffLogin) -> Result<Vec<f64>> {
    let end = Instant::now() + LENGTH;
    let mut durations_ms = Vec::new();
    while Instant::now() < end {
        let begun = Instant::now();
        client.sign_in(&login).await.context("a member of staff")?;
        durations_ms.push(begun.elapsed().as_secs_f64() * 1e3);
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    Ok(durations_ms)
}

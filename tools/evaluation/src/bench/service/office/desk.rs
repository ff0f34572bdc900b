//! One decision after the other with 100 000 photos waiting: the decision, the next photo taken in hand with all that is
//! needed to decide, and both its pictures with the viewer's name drawn into them.

use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::super::serving::{Jobs, Service};
use super::clerk::Clerk;
use super::staffed::{OWN_PHOTOS, Office, WAITING, ms};
use crate::latencies::Latencies;
use crate::table::Table;

/// Decisions before those that count.
const WARM_UP: usize = 10;

/// Longer side of an original at the desk, pixels, as the console asks for it.
const DESK_SIDE: u32 = 1_600;

/// What was measured, in seconds.
pub(super) struct Figures {
    decision: Latencies,
    next: Latencies,
    portrait: Latencies,
    original: Latencies,
    whole: Latencies,
}

/// How long the parts of one step took, seconds.
struct Step {
    decision: f64,
    next: f64,
    portrait: f64,
    original: f64,
    whole: f64,
}

/// Approves one photo after the other. All of these have pictures of their own, so that none is kept from before.
///
/// # Errors
/// A queue that is not as long as it should be, or any refusal.
pub(super) async fn measure(office: &Office<'_>) -> Result<Figures> {
    let service = Service::start(office.programs, &office.world, Jobs::Inside)?;
    let clerk = Clerk::sign_in(&service.address, &office.first).await?;
    let sizes = clerk.get("reviews/sizes").await?;
    let waiting = sizes["items"][0]["waiting"].as_u64();
    ensure!(waiting == Some(WAITING as u64), "the queue: {sizes}");
    let mut sheet = next(&clerk).await?;
    let mut steps = Vec::with_capacity(OWN_PHOTOS);
    for _ in 0..OWN_PHOTOS - 2 {
        let (step, after) = step(&clerk, &sheet).await?;
        steps.push(step);
        sheet = after;
    }
    let steps = steps.split_off(WARM_UP);
    let of = |part: fn(&Step) -> f64| Latencies::new(steps.iter().map(part).collect());
    Ok(Figures {
        decision: of(|step| step.decision),
        next: of(|step| step.next),
        portrait: of(|step| step.portrait),
        original: of(|step| step.original),
        whole: of(|step| step.whole),
    })
}

async fn next(clerk: &Clerk) -> Result<Value> {
    let mut said = clerk.post("reviews/next", &json!({ "count": 1 })).await?;
    let sheet = said["items"][0].take();
    ensure!(!sheet.is_null(), "nothing waits");
    Ok(sheet)
}

async fn step(clerk: &Clerk, sheet: &Value) -> Result<(Step, Value)> {
    let submission = sheet["submission"].as_str().context("a sheet has an id")?;
    let decision = json!({ "photo": sheet["photo"], "decision": "approve" });
    let begun = Instant::now();
    let path = format!("submissions/{submission}/decision");
    clerk.post(&path, &decision).await?;
    let decided = Instant::now();
    let after = next(clerk).await?;
    let taken = Instant::now();
    let links = &after["links"];
    let address = |name: &str| links[name].as_str().context("a photo has pictures");
    let portrait = address("portrait")?;
    let original = format!("{}?longer_side={DESK_SIDE}", address("original")?);
    let timed = async |address: &str| -> Result<f64> {
        let picture = clerk.file(address).await?;
        ensure!(picture.starts_with(&[0xff, 0xd8]), "no JPEG");
        Ok(taken.elapsed().as_secs_f64())
    };
    // As a browser does: both at once.
    let (portrait, original) = tokio::join!(timed(portrait), timed(&original));
    let step = Step {
        decision: (decided - begun).as_secs_f64(),
        next: (taken - decided).as_secs_f64(),
        portrait: portrait?,
        original: original?,
        whole: begun.elapsed().as_secs_f64(),
    };
    Ok((step, after))
}

/// Prints the table.
pub(super) fn print<'a>(measured: impl Iterator<Item = (&'static str, &'a Figures)>) {
    let mut table = Table::new(
        "One decision after the other, 100 000 photos of 12 megapixels waiting; ms",
        &["database", "what", "p50", "p95"],
    );
    for (engine, figures) in measured {
        for (what, latencies) in [
            ("the decision, held", &figures.decision),
            ("the next photo in hand, with its sheet", &figures.next),
            ("its portrait, marked", &figures.portrait),
            ("its original at 1 600 pixels, marked", &figures.original),
            ("all of it, nothing fetched ahead", &figures.whole),
        ] {
            table.row(&[
                engine.to_owned(),
                what.to_owned(),
                ms(latencies.within(50.0)),
                ms(latencies.within(95.0)),
            ]);
        }
    }
    table.print();
}

//! People with known opacity put before backgrounds that are not plain, and cut out again.
//!
//! People and scenes are in two halves that share nothing: limits are fitted on one and proved on the
//! other. Figures are taken on the bench, at the portrait's scale, on the standard's light blue.

mod drawn;
mod half;
mod people;
mod scenes;
pub(crate) mod training;

use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use codec::Limits;
use portrait::{Engine, inspect};
use raster::resize::{Filter, crop_and_resize};
use raster::{Plane, Rect, RgbImage};
use rayon::prelude::*;
use serde::Serialize;
use standard::facts::{MatteFacts, WallFacts};
use standard::{Outcome, OutputSpec, PhotoSpec, RuleId, judge_all};
use test_kit::JpegOptions;

use crate::table::Table;
use people::Person;
use scenes::Scene;

pub(crate) use half::{Before, Half};

/// Pictures of a half at most.
const MOST_PICTURES: usize = 160;

/// Blur of the scenes in turn, pixels.
const BLURS: [usize; 3] = [0, 1, 3];

/// Deviation of the noise on scenes, 8-bit steps.
const NOISE: f32 = 2.0;

/// The edge reaches this far beyond partial opacity, pixels of the bench.
const EDGE_PX: usize = 8;

/// What came of one picture.
#[derive(Serialize)]
struct Finding {
    person: String,
    scene: String,
    blur: usize,
    matte: Option<MatteFacts>,
    wall: Option<WallFacts>,
    /// What `matte-clean` says: pass, warn, fail or not-assessable.
    verdict: Outcome,
    ours: Option<Errors>,
    smooth: Option<Errors>,
    seconds: f64,
}

/// How far a cut is from the truth.
#[derive(Clone, Copy, Serialize)]
struct Errors {
    /// Mean colour error at the edge, 0 … 255, and the error that 5 % of its values exceed.
    edge: f32,
    edge_p95: f32,
    /// Share of the bench where opacity is off by more than one half.
    wrong: f32,
    /// Mean error of opacity.
    alpha: f32,
}

/// Prints the table of a half and leaves figures and pictures in `out`; with the fusion network of a file where
/// one is named.
pub(crate) fn run(
    shared: &Path,
    packages: &Path,
    out: &Path,
    before: Before,
    fusion: Option<&Path>,
) -> Result<()> {
    std::fs::create_dir_all(out).with_context(|| format!("{} cannot be made", out.display()))?;
    let mut engine = Engine::new()?;
    if let Some(file) = fusion {
        let bytes =
            std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
        engine = engine.with_fusion(&bytes)?;
    }
    let spec = PhotoSpec::embedded(PhotoSpec::DEFAULT_NAME).context("no default standard")?;
    let (people, scenes) = match before {
        Before::Scenes(half) => (
            people::of_half(&engine, half, shared)?,
            scenes::of_half(half, packages)?,
        ),
        Before::ScenesMorePeople(half) => (
            more_people(&engine, half, shared)?,
            scenes::of_half(half, packages)?,
        ),
        Before::OwnWalls => (people::rendered(&engine, shared)?, Vec::new()),
    };
    let cases = cases(&people, &scenes);
    let findings = cases
        .par_iter()
        .map(|&case| finding(&engine, &spec, case, out))
        .collect::<Result<Vec<Finding>>>()?;
    let mut lines = std::fs::File::create(out.join("figures.jsonl"))?;
    for finding in &findings {
        writeln!(lines, "{}", serde_json::to_string(finding)?)?;
    }
    let title = format!(
        "Any background, {before:?}: {} people, {} scenes, {} pictures",
        people.len(),
        scenes.len(),
        findings.len()
    );
    summary(&findings, &title);
    Ok(())
}

/// Pictures of a half that its own table leaves out.
fn more_people(engine: &Engine, half: Half, shared: &Path) -> Result<Vec<Person>> {
    let known = people::of_half(engine, half, shared)?;
    let mut more = people::more_photos(engine, half, shared)?;
    more.retain(|person| known.iter().all(|other| other.name != person.name));
    more.extend(people::more_rendered(engine, half, shared)?);
    Ok(more)
}

/// Every person before several scenes, or before the own wall where there are none.
fn cases<'a>(
    people: &'a [Person],
    scenes: &'a [Scene],
) -> Vec<(&'a Person, Option<(&'a Scene, usize)>)> {
    if scenes.is_empty() {
        return people.iter().map(|person| (person, None)).collect();
    }
    let mut cases = Vec::new();
    let rounds = MOST_PICTURES
        .div_ceil(people.len().max(1))
        .min(scenes.len());
    for round in 0..rounds {
        for (at, person) in people.iter().enumerate() {
            // Nobody meets a scene twice, and neighbours begin with others.
            let scene = &scenes[(at * 5 + round) % scenes.len()];
            cases.push((person, Some((scene, BLURS[(at + round) % BLURS.len()]))));
        }
    }
    cases.truncate(MOST_PICTURES);
    cases
}

/// The person before the scene, with the noise of a camera.
fn before_scene(person: &Person, scene: &Scene, blur: usize) -> RgbImage {
    let (width, height) = (person.alpha.width_px(), person.alpha.height_px());
    let behind = scenes::blurred(&scene.image, blur);
    person.before(|x, y| {
        let at = |place: usize, side: usize, count: usize| (place * count / side).min(count - 1);
        let pixel = behind.pixel(at(x, width, scenes::SIZE.0), at(y, height, scenes::SIZE.1));
        pixel.map(|value| f32::from(value) + NOISE * noise(x, y))
    })
}

fn finding(
    engine: &Engine,
    spec: &PhotoSpec,
    (person, scene): (&Person, Option<(&Scene, usize)>),
    out: &Path,
) -> Result<Finding> {
    let photo = scene.map_or_else(
        || person.image.clone(),
        |(scene, blur)| before_scene(person, scene, blur),
    );
    let scene_name = scene.map_or("own wall", |(scene, _)| &scene.name);
    let options = JpegOptions {
        quality: 92,
        ..JpegOptions::default()
    };
    let jpeg = test_kit::to_jpeg(&photo, &options)?;
    let output = OutputSpec::DIPLOMA;
    #[expect(clippy::disallowed_methods, reason = "this tool measures time")]
    let started = Instant::now();
    let analysis = portrait::analyze(engine, &jpeg, &Limits::default(), &output)?;
    let seconds = started.elapsed().as_secs_f64();
    let verdicts = judge_all(&analysis.facts, spec, None).verdicts;
    let verdict = verdicts
        .iter()
        .find(|verdict| verdict.rule == RuleId::MatteClean);
    let cut = inspect::cut_out(&analysis);
    let blue = output.background;
    let truth = person.before(|_, _| blue.map(f32::from));
    let compared = |cut: &inspect::CutOut| errors(cut, person, &truth, blue);
    if let Some(cut) = &cut {
        let name = format!("{}-{scene_name}", person.name).replace(['/', ' '], "_");
        let seen = on(cut, blue);
        let shown = crop_and_resize(
            &photo,
            cut.area,
            (seen.width_px(), seen.height_px()),
            Filter::Bilinear,
        );
        let pair = RgbImage::from_fn(2 * seen.width_px(), seen.height_px(), |x, y| {
            let picture = if x < seen.width_px() { &shown } else { &seen };
            picture.pixel(x % seen.width_px(), y)
        });
        std::fs::write(
            out.join(format!("{name}.jpg")),
            test_kit::to_jpeg(&pair, &options)?,
        )?;
    }
    Ok(Finding {
        person: person.name.clone(),
        scene: scene_name.to_owned(),
        blur: scene.map_or(0, |(_, blur)| blur),
        matte: analysis.facts.matte.value(),
        wall: analysis.facts.wall.value(),
        verdict: verdict.map_or(Outcome::NotAssessable, |verdict| verdict.outcome),
        ours: cut.as_ref().map(compared),
        smooth: inspect::smooth_outline(&analysis).as_ref().map(compared),
        seconds,
    })
}

/// Between −1.7 and 1.7 with deviation 1, by place.
fn noise(x: usize, y: usize) -> f32 {
    let mixed = (x as u32).wrapping_mul(0x9E37_79B1) ^ (y as u32).wrapping_mul(0x85EB_CA77);
    let mixed = (mixed ^ mixed >> 15).wrapping_mul(0x2C1B_3C6D);
    (((mixed ^ mixed >> 13) >> 8) as f32 / (1u32 << 24) as f32 - 0.5) * 3.46
}

/// The cut before a colour.
fn on(cut: &inspect::CutOut, background: [u8; 3]) -> RgbImage {
    RgbImage::from_fn(cut.alpha.width_px(), cut.alpha.height_px(), |x, y| {
        let (own, alpha) = (cut.foreground.pixel(x, y), cut.alpha.at(x, y));
        [0, 1, 2].map(|k: usize| {
            (f32::from(own[k]) * alpha + f32::from(background[k]) * (1.0 - alpha)).round() as u8
        })
    })
}

fn errors(cut: &inspect::CutOut, person: &Person, truth: &RgbImage, background: [u8; 3]) -> Errors {
    let size = (cut.alpha.width_px(), cut.alpha.height_px());
    let wanted = crop_and_resize(truth, cut.area, size, Filter::Lanczos3);
    let (alpha, known) = truth_on(person, cut.area, size);
    let edge = near_edge(&alpha);
    let seen = on(cut, background);
    let mut differences = Vec::new();
    let (mut wrong, mut off, mut count) = (0.0, 0.0, 0.0_f32);
    for y in 0..size.1 {
        for x in 0..size.0 {
            if !known.at(x, y) {
                continue;
            }
            let difference = (cut.alpha.at(x, y) - alpha.at(x, y)).abs();
            count += 1.0;
            off += difference;
            wrong += f32::from(u8::from(difference > 0.5));
            if edge.at(x, y) {
                let pair = seen.pixel(x, y).into_iter().zip(wanted.pixel(x, y));
                differences.extend(pair.map(|(seen, wanted)| seen.abs_diff(wanted)));
            }
        }
    }
    differences.sort_unstable();
    let sum: f64 = differences.iter().map(|&value| f64::from(value)).sum();
    let last = differences.len().saturating_sub(1);
    Errors {
        edge: (sum / differences.len().max(1) as f64) as f32,
        edge_p95: differences
            .get(last * 95 / 100)
            .map_or(0.0, |&value| f32::from(value)),
        wrong: wrong / count.max(1.0),
        alpha: off / count.max(1.0),
    }
}

/// True opacity in a part of the person's picture, and where the picture shows it.
fn truth_on(person: &Person, area: Rect, size: (usize, usize)) -> (Plane<f32>, Plane<bool>) {
    let (width, height) = (person.alpha.width_px(), person.alpha.height_px());
    let grey = RgbImage::from_fn(width, height, |x, y| {
        [(person.alpha.at(x, y) * 255.0).round() as u8; 3]
    });
    let alpha = crop_and_resize(&grey, area, size, Filter::Bilinear).luma();
    let alpha = alpha.map(|value| f32::from(value) / 255.0);
    let mut known = alpha.map(|_| false);
    for y in 0..size.1 {
        for x in 0..size.0 {
            let at = |place: usize, from: f32, length: f32, count: usize| {
                from + (place as f32 + 0.5) / count as f32 * length
            };
            let column = at(x, area.x, area.width, size.0);
            let row = at(y, area.y, area.height, size.1);
            let inside = column > 0.0 && row > 0.0;
            known.set(x, y, inside && column < width as f32 && row < height as f32);
        }
    }
    (alpha, known)
}

/// Places within [`EDGE_PX`] rows and columns of partial opacity.
fn near_edge(alpha: &Plane<f32>) -> Plane<bool> {
    let partial = alpha.map(|value| f32::from(u8::from((0.02..=0.98).contains(&value))));
    let near = scenes::averaged(&scenes::averaged(&partial, EDGE_PX, true), EDGE_PX, false);
    near.map(|share| share > 1e-5)
}

fn summary(findings: &[Finding], title: &str) {
    let heads = [
        "which",
        "pictures",
        "edge colour mean",
        "p95",
        "wrong %",
        "> 9",
        "> 12",
        "smooth outline",
        "better than it",
    ];
    let mut table = Table::new(title, &heads);
    let groups: [(&str, &[Outcome]); 4] = [
        (
            "all",
            &[
                Outcome::Pass,
                Outcome::Warn,
                Outcome::Fail,
                Outcome::NotAssessable,
            ],
        ),
        ("good", &[Outcome::Pass]),
        ("doubtful", &[Outcome::Warn]),
        ("bad", &[Outcome::Fail]),
    ];
    for (name, outcomes) in groups {
        let members = findings
            .iter()
            .filter(|finding| outcomes.contains(&finding.verdict));
        let cuts: Vec<(Errors, Option<Errors>)> = members
            .filter_map(|finding| Some((finding.ours?, finding.smooth)))
            .collect();
        let count = cuts.len().max(1) as f32;
        let mean = |value: fn(&Errors) -> f32| {
            cuts.iter().map(|(ours, _)| value(ours)).sum::<f32>() / count
        };
        let above = |limit: f32| cuts.iter().filter(|(ours, _)| ours.edge > limit).count();
        let smooth: Vec<(f32, f32)> = cuts
            .iter()
            .filter_map(|(ours, smooth)| Some((ours.edge, smooth.as_ref()?.edge)))
            .collect();
        let better = smooth.iter().filter(|(ours, smooth)| ours < smooth).count();
        let by_smooth =
            smooth.iter().map(|(_, smooth)| smooth).sum::<f32>() / smooth.len().max(1) as f32;
        table.row(&[
            name.into(),
            format!(
                "{} ({:.0} %)",
                cuts.len(),
                100.0 * cuts.len() as f32 / findings.len().max(1) as f32
            ),
            format!("{:.1}", mean(|errors| errors.edge)),
            format!("{:.0}", mean(|errors| errors.edge_p95)),
            format!("{:.2}", 100.0 * mean(|errors| errors.wrong)),
            above(9.0).to_string(),
            above(12.0).to_string(),
            format!("{by_smooth:.1}"),
            format!("{better} of {}", smooth.len()),
        ]);
    }
    table.print();
    let mut times: Vec<f64> = findings.iter().map(|finding| finding.seconds).collect();
    times.sort_by(f64::total_cmp);
    let mut table = Table::new("Analysing one of them, s", &["best", "median"]);
    let at = |place: usize| {
        times
            .get(place)
            .map_or(String::new(), |time| format!("{time:.2}"))
    };
    table.row(&[at(0), at(times.len() / 2)]);
    table.print();
}

//! Evaluates the same-shot comparison: changed files of one shot that are recognised, other shots
//! that are mistaken for it, and the cost. Photos are the shared synthetic faces and drawn people.
//!
//! No shared face exists in a second shot, so one is derived from the first: the head turned, the
//! face moved, new noise. Skin and hair keep their pixels, which makes these shots harder to
//! distinguish than real ones.

mod changes;
mod moments;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use codec::{Limits, Scale};
use portrait::{
    Analysis, Engine, ShotComparison, ShotFingerprint, compare_shots, fingerprint, inspect,
};
use raster::RgbImage;
use rayon::prelude::*;
use standard::OutputSpec;
use test_kit::{Eyes, JpegOptions, Light, Mouth, PortraitSpec, draw, to_jpeg};

use crate::table::Table;
use changes::CHANGES;

/// Faces turned further are refused as portraits anyway; they have rows of their own.
const FRONTAL_YAW_DEG: f32 = 15.0;
const FRONTAL_PITCH_DEG: f32 = 20.0;

/// How far the head turns between two shots, degrees.
const TURNS_DEG: [f32; 6] = [0.5, 1.0, 1.5, 2.0, 3.0, 5.0];

/// Seeds of the drawn people.
const SEEDS: std::ops::RangeInclusive<u64> = 1..=12;

/// Changes of a drawn person between two shots.
type Moment = fn(PortraitSpec) -> PortraitSpec;

/// Name and moment.
const DRAWN_MOMENTS: [(&str, Moment); 6] = [
    ("head turned by 1°", |spec| PortraitSpec {
        yaw_deg: 1.0,
        ..spec
    }),
    ("head turned by 2°", |spec| PortraitSpec {
        yaw_deg: 2.0,
        ..spec
    }),
    ("head turned by 4°", |spec| PortraitSpec {
        yaw_deg: 4.0,
        ..spec
    }),
    ("eyes aside, head turned by 1°", |spec| PortraitSpec {
        eyes: Eyes::Aside(0.4),
        yaw_deg: 1.0,
        ..spec
    }),
    ("smile with teeth, head turned by 2°", |spec| {
        PortraitSpec {
            mouth: Mouth::Teeth,
            yaw_deg: 2.0,
            ..spec
        }
    }),
    ("light from the side, head turned by 2°", |spec| {
        PortraitSpec {
            light: Light::OneSided,
            yaw_deg: 2.0,
            ..spec
        }
    }),
];

/// A comparison of two files.
struct Trial {
    what: String,
    /// `None` where no face was found any more.
    seen: Option<ShotComparison>,
}

/// A photo and what became of it.
struct Subject {
    name: String,
    frontal: bool,
    print: ShotFingerprint,
    same: Vec<Trial>,
    other: Vec<Trial>,
}

/// Prints the tables.
pub(crate) fn run(shared: &Path) -> Result<()> {
    let engine = Engine::new()?;
    let drawn = SEEDS
        .map(|seed| drawn_subject(&engine, seed))
        .collect::<Result<Vec<_>>>()?;
    tables("drawn people", &drawn);
    cost(&engine)?;
    let Ok(files) = list_photos(&shared.join("photos/synthetic")) else {
        let mut table = Table::new("Same shot, synthetic faces", &["photos"]);
        table.row(&["skipped: the shared photos are absent".into()]);
        table.print();
        return Ok(());
    };
    let found = files
        .par_iter()
        .enumerate()
        .map(|(index, file)| photo_subject(&engine, index, file))
        .collect::<Result<Vec<_>>>()?;
    let (frontal, turned): (Vec<_>, Vec<_>) = found
        .into_iter()
        .flatten()
        .partition(|subject| subject.frontal);
    tables("synthetic faces, frontal", &frontal);
    tables("synthetic faces, turned", &turned);
    pairs(&frontal);
    Ok(())
}

fn analyzed(engine: &Engine, bytes: &[u8]) -> Option<Analysis> {
    portrait::analyze(engine, bytes, &Limits::default(), &OutputSpec::DIPLOMA).ok()
}

fn trial(engine: &Engine, own: &ShotFingerprint, what: &str, bytes: &[u8]) -> Trial {
    let print = analyzed(engine, bytes).and_then(|analysis| fingerprint(&analysis));
    Trial {
        what: what.into(),
        seen: print.map(|print| compare_shots(own, &print)),
    }
}

/// All changed files of one shot; last the portrait made of it, where there is one.
fn same_shots(
    engine: &Engine,
    own: &ShotFingerprint,
    image: &RgbImage,
    analysis: &Analysis,
) -> Result<Vec<Trial>> {
    let mut trials = CHANGES
        .iter()
        .map(|(what, change)| Ok(trial(engine, own, what, &change(image)?)))
        .collect::<Result<Vec<_>>>()?;
    if let Ok(portrait) = portrait::render(engine, analysis, &OutputSpec::DIPLOMA) {
        let what = "finished portrait, other background";
        trials.push(trial(engine, own, what, &portrait.jpeg));
    }
    Ok(trials)
}

fn drawn_subject(engine: &Engine, seed: u64) -> Result<Subject> {
    let photo = |spec: &PortraitSpec| -> Result<(RgbImage, Vec<u8>)> {
        let image = draw(spec).image;
        let bytes = to_jpeg(&image, &JpegOptions::default())?;
        Ok((image, bytes))
    };
    let spec = PortraitSpec::seeded(seed);
    let (image, bytes) = photo(&spec)?;
    let analysis = analyzed(engine, &bytes).context("a drawn photo cannot be analysed")?;
    let print = fingerprint(&analysis).context("a drawn face is not seen")?;
    let mut other = Vec::new();
    for (what, change) in DRAWN_MOMENTS {
        let (_, bytes) = photo(&change(spec.clone()))?;
        other.push(trial(engine, &print, what, &bytes));
    }
    Ok(Subject {
        name: format!("seed {seed}"),
        frontal: true,
        same: same_shots(engine, &print, &image, &analysis)?,
        print,
        other,
    })
}

/// `None` where no face is seen.
fn photo_subject(engine: &Engine, index: usize, file: &Path) -> Result<Option<Subject>> {
    let bytes = std::fs::read(file)?;
    let Some(analysis) = analyzed(engine, &bytes) else {
        return Ok(None);
    };
    let (Some(print), Some(face)) = (fingerprint(&analysis), analysis.facts.face.as_value()) else {
        return Ok(None);
    };
    let Some(landmarks) = inspect::landmarks(&analysis) else {
        return Ok(None);
    };
    let image = codec::decode(&bytes, &Limits::default(), Scale::Full)?.image;
    let mut other = Vec::new();
    for (step, turn_deg) in TURNS_DEG.into_iter().enumerate() {
        let seed = (index * TURNS_DEG.len() + step) as u32;
        let bytes = moments::later(&image, &landmarks, turn_deg, seed)?;
        let what = format!("head turned by {turn_deg}°, face moved");
        other.push(trial(engine, &print, &what, &bytes));
    }
    let theme = file.parent().and_then(Path::file_name).unwrap_or_default();
    let stem = file.file_stem().unwrap_or_default();
    Ok(Some(Subject {
        name: format!("{}/{}", theme.display(), stem.display()),
        frontal: face.pose.yaw_deg.abs() <= FRONTAL_YAW_DEG
            && face.pose.pitch_deg.abs() <= FRONTAL_PITCH_DEG,
        same: same_shots(engine, &print, &image, &analysis)?,
        print,
        other,
    }))
}

/// Share that is taken for the same shot, for each change and each later moment.
fn tables(people: &str, subjects: &[Subject]) {
    let mut table = Table::new(
        &format!("Same shot, changed: {people} (`cargo xtask eval same-shot`)"),
        &[
            "change",
            "files",
            "missed",
            "no face",
            "5 % below",
            "median",
        ],
    );
    rows(&mut table, subjects, |subject| &subject.same, false);
    table.print();
    let mut table = Table::new(
        &format!("Another shot: {people}"),
        &["change", "files", "false", "no face", "median", "5 % above"],
    );
    rows(&mut table, subjects, |subject| &subject.other, true);
    table.print();
}

fn rows(table: &mut Table, subjects: &[Subject], of: fn(&Subject) -> &Vec<Trial>, alike: bool) {
    let mut names: Vec<&str> = Vec::new();
    for trial in subjects.iter().flat_map(of) {
        if !names.contains(&trial.what.as_str()) {
            names.push(&trial.what);
        }
    }
    for name in names {
        let trials = || subjects.iter().flat_map(of).filter(|it| it.what == name);
        let seen: Vec<ShotComparison> = trials().filter_map(|trial| trial.seen).collect();
        let wrong = seen.iter().filter(|seen| seen.is_same_shot() == alike);
        let mut similarities: Vec<f32> = seen.iter().map(|seen| seen.similarity).collect();
        similarities.sort_by(f32::total_cmp);
        let at = |share: f32| {
            let last = similarities.len().saturating_sub(1) as f32;
            let value = similarities.get((share * last).round() as usize);
            value.map_or_else(|| "—".to_owned(), |value| format!("{value:.2}"))
        };
        let shares = if alike { [0.5, 0.95] } else { [0.05, 0.5] };
        table.row(&[
            name.into(),
            trials().count().to_string(),
            wrong.count().to_string(),
            trials().filter(|it| it.seen.is_none()).count().to_string(),
            at(shares[0]),
            at(shares[1]),
        ]);
    }
}

/// Similarity of two subjects, by their places in the list.
type Pair = (f32, usize, usize);

/// Every photo with every other: none should match but pictures that are in the set twice.
fn pairs(subjects: &[Subject]) {
    let compared: Vec<Pair> = (0..subjects.len())
        .into_par_iter()
        .flat_map_iter(|one| (one + 1..subjects.len()).map(move |other| (one, other)))
        .map(|(one, other)| {
            let seen = compare_shots(&subjects[one].print, &subjects[other].print);
            (seen.similarity, one, other)
        })
        .collect();
    let limit = ShotComparison::SAME_SHOT_SIMILARITY;
    let (same, apart): (Vec<Pair>, Vec<Pair>) =
        compared.into_iter().partition(|pair| pair.0 >= limit);
    let highest = apart.iter().map(|pair| pair.0).fold(0.0, f32::max);
    let mut table = Table::new("Different files in pairs", &["pair", "similarity"]);
    table.row(&[
        format!("{} pairs that are told apart, highest", apart.len()),
        format!("{highest:.2}"),
    ]);
    for (similarity, one, other) in same {
        let names = [one, other].map(|index| subjects[index].name.as_str());
        table.row(&[names.join(" = "), format!("{similarity:.2}")]);
    }
    table.print();
}

/// Times on one thread.
#[expect(clippy::disallowed_methods, reason = "a tool measures time")]
fn cost(engine: &Engine) -> Result<()> {
    const TURNS: usize = 31;
    let bytes = to_jpeg(
        &draw(&PortraitSpec::seeded(1)).image,
        &JpegOptions::default(),
    )?;
    let analysis = analyzed(engine, &bytes).context("a drawn photo cannot be analysed")?;
    let print = fingerprint(&analysis).context("a drawn face is not seen")?;
    let median_ms = |work: &dyn Fn()| {
        let mut times: Vec<f64> = (0..TURNS)
            .map(|_| {
                let started = Instant::now();
                work();
                started.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        times.sort_by(f64::total_cmp);
        format!("{:.2}", times[TURNS / 2])
    };
    let mut table = Table::new("Same shot: cost", &["what", "median ms", "bytes"]);
    let taken = median_ms(&|| drop(std::hint::black_box(fingerprint(&analysis))));
    let length = ShotFingerprint::LENGTH.to_string();
    table.row(&["fingerprint of an analysed photo".into(), taken, length]);
    let compared = median_ms(&|| {
        std::hint::black_box(compare_shots(&print, &print));
    });
    table.row(&["comparison".into(), compared]);
    table.print();
    Ok(())
}

/// The JPEG files one folder down, sorted.
fn list_photos(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for theme in std::fs::read_dir(folder)? {
        let theme = theme?.path();
        if !theme.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(theme)? {
            let file = file?.path();
            if file.extension().is_some_and(|ending| ending == "jpg") {
                files.push(file);
            }
        }
    }
    files.sort();
    Ok(files)
}

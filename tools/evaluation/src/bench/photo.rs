//! Benchmarks a 12-megapixel phone photo up to the checked portrait, beside software that does a
//! part of it.
#![expect(clippy::disallowed_methods, reason = "this tool measures time")]

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::figures::{median, print_line};
use super::one_core::output_on_one_core;
use crate::table::Table;

/// Timed passes; the first two warm caches and do not count.
const PASSES: usize = 17;
const WARM_UP: usize = 2;

/// Figures that a measured process prints as one JSON line.
#[derive(Debug, Serialize, Deserialize)]
struct Figures {
    median_ms: f64,
    best_ms: f64,
    peak_mb: f64,
}

/// Draws the photo, runs all programs on it, prints the table.
pub(crate) fn run(root: &Path, python: &Path) -> Result<()> {
    let folder = root.join("target/bench");
    std::fs::create_dir_all(&folder)?;
    let photo = folder.join("phone-12mp.jpg");
    let bytes = draw_12_megapixels()?;
    std::fs::write(&photo, &bytes)?;
    let photo_text = photo
        .to_str()
        .context("the target folder's path is not UTF-8")?;

    let own_program = std::env::current_exe()?;
    let ours = parse(&output_on_one_core(
        root,
        &own_program,
        &["bench-photo", photo_text],
    )?)?;
    let cli = root.join("target/release/caixiang");
    let portrait = folder.join("portrait.jpg");
    let portrait = portrait
        .to_str()
        .context("the target folder's path is not UTF-8")?;
    let whole = time_process(
        root,
        &cli,
        &["render", photo_text, "--force", "-o", portrait],
    )?;
    let thumbnail = folder.join("thumbnail.jpg[Q=85]");
    let thumbnail = thumbnail
        .to_str()
        .context("the target folder's path is not UTF-8")?;
    let vips = ["--size", "480x640!", "-o", thumbnail, photo_text];
    let vips = time_process(root, Path::new("vipsthumbnail"), &vips)?;
    let script = root.join("tools/evaluation/peers/mediapipe_photo.py");
    let script = script.to_str().context("the project's path is not UTF-8")?;
    let mediapipe = parse(&output_on_one_core(root, python, &[script, photo_text])?)?;

    let title = format!("12 MP JPEG ({:.1} MB), one core", bytes.len() as f64 / 1e6);
    let mut table = Table::new(&title, &["who", "does", "median ms", "best ms", "peak MB"]);
    let mut row = |who: &str, does: &str, figures: &Figures| {
        table.row(&[
            who.into(),
            does.into(),
            format!("{:.0}", figures.median_ms),
            format!("{:.0}", figures.best_ms),
            format!("{:.0}", figures.peak_mb),
        ]);
    };
    row(
        "caixiang, in process",
        "decode, check, render, encode",
        &ours,
    );
    row(
        "caixiang render, whole process",
        "the same and starting up",
        &whole,
    );
    row(
        "vipsthumbnail, whole process",
        "decode and resize only",
        &vips,
    );
    row(
        "Python mediapipe 0.10.14, in process",
        "detection, mesh, mask on decoded pixels",
        &mediapipe,
    );
    table.print();
    Ok(())
}

/// A drawn portrait of 3024 × 4032 pixels as a phone would store it.
fn draw_12_megapixels() -> Result<Vec<u8>> {
    let photo = test_kit::draw(&test_kit::PortraitSpec::seeded(1).scaled(2.52));
    let options = test_kit::JpegOptions {
        exif: Some(test_kit::ExifTags::phone()),
        ..Default::default()
    };
    Ok(test_kit::to_jpeg(&photo.image, &options)?)
}

/// Measures this process on one photo and prints [`Figures`] as JSON.
pub(crate) fn measure_here(photo: &Path) -> Result<()> {
    let bytes = std::fs::read(photo)?;
    let engine = portrait::Engine::new()?;
    let output = standard::OutputSpec::DIPLOMA;
    let limits = codec::Limits::default();
    let mut times = Vec::new();
    for _ in 0..PASSES {
        let started = Instant::now();
        let analysis = portrait::analyze(&engine, &bytes, &limits, &output)?;
        let portrait = portrait::render(&engine, &analysis, &output)?;
        times.push(started.elapsed().as_secs_f64() * 1e3);
        anyhow::ensure!(!portrait.jpeg.is_empty(), "an empty portrait");
    }
    let mut counted = times.split_off(WARM_UP);
    let figures = Figures {
        median_ms: median(&mut counted),
        best_ms: counted.first().copied().unwrap_or_default(),
        peak_mb: crate::process::own_peak_mb()?,
    };
    print_line(&serde_json::to_string(&figures)?);
    Ok(())
}

/// Wall time and peak memory of whole processes.
fn time_process(root: &Path, program: &Path, arguments: &[&str]) -> Result<Figures> {
    let mut times = Vec::new();
    let timer = [
        &["-f", "%M", program.to_str().context("path is not UTF-8")?],
        arguments,
    ]
    .concat();
    for _ in 0..PASSES {
        let started = Instant::now();
        output_on_one_core(root, program, arguments)?;
        times.push(started.elapsed().as_secs_f64() * 1e3);
    }
    let peak_mb = peak_of(root, &timer)?;
    let mut counted = times.split_off(WARM_UP);
    Ok(Figures {
        median_ms: median(&mut counted),
        best_ms: counted.first().copied().unwrap_or_default(),
        peak_mb,
    })
}

/// Peak memory by GNU time, which `cargo xtask bench` installs.
fn peak_of(root: &Path, timer: &[&str]) -> Result<f64> {
    let output = std::process::Command::new("time")
        .args(timer)
        .current_dir(root)
        .output()
        .context("GNU time is needed to measure a process's memory")?;
    let text = String::from_utf8_lossy(&output.stderr);
    let last = text.lines().last().context("time printed nothing")?;
    Ok(last.trim().parse::<f64>()? * 1024.0 / 1e6)
}

fn parse(text: &str) -> Result<Figures> {
    let line = text
        .lines()
        .last()
        .context("the measured process printed nothing")?;
    serde_json::from_str(line).context("the measured process printed no JSON")
}

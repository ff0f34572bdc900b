//! Fuzzes every decoder for a limited time. The targets are in `fuzz/`, a workspace of its own, which `cargo
//! test` does not build.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::models;
use crate::process::{cargo, finish};
use crate::say::say;

/// The version that is installed where `cargo fuzz` is missing.
const CARGO_FUZZ: &str = "cargo-fuzz@0.13.2";

/// Seconds per target where none are asked for.
const DEFAULT_SECONDS: u32 = 60;

/// Every target and the longest input that is tried, bytes.
const TARGETS: &[(&str, u32)] = &[
    ("codec", 16 << 10),
    // The smallest network, the target's seed, has to fit.
    ("tflite", 256 << 10),
    ("collection_code", 4 << 10),
    ("documents", 8 << 10),
];

/// Runs every target for the seconds asked for; the first that finds a fault ends the run.
pub(crate) fn run(root: &Path, rest: &[String]) -> Result<()> {
    let seconds = match rest.first() {
        Some(text) => text
            .parse()
            .with_context(|| format!("`{text}` is not a number of seconds"))?,
        None => DEFAULT_SECONDS,
    };
    models::run(root)?;
    install(root)?;
    for (target, max_bytes) in TARGETS {
        say(&format!("fuzzing {target} for {seconds} s"));
        let corpus = corpus(root, target)?;
        run_target(root, target, &corpus, [seconds, *max_bytes])?;
    }
    Ok(())
}

fn install(root: &Path) -> Result<()> {
    let known = Command::new(env!("CARGO"))
        .args(["fuzz", "--version"])
        .output();
    if known.is_ok_and(|output| output.status.success()) {
        return Ok(());
    }
    cargo(root, &["install", "--locked", CARGO_FUZZ])
}

/// The folder that a target's inputs grow in, begun with sound ones: from nothing a fuzzer would
/// need days to find the first valid header.
fn corpus(root: &Path, target: &str) -> Result<PathBuf> {
    let corpus = root.join("fuzz/corpus").join(target);
    std::fs::create_dir_all(&corpus).context("the corpus folder cannot be made")?;
    let mut seeds = Vec::new();
    if target == "tflite" {
        seeds.push(root.join("models/face_detection_short_range.tflite"));
    }
    let committed = root.join("fuzz/seeds").join(target);
    if committed.is_dir() {
        for entry in std::fs::read_dir(&committed)? {
            seeds.push(entry?.path());
        }
    }
    for seed in seeds {
        let name = seed.file_name().unwrap_or_default();
        std::fs::copy(&seed, corpus.join(name))
            .with_context(|| format!("{} cannot be copied", seed.display()))?;
    }
    Ok(corpus)
}

fn run_target(root: &Path, target: &str, corpus: &Path, limits: [u32; 2]) -> Result<()> {
    let corpus = corpus.to_str().context("the project's path is not UTF-8")?;
    let [seconds, max_bytes] = limits;
    let time = format!("-max_total_time={seconds}");
    let length = format!("-max_len={max_bytes}");
    let arguments = [
        "fuzz",
        "run",
        // The sanitizers are only in nightly compilers, and product code is free of `unsafe`.
        "--sanitizer",
        "none",
        target,
        corpus,
        "--",
        &time,
        &length,
        "-rss_limit_mb=1024",
        "-timeout=10",
        "-verbosity=0",
        "-print_final_stats=1",
    ];
    let mut command = Command::new(env!("CARGO"));
    // Coverage instrumentation is behind nightly flags. This lets the pinned stable compiler take
    // them, for this one command; the rival, a second toolchain, would be one more download.
    command
        .current_dir(root)
        .args(arguments)
        .env("RUSTC_BOOTSTRAP", "1");
    finish(&mut command, "cargo", &arguments)
}

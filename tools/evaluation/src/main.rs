//! Accuracy tables, benchmarks, a simulated season and training; called by `cargo xtask eval | bench | simulate | train-heads`.
//!
//! The tool is not shipped. Reference photos lie in a folder `shared` beside the checkout; a table
//! that needs them says so when it is absent.

mod any_background;
mod bench;
mod chroma;
mod codes;
mod covered;
mod heads;
mod hostile;
mod labels;
mod landmarks;
mod latencies;
mod portraits;
mod process;
mod same_shot;
mod saturation;
mod season;
mod table;
mod truth;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = root()?;
    let shared = root.join("../shared");
    // Where `cargo xtask bench` installs our peers.
    let peers = root.join("target/peers/bin/python");
    match words.as_slice() {
        // One line per task here; the work is in the module of that name.
        ["fusion-examples", packages] => any_background::training::run(
            &shared,
            Path::new(packages),
            &root.join("target/evaluation/fusion"),
        ),
        ["eval", "any-background", packages, half @ ..] => {
            use any_background::{Before, Half};
            let (half, fusion) = match half {
                [half @ .., "--fusion", file] => (half, Some(Path::new(*file))),
                _ => (half, None),
            };
            let (name, before) = match half {
                ["fit"] => ("fit", Before::Scenes(Half::Fit)),
                ["more"] => ("more", Before::ScenesMorePeople(Half::Proof)),
                ["walls"] => ("walls", Before::OwnWalls),
                _ => ("proof", Before::Scenes(Half::Proof)),
            };
            let out = root.join("target/evaluation/any-background").join(name);
            any_background::run(&shared, Path::new(packages), &out, before, fusion)
        }
        ["eval", "attributes", names @ ..] => heads::evaluate(&shared, names),
        ["eval"] => {
            landmarks::run(&shared)?;
            labels::run(&shared, &root.join("target/evaluation"))?;
            heads::evaluate(&shared, &[])?;
            portraits::run(&shared, &root.join("target/evaluation/portraits"), None)?;
            chroma::run(&shared)?;
            codes::run(&shared)?;
            hostile::run(&shared)?;
            same_shot::run(&shared)?;
            covered::run(&shared)?;
            covered::run_worn(&shared)?;
            saturation::run(&shared)?;
            truth::run(&shared, &root.join("target/evaluation/truth"), None)
        }
        ["eval", "chroma"] => chroma::run(&shared),
        ["eval", "covered"] => covered::run(&shared),
        ["eval", "worn"] => covered::run_worn(&shared),
        ["eval", "codes"] => codes::run(&shared),
        ["eval", "hostile"] => hostile::run(&shared),
        ["eval", "labels"] => labels::run(&shared, &root.join("target/evaluation")),
        ["eval", "landmarks"] => landmarks::run(&shared),
        ["eval", "portraits", filter @ ..] => portraits::run(
            &shared,
            &root.join("target/evaluation/portraits"),
            filter.first().copied(),
        ),
        ["eval", "saturation"] => saturation::run(&shared),
        ["eval", "same-shot"] => same_shot::run(&shared),
        ["eval", "truth", only @ ..] => truth::run(
            &shared,
            &root.join("target/evaluation/truth"),
            only.first().copied(),
        ),
        ["bench", "networks"] => bench::networks::run(&root, &peers),
        ["bench", "photo"] => bench::photo::run(&root, &peers),
        ["bench", python] => bench::run(&root, Path::new(python)),
        ["bench-service"] => bench::service::run(),
        ["bench-reads"] => bench::service::run_reads(),
        ["bench-office"] => bench::service::office(),
        ["season", options @ ..] => simulate_season(options),
        ["bench-abuse"] => bench::service::run_abuse(),
        // What `bench` starts as processes of their own.
        ["bench-networks", limit] => bench::networks::measure_here(limit),
        ["bench-photo", photo] => bench::photo::measure_here(Path::new(photo)),
        ["train-heads", names @ ..] => heads::train(&shared, &root, names),
        _ => bail!("unknown task `{}`", words.join(" ")),
    }
}

/// From costs of a file where one is named; measured here and now otherwise.
fn simulate_season(options: &[&str]) -> Result<()> {
    let options = season::Options::read(options)?;
    let costs = match &options.costs {
        Some(file) => season::Costs::read(file)?,
        None => bench::service::costs()?,
    };
    if let Some(file) = &options.keep {
        costs.keep(file)?;
    }
    season::run(&options, &costs)
}

/// The workspace's root folder.
fn root() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors()
        .nth(2)
        .map(Path::to_path_buf)
        .context("the tool lies in the workspace")
}

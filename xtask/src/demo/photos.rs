//! Checks and renders photos of people with the real binary, and shows all of it on one HTML page.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::build::{PROFILE, folder, program};
use super::page;
use crate::models;
use crate::process::{capture, cargo};
use crate::say::say;

/// Builds, runs and prints the path of the page.
pub(super) fn run(root: &Path) -> Result<()> {
    models::run(root)?;
    say("building (a few minutes the first time) …");
    cargo(
        root,
        &["build", PROFILE, "--quiet", "--package", "caixiang"],
    )?;
    let folder = folder(root)?;
    say("checking and rendering four photos …");
    let photos = take(root, &folder)?;
    let results = render(root, &folder, &photos)?;
    let file = folder.join("index.html");
    std::fs::write(&file, page::html(&results)).context("the page cannot be written")?;
    for result in &results {
        let said = |key: &str| result[key].as_str().unwrap_or_default();
        say(&format!("  {:5} {}", said("verdict"), said("file")));
    }
    say(&format!("open {}", file.display()));
    Ok(())
}

/// Photos of rendered people, of which one would be accepted.
const PHOTOS: [&str; 4] = [
    "photo-good.jpg",
    "photo-shelf.jpg",
    "photo-eyes-closed.jpg",
    "photo-mask.jpg",
];

/// Puts the photos into the folder; their names.
fn take(root: &Path, folder: &Path) -> Result<Vec<String>> {
    let people = root.join("tools/demo/people");
    for photo in PHOTOS {
        std::fs::copy(people.join(photo), folder.join(photo))
            .with_context(|| format!("{photo} cannot be copied"))?;
    }
    Ok(PHOTOS.map(str::to_owned).to_vec())
}

/// What the binary says about each photo. Faulty ones are rendered too: the page shows why the
/// checks are there.
fn render(root: &Path, folder: &Path, photos: &[String]) -> Result<Vec<Value>> {
    let binary = program(root, "caixiang");
    let binary = binary.to_str().context("the project's path is not UTF-8")?;
    let flags = ["render", "--force", "--out-dir", ".", "--format", "jsonl"];
    let photos: Vec<&str> = photos.iter().map(String::as_str).collect();
    let lines = capture(folder, binary, &[&flags[..], &photos].concat())?;
    let results: Vec<Value> = lines
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()
        .context("bad JSON line")?;
    ensure!(results.len() == photos.len(), "a photo has no result");
    Ok(results)
}

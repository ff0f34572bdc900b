//! The demonstration: the whole service with 300 drawn students, or, as `demo photos`, three photos
//! checked and rendered on one page.

mod page;
mod photos;
mod service;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Shows what is asked for.
pub(crate) fn run(root: &Path, rest: &[String]) -> Result<()> {
    let words: Vec<&str> = rest.iter().map(String::as_str).collect();
    match words[..] {
        [] => service::run(root, true),
        ["--no-serve"] => service::run(root, false),
        ["photos"] => photos::run(root),
        _ => bail!("say `demo`, `demo --no-serve` or `demo photos`"),
    }
}

/// Where everything of the demonstration is; not kept by git.
fn folder(root: &Path) -> Result<PathBuf> {
    let folder = root.join("demo");
    std::fs::create_dir_all(&folder).context("the demo folder cannot be made")?;
    Ok(folder)
}

/// The profile of the build: optimised, and quick to build.
const PROFILE: &str = "--profile=demo";

/// A program of that build.
fn program(root: &Path, name: &str) -> PathBuf {
    let name = format!("target/demo/{name}{}", std::env::consts::EXE_SUFFIX);
    root.join(name)
}

//! Build profile, programs and folder of the demonstration.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Where everything of the demonstration is; not kept by git.
pub(super) fn folder(root: &Path) -> Result<PathBuf> {
    let folder = root.join("demo");
    std::fs::create_dir_all(&folder).context("the demo folder cannot be made")?;
    Ok(folder)
}

/// The profile of the build: optimised, and quick to build.
pub(super) const PROFILE: &str = "--profile=demo";

/// A program of that build.
pub(super) fn program(root: &Path, name: &str) -> PathBuf {
    let name = format!("target/demo/{name}{}", std::env::consts::EXE_SUFFIX);
    root.join(name)
}

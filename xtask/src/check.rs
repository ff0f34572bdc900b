//! What a change must pass before it lands: layout, dependencies, pages, format, lints, docs.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::cargo;
use crate::{dependencies, manifests, models, tidy, web};

/// Runs all checks; the first that fails ends the run.
pub(crate) fn run(root: &Path) -> Result<()> {
    models::run(root)?;
    tidy::run(root)?;
    dependencies::check(root, &manifests::list(root)?)?;
    web::check(root)?;
    cargo(root, &["fmt", "--all", "--check"])?;
    cargo(
        root,
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ],
    )?;
    docs(root)
}

/// Builds the documentation with warnings as errors.
fn docs(root: &Path) -> Result<()> {
    let status = Command::new(env!("CARGO"))
        .current_dir(root)
        .args([
            "doc",
            "--workspace",
            "--no-deps",
            "--quiet",
            "--document-private-items",
        ])
        .env("RUSTDOCFLAGS", "-D warnings")
        .status()
        .context("cargo doc could not be started")?;
    if !status.success() {
        bail!("the documentation has errors");
    }
    Ok(())
}

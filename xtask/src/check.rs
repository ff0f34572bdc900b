//! All static checks of a change: layout, dependencies, pages, format, lints, docs.

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
    format_of_rules(root)?;
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

/// Checks the format of the files that `cargo fmt` does not see, because a macro declares them.
fn format_of_rules(root: &Path) -> Result<()> {
    let folder = root.join("crates/standard/src/rules");
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--check", "--edition", "2024"]);
    let files = std::fs::read_dir(&folder).context("the folder of the rules cannot be read")?;
    for file in files {
        rustfmt.arg(file?.path());
    }
    let status = rustfmt.status().context("rustfmt could not be started")?;
    if !status.success() {
        bail!("run `rustfmt --edition 2024 crates/standard/src/rules/*.rs`");
    }
    Ok(())
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

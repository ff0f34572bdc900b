//! Runs the benchmarks of `tools/evaluation`, which measure our speed and that of our peers in one run.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::{Variable, cargo, cargo_with, finish};
use crate::{models, peers, services};

/// Prints the tables of the part asked for: `portrait`, `service`, `reads`, `office`, `abuse`, `disc`, or the first two.
pub(crate) fn run(root: &Path, rest: &[String]) -> Result<()> {
    let parts: Vec<&str> = rest.iter().map(String::as_str).collect();
    match parts.as_slice() {
        [] => {
            portrait(root)?;
            service(root)
        }
        ["portrait"] => portrait(root),
        ["service"] => service(root),
        ["disc"] => disc(root),
        ["reads"] => measure(root, &["bench-reads"], &services::for_bench(root)?),
        ["office"] => measure(root, &["bench-office"], &services::for_bench(root)?),
        ["abuse"] => measure(root, &["bench-abuse"], &services::for_bench(root)?),
        other => bail!(
            "`{}` is not measured; `portrait`, `service`, `reads`, `office`, `abuse` and `disc` are",
            other.join(" ")
        ),
    }
}

/// Pictures: installs the peers first.
fn portrait(root: &Path) -> Result<()> {
    let python = peers::install(root)?;
    let python = python
        .to_str()
        .context("the target folder's path is not UTF-8")?;
    measure(root, &["bench", python], &[])
}

/// The collection service under load: installs what loads it and what it is compared with first.
fn service(root: &Path) -> Result<()> {
    let variables = services::for_bench(root)?;
    measure(root, &["bench-service"], &variables)
}

/// Archives and discs, beside the disk alone and xorriso. An example of its crate: the evaluation tool would build the
/// whole service for it.
fn disc(root: &Path) -> Result<()> {
    let variables = services::for_disc_bench(root)?;
    let run = ["run", "--release", "--quiet", "--package", "disc"];
    cargo_with(
        root,
        &[&run[..], &["--example", "measure_disc"]].concat(),
        &variables,
    )
}

/// Builds the product and the evaluation tool, optimised, and starts one of the tool's tasks. Not by
/// `cargo run`: for one package alone it would build the dependencies anew with other features.
pub(crate) fn measure(root: &Path, task: &[&str], variables: &[Variable]) -> Result<()> {
    models::run(root)?;
    let build = ["build", "--release", "--package", "caixiang"];
    cargo(root, &[&build[..], &["--package", "evaluation"]].concat())?;
    let program = format!("target/release/evaluation{}", std::env::consts::EXE_SUFFIX);
    let mut command = Command::new(root.join(program));
    command
        .current_dir(root)
        .args(task)
        .envs(variables.iter().map(|(name, path)| (name, path)));
    finish(&mut command, "evaluation", task)
}

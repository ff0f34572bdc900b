//! Our speed beside our peers' in the same run; ratios matter, not milliseconds. Pictures get one
//! core each, the service the whole machine.

pub(crate) mod networks;
pub(crate) mod photo;
pub(crate) mod service;

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

/// Prints the tables of pictures.
pub(crate) fn run(root: &Path, python: &Path) -> Result<()> {
    networks::run(root, python)?;
    photo::run(root, python)
}

/// A program on one core.
fn on_one_core(root: &Path, program: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("taskset");
    command
        .args(["-c", "0"])
        .arg(program)
        .args(arguments)
        .current_dir(root)
        // An inherited tuning for other machines would slow the peers down.
        .env_remove("OPENBLAS_CORETYPE")
        .env_remove("OPENBLAS_L2_SIZE")
        .env("GLOG_minloglevel", "3");
    command
}

/// Runs a program on one core and gives its standard output.
fn output_on_one_core(root: &Path, program: &Path, arguments: &[&str]) -> Result<String> {
    let output = on_one_core(root, program, arguments)
        .output()
        .with_context(|| format!("{} could not be started", program.display()))?;
    if !output.status.success() {
        bail!(
            "{} failed: {}",
            program.display(),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    String::from_utf8(output.stdout).context("output is not UTF-8")
}

/// The middle value; 0 for none.
fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

#[expect(clippy::print_stdout, reason = "what this tool measures is its output")]
fn print_line(line: &str) {
    println!("{line}");
}

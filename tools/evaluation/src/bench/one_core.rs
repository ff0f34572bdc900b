//! Starts programs on one core of the machine.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

/// A program on one core.
pub(super) fn on_one_core(root: &Path, program: &Path, arguments: &[&str]) -> Command {
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
pub(super) fn output_on_one_core(
    root: &Path,
    program: &Path,
    arguments: &[&str],
) -> Result<String> {
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

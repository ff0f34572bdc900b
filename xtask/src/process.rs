//! Calling other programs: cargo, npm's users, package managers.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

/// Runs a command in `directory` and fails with its name when it fails.
pub(crate) fn run(directory: &Path, program: &str, arguments: &[&str]) -> Result<()> {
    let mut command = Command::new(program);
    command.current_dir(directory).args(arguments);
    finish(&mut command, program, arguments)
}

/// Runs a command and gives its standard output.
pub(crate) fn capture(directory: &Path, program: &str, arguments: &[&str]) -> Result<String> {
    let output = Command::new(program)
        .current_dir(directory)
        .args(arguments)
        .stderr(std::process::Stdio::inherit())
        .output()
        .with_context(|| format!("`{program}` could not be started; is it installed?"))?;
    // Exit code 1 may be a verdict (a photo failed); output is what the caller wants then.
    match output.status.code() {
        Some(0 | 1) => String::from_utf8(output.stdout).context("output is not UTF-8"),
        _ => bail!(
            "`{program} {}` ended with {}",
            arguments.join(" "),
            output.status
        ),
    }
}

/// Runs cargo with `arguments`.
pub(crate) fn cargo(root: &Path, arguments: &[&str]) -> Result<()> {
    run(root, env!("CARGO"), arguments)
}

/// Runs a prepared command and fails with its name when it fails.
pub(crate) fn finish(command: &mut Command, program: &str, arguments: &[&str]) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("`{program}` could not be started; is it installed?"))?;
    if !status.success() {
        bail!("`{program} {}` ended with {status}", arguments.join(" "));
    }
    Ok(())
}

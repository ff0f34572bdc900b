//! Runs other programs: cargo, npm, package managers.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// An environment variable and the path that it hands on.
pub(crate) type Variable = (&'static str, PathBuf);

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
    cargo_with(root, arguments, &[])
}

/// Runs cargo with `arguments`; what it starts finds `variables` in its environment.
pub(crate) fn cargo_with(root: &Path, arguments: &[&str], variables: &[Variable]) -> Result<()> {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(root).args(arguments);
    for (variable, path) in variables {
        command.env(variable, path);
    }
    finish(&mut command, "cargo", arguments)
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

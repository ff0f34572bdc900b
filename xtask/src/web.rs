//! What people see: the npm workspace in `web`. Its own scripts do the work; here it is installed as
//! the lock file says, and called.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::install::find;
use crate::models::hex;
use crate::process::finish;
use crate::say;

/// Files that decide what is installed.
const DECIDING: &[&str] = &[
    "package-lock.json",
    "package.json",
    ".npmrc",
    "shared/package.json",
];

/// Where what is installed is remembered. It goes with the packages when somebody removes them.
const STAMP: &str = "node_modules/.installed";

/// Types as `web/openapi.json` has them, the compiler, and lints.
pub(crate) fn check(root: &Path) -> Result<()> {
    let advice =
        "the pages do not pass; where the API has changed, `npm --prefix web run generate`";
    run(root, "check", advice)
}

/// Unit tests.
pub(crate) fn test(root: &Path) -> Result<()> {
    run(root, "test", "a test of the pages fails")
}

/// Runs a script of the workspace; `failed` is said when it fails.
fn run(root: &Path, script: &str, failed: &'static str) -> Result<()> {
    let folder = root.join("web");
    install(&folder)?;
    npm(&folder, &["run", "--silent", script]).context(failed)
}

/// Installs the packages of the lock file. Costs nothing when they are there.
fn install(folder: &Path) -> Result<()> {
    let wanted = fingerprint(folder)?;
    let stamp = folder.join(STAMP);
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    say("installing the packages of the pages …");
    let quiet = ["--no-progress", "--loglevel=error"];
    // Packages bring code; none may run commands of its own here.
    let arguments = [&["ci", "--ignore-scripts"], &quiet[..]].concat();
    npm(folder, &arguments).context("is the npm registry reachable?")?;
    std::fs::write(&stamp, wanted).context("the stamp of the packages cannot be written")
}

/// Changes with every file that decides what is installed.
fn fingerprint(folder: &Path) -> Result<String> {
    let mut files = Vec::new();
    for name in DECIDING {
        let path = folder.join(name);
        let bytes = std::fs::read(&path);
        files.push(bytes.with_context(|| format!("{} cannot be read", path.display()))?);
    }
    Ok(hash_of(&files))
}

fn hash_of(files: &[Vec<u8>]) -> String {
    let mut hash = Sha256::new();
    for bytes in files {
        // Else a line that moves from one file to the next would change nothing.
        hash.update(bytes.len().to_be_bytes());
        hash.update(bytes);
    }
    hex(&hash.finalize())
}

/// Runs npm. What it says goes to standard error, as that of every installer.
fn npm(folder: &Path, arguments: &[&str]) -> Result<()> {
    // On Windows it is a script, which only the shell finds.
    let name = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let Some(program) = find(name) else {
        bail!(
            "npm is missing: the pages need Node.js 20.19 or newer with npm (https://nodejs.org, or \
             the Debian packages nodejs and npm where they are new enough)"
        );
    };
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(std::io::stderr());
    finish(&mut command, "npm", arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: [&str; 2], after: [&str; 2]) {
        let [before, after] =
            [before, after].map(|files| hash_of(&files.map(|text| text.as_bytes().to_vec())));
        assert_ne!(before, after);
    }

    #[test]
    fn a_change_of_any_file_is_seen() {
        check(["lock", "package"], ["lock 2", "package"]);
        check(["lock", "package"], ["lock", "package 2"]);
        check(["lock", "package"], ["lockp", "ackage"]);
    }
}

//! Installs Node packages by their lock file and runs their scripts.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::fingerprint::fingerprint;
use crate::install::find;
use crate::process::Variable;
use crate::process::finish;
use crate::say::say;

/// A folder with a lock file of its own.
pub(super) struct Package {
    /// Below the project's root.
    pub(super) folder: &'static str,
    /// Files in it that decide what is installed.
    pub(super) deciding: &'static [&'static str],
}

/// The file that records what is installed. It is inside the packages' folder, and removed with it.
const STAMP: &str = "node_modules/.installed";

impl Package {
    /// Runs a script, after installing what it needs.
    pub(super) fn run(&self, root: &Path, script: &str, variables: &[Variable]) -> Result<()> {
        self.install(root)?;
        let folder = root.join(self.folder);
        npm(&folder, &["run", "--silent", script], variables)
    }

    /// Installs the packages of the lock file. Costs nothing when they are there.
    pub(super) fn install(&self, root: &Path) -> Result<()> {
        let folder = root.join(self.folder);
        let deciding = self.deciding.iter().map(|name| folder.join(name));
        let wanted = fingerprint(deciding)?;
        let stamp = folder.join(STAMP);
        if std::fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
            return Ok(());
        }
        say(&format!("installing the packages of {} …", self.folder));
        let quiet = ["--no-progress", "--loglevel=error"];
        // Packages bring code; none may run commands of its own here.
        let arguments = [&["ci", "--ignore-scripts"], &quiet[..]].concat();
        npm(&folder, &arguments, &[]).context("is the npm registry reachable?")?;
        std::fs::write(&stamp, wanted).context("the stamp of the packages cannot be written")
    }
}

/// Runs npm. What it says goes to standard error, as that of every installer.
fn npm(folder: &Path, arguments: &[&str], variables: &[Variable]) -> Result<()> {
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
        .envs(variables.iter().map(|(name, path)| (name, path)))
        .stdin(Stdio::null())
        .stdout(std::io::stderr());
    finish(&mut command, "npm", arguments)
}

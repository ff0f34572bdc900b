//! A pinned package of npm or Python, fetched with the registry's ordinary client. It does *not* know what the
//! package is for.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::install;

/// Where a package is published.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Registry {
    #[default]
    Npm,
    Pypi,
}

/// One version of one package.
pub(super) struct Package<'a> {
    pub(super) registry: Registry,
    pub(super) name: &'a str,
    pub(super) version: &'a str,
}

impl Package<'_> {
    /// The folder with the package's files; fetched into `cache` unless it is there.
    pub(super) fn folder(&self, root: &Path, cache: &Path) -> Result<PathBuf> {
        match self.registry {
            Registry::Npm => Ok(self.unpacked(cache)?.join("package")),
            Registry::Pypi => self.installed(root, cache),
        }
    }

    /// The folder below `cache` with the Python package alone, fetched with the ordinary client.
    fn installed(&self, root: &Path, cache: &Path) -> Result<PathBuf> {
        let package = format!("{}=={}", self.name, self.version);
        let folder = cache.join(package.replace('=', "_"));
        // What the package would run with is not needed: only one file is taken.
        if install::python(root, &folder, &["--no-deps", &package])?.is_none() {
            bail!("{package} needs Python; install it and run this again");
        }
        install::packages(&folder)
    }

    /// The folder below `cache` with the npm package, fetched with the ordinary client.
    fn unpacked(&self, cache: &Path) -> Result<PathBuf> {
        let package = format!("{}@{}", self.name, self.version);
        let folder = cache.join(package.replace(['/', '@'], "_"));
        if folder.join("package").is_dir() {
            return Ok(folder);
        }
        std::fs::create_dir_all(&folder)?;
        let output = Command::new("npm")
            .args(["pack", "--silent", &package])
            .current_dir(&folder)
            .output()
            .context("npm could not be started; install Node, which brings it")?;
        if !output.status.success() {
            let reason = String::from_utf8_lossy(&output.stderr);
            bail!(
                "npm could not fetch {package} (is the registry reachable?): {}",
                reason.trim()
            );
        }
        let archive = String::from_utf8(output.stdout).context("npm printed no file name")?;
        let archive = archive
            .lines()
            .last()
            .context("npm printed no file name")?
            .trim();
        let unpacked = Command::new("tar")
            .args(["-xzf", archive])
            .current_dir(&folder)
            .status()
            .context("tar")?;
        ensure!(unpacked.success(), "{archive} could not be unpacked");
        Ok(folder)
    }
}

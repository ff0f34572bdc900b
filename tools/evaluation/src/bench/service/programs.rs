//! The external programs of the benchmark, as `cargo xtask bench service` passes them. Nothing is
//! installed here.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// Paths of the programs.
#[derive(Debug)]
pub(super) struct Programs {
    /// The product, built as this tool was.
    pub(super) caixiang: PathBuf,
    /// Serves the static file.
    pub(super) nginx: PathBuf,
    /// The HTTP load generator.
    pub(super) wrk: PathBuf,
    /// Folder of PostgreSQL's programs.
    pub(super) postgres: PathBuf,
}

impl Programs {
    /// Locates the programs.
    ///
    /// # Errors
    /// Names the first one that is missing.
    pub(super) fn find() -> Result<Self> {
        let here = std::env::current_exe().context("this program does not know where it is")?;
        let caixiang = here.with_file_name("caixiang");
        ensure!(
            caixiang.is_file(),
            "there is no caixiang beside this program; `cargo xtask bench service` builds it"
        );
        Ok(Self {
            caixiang,
            nginx: named("CAIXIANG_BENCH_NGINX")?,
            wrk: named("CAIXIANG_BENCH_WRK")?,
            postgres: named("CAIXIANG_BENCH_POSTGRES_BIN")?,
        })
    }

    /// Versions of the peers, for the head of the tables.
    ///
    /// # Errors
    /// A program that does not start.
    pub(super) fn versions(&self) -> Result<String> {
        let postgres = said(&self.postgres.join("postgres"), "--version")?;
        let nginx = said(&self.nginx, "-v")?;
        Ok(format!(
            "{}; nginx {}",
            postgres.replace("postgres (PostgreSQL)", "PostgreSQL"),
            nginx.rsplit('/').next().unwrap_or_default()
        ))
    }
}

fn named(variable: &str) -> Result<PathBuf> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .with_context(|| format!("{variable} is not set; `cargo xtask bench service` sets it"))
}

/// The first line that a program says of itself; nginx says it on standard error.
fn said(program: &Path, option: &str) -> Result<String> {
    let output = Command::new(program).arg(option).output();
    let output = output.with_context(|| format!("{} does not start", program.display()))?;
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    Ok(text.lines().next().unwrap_or_default().trim().to_owned())
}

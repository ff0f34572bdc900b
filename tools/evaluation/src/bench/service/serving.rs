//! Starts the product as an installation does: `caixiang serve` and `caixiang work` on the data of
//! a [`World`], configured by environment variables.

use std::process::Command;

use anyhow::{Context, Result};

use super::programs::Programs;
use super::running::Running;
use super::world::World;
use crate::process::peak_mb;

/// A server that listens.
#[derive(Debug)]
pub(super) struct Service {
    process: Running,
    /// Address of the service, `http://127.0.0.1:PORT`.
    pub(super) address: String,
}

/// Process that runs the jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Jobs {
    /// The server itself.
    Inside,
    /// `caixiang work`, or no process.
    Elsewhere,
}

impl Service {
    /// Starts `caixiang serve` and waits until it listens.
    ///
    /// # Errors
    /// With what it said last, if it ends instead.
    pub(super) fn start(programs: &Programs, world: &World, jobs: Jobs) -> Result<Self> {
        let mut command = command(programs, world);
        command.args(["serve", "--listen", "127.0.0.1:0"]);
        if jobs == Jobs::Elsewhere {
            command.arg("--no-workers");
        }
        Self::listen(&mut command, world)
    }

    /// Starts `caixiang serve` with the limits that an installation has by default.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub(super) fn start_as_installed(programs: &Programs, world: &World) -> Result<Self> {
        let mut command = command(programs, world);
        for (name, _) in world.variables() {
            if name.contains("RATES") {
                command.env_remove(name);
            }
        }
        command.args(["serve", "--listen", "127.0.0.1:0"]);
        Self::listen(&mut command, world)
    }

    fn listen(command: &mut Command, world: &World) -> Result<Self> {
        let mut process = Running::start(command, world.file("serve.log"))?;
        let said = process.line()?;
        let port = said
            .split_once("http://127.0.0.1:")
            .map(|(_, rest)| {
                rest.trim_start()
                    .split(|letter: char| !letter.is_ascii_digit())
            })
            .and_then(|mut parts| parts.next())
            .context("the service does not say where it listens")?;
        Ok(Self {
            address: format!("http://127.0.0.1:{port}"),
            process,
        })
    }

    /// Its process id.
    pub(super) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Its largest resident memory so far, megabytes (10⁶ bytes).
    ///
    /// # Errors
    /// If it has ended.
    pub(super) fn peak_mb(&self) -> Result<f64> {
        peak_mb(&self.process.id().to_string())
    }
}

/// Starts `caixiang work` with one picture at a time, the `number`th beside others.
///
/// # Errors
/// With what it said last, if it ends instead.
pub(super) fn start_worker(programs: &Programs, world: &World, number: usize) -> Result<Running> {
    let mut command = command(programs, world);
    command
        .arg("work")
        .env("CAIXIANG_WORK__PICTURES", "1")
        // One more is fetched meanwhile. With many, the last ones would wait at one worker while
        // the other has nothing left.
        .env("CAIXIANG_WORK__JOBS", "2");
    let log = world.file(&format!("work-{number}.log"));
    let mut process = Running::start(&mut command, log)?;
    process.line()?;
    Ok(process)
}

fn command(programs: &Programs, world: &World) -> Command {
    let mut command = Command::new(&programs.caixiang);
    command
        .args(["--lang", "en"])
        // Where no caixiang.toml lies.
        .current_dir(world.folder())
        .envs(world.variables());
    command
}

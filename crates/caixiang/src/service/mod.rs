//! The collection service at the command line: `serve`, `work`, `admin`, `doctor`. This folder wires
//! the crates; the use cases are in `app`.

mod admin;
mod anchors;
pub(crate) mod arguments;
mod choice;
mod clock;
mod config;
mod doctor;
mod explain;
mod log;
mod open;
mod printer;
mod run;
mod set_keys;
mod settings;
mod words;

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::runtime::{Builder, Runtime};

use self::arguments::{AdminArguments, DoctorArguments, Place, ServeArguments, WorkArguments};
use self::config::{Config, LogConfig, LogFormat};
use crate::environment;
use crate::language::Language;

/// The configuration that is read where none is named.
const CONFIG_FILE: &str = "caixiang.toml";

/// How long work on pictures that nobody waits for any more may hold the process up.
const LAST_WORK: Duration = Duration::from_secs(1);

/// Runs the HTTP API, and the jobs unless another process does them.
pub(crate) fn serve(arguments: &ServeArguments, language: Language) -> Result<ExitCode> {
    let mut config = configure(&arguments.place)?;
    if let Some(listen) = arguments.listen {
        config.server.listen = listen;
        config.set.flag(("server", "listen"), listen.to_string());
    }
    log::begin(&config.log)?;
    let does_jobs = !arguments.no_workers;
    let served = finish(run::serve(&config, does_jobs, language));
    Ok(explain::exit_code(served, language))
}

/// Does the jobs alone.
pub(crate) fn work(arguments: &WorkArguments, language: Language) -> Result<ExitCode> {
    let config = configure(&arguments.place)?;
    log::begin(&config.log)?;
    let worked = finish(run::work(&config, language));
    Ok(explain::exit_code(worked, language))
}

/// Carries out one command of an operator.
pub(crate) fn admin(arguments: &AdminArguments, language: Language) -> Result<ExitCode> {
    let config = configure(&arguments.place)?;
    log::begin(&for_a_person())?;
    let done = finish(admin::run(&config, arguments, language));
    Ok(explain::exit_code(done, language))
}

/// Looks whether the service can work.
pub(crate) fn doctor(arguments: &DoctorArguments, language: Language) -> Result<ExitCode> {
    log::begin(&for_a_person())?;
    // A configuration that cannot be read is a finding, not wrong usage.
    let config = configure(&arguments.place);
    let examined = finish(doctor::run(config, arguments.format, language));
    Ok(explain::exit_code(examined, language))
}

/// Reads the file that is named or lies here, the variables, and the flags.
fn configure(place: &Place) -> Result<Config> {
    let here = Path::new(CONFIG_FILE);
    let file = match &place.config {
        Some(named) => Some(named.as_path()),
        None => here.exists().then_some(here),
    };
    let mut config = Config::load(file, environment::variables())?;
    if let Some(data) = &place.data {
        config.data.clone_from(data);
        config.set.flag(("", "data"), data.display().to_string());
    }
    Ok(config)
}

/// What a command that ends by itself has to say beside its results.
fn for_a_person() -> LogConfig {
    LogConfig {
        format: LogFormat::Text,
        level: "warn".to_owned(),
        audit_anchors: None,
    }
}

fn finish(work: impl Future<Output = Result<ExitCode>>) -> Result<ExitCode> {
    let runtime = runtime()?;
    let ended = runtime.block_on(work);
    runtime.shutdown_timeout(LAST_WORK);
    ended
}

fn runtime() -> Result<Runtime> {
    let runtime = Builder::new_multi_thread().enable_all().build();
    runtime.context("the threads of the service cannot be started")
}

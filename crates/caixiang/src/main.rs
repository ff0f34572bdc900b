//! The command line: `caixiang check`, `render`, `code`, `roster` for files; `serve`, `work`, `admin`, `doctor`
//! for the collection service.
//!
//! It reads and writes files, builds the service from its crates, and formats results. Measurements, rules,
//! images and use cases are in the libraries.

mod arguments;
mod code;
mod environment;
mod failure;
mod format;
mod help;
mod inputs;
mod judge;
mod language;
mod localize;
mod outputs;
mod photos;
mod pool;
mod report;
mod roster;
mod service;
mod terminal;
mod text;

use std::process::ExitCode;

use crate::{
    arguments::{Arguments, Command},
    language::Language,
};

/// Wrong usage; clap uses the same.
const WRONG_USAGE: u8 = 2;

fn main() -> ExitCode {
    // Two crates below bring a provider of their own; without a choice the first connection panics.
    // An error says that one is chosen already.
    let _chosen = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let raw: Vec<_> = std::env::args_os().collect();
    let language = Language::from_arguments(&raw).unwrap_or_else(environment::language);
    let arguments = match Arguments::parse(raw, language) {
        Ok(arguments) => arguments,
        Err(error) => match localize::usage_error(&error) {
            Some(said) if language == Language::Zh => {
                terminal::complain(&said);
                return ExitCode::from(WRONG_USAGE);
            }
            _ => error.exit(),
        },
    };
    match run(&arguments, language) {
        Ok(code) => code,
        Err(error) => {
            terminal::complain(&format!("caixiang: {error:#}"));
            ExitCode::from(WRONG_USAGE)
        }
    }
}

/// An error here is wrong usage; whatever is wrong with one file is a line of the output instead.
fn run(arguments: &Arguments, language: Language) -> anyhow::Result<ExitCode> {
    match &arguments.command {
        Command::Check(check) => photos::check(check, language),
        Command::Render(render) => photos::render(render, language),
        Command::Code(code) => Ok(code::read_all(code, language)),
        Command::Roster(roster) => roster::run(roster, language),
        Command::Serve(serve) => service::serve(serve, language),
        Command::Work(work) => service::work(work, language),
        Command::Admin(admin) => service::admin(admin, language),
        Command::Doctor(doctor) => service::doctor(doctor, language),
        Command::Completions { shell } => {
            Ok(match terminal::say(&Arguments::completions(*shell)) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => terminal::unsaid(&error, true, language),
            })
        }
    }
}

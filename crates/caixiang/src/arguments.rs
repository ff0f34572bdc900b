//! What can be typed: commands, options and their English help. The Chinese help is in `localize`.

use std::{ffi::OsString, path::PathBuf};

use clap::{Args, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::{
    language::Language,
    localize,
    service::arguments::{AdminArguments, DoctorArguments, ServeArguments, WorkArguments},
};

/// Turns phone photos into checked, official diploma portraits, and runs their collection.
#[derive(Debug, Parser)]
#[command(
    name = "caixiang",
    version,
    arg_required_else_help = true,
    after_help = localize::PROGRAM_EXAMPLES_EN
)]
pub(crate) struct Arguments {
    /// Language of help and messages (default: that of the system, else zh).
    #[arg(long, global = true, value_enum, value_name = "LANGUAGE")]
    pub(crate) lang: Option<Language>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check photos against the standard and say what to do better.
    Check(CheckArguments),
    /// Check photos and render the official portrait of those that pass.
    Render(RenderArguments),
    /// Read the collection code (采集码) in pictures.
    Code(CodeArguments),
    /// Run the collection service: the HTTP API and the jobs behind it.
    Serve(ServeArguments),
    /// Do the jobs of the collection service, without the HTTP API.
    Work(WorkArguments),
    /// Set centres up, run batches, look after the service.
    Admin(Box<AdminArguments>),
    /// Look whether the service can work, and say what to do.
    Doctor(DoctorArguments),
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: Shell,
    },
}

#[derive(Debug, Args)]
#[command(after_help = localize::CHECK_EXAMPLES.en)]
pub(crate) struct CheckArguments {
    /// Photos (JPEG, PNG, WebP); a folder stands for the pictures directly inside it.
    #[arg(required = true, value_name = "PHOTO")]
    pub(crate) photos: Vec<PathBuf>,
    /// The standard: guangdong-2023, cn-diploma-99 or a TOML file.
    #[arg(long, value_name = "NAME|FILE", default_value = crate::judge::DEFAULT_SPEC)]
    pub(crate) spec: String,
    /// How results are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
#[command(after_help = localize::RENDER_EXAMPLES.en)]
pub(crate) struct RenderArguments {
    #[command(flatten)]
    pub(crate) check: CheckArguments,
    /// The portrait's file; only for a single photo.
    #[arg(short, long, value_name = "FILE", conflicts_with = "out_dir")]
    pub(crate) output: Option<PathBuf>,
    /// Folder for the portraits, made if missing (default: beside each photo). They are called
    /// PHOTO.portrait.jpg; a portrait that is already there is replaced.
    #[arg(long, value_name = "DIR")]
    pub(crate) out_dir: Option<PathBuf>,
    /// Render although a check fails.
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
#[command(after_help = localize::CODE_EXAMPLES.en)]
pub(crate) struct CodeArguments {
    /// Pictures with a collection code; a folder stands for the pictures directly inside it.
    #[arg(required = true, value_name = "PICTURE")]
    pub(crate) pictures: Vec<PathBuf>,
    /// How results are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a person.
    Text,
    /// One JSON object per input and line, in input order.
    Jsonl,
}

impl Arguments {
    /// Parses `raw`, program name first. The error is also used for `--help` and `--version`.
    pub(crate) fn parse(raw: Vec<OsString>, language: Language) -> Result<Self, clap::Error> {
        let matches = localize::command(language).try_get_matches_from(raw)?;
        Self::from_arg_matches(&matches)
    }
}

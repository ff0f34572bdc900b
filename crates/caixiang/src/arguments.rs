//! Commands and options of the command line, with their English help. The Chinese help is in `help`.

use std::{ffi::OsString, path::PathBuf};

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use clap_complete::Shell;

use crate::{
    format::{Format, RosterFormat},
    help::examples,
    language::Language,
    localize::localize,
    service::arguments::{AdminArguments, DoctorArguments, ServeArguments, WorkArguments},
};

/// Turns phone photos into checked, official diploma portraits, and runs their collection.
#[derive(Debug, Parser)]
#[command(
    name = "caixiang",
    version,
    arg_required_else_help = true,
    after_help = examples::PROGRAM.en
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
    /// Look at a list of students before it is handed in.
    Roster(RosterArguments),
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
        /// The shell to complete for.
        #[arg(value_enum)]
        shell: Shell,
    },
}

#[derive(Debug, Args)]
#[command(after_help = examples::CHECK.en)]
pub(crate) struct CheckArguments {
    /// Photos (JPEG, PNG, WebP, HEIC); a folder stands for the pictures directly inside it.
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
#[command(after_help = examples::RENDER.en)]
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
#[command(after_help = examples::CODE.en)]
pub(crate) struct CodeArguments {
    /// Pictures with a collection code; a folder stands for the pictures directly inside it.
    #[arg(required = true, value_name = "PICTURE")]
    pub(crate) pictures: Vec<PathBuf>,
    /// How results are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
#[command(after_help = examples::ROSTER.en)]
pub(crate) struct RosterArguments {
    #[command(subcommand)]
    pub(crate) command: RosterCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RosterCommand {
    /// Say what the import would say, by sheet and cell; nothing leaves the machine.
    Check {
        /// The list: xlsx, xls, csv, txt or dbf.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The only sheet of a workbook that is read.
        #[arg(long, value_name = "NAME")]
        sheet: Option<String>,
        /// How the result is written.
        #[arg(long, value_enum, default_value_t = RosterFormat::Text)]
        format: RosterFormat,
    },
}

impl Arguments {
    /// Parses `raw`, program name first. The error is also used for `--help` and `--version`.
    pub(crate) fn parse(raw: Vec<OsString>, language: Language) -> Result<Self, clap::Error> {
        let matches = Self::command_line(language).try_get_matches_from(raw)?;
        Self::from_arg_matches(&matches)
    }

    /// The completion script of a shell.
    pub(crate) fn completions(shell: Shell) -> String {
        let mut script = Vec::new();
        let mut command = Self::command_line(Language::En);
        clap_complete::generate(shell, &mut command, "caixiang", &mut script);
        String::from_utf8_lossy(&script).into_owned()
    }

    fn command_line(language: Language) -> clap::Command {
        localize(Self::command().disable_help_subcommand(true), language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        for language in [Language::Zh, Language::En] {
            Arguments::command_line(language).debug_assert();
        }
    }

    #[test]
    fn every_command_and_option_has_chinese_help() {
        let mut chinese = Arguments::command_line(Language::Zh);
        chinese.build();
        let missing = without_chinese(&chinese, "");
        assert_eq!(missing, Vec::<String>::new());
    }

    /// Commands and options whose help has no Chinese character.
    fn without_chinese(command: &clap::Command, path: &str) -> Vec<String> {
        let is_chinese = |text: String| text.chars().any(|letter| letter >= '\u{4e00}');
        let mut missing = Vec::new();
        if !command
            .get_about()
            .is_some_and(|about| is_chinese(about.to_string()))
        {
            missing.push(path.to_owned());
        }
        for argument in command.get_arguments() {
            let help = argument.get_help();
            if !help.is_some_and(|help| is_chinese(help.to_string())) {
                missing.push(format!("{path} {}", argument.get_id()));
            }
        }
        for below in command.get_subcommands() {
            missing.extend(without_chinese(
                below,
                &format!("{path} {}", below.get_name()),
            ));
        }
        missing
    }

    #[test]
    fn defaults_are_told_in_chinese_as_they_are() {
        let mut chinese = Arguments::command_line(Language::Zh);
        chinese.build();
        let mut told = Vec::new();
        told_defaults(&chinese, &mut told);
        let default = |of: &str| {
            told.iter()
                .find(|(name, _)| name == of)
                .map(|(_, help)| help.as_str())
        };
        assert_eq!(default("limit"), Some("条数（默认 20）"));
        assert_eq!(
            default("round"),
            Some("轮次：school 学校，centre 中心（默认 centre）")
        );
        assert!(told.len() > 10, "{told:?}");
        for (name, help) in &told {
            assert_eq!(help.matches("默认").count(), 1, "{name}: {help}");
        }
    }

    /// Options with a default, and their help.
    fn told_defaults(command: &clap::Command, told: &mut Vec<(String, String)>) {
        for argument in command.get_arguments() {
            let has_default = argument
                .get_default_values()
                .iter()
                .any(|value| !value.is_empty());
            if argument.get_action().takes_values() && has_default {
                let help = argument.get_help().map(ToString::to_string);
                told.push((argument.get_id().to_string(), help.unwrap_or_default()));
            }
        }
        for below in command.get_subcommands() {
            told_defaults(below, told);
        }
    }
}

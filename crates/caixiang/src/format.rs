//! The output formats of a command.

use clap::ValueEnum;

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a person.
    Text,
    /// One JSON object per input and line, in input order.
    Jsonl,
}

/// How the look at a roster is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RosterFormat {
    /// For a person.
    Text,
    /// One JSON object.
    Json,
}

//! Results of commands on standard output: a sentence for a person or one JSON object per line.

use anyhow::Result;
use serde::Serialize;

use super::explain::Unsaid;
use crate::format::Format;
use crate::language::Language;
use crate::{report, terminal};

/// Writes results.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printer {
    pub(super) format: Format,
    pub(super) language: Language,
}

impl Printer {
    /// One result: `value` for a program, the sentence in the person's language for a person.
    ///
    /// # Errors
    /// [`Unsaid`] where nobody reads.
    pub(super) fn say(
        self,
        value: &impl Serialize,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Result<()> {
        let text = match self.format {
            Format::Jsonl => report::to_line(value),
            Format::Text => self.language.choose(zh.into(), en.into()) + "\n",
        };
        Ok(terminal::say(&text).map_err(Unsaid)?)
    }
}

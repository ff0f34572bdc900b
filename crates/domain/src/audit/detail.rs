//! The stored form of an action's details: names, and values that cannot hold free text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::timestamp::Timestamp;

/// The details of an action, by their names.
pub(super) type Details = BTreeMap<Word, Detail>;

/// A word of a detail: 1 … 64 characters of `a-z A-Z 0-9 - _ .`, at most six digits in a row. No
/// spaces, no Chinese, no long numbers: no name, phone, student or identity number fits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Word(String);

/// The text is not a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a word of the audit log: 1 to 64 letters, digits, - _ . and no long number")]
pub struct InvalidWord;

impl Word {
    /// Checks a word.
    ///
    /// # Errors
    /// [`InvalidWord`] for other characters and lengths, and for long numbers.
    pub fn new(text: impl Into<String>) -> Result<Self, InvalidWord> {
        let text = text.into();
        let plain = text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
        let mut runs = text.split(|letter: char| !letter.is_ascii_digit());
        let long_number = runs.any(|digits| digits.len() > 6);
        if plain && !long_number && (1..=64).contains(&text.len()) {
            Ok(Self(text))
        } else {
            Err(InvalidWord)
        }
    }

    /// A name that this program gives, which a test has checked.
    pub(super) fn of_name(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// The nearest word to a text that should be one: what cannot stand in a word becomes `_`, and
    /// what is too long is cut. The log gets a line in any case, and never a long number.
    pub(super) fn fitted(text: &str) -> Self {
        let mut digits = 0;
        let letters = text.chars().take(64).map(|letter| {
            digits = if letter.is_ascii_digit() {
                digits + 1
            } else {
                0
            };
            let plain = letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
            if plain && digits <= 6 {
                letter
            } else {
                digits = 0;
                '_'
            }
        });
        let word: String = letters.collect();
        Self(if word.is_empty() {
            "_".to_owned()
        } else {
            word
        })
    }

    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Word {
    type Error = InvalidWord;

    fn try_from(text: String) -> Result<Self, InvalidWord> {
        Self::new(text)
    }
}

impl From<Word> for String {
    fn from(word: Word) -> Self {
        word.0
    }
}

/// One detail of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "kebab-case")]
pub enum Detail {
    /// A count, a limit, a version.
    Number(i64),
    /// A state, a reason, a purpose.
    Word(Word),
    /// Several of them.
    Words(Vec<Word>),
    /// An instant.
    Instant(Timestamp),
    /// Another thing.
    Id(Uuid),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let word = Word::fitted(text);
        assert_eq!(word.as_str(), expected);
        assert_eq!(Word::new(expected), Ok(word));
    }

    #[test]
    fn every_text_is_fitted_into_a_word() {
        check("eyes-open", "eyes-open");
        check("", "_");
        check("照片 1", "___1");
        check("19900000000", "199000_0000");
        check(&"a".repeat(70), &"a".repeat(64));
    }
}

//! The feature code (特征码) that a school hands out with a batch: four to eight letters and digits,
//! kept as issued and compared without regard to case.

use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

use crate::width::cleaned;

/// A batch's feature code.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FeatureCode(String);

/// The text is no feature code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a feature code: 4 to 8 letters and digits")]
pub struct InvalidFeatureCode;

impl FeatureCode {
    /// Characters of generated codes: none that looks or sounds like another one (0 O, 1 I L).
    pub const ALPHABET: &'static [u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// Length of generated codes unless asked otherwise: 31⁶, nearly a thousand million.
    pub const GENERATED_LENGTH: usize = 6;

    /// Reads a code as it was issued or typed. Spaces around it and full-width letters are mended,
    /// the case stays.
    ///
    /// # Errors
    /// [`InvalidFeatureCode`] for other lengths and characters.
    pub fn parse(text: &str) -> Result<Self, InvalidFeatureCode> {
        let code = cleaned(text);
        let plain = code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if plain && (4..=8).contains(&code.len()) {
            Ok(Self(code))
        } else {
            Err(InvalidFeatureCode)
        }
    }

    /// Makes a code of `length` characters, held within 4 … 8. `index_below(n)` returns a random
    /// index, evenly from 0 … n − 1. Whether the code is free among live batches, the caller asks.
    pub fn generate(length: usize, mut index_below: impl FnMut(usize) -> usize) -> Self {
        let count = Self::ALPHABET.len();
        let letters = (0..length.clamp(4, 8)).map(|_| {
            // The remainder only guards the table; an honest source stays below.
            let index = index_below(count) % count;
            char::from(Self::ALPHABET[index])
        });
        Self(letters.collect())
    }

    /// The code as issued.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Upper-case: equal for codes that count as the same. Unique among live batches.
    pub fn key(&self) -> String {
        self.0.to_ascii_uppercase()
    }
}

impl PartialEq for FeatureCode {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Eq for FeatureCode {}

impl Hash for FeatureCode {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl fmt::Display for FeatureCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for FeatureCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "FeatureCode({self})")
    }
}

impl TryFrom<String> for FeatureCode {
    type Error = InvalidFeatureCode;

    fn try_from(text: String) -> Result<Self, InvalidFeatureCode> {
        Self::parse(&text)
    }
}

impl From<FeatureCode> for String {
    fn from(code: FeatureCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str)>) {
        let code = FeatureCode::parse(text).ok();
        let seen = code
            .as_ref()
            .map(|code| (code.as_str().to_owned(), code.key()));
        let expected = expected.map(|(shown, key)| (shown.to_owned(), key.to_owned()));
        assert_eq!(seen, expected);
    }

    #[test]
    fn codes_seen_in_the_wild_are_kept_as_issued() {
        for code in ["J9VG24", "EK43", "JF3D34", "610967"] {
            check(code, Some((code, code)));
        }
        check("zqxslh", Some(("zqxslh", "ZQXSLH")));
        check("5dmww6", Some(("5dmww6", "5DMWW6")));
        check(" ｊ9VG24 ", Some(("j9VG24", "J9VG24")));
    }

    #[test]
    fn other_texts_are_no_codes() {
        for text in ["", "EK4", "J9VG24J9V", "J9 VG24", "特征码一二", "J9VG-4"] {
            check(text, None);
        }
    }

    #[test]
    fn case_does_not_matter() {
        let issued = FeatureCode::parse("aatt7m").unwrap();
        let typed = FeatureCode::parse("AATT7m").unwrap();
        assert_eq!(issued, typed);
        let codes: std::collections::HashSet<_> = [issued, typed].into();
        assert_eq!(codes.len(), 1);
    }

    #[test]
    fn generated_codes_are_unambiguous() {
        let mut next = 0;
        let mut index = |count: usize| {
            next += 1;
            next % count
        };
        for length in [0, 4, 6, 8, 20] {
            let code = FeatureCode::generate(length, &mut index);
            assert_eq!(code.as_str().len(), length.clamp(4, 8));
            assert!(!code.as_str().contains(['0', 'O', '1', 'I', 'L']));
            assert_eq!(FeatureCode::parse(code.as_str()), Ok(code));
        }
    }

    #[test]
    fn a_source_that_lies_cannot_break_the_table() {
        assert_eq!(FeatureCode::generate(4, |count| count).as_str(), "2222");
    }
}

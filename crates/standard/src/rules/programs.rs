//! Compares the programs that signed a file with a list in the spec. A match is an indication about
//! the whole picture, not proof that the face was changed.

use serde::Deserialize;

use super::finding::{Finding, Level};
use crate::text::Text;

/// Programs by name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programs {
    /// Names, compared word by word without regard to case.
    pub names: Vec<String>,
    /// Origin of the list.
    pub source: String,
}

impl Programs {
    /// Missed when a signature contains one of the names.
    pub(super) fn judge(&self, signatures: &[String], told: Text) -> Finding {
        let signed = signatures
            .iter()
            .map(|signature| signature.to_lowercase())
            .filter(|signature| {
                let mut names = self.names.iter().map(|name| name.to_lowercase());
                names.any(|name| names_program(signature, &name))
            })
            .count();
        if signed == 0 {
            return Finding::met(told);
        }
        Finding::new(Level::Missed, signed as f32, 0.0, told)
    }
}

/// Whether a signature holds the name as words of its own: a letter does not go on with a letter, nor a digit
/// with a digit. Chinese is written without gaps, so that every place of it will do.
fn names_program(signature: &str, name: &str) -> bool {
    let goes_on = |one: Option<char>, other: Option<char>| match (one, other) {
        (Some(one), Some(other)) => {
            (one.is_ascii_alphabetic() && other.is_ascii_alphabetic())
                || (one.is_ascii_digit() && other.is_ascii_digit())
        }
        _ => false,
    };
    let mut places = signature.match_indices(name);
    !name.is_empty()
        && places.any(|(start, found)| {
            let (before, after) = (&signature[..start], &signature[start + found.len()..]);
            !goes_on(before.chars().next_back(), name.chars().next())
                && !goes_on(name.chars().next_back(), after.chars().next())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(signature: &str, expected: bool) {
        let names = ["snow", "b612", "美图", "paint.net"];
        let programs = Programs {
            names: names.map(str::to_owned).to_vec(),
            source: "a test".into(),
        };
        let told = Text::new("", "");
        let finding = programs.judge(&[signature.to_owned()], told);
        assert_eq!(finding.level == Level::Missed, expected, "{signature}");
    }

    #[test]
    fn whole_words_count() {
        check("SNOW 12.1", true);
        check("com.SNOW/3", true);
        check("snow2", true);
        check("B612", true);
        check("Paint.NET v4", true);
        check("用美图秀秀修过", true);
    }

    #[test]
    fn parts_of_words_do_not() {
        check("SnowLeopard Camera HAL 3.1", false);
        check("Model B6120", false);
        check("paintxnet", false);
        check("", false);
    }
}

//! The last four characters of an identity number, as a student keys them in to add a degree.

use std::fmt;

use crate::width::compact;

/// Four ASCII letters or digits, upper-case. Compared and hashed, never stored or shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct LastFour([u8; 4]);

/// Fewer than four characters, or others than letters and digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the last four characters are needed: digits, or letters such as X")]
pub struct InvalidLastFour;

impl LastFour {
    /// Takes the last four characters of what was typed, be it four or the whole number, after
    /// taking away spaces, hyphens and brackets, full-width ones too.
    ///
    /// # Errors
    /// [`InvalidLastFour`] if fewer are left or one is neither letter nor digit.
    pub fn parse(text: &str) -> Result<Self, InvalidLastFour> {
        let text = compact(text);
        let last: Vec<char> = text.chars().rev().take(4).collect();
        let last: Option<Vec<u8>> = last
            .into_iter()
            .rev()
            .map(|letter| u8::try_from(letter).ok().filter(u8::is_ascii_alphanumeric))
            .collect();
        last.and_then(|last| last.try_into().ok())
            .map(Self)
            .ok_or(InvalidLastFour)
    }

    /// Of a number that was checked: four ASCII letters and digits or more.
    pub(super) fn of(number: &str) -> Self {
        let mut last = [b'0'; 4];
        for (place, letter) in last.iter_mut().rev().zip(number.bytes().rev()) {
            *place = letter;
        }
        Self(last)
    }

    /// The characters in the clear; only for the vault and for a comparison.
    pub fn expose(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Debug for LastFour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("LastFour(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let last = LastFour::parse(text).ok();
        assert_eq!(last.as_ref().map(LastFour::expose), expected);
    }

    #[test]
    fn what_is_typed_is_normalised() {
        check("002X", Some("002X"));
        check("002x", Some("002X"));
        check(" 0 0-2 ｘ ", Some("002X"));
        check("１２３４", Some("1234"));
        check("A123456(7)", Some("4567"));
        check("A123456（7）", Some("4567"));
        check("11010519491231002X", Some("002X"));
        check("**************002X", Some("002X"));
    }

    #[test]
    fn less_than_four_is_refused() {
        check("", None);
        check("02X", None);
        check("*02X", None);
        check("零02X", None);
    }

    #[test]
    fn it_does_not_show() {
        assert_eq!(format!("{:?}", LastFour::parse("002X")), "Ok(LastFour(…))");
    }
}

//! Numbers of residents: 18 characters of GB 11643 and 15 digits of the first generation.

use time::Date;

use super::kind::{IdentityKind, IdentityNumberError};
use crate::calendar::date_of_digits;

/// GB 11643-1999, 5.4: weights of the first 17 digits.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// The check character for each remainder modulo 11.
const CHECK: &[u8; 11] = b"10X98765432";

/// 17 digits and one ASCII letter or digit.
pub(super) fn looks_new(text: &str) -> bool {
    text.len() == 18
        && text.is_ascii()
        && text.bytes().take(17).all(|byte| byte.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// 15 digits.
pub(super) fn looks_old(text: &str) -> bool {
    text.len() == 15 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Checks what [`looks_new`].
pub(super) fn check_new(text: &str) -> Result<(IdentityKind, Date), IdentityNumberError> {
    let kind = match &text.as_bytes()[..2] {
        b"81" => IdentityKind::HongKongResidencePermit,
        b"82" => IdentityKind::MacauResidencePermit,
        b"83" => IdentityKind::TaiwanResidencePermit,
        [b'1'..=b'7', _] => IdentityKind::ResidentCard,
        [b'9', _] => IdentityKind::ForeignPermanentResidentCard,
        _ => return Err(IdentityNumberError::NoSuchRegion),
    };
    let birth_date = date_of_digits(&text[6..14]).ok_or(IdentityNumberError::NoSuchBirthDate)?;
    if text.as_bytes()[17] == check_character(&text[..17]) {
        Ok((kind, birth_date))
    } else {
        Err(IdentityNumberError::WrongCheckDigit)
    }
}

/// Checks what [`looks_old`].
pub(super) fn check_old(text: &str) -> Result<Date, IdentityNumberError> {
    if !matches!(text.as_bytes()[0], b'1'..=b'7') {
        return Err(IdentityNumberError::NoSuchRegion);
    }
    let digits = format!("19{}", &text[6..12]);
    date_of_digits(&digits).ok_or(IdentityNumberError::NoSuchBirthDate)
}

/// The 18-character form of an old number.
pub(super) fn upgrade(old: &str) -> String {
    let mut number = format!("{}19{}", &old[..6], &old[6..]);
    let check = check_character(&number);
    number.push(char::from(check));
    number
}

fn check_character(digits: &str) -> u8 {
    let weighted = digits.bytes().zip(WEIGHTS);
    let sum: u32 = weighted
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    CHECK[(sum % 11) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(digits: &str, expected: char) {
        assert_eq!(char::from(check_character(digits)), expected);
    }

    #[test]
    fn the_examples_of_the_standard() {
        check("11010519491231002", 'X');
        check("44052418800101001", '4');
    }
}

//! Order numbers: short enough to be told on the telephone, with a check digit.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Digits of a number, the check digit among them.
const LENGTH: usize = 14;

/// The text is no order number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an order number: 14 digits with a check digit at the end are expected")]
pub struct InvalidOrderNumber;

/// The number of an order: the day in six digits, seven random ones, and a check digit by Luhn's rule
/// (ISO/IEC 7812-1), which finds every wrong digit and most swapped neighbours.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrderNumber(String);

impl OrderNumber {
    /// A number of the day `(year, month, day)`. `random` picks an even number below its argument.
    pub fn generate(day: time::Date, mut random: impl FnMut(usize) -> usize) -> Self {
        let year = day.year().rem_euclid(100);
        let mut digits = format!("{year:02}{:02}{:02}", u8::from(day.month()), day.day());
        while digits.len() < LENGTH - 1 {
            let digit = random(10) % 10;
            digits.push_str(&digit.to_string());
        }
        let check = check_digit(&digits);
        digits.push(char::from(b'0' + check));
        Self(digits)
    }

    /// Reads a number; spaces and hyphens between the digits are passed over.
    ///
    /// # Errors
    /// [`InvalidOrderNumber`], also for a check digit that does not fit.
    pub fn parse(text: &str) -> Result<Self, InvalidOrderNumber> {
        let digits: String = text.chars().filter(|sign| !" -".contains(*sign)).collect();
        let is_number = digits.len() == LENGTH && digits.bytes().all(|byte| byte.is_ascii_digit());
        let (body, check) = digits
            .split_at_checked(LENGTH - 1)
            .ok_or(InvalidOrderNumber)?;
        if is_number && check.as_bytes() == [b'0' + check_digit(body)] {
            Ok(Self(digits))
        } else {
            Err(InvalidOrderNumber)
        }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The digit that makes the sum of a number a multiple of ten, every second digit doubled from the right.
fn check_digit(digits: &str) -> u8 {
    let weighted = digits.bytes().rev().enumerate().map(|(place, byte)| {
        let digit = u32::from(byte.wrapping_sub(b'0'));
        let doubled = digit * 2;
        match place % 2 {
            0 => doubled / 10 + doubled % 10,
            _ => digit,
        }
    });
    ((10 - weighted.sum::<u32>() % 10) % 10) as u8
}

impl fmt::Display for OrderNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for OrderNumber {
    type Err = InvalidOrderNumber;

    fn from_str(text: &str) -> Result<Self, InvalidOrderNumber> {
        Self::parse(text)
    }
}

impl TryFrom<String> for OrderNumber {
    type Error = InvalidOrderNumber;

    fn try_from(text: String) -> Result<Self, InvalidOrderNumber> {
        Self::parse(&text)
    }
}

impl From<OrderNumber> for String {
    fn from(number: OrderNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_back_however_it_is_spaced() {
        let day = time::macros::date!(2023 - 09 - 06);
        let mut next = 0;
        let number = OrderNumber::generate(day, |_| {
            next += 1;
            next
        });
        assert_eq!(number.as_str(), "23090612345672");
        assert_eq!(OrderNumber::parse("230906 1234567 2"), Ok(number));
    }

    #[test]
    fn one_wrong_digit_is_found() {
        let good = "23090612345672";
        for place in 0..LENGTH {
            let mut digits = good.as_bytes().to_vec();
            digits[place] = b'0' + (digits[place] - b'0' + 1) % 10;
            let text = String::from_utf8(digits).unwrap();
            assert_eq!(OrderNumber::parse(&text), Err(InvalidOrderNumber), "{text}");
        }
        for text in ["", "2309061234567", "230906123456720", "23090612345特2"] {
            assert_eq!(OrderNumber::parse(text), Err(InvalidOrderNumber), "{text}");
        }
    }
}

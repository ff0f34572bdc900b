//! Taxpayer numbers (纳税人识别号) of organisations, for invoices.

use serde::{Deserialize, Serialize};

/// Signs of a unified social credit code (GB 32100-2015): no I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Weights of its first 17 signs: powers of 3 modulo 31 (GB 32100-2015, 4.2).
const WEIGHTS: [u32; 17] = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
];

/// Why a text is no taxpayer number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTaxNumber {
    /// Neither 18 nor 15 signs, or a sign that does not occur.
    #[error("a taxpayer number has 18 signs, or 15 digits if it is an old one")]
    Form,
    /// The last sign does not fit the others: a typing error.
    #[error("the check sign of the taxpayer number does not fit")]
    CheckSign,
}

/// The number of an organisation: its unified social credit code of 18 signs, or an old number of 15
/// digits, which has no check sign.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TaxNumber(String);

impl TaxNumber {
    /// Reads a number as people type it: small letters and spaces are put right.
    ///
    /// # Errors
    /// [`InvalidTaxNumber`] says what is wrong.
    pub fn parse(text: &str) -> Result<Self, InvalidTaxNumber> {
        let cleaned = crate::width::cleaned(text);
        let number: String = cleaned
            .chars()
            .filter(|sign| !sign.is_whitespace())
            .collect();
        let number = number.to_ascii_uppercase();
        match number.len() {
            15 if number.bytes().all(|byte| byte.is_ascii_digit()) => Ok(Self(number)),
            18 => {
                let value = |byte: u8| ALPHABET.iter().position(|sign| *sign == byte);
                let values: Option<Vec<usize>> = number.bytes().map(value).collect();
                let values = values.ok_or(InvalidTaxNumber::Form)?;
                let weighted = values.iter().zip(WEIGHTS);
                let sum: u32 = weighted.map(|(value, weight)| *value as u32 * weight).sum();
                let check = (31 - sum % 31) % 31;
                if values.last().is_some_and(|last| *last as u32 == check) {
                    Ok(Self(number))
                } else {
                    Err(InvalidTaxNumber::CheckSign)
                }
            }
            _ => Err(InvalidTaxNumber::Form),
        }
    }

    /// The number, letters in capitals.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for TaxNumber {
    type Error = InvalidTaxNumber;

    fn try_from(text: String) -> Result<Self, InvalidTaxNumber> {
        Self::parse(&text)
    }
}

impl From<TaxNumber> for String {
    fn from(number: TaxNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, InvalidTaxNumber>) {
        let parsed = TaxNumber::parse(text);
        assert_eq!(
            parsed.as_ref().map(TaxNumber::as_str),
            expected.as_ref().map(|text| *text)
        );
    }

    #[test]
    fn codes_of_18_signs_are_checked() {
        // The example of GB 32100-2015.
        check("91350100M000100Y43", Ok("91350100M000100Y43"));
        check(" 91350100m000 100y43 ", Ok("91350100M000100Y43"));
        check("91350100M000100Y44", Err(InvalidTaxNumber::CheckSign));
        check("91350100M000100Y4O", Err(InvalidTaxNumber::Form));
    }

    #[test]
    fn old_numbers_have_15_digits() {
        check("440106123456789", Ok("440106123456789"));
        check("44010612345678", Err(InvalidTaxNumber::Form));
        check("44010612345678A", Err(InvalidTaxNumber::Form));
        check("", Err(InvalidTaxNumber::Form));
        check("特征码特征码", Err(InvalidTaxNumber::Form));
    }

    proptest! {
        #[test]
        fn one_wrong_sign_is_always_found(place in 0_usize..18, other in 0_usize..31) {
            let mut signs = b"91350100M000100Y43".to_vec();
            prop_assume!(signs[place] != ALPHABET[other]);
            signs[place] = ALPHABET[other];
            let text = String::from_utf8(signs).unwrap();
            prop_assert_eq!(TaxNumber::parse(&text), Err(InvalidTaxNumber::CheckSign));
        }
    }
}

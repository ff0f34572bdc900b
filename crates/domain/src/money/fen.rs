//! Money in whole fen (分), a hundredth of a yuan. Never negative: a refund is an amount of its own.
//! Sums over many orders are computed by the database.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount of 0 … 4 294 967 295 fen, which is ¥42 949 672.95. Stored and sent as a whole number.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize
)]
#[serde(transparent)]
pub struct Fen(u32);

impl Fen {
    /// From a number of fen.
    pub const fn new(fen: u32) -> Self {
        Self(fen)
    }

    /// The number of fen.
    pub const fn as_u32(self) -> u32 {
        self.0
    }

    /// The sum; `None` beyond the range.
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// What is left; `None` where `other` is more.
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(rest) => Some(Self(rest)),
            None => None,
        }
    }

    /// The price of `count` pieces; `None` beyond the range.
    pub const fn checked_mul(self, count: u32) -> Option<Self> {
        match self.0.checked_mul(count) {
            Some(product) => Some(Self(product)),
            None => None,
        }
    }
}

/// As `¥13.50`.
impl fmt::Display for Fen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "¥{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(fen: u32, expected: &str) {
        assert_eq!(Fen::new(fen).to_string(), expected);
    }

    #[test]
    fn amounts_are_shown_in_yuan() {
        check(0, "¥0.00");
        check(7, "¥0.07");
        check(1200, "¥12.00");
        check(u32::MAX, "¥42949672.95");
    }

    #[test]
    fn nothing_is_lost_beyond_the_range() {
        let (one, most) = (Fen::new(1), Fen::new(u32::MAX));
        assert_eq!(Fen::new(1350).checked_add(one), Some(Fen::new(1351)));
        assert_eq!(Fen::new(1350).checked_sub(one), Some(Fen::new(1349)));
        assert_eq!(Fen::new(1350).checked_mul(3), Some(Fen::new(4050)));
        assert_eq!(most.checked_add(one), None);
        assert_eq!(one.checked_sub(most), None);
        assert_eq!(most.checked_mul(2), None);
    }

    #[test]
    fn an_amount_is_stored_as_a_whole_number() {
        assert_eq!(serde_json::to_string(&Fen::new(1350)).unwrap(), "1350");
        assert_eq!(serde_json::from_str::<Fen>("1350").unwrap(), Fen::new(1350));
        assert!(serde_json::from_str::<Fen>("-1").is_err());
        assert!(serde_json::from_str::<Fen>("13.5").is_err());
    }
}

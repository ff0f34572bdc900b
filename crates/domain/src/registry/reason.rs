//! Why the registry refuses a portrait, in its own words.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Longest reason, characters.
const MAX_CHARS: usize = 200;

/// A reason in the registry's words: 1 to 200 characters. `Debug` hides it: somebody may have written a name.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegistryReason(String);

/// The text is no reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a reason has 1 to 200 characters")]
pub struct InvalidRegistryReason;

impl RegistryReason {
    /// Trims and takes a reason.
    ///
    /// # Errors
    /// [`InvalidRegistryReason`] for nothing and for more than 200 characters.
    pub fn parse(text: &str) -> Result<Self, InvalidRegistryReason> {
        let text = text.trim();
        if text.is_empty() || text.chars().count() > MAX_CHARS {
            return Err(InvalidRegistryReason);
        }
        Ok(Self(text.to_owned()))
    }

    /// The text, for the student and for staff who look after the hand-over.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for RegistryReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RegistryReason(…)")
    }
}

impl TryFrom<String> for RegistryReason {
    type Error = InvalidRegistryReason;

    fn try_from(text: String) -> Result<Self, InvalidRegistryReason> {
        Self::parse(&text)
    }
}

impl From<RegistryReason> for String {
    fn from(reason: RegistryReason) -> Self {
        reason.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_says_something_and_not_too_much() {
        let reason = RegistryReason::parse(" 照片与录取照片同版 ").unwrap();
        assert_eq!(reason.as_str(), "照片与录取照片同版");
        assert_eq!(format!("{reason:?}"), "RegistryReason(…)");
        assert_eq!(RegistryReason::parse("  "), Err(InvalidRegistryReason));
        assert!(RegistryReason::parse(&"照".repeat(200)).is_ok());
        assert_eq!(
            RegistryReason::parse(&"照".repeat(201)),
            Err(InvalidRegistryReason)
        );
    }
}

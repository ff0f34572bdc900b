//! The last part of a link that a QR code carries.

use std::fmt;

use serde::{Deserialize, Serialize};

/// 4 … 32 characters of `a-z 0-9 -`; unique in the installation.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LinkSlug(String);

/// The text cannot be part of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the end of a link: 4 to 32 of a-z, 0-9 and -")]
pub struct InvalidLinkSlug;

impl LinkSlug {
    /// Reads a slug; capitals, which some scanners make, count as small letters.
    ///
    /// # Errors
    /// [`InvalidLinkSlug`] for other characters and lengths.
    pub fn parse(text: &str) -> Result<Self, InvalidLinkSlug> {
        let slug = text.to_ascii_lowercase();
        let plain = slug
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if plain && (4..=32).contains(&slug.len()) {
            Ok(Self(slug))
        } else {
            Err(InvalidLinkSlug)
        }
    }

    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LinkSlug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for LinkSlug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "LinkSlug({self})")
    }
}

impl TryFrom<String> for LinkSlug {
    type Error = InvalidLinkSlug;

    fn try_from(text: String) -> Result<Self, InvalidLinkSlug> {
        Self::parse(&text)
    }
}

impl From<LinkSlug> for String {
    fn from(slug: LinkSlug) -> Self {
        slug.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, sound: bool) {
        assert_eq!(LinkSlug::parse(text).is_ok(), sound, "{text}");
    }

    #[test]
    fn slugs_need_no_escape_in_a_link() {
        check("sgu-2024", true);
        check("SGU-2024", true);
        check("sgu", false);
        check("sgu/2024", false);
        check("韶关学院", false);
        check(&"a".repeat(33), false);
    }
}

//! The version of a thing that a caller has read before asking for a change.

use domain::Version;

use crate::failure::Failure;

/// Which version a change is meant for. The use case checks it against the row that it reads anyway,
/// so nothing is read twice; a change between that and the write is found by compare-and-set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Expected {
    /// The present one, whichever it is.
    #[default]
    Any,
    /// One of these; an empty list fits no version.
    OneOf(Vec<Version>),
}

impl Expected {
    /// Accepts the present version or refuses.
    ///
    /// # Errors
    /// [`Failure::Stale`] for another version than the expected one.
    pub fn check(&self, present: Version) -> Result<(), Failure> {
        match self {
            Self::OneOf(versions) if !versions.contains(&present) => Err(Failure::Stale),
            Self::Any | Self::OneOf(_) => Ok(()),
        }
    }
}

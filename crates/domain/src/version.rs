//! The version of an aggregate, raised by one with every change, for compare-and-set writes. It is
//! neither the number of the stored form nor the number of a photo.

use serde::{Deserialize, Serialize};

/// Counts the changes of one aggregate; a new one has [`Version::FIRST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(u64);

impl Version {
    /// The version of something that never changed: 1.
    pub const FIRST: Self = Self(1);

    /// From the stored number.
    pub const fn from_u64(number: u64) -> Self {
        Self(number)
    }

    /// The number to store, 1 or more.
    pub const fn as_u64(self) -> u64 {
        self.0
    }

    /// The version after one more change.
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(formatter)
    }
}

//! A region for individual collection (散拍), without a feature code. Its batch has the rules.

use serde::{Deserialize, Serialize};

use crate::id::{CentreId, RegionId};
use crate::slug::LinkSlug;
use crate::version::Version;

/// A region that one centre serves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// Unique; made outside, in order of creation.
    pub id: RegionId,
    /// The centre that serves it.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// Name for people, found by a search.
    pub name: String,
    /// End of the link that the region's QR code carries.
    pub slug: LinkSlug,
}

impl Region {
    /// A new region.
    pub fn enter(id: RegionId, centre: CentreId, name: String, slug: LinkSlug) -> Self {
        Self {
            id,
            centre,
            version: Version::FIRST,
            name,
            slug,
        }
    }

    /// Takes a new name; the link stays, it hangs on walls.
    pub fn rename(mut self, name: String) -> Self {
        self.name = name;
        self.version = self.version.next();
        self
    }
}

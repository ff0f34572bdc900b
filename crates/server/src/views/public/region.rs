//! Regions in which students are collected one by one.

use app::region::RegionView as FoundRegion;
use domain::Region;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A region in which students are collected one by one.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RegionView {
    id: Uuid,
    name: String,
    /// End of the link that its QR code carries.
    slug: String,
}

impl From<Region> for RegionView {
    fn from(region: Region) -> Self {
        Self {
            id: region.id.as_uuid(),
            slug: region.slug.to_string(),
            name: region.name,
        }
    }
}

/// A region that a search found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundRegionView {
    #[serde(flatten)]
    region: RegionView,
    /// Name of the centre that serves it.
    centre_name: String,
}

impl From<FoundRegion> for FoundRegionView {
    fn from(found: FoundRegion) -> Self {
        Self {
            region: found.region.into(),
            centre_name: found.centre_name,
        }
    }
}

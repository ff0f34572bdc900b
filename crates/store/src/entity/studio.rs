//! Studios of a region.

use domain::Studio;

use crate::entity::sortable;
use crate::record::record;

record! {
    Studio, in "studio" as |studio| {
        region: Uuid = studio.region.as_uuid(),
        name: String = sortable(&studio.name),
    } changes;
}

//! Regions, found by a part of their name.

use domain::Region;

use crate::entity::sortable;
use crate::record::record;

record! {
    Region, in "region" as |region| {
        centre: Uuid = region.centre.as_uuid(),
        slug: String = region.slug.as_str().to_owned(),
        // Folded here, because SQLite folds ASCII alone.
        name_folded: String = sortable(&region.name.to_lowercase()),
    } changes;
}

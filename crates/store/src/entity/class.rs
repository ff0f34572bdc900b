//! Classes; a name is unique within school and unit.

use domain::Class;

use crate::entity::sortable;
use crate::record::record;

record! {
    Class, in "class" as |class| {
        school: Uuid = class.school.as_uuid(),
        // Classes without a unit share one: NULL would be different from NULL in the unique index.
        unit_key: Uuid = class.unit.map_or(Uuid::nil(), domain::UnitId::as_uuid),
        name: String = sortable(&class.name),
    } changes;
}

//! Colleges and teaching points; a name is unique within school and kind.

use domain::Unit;

use crate::entity::sortable;
use crate::record::record;

record! {
    Unit, in "unit" as |unit| {
        school: Uuid = unit.school.as_uuid(),
        kind: String = unit.kind.name().to_owned(),
        name: String = sortable(&unit.name),
    } changes;
}

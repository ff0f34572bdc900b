//! Colleges and teaching points; a name is unique within school and kind.

use domain::{Unit, UnitKind};

use crate::entity::sortable;
use crate::record::record;

record! {
    Unit, in "unit" as |unit| {
        school: Uuid = unit.school.as_uuid(),
        kind: String = kind(unit.kind).to_owned(),
        name: String = sortable(&unit.name),
    } changes;
}

const fn kind(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::College => "college",
        UnitKind::TeachingPoint => "teaching-point",
    }
}

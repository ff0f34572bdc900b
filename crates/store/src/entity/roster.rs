//! Lines of rosters; a student number is unique within batch and school.

use domain::{ClassId, RosterEntry, UnitId};

use super::sortable;
use crate::record::record;

record! {
    RosterEntry, in "roster" as |entry| {
        batch: Uuid = entry.batch.as_uuid(),
        school: Uuid = entry.placement.school.as_uuid(),
        college: Option<Uuid> = entry.placement.college.map(UnitId::as_uuid),
        teaching_point: Option<Uuid> = entry.placement.teaching_point.map(UnitId::as_uuid),
        class: Option<Uuid> = entry.placement.class.map(ClassId::as_uuid),
        level: Option<String> = Some(sortable(entry.cohort.level.as_str())),
        student_number: String = entry.student_number.index.to_hex(),
    }
}

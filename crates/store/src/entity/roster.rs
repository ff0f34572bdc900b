//! Lines of rosters; a student number is unique within batch and school.

use domain::RosterEntry;

use crate::record::record;

record! {
    RosterEntry, in "roster" as |entry| {
        batch: Uuid = entry.batch.as_uuid(),
        school: Uuid = entry.placement.school.as_uuid(),
        student_number: String = entry.student_number.index.to_hex(),
    }
}

//! Runs of print jobs.

use domain::{PrintRun, SchoolId, Timestamp};

use crate::record::record;

record! {
    PrintRun, in "print_run" as |run| {
        centre: Uuid = run.centre.as_uuid(),
        batch: Uuid = run.batch.as_uuid(),
        school: Option<Uuid> = run.school.map(SchoolId::as_uuid),
        built_at: Option<i64> = run.built_at().map(Timestamp::as_micros),
    } changes through run.state.name();
}

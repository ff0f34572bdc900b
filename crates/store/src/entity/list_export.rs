//! Lists of many students that are taken out as files.

use domain::{ListExport, Timestamp};

use crate::record::record;

record! {
    ListExport, in "list_export" as |list| {
        centre: Uuid = list.centre.as_uuid(),
        batch: Uuid = list.wish.batch.as_uuid(),
        proposed_by: Uuid = list.proposed_by.as_uuid(),
        file_ends_at: Option<i64> = list.file_ends_at().map(Timestamp::as_micros),
    } changes through list.state.name();
}

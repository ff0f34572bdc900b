//! Data discs.

use domain::{DataDisc, Timestamp};

use crate::record::record;

record! {
    DataDisc, in "data_disc" as |disc| {
        centre: Uuid = disc.centre.as_uuid(),
        batch: Uuid = disc.batch.as_uuid(),
        files_end_at: Option<i64> = disc.files_end_at().map(Timestamp::as_micros),
    } changes through disc.state.name();
}

//! Slots of a studio.

use domain::Slot;

use crate::record::record;

record! {
    Slot, in "slot" as |slot| {
        studio: Uuid = slot.studio.as_uuid(),
        starts_at: i64 = slot.starts_at.as_micros(),
    } changes;
}

//! Photos; their number is unique within the degree.

use domain::Photo;

use crate::record::record;

record! {
    Photo, in "photo" as |photo| {
        degree: Uuid = photo.degree.as_uuid(),
        account: Uuid = photo.account.as_uuid(),
        number: i64 = i64::from(photo.number),
        received_at: i64 = photo.received_at.as_micros(),
    } changes through photo.state.name();
}

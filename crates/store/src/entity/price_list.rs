//! Price lists, never changed; a batch has one of each number.

use domain::PriceList;

use crate::record::record;

record! {
    PriceList, in "price_list" as |list| {
        batch: Uuid = list.batch.as_uuid(),
        number: i64 = i64::from(list.number),
    }
}

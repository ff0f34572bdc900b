//! Orders. The table is not called `order`, which SQL keeps for itself. A degree has at most one order that
//! awaits payment, and at most one settled order of the collection in a batch.

use domain::{Order, OrderState, Product, SchoolId};
use uuid::Uuid as Key;

use crate::record::record;

/// Names a degree in a batch; made from both, so that one column can be unique.
const COLLECTION: Key = Key::from_u128(0x6361_6978_6961_6e67_636f_6c6c_6563_7400);

record! {
    Order, in "placed_order" as |order| {
        centre: Uuid = order.centre.as_uuid(),
        batch: Uuid = order.batch.as_uuid(),
        degree: Uuid = order.degree.as_uuid(),
        account: Uuid = order.account.as_uuid(),
        school: Option<Uuid> = order.school.map(SchoolId::as_uuid),
        number: String = order.number.as_str().to_owned(),
        awaiting_degree: Option<Uuid> = order.expires_at().map(|_| order.degree.as_uuid()),
        settled_collection: Option<Uuid> = settled_collection(order),
        expires_at: Option<i64> = order.expires_at().map(domain::Timestamp::as_micros),
        cover: Option<String> = cover(&order.state),
        total_fen: i64 = i64::from(order.total_fen.as_u32()),
    } changes through order.state.name();
}

fn settled_collection(order: &Order) -> Option<Key> {
    let is_settled = order.is_settled() && order.pieces(Product::Collection) > 0;
    let [degree, batch] = [order.degree.as_uuid(), order.batch.as_uuid()];
    // Both are random or made in order of time: their combination is as unique as they are.
    let combined = degree.as_u128().rotate_left(1) ^ batch.as_u128() ^ COLLECTION.as_u128();
    is_settled.then_some(Key::from_u128(combined))
}

fn cover(state: &OrderState) -> Option<String> {
    match state {
        OrderState::Covered { cover, .. } => Some(cover.name().to_owned()),
        _ => None,
    }
}

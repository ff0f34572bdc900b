//! Refunds.

use domain::{AccountId, OrderId, Refund, RefundState};

use crate::record::record;

record! {
    Refund, in "refund" as |refund| {
        centre: Uuid = refund.centre.as_uuid(),
        batch: Uuid = refund.batch.as_uuid(),
        payment: Uuid = refund.payment.as_uuid(),
        placed_order: Option<Uuid> = refund.order.map(OrderId::as_uuid),
        account: Option<Uuid> = refund.account.map(AccountId::as_uuid),
        amount_fen: i64 = i64::from(refund.amount_fen.as_u32()),
        under_way: bool = refund.is_under_way(),
        done_at: Option<i64> = done_at(&refund.state),
    } changes through refund.state.name();
}

const fn done_at(state: &RefundState) -> Option<i64> {
    match state {
        RefundState::Done { done_at, .. } => Some(done_at.as_micros()),
        _ => None,
    }
}

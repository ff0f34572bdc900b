//! Payments. An order has at most one that could still take money; what was written down of a transaction
//! is there once.

use domain::{AccountId, OrderId, Payment, PaymentState, Timestamp};

use crate::record::record;

record! {
    Payment, in "payment" as |payment| {
        centre: Uuid = payment.centre.as_uuid(),
        batch: Uuid = payment.batch.as_uuid(),
        account: Option<Uuid> = payment.account.map(AccountId::as_uuid),
        placed_order: Option<Uuid> = payment.order().map(OrderId::as_uuid),
        open_order: Option<Uuid> = payment.order().filter(|_| payment.is_open()).map(OrderId::as_uuid),
        means: String = payment.means.name().to_owned(),
        amount_fen: i64 = i64::from(payment.amount_fen.as_u32()),
        transaction_key: Option<String> = transaction_key(payment),
        expires_at: Option<i64> = payment.expires_at().map(Timestamp::as_micros),
        paid_at: Option<i64> = payment.paid_at().map(Timestamp::as_micros),
    } changes through payment.state.name();
}

fn transaction_key(payment: &Payment) -> Option<String> {
    match &payment.state {
        PaymentState::Recorded { transaction, .. }
        | PaymentState::Succeeded { transaction, .. } => {
            let (centre, means) = (payment.centre, payment.means.name());
            Some(format!("{centre}:{means}:{transaction}"))
        }
        _ => None,
    }
}

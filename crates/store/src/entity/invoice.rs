//! Wishes for invoices; an order has at most one that is live.

use domain::{InvoiceRequest, Timestamp};

use crate::record::record;

record! {
    InvoiceRequest, in "invoice" as |invoice| {
        centre: Uuid = invoice.centre.as_uuid(),
        account: Uuid = invoice.account.as_uuid(),
        placed_order: Uuid = invoice.order.as_uuid(),
        buyer_since: Option<i64> = invoice.buyer_since().map(Timestamp::as_micros),
        live_order: Option<Uuid> = invoice.is_live().then(|| invoice.order.as_uuid()),
    } changes through invoice.state.name();
}

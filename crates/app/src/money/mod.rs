//! Money: prices, orders, payments, refunds, the ledger, bills, invoices.
//!
//! What a payment service says takes effect in one place each (`settle` for payments, `refund` for
//! refunds), whether it comes by a notice, by asking, or by hand: once, in one transaction with the order,
//! the ledger and the audit log. A service is never asked within a transaction.

mod asking;
mod booking;
mod by_hand;
mod close;
mod cover;
mod forget;
mod gate;
mod invoice;
mod invoice_sheet;
mod ledger;
mod notice;
mod order;
mod pay;
mod price;
mod reconcile;
mod refund;
mod return_refund;
mod settle;
mod statement_sheet;
mod tell;
mod timeline;
mod waive;
mod watch;

pub use gateways::{LocalAct, NoticeHeaders, PayTicket};

pub use by_hand::{HandMade, confirm, list_recorded, record, reject};
pub use close::cancel;
pub(crate) use forget::forget_ended_buyers;
pub(crate) use gate::{Settling, cover_by_school, is_going_back, products_due, require_settled};
pub use invoice::{
    InvoiceLine, InvoiceWish, change_invoice, export_invoices, list_invoices, note_invoice_number,
    request_invoice, withdraw_invoice,
};
pub use invoice_sheet::invoice_sheet;
pub use ledger::{SchoolStatement, entries, income_by_day, statement, sums};
pub use notice::{play, receive};
pub(crate) use order::place_prints;
pub use order::{OrderView, find_by_number, list_of_centre, list_own, place, read};
pub use pay::{PayFrom, StartedPayment, start, state};
pub use price::{Quote, list_prices, quote, set_prices};
pub(crate) use reconcile::ReconcileDay;
pub use reconcile::{CentreDay, OwnSums, import_bill, list_reconciliations, reconcile};
pub use refund::{
    RefundWish, approve_refund, decline_refund, finish_by_hand, give_up_refund, list_refunds,
    request_refund, withdraw_refund,
};
pub(crate) use return_refund::SendRefund;
pub use return_refund::retry_refund;
pub use statement_sheet::statement_workbook;
pub use timeline::{OrderEvent, OrderMoment};
pub use waive::waive;
pub(crate) use watch::WatchPayments;

//! Money: what a batch charges, orders, payments, refunds, the ledger, and invoices. Amounts are whole
//! fen. Nothing here knows how a payment service is spoken to.
//!
//! An order, a payment and a refund are machines of their own. What has moved stands in the ledger,
//! whose entries are only ever added; a balance is a sum that the database computes.

mod bill;
mod fen;
mod invoice;
mod ledger;
mod means;
mod number;
mod order;
mod payment;
mod price_list;
mod refund;
mod tax_number;

pub use bill::{
    BillLine, BillLineKind, Difference, DifferenceKind, OwnLine, Reconciliation, compare_with_bill,
};
pub use fen::Fen;
pub use invoice::{
    InvalidInvoiceNumber, InvoiceAction, InvoiceBuyer, InvoiceNumber, InvoiceRefusal,
    InvoiceRequest, InvoiceState, InvoiceStateName, NewInvoice,
};
pub use ledger::{LedgerAccount, LedgerCause, LedgerCauseName, LedgerEntry, LedgerPlace};
pub use means::{Means, REFUND_WITHIN, REFUNDS_PER_PAYMENT};
pub use number::{InvalidOrderNumber, OrderNumber};
pub use order::{
    Cover, NewOrder, Order, OrderAction, OrderRefusal, OrderState, OrderStateName, WaiverReason,
};
pub use payment::{
    InvalidTransactionNumber, NewPayment, Payment, PaymentAction, PaymentFailure, PaymentPurpose,
    PaymentRefusal, PaymentState, PaymentStateName, Receipt, TransactionNumber,
};
pub use price_list::{
    InvalidPriceList, MAX_PIECES, OrderLine, PayMoment, Payer, Price, PriceList, Prices, PricesSet,
    Product, Wish,
};
pub use refund::{
    NewRefund, Refund, RefundAction, RefundProblem, RefundReason, RefundRefusal, RefundState,
    RefundStateName,
};
pub use tax_number::{InvalidTaxNumber, TaxNumber};

//! Price lists, orders, payments, refunds, the ledger, invoices.

use domain::*;
use uuid::Uuid;

use super::{check_aggregate, check_plain};
use crate::fixtures::{SCHOOL, STAFF, STUDENT, at};
use crate::money::{
    SECOND, buyer, list, new_payment, order, prepared, receipt, refund, succeeded, transaction,
};

#[test]
fn price_lists() {
    check_plain("price-list", list());
}

#[test]
fn orders() {
    let when = at("09-06 08:40");
    let waiver = Cover::Waiver {
        by: STAFF,
        reason: WaiverReason::Hardship,
    };
    let paid = order().pay(&succeeded(), when).unwrap();
    let variants = [
        ("awaiting-payment", order()),
        ("paid", paid.clone()),
        ("covered", order().cover(waiver, when).unwrap()),
        ("school", order().cover(Cover::School, when).unwrap()),
        ("refunded", paid.refund(when).unwrap()),
        ("cancelled", order().cancel(STUDENT, when).unwrap()),
        ("closed", order().close(at("09-06 09:00")).unwrap()),
    ];
    check_aggregate("order", &variants, OrderState::NAMES);
}

#[test]
fn payments() {
    let when = at("09-06 08:45");
    let of_school = NewPayment {
        purpose: PaymentPurpose::School { school: SCHOOL },
        account: None,
        ..new_payment(Means::BankTransfer)
    };
    let recorded = Payment::record(of_school, STAFF, transaction("BANK-1"), when).unwrap();
    let returning = prepared().succeed(receipt(1350), true, when).unwrap();
    let returning = returning.claim_refund(Fen::new(1350), when).unwrap();
    let variants = [
        ("prepared", prepared()),
        ("awaiting", prepared().asked(when).unwrap()),
        ("recorded", recorded.clone()),
        ("succeeded", succeeded()),
        ("returning", returning),
        ("confirmed", recorded.confirm(SECOND, false, when).unwrap()),
        ("failed", prepared().fail(when).unwrap()),
        ("closed", prepared().close(when).unwrap()),
    ];
    check_aggregate("payment", &variants, PaymentState::NAMES);
}

#[test]
fn refunds() {
    let when = at("10-14 09:00");
    let asked = refund(RefundReason::NeverCollected, STUDENT);
    let approved = asked.clone().approve(Actor::Staff(STAFF), when).unwrap();
    let stuck = approved.clone().stick(RefundProblem::PayerAccount, when);
    let stuck = stuck.unwrap();
    let by_hand = stuck
        .clone()
        .finish_by_hand((&succeeded(), Means::CashDesk), STAFF, when);
    let variants = [
        ("requested", asked.clone()),
        ("sent", approved.clone().sent(when).unwrap()),
        ("done", approved.clone().finish(when).unwrap()),
        ("done-by-hand", by_hand.unwrap()),
        (
            "failed",
            stuck.clone().give_up(RefundProblem::Closed, when).unwrap(),
        ),
        ("stuck", stuck),
        ("approved", approved),
        ("withdrawn", asked.clone().withdraw(STUDENT, when).unwrap()),
        (
            "declined",
            asked.decline(Actor::Staff(STAFF), when).unwrap(),
        ),
    ];
    check_aggregate("refund", &variants, RefundState::NAMES);
}

#[test]
fn the_ledger() {
    let when = at("10-14 09:00");
    let id = LedgerEntryId::from_uuid(Uuid::from_u128(75));
    let (refund, payment) = (refund(RefundReason::StudentAsked, STUDENT), succeeded());
    let variants = [
        ("paid", LedgerEntry::of_payment(id, &payment).unwrap()),
        (
            "borne-by-school",
            LedgerEntry::of_school(id, &order(), when),
        ),
        (
            "refund-approved",
            LedgerEntry::of_approval(id, &refund, &payment, when),
        ),
        (
            "refund-done",
            LedgerEntry::of_return(id, (&refund, &payment), payment.means, when),
        ),
        (
            "refund-given-up",
            LedgerEntry::of_give_up(id, &refund, &payment, when),
        ),
    ];
    check_aggregate("ledger-entry", &variants, LedgerCause::NAMES);
}

#[test]
fn invoices() {
    let when = at("09-08 08:00");
    let paid = order().pay(&succeeded(), at("09-06 08:40")).unwrap();
    let new = NewInvoice {
        id: InvoiceRequestId::from_uuid(Uuid::from_u128(74)),
        buyer: buyer(),
    };
    let requested = InvoiceRequest::request(new, &paid, STUDENT, when).unwrap();
    let exported = requested.clone().export(STAFF, when).unwrap();
    let number = InvoiceNumber::parse("23442000000012345678").unwrap();
    let variants = [
        (
            "withdrawn",
            requested.clone().withdraw(STUDENT, when).unwrap(),
        ),
        ("forgotten", requested.clone().forget_buyer()),
        ("requested", requested),
        (
            "issued",
            exported.clone().issue(number, STAFF, when).unwrap(),
        ),
        ("exported", exported),
    ];
    check_aggregate("invoice-request", &variants, InvoiceState::NAMES);
}

#[test]
fn reconciliations() {
    let line = |number: &str| BillLine {
        kind: BillLineKind::Payment,
        number: number.to_owned(),
        amount_fen: Fen::new(1350),
    };
    let day = time::macros::date!(2023 - 09 - 06);
    let id = ReconciliationId::from_uuid(Uuid::from_u128(76));
    let bill = [line("a"), line("b")];
    let of = (Means::WeChatPay, day);
    check_plain(
        "reconciliation",
        Reconciliation::of(id, of, &bill, &[], at("09-07 10:00")),
    );
}

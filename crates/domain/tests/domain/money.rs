//! Orders, payments, refunds and invoices: what each state takes and refuses.

use domain::*;
use uuid::Uuid;

use crate::fixtures::{
    ACCOUNT, BATCH, CENTRE, STAFF, STRANGER, STUDENT, at, proposed, sealed, wrong_state,
};

pub(crate) const SECOND: StaffId = StaffId::from_uuid(Uuid::from_u128(51));

pub(crate) fn prices() -> Prices {
    let price = |product, fen| Price {
        product,
        unit_fen: Fen::new(fen),
    };
    Prices {
        pay: PayMoment::BeforeSubmitting,
        payer: Payer::Student,
        lines: vec![
            price(Product::Collection, 1350),
            price(Product::ExtraPrints, 3000),
        ],
    }
}

pub(crate) fn list() -> PriceList {
    let id = PriceListId::from_uuid(Uuid::from_u128(70));
    let set = PricesSet {
        by: Actor::Staff(STAFF),
        at: at("09-01 09:00"),
    };
    PriceList::follow(id, (CENTRE, BATCH), None, prices(), set).unwrap()
}

fn new_order() -> NewOrder {
    NewOrder {
        id: OrderId::from_uuid(Uuid::from_u128(71)),
        number: OrderNumber::parse("23090612345672").unwrap(),
        expires_at: at("09-06 09:00"),
    }
}

fn wish(product: Product, pieces: u16) -> Wish {
    Wish { product, pieces }
}

pub(crate) fn place(wishes: &[Wish], settled: &[Order]) -> Result<Order, OrderRefusal> {
    let placed_at = at("09-06 08:30");
    Order::place(
        new_order(),
        &proposed(),
        &list(),
        wishes,
        settled,
        placed_at,
    )
}

/// The collection alone, ¥13.50, to be paid until 09:00.
pub(crate) fn order() -> Order {
    place(&[wish(Product::Collection, 1)], &[]).unwrap()
}

pub(crate) fn new_payment(means: Means) -> NewPayment {
    NewPayment {
        id: PaymentId::from_uuid(Uuid::from_u128(72)),
        centre: CENTRE,
        batch: BATCH,
        purpose: PaymentPurpose::Order { order: order().id },
        account: Some(ACCOUNT),
        means,
        amount_fen: Fen::new(1350),
    }
}

pub(crate) fn prepared() -> Payment {
    Payment::prepare(new_payment(Means::WeChatPay), at("09-06 09:00"))
}

pub(crate) fn transaction(number: &str) -> TransactionNumber {
    TransactionNumber::parse(number).unwrap()
}

pub(crate) fn receipt(fen: u32) -> Receipt {
    Receipt {
        transaction: transaction("4200000001"),
        amount_fen: Fen::new(fen),
        paid_at: at("09-06 08:40"),
    }
}

pub(crate) fn succeeded() -> Payment {
    prepared()
        .succeed(receipt(1350), false, at("09-06 08:41"))
        .unwrap()
}

pub(crate) fn refund(reason: RefundReason, by: Actor) -> Refund {
    let new = NewRefund {
        id: RefundId::from_uuid(Uuid::from_u128(73)),
        amount_fen: Fen::new(1350),
        reason,
        by,
    };
    Refund::request(new, &succeeded(), at("10-14 08:00"))
}

pub(crate) fn buyer() -> InvoiceBuyer {
    InvoiceBuyer {
        title: sealed(1),
        tax_number: Some(sealed(2)),
        mail: sealed(3),
    }
}

/// The refusal of an aggregate.
#[track_caller]
fn refused<M: StateMachine>(result: Result<M, Denied<M>>) -> M::Refusal {
    match result.unwrap_err() {
        Denied::Refused(refusal) => refusal,
        other => panic!("{other}"),
    }
}

#[test]
fn an_order_is_the_sum_of_its_lines() {
    let both = [wish(Product::Collection, 1), wish(Product::ExtraPrints, 2)];
    let order = place(&both, &[]).unwrap();
    assert_eq!(order.total_fen, Fen::new(7350));
    assert_eq!(order.pieces(Product::ExtraPrints), 2);
    let impossible = OrderRefusal::WishesImpossible;
    assert_eq!(place(&[], &[]), Err(impossible));
    let twice = [wish(Product::ExtraPrints, 1), wish(Product::ExtraPrints, 1)];
    assert_eq!(place(&twice, &[]), Err(impossible));
    for wish in [
        wish(Product::Collection, 2),
        wish(Product::ExtraPrints, 0),
        wish(Product::ExtraPrints, 51),
        wish(Product::Shipping, 1),
    ] {
        assert_eq!(place(&[wish], &[]), Err(OrderRefusal::NotOnOffer));
    }
}

#[test]
fn a_collection_is_settled_once_and_prints_as_often_as_wanted() {
    let paid = order().pay(&succeeded(), at("09-06 08:40")).unwrap();
    let settled = std::slice::from_ref(&paid);
    let again = place(&[wish(Product::Collection, 1)], settled);
    assert_eq!(again, Err(OrderRefusal::SettledAlready));
    assert!(place(&[wish(Product::ExtraPrints, 1)], settled).is_ok());
}

#[test]
fn an_order_is_paid_covered_cancelled_or_closed_once() {
    let when = at("09-06 08:40");
    let waived = order()
        .cover(
            Cover::Waiver {
                by: STAFF,
                reason: WaiverReason::Hardship,
            },
            when,
        )
        .unwrap();
    let paid = order().pay(&succeeded(), when).unwrap();
    let cancelled = order().cancel(STUDENT, when).unwrap();
    let closed = order().close(at("09-06 09:00")).unwrap();
    for over in [waived, paid, cancelled, closed] {
        let state = over.state.name();
        let denied = over.clone().pay(&succeeded(), when).unwrap_err();
        assert_eq!(wrong_state(&denied), [state, "pay"]);
        let denied = over.clone().cancel(STUDENT, when).unwrap_err();
        assert_eq!(wrong_state(&denied), [state, "cancel"]);
        let denied = over.close(at("09-06 10:00")).unwrap_err();
        assert_eq!(wrong_state(&denied), [state, "close"]);
    }
    let early = order().close(at("09-06 08:59"));
    assert_eq!(refused(early), OrderRefusal::NotOverdue);
    let stranger = order().cancel(STRANGER, when);
    assert_eq!(stranger, Err(Denied::NotYours));
}

#[test]
fn an_order_takes_no_payment_of_another_sum() {
    let other = NewPayment {
        amount_fen: Fen::new(1),
        ..new_payment(Means::WeChatPay)
    };
    let other = Payment::prepare(other, at("09-06 09:00"));
    let paid = order().pay(&other, at("09-06 08:40"));
    assert_eq!(refused(paid), OrderRefusal::OtherSum);
}

#[test]
fn money_that_arrives_is_never_refused_for_the_state() {
    let when = at("09-06 10:00");
    let asked = prepared().asked(at("09-06 08:31")).unwrap();
    let closed = asked.clone().close(at("09-06 09:01")).unwrap();
    let failed = asked.clone().fail(at("09-06 09:01")).unwrap();
    for payment in [prepared(), asked, closed, failed] {
        let there = payment.succeed(receipt(1350), true, when).unwrap();
        assert!(there.is_surplus());
    }
}

#[test]
fn the_same_notice_changes_nothing_and_another_sum_is_refused() {
    let when = at("09-06 08:41");
    let again = succeeded().succeed(receipt(1350), false, when);
    assert_eq!(refused(again), PaymentRefusal::RecordedAlready);
    let other = Receipt {
        transaction: transaction("4200000002"),
        ..receipt(1350)
    };
    let other = succeeded().succeed(other, false, when);
    assert_eq!(refused(other), PaymentRefusal::OtherTransaction);
    let less = prepared().succeed(receipt(1349), false, when);
    assert_eq!(refused(less), PaymentRefusal::OtherAmount);
}

#[test]
fn money_by_hand_needs_a_second_person() {
    let when = at("09-06 11:00");
    let number = transaction("BANK-1");
    let new = new_payment(Means::BankTransfer);
    let recorded = Payment::record(new, STAFF, number.clone(), when).unwrap();
    let same = recorded.clone().confirm(STAFF, false, when);
    assert_eq!(refused(same), PaymentRefusal::SecondPersonNeeded);
    let by_notice = recorded.clone().succeed(receipt(1350), false, when);
    assert_eq!(refused(by_notice), PaymentRefusal::OtherMeans);
    let rejected = recorded.clone().reject(SECOND, when).unwrap();
    assert_eq!(rejected.state.name(), "failed");
    let confirmed = recorded.confirm(SECOND, false, when).unwrap();
    assert_eq!(confirmed.paid_at(), Some(when));
    let electronic = Payment::record(new_payment(Means::WeChatPay), STAFF, number, when);
    assert_eq!(electronic, Err(PaymentRefusal::OtherMeans));
}

#[test]
fn refunds_never_give_back_more_than_was_paid() {
    let when = at("09-07 08:00");
    let part = succeeded().claim_refund(Fen::new(1000), when).unwrap();
    assert_eq!(part.unclaimed(), Fen::new(350));
    let more = part.clone().claim_refund(Fen::new(351), when);
    assert_eq!(refused(more), PaymentRefusal::MoreThanPaid);
    let nothing = part.clone().claim_refund(Fen::new(0), when);
    assert_eq!(refused(nothing), PaymentRefusal::MoreThanPaid);
    let all = part.claim_refund(Fen::new(350), when).unwrap();
    let returned = all.return_refund(Fen::new(1000)).unwrap();
    assert!(!returned.is_returned());
    let too_much = returned.clone().release_refund(Fen::new(351));
    assert_eq!(refused(too_much), PaymentRefusal::MoreThanPaid);
    assert!(returned.return_refund(Fen::new(350)).unwrap().is_returned());
    let late = at("09-06 08:40") + REFUND_WITHIN;
    let late = succeeded().claim_refund(Fen::new(1), late);
    assert_eq!(refused(late), PaymentRefusal::TooLateToRefund);
}

#[test]
fn the_51st_refund_of_a_payment_is_refused() {
    let when = at("09-07 08:00");
    let mut payment = succeeded();
    for _ in 0..REFUNDS_PER_PAYMENT {
        payment = payment.claim_refund(Fen::new(1), when).unwrap();
    }
    let one_more = payment.claim_refund(Fen::new(1), when);
    assert_eq!(refused(one_more), PaymentRefusal::TooManyRefunds);
}

#[test]
fn a_refund_is_approved_by_somebody_else_and_accepted_is_not_done() {
    let when = at("10-14 09:00");
    let asked = refund(RefundReason::OurMistake, Actor::Staff(STAFF));
    let same = asked.clone().approve(Actor::Staff(STAFF), when);
    assert_eq!(refused(same), RefundRefusal::SecondPerson);
    let by_itself = asked.clone().approve(Actor::System, when);
    assert_eq!(refused(by_itself), RefundRefusal::SecondPerson);
    let by_student = asked.clone().approve(STUDENT, when);
    assert_eq!(by_student, Err(Denied::NotYours));
    let approved = asked.approve(Actor::Staff(SECOND), when).unwrap();
    let sent = approved.sent(when).unwrap();
    assert!(sent.is_under_way() && !sent.is_done());
    let again = sent.sent(when).unwrap();
    let done = again.finish(when).unwrap();
    assert!(done.is_done());
    let denied = done.sent(when).unwrap_err();
    assert_eq!(wrong_state(&denied), ["done", "send"]);
}

#[test]
fn the_service_approves_only_what_paid_nothing() {
    let when = at("10-14 09:00");
    for reason in RefundReason::ALL {
        let approved = refund(*reason, Actor::System).approve(Actor::System, when);
        assert_eq!(approved.is_ok(), reason.is_automatic(), "{reason:?}");
    }
}

#[test]
fn a_refund_goes_back_by_hand_where_the_service_cannot() {
    let when = at("10-14 09:00");
    let approved = refund(RefundReason::PaidTwice, Actor::System)
        .approve(Actor::System, when)
        .unwrap();
    let by_hand = approved
        .clone()
        .finish_by_hand((&succeeded(), Means::BankTransfer), STAFF, when);
    assert_eq!(refused(by_hand), RefundRefusal::NotByHand);
    assert!(approved.clone().send_again(when).is_err());
    let stuck = approved.stick(RefundProblem::PayerAccount, when).unwrap();
    let done = stuck
        .clone()
        .finish_by_hand((&succeeded(), Means::BankTransfer), STAFF, when);
    assert!(done.unwrap().is_done());
    assert!(stuck.clone().send_again(when).is_ok());
    let by_service = stuck
        .clone()
        .finish_by_hand((&succeeded(), Means::WeChatPay), STAFF, when);
    assert_eq!(refused(by_service), RefundRefusal::NotByHand);
    // It paid nothing: nobody could ask for it again.
    let given_up = stuck.give_up(RefundProblem::Closed, when);
    assert_eq!(refused(given_up), RefundRefusal::OwedInAnyCase);
    let asked = refund(RefundReason::OurMistake, Actor::System);
    let approved = asked.approve(Actor::Staff(SECOND), when).unwrap();
    let given_up = approved.give_up(RefundProblem::Closed, when).unwrap();
    assert!(!given_up.is_under_way());
}

#[test]
fn a_reason_has_to_be_true() {
    use SubmissionStateName as State;
    let never = RefundReason::NeverCollected;
    assert!(never.applies(Some(State::Expired)) && never.applies(None));
    assert!(!never.applies(Some(State::Approved)) && !never.applies(Some(State::AwaitingReview)));
    assert!(RefundReason::RefusedAsDuplicate.applies(Some(State::Approved)));
    assert!(!RefundReason::RefusedAsDuplicate.applies(Some(State::AwaitingPhoto)));
}

#[test]
fn an_invoice_is_of_what_the_student_paid() {
    let when = at("09-08 08:00");
    let id = InvoiceRequestId::from_uuid(Uuid::from_u128(74));
    let new = || NewInvoice { id, buyer: buyer() };
    let unpaid = InvoiceRequest::request(new(), &order(), STUDENT, when);
    assert_eq!(refused(unpaid), InvoiceRefusal::NothingPaid);
    let paid = order().pay(&succeeded(), at("09-06 08:40")).unwrap();
    let stranger = InvoiceRequest::request(new(), &paid, STRANGER, when);
    assert_eq!(stranger, Err(Denied::NotYours));
    let request = InvoiceRequest::request(new(), &paid, STUDENT, when).unwrap();
    let number = InvoiceNumber::parse("23442000000012345678").unwrap();
    let early = request.clone().issue(number.clone(), STAFF, when);
    assert_eq!(wrong_state(&early.unwrap_err()), ["requested", "issue"]);
    let exported = request.export(STAFF, when).unwrap();
    let change = exported.clone().change(buyer(), STUDENT, when);
    assert_eq!(wrong_state(&change.unwrap_err()), ["exported", "change"]);
    let issued = exported.issue(number, STAFF, when).unwrap();
    assert_eq!(issued.state.name(), "issued");
    assert!(InvoiceNumber::parse("123").is_err());
}

//! Refunds that do not go on by themselves: sent again under the same number, given back by hand, given up; and what student
//! and staff see of each.

use app::money::{self, RefundWish};
use app::{Caller, Expected, PageRequest, jobs, submission};
use domain::*;
use serde_json::json;
use test_kit::wechat_pay::MERCHANT;

use crate::harness::{World, at, code_of};
use crate::money::Till;
use crate::money_wechat::Bank;
use crate::steps::{confirmed, messages, run_jobs};

const WISH: RefundWish = RefundWish {
    reason: RefundReason::StudentAsked,
    amount_fen: None,
};

/// A bank with an order whose refund got stuck, asked for by the student and approved by an administrator.
async fn stuck(problem: &'static str) -> (Bank, Order, Refund) {
    let bank = Bank::open(World::new().await, false).await;
    let order = bank.paid().await;
    let (student, chief) = (&bank.till.student, &bank.till.chief);
    let asked = money::request_refund(&bank.app, student, order.id, WISH).await;
    let id = asked.unwrap().id;
    money::approve_refund(&bank.app, chief, id).await.unwrap();
    bank.service.books().refund_problem = Some(problem);
    bank.look_after().await;
    let refund = bank.refund(id).await;
    assert_eq!(refund.state.name(), "stuck");
    (bank, order, refund)
}

impl Bank {
    /// Lets the jobs look after everything twice.
    async fn look_after(&self) {
        for _ in 0..2 {
            jobs::schedule(&self.app).await.unwrap();
            self.till.world.clock.advance(Duration::from_minutes(2));
            jobs::run_due(&self.app, self.app.now()).await.unwrap();
        }
    }

    async fn refund(&self, id: RefundId) -> Refund {
        let found = self.till.world.parts.store.refunds().find(id).await;
        found.unwrap().unwrap()
    }

    /// How often it was asked to give something back.
    fn times_asked(&self) -> usize {
        let books = self.service.books();
        let asked = books.asked.iter();
        asked.filter(|path| path.ends_with("/refunds")).count()
    }

    /// The last thing that the student reads in the order.
    async fn last_event(&self, order: &Order) -> &'static str {
        let view = money::read(&self.app, &self.till.student, order.id).await;
        view.unwrap().timeline.last().unwrap().event.name()
    }

    /// States of the refunds that staff find under a state.
    async fn listed(&self, state: RefundStateName) -> Vec<RefundId> {
        let of = (self.till.world.centre.id, Some(state));
        let request = PageRequest::default();
        let listed = money::list_refunds(&self.app, &self.till.chief, of, request).await;
        let items = listed.unwrap().items.into_iter();
        items.map(|(refund, _)| refund.id).collect()
    }
}

#[tokio::test]
async fn too_little_money_is_filled_up_and_sent_again_under_the_same_number() {
    let (bank, order, refund) = stuck("NOT_ENOUGH").await;
    let till = &bank.till;
    let RefundState::Stuck { problem, .. } = refund.state else {
        panic!("{refund:?}");
    };
    assert_eq!(problem, RefundProblem::BalanceTooLow);
    assert_eq!(bank.last_event(&order).await, "refund-stuck");
    assert_eq!(bank.listed(RefundStateName::Stuck).await, [refund.id]);
    let due = [("wechat-pay", 1350), ("refunds-due", -1350)];
    assert_eq!(till.ledger().await, due);
    // It waits for somebody; nothing is sent meanwhile.
    let asked = bank.times_asked();
    bank.look_after().await;
    assert_eq!(bank.times_asked(), asked);
    let operator = till.world.staff("operator", vec![Role::Operator]).await;
    let by_student = money::retry_refund(&bank.app, &till.student, refund.id).await;
    assert_eq!(code_of(by_student), "not-allowed");
    // Still too little: it is stuck again, and can be sent again.
    let retry = async || money::retry_refund(&bank.app, &operator, refund.id).await;
    retry().await.unwrap();
    assert_eq!(code_of(retry().await), "wrong-state");
    bank.look_after().await;
    assert_eq!(bank.refund(refund.id).await.state.name(), "stuck");
    bank.service.books().refund_problem = None;
    retry().await.unwrap();
    bank.look_after().await;
    assert_eq!(bank.refund(refund.id).await.state.name(), "sent");
    assert_eq!(bank.last_event(&order).await, "refund-sent");
    let number = refund.id.as_uuid().simple().to_string();
    let known: Vec<String> = bank.service.books().refunds.keys().cloned().collect();
    assert_eq!(known, std::slice::from_ref(&number));
    let content = json!({
        "mchid": MERCHANT, "out_refund_no": number, "refund_status": "SUCCESS",
        "success_time": "2023-09-10T13:00:00+08:00", "amount": { "refund": 1350, "total": 1350 },
    });
    for _twice in 0..2 {
        bank.notice("REFUND.SUCCESS", &content).await.unwrap();
    }
    assert_eq!(till.order(&order).await.state.name(), "refunded");
    assert_eq!(bank.last_event(&order).await, "refunded");
    assert_eq!(till.ledger().await, []);
    let told = messages(&till.world, &till.student).await;
    let done = told.iter().filter(|told| **told == "refund-done");
    assert_eq!(done.count(), 1);
}

#[tokio::test]
async fn what_the_payer_s_account_does_not_take_goes_back_by_hand() {
    let (bank, order, refund) = stuck("USER_ACCOUNT_ABNORMAL").await;
    let till = &bank.till;
    let operator = till.world.staff("operator", vec![Role::Operator]).await;
    let reviewer = till
        .world
        .staff("reviewer", vec![Role::CentreReviewer])
        .await;
    let by_hand =
        async |who: &Caller, means| money::finish_by_hand(&bank.app, who, refund.id, means).await;
    let by_reviewer = by_hand(&reviewer, Means::BankTransfer).await;
    assert_eq!(code_of(by_reviewer), "not-allowed");
    let by_service = by_hand(&operator, Means::WeChatPay).await;
    assert_eq!(code_of(by_service), "not-by-hand");
    by_hand(&operator, Means::BankTransfer).await.unwrap();
    assert_eq!(
        code_of(by_hand(&operator, Means::BankTransfer).await),
        "wrong-state"
    );
    assert_eq!(till.order(&order).await.state.name(), "refunded");
    assert_eq!(bank.last_event(&order).await, "refunded");
    // The bank account has paid; at WeChat Pay the money still is, as its bill says.
    assert_eq!(till.ledger().await, [("wechat-pay", 1350), ("bank", -1350)]);
    let mut actions = till.world.audit(Subject::Refund(refund.id)).await;
    actions.sort_unstable();
    let expected = [
        "approve-refund",
        "finish-refund",
        "request-refund",
        "stick-refund",
    ];
    assert_eq!(actions, expected);
    // A late answer of the service changes nothing.
    let number = refund.id.as_uuid().simple().to_string();
    let content = json!({
        "mchid": MERCHANT, "out_refund_no": number, "refund_status": "ABNORMAL",
        "amount": { "refund": 1350, "total": 1350 },
    });
    bank.notice("REFUND.ABNORMAL", &content).await.unwrap();
    assert_eq!(bank.refund(refund.id).await.state.name(), "done");
}

#[tokio::test]
async fn what_cannot_be_given_back_is_given_up_and_the_student_hears_of_it() {
    let (bank, order, refund) = stuck("USER_ACCOUNT_ABNORMAL").await;
    let till = &bank.till;
    let operator = till.world.staff("operator", vec![Role::Operator]).await;
    let by_operator = money::give_up_refund(&bank.app, &operator, refund.id).await;
    assert_eq!(code_of(by_operator), "not-allowed");
    money::give_up_refund(&bank.app, &till.chief, refund.id)
        .await
        .unwrap();
    let again = money::give_up_refund(&bank.app, &till.chief, refund.id).await;
    assert_eq!(code_of(again), "not-by-hand");
    assert_eq!(bank.refund(refund.id).await.state.name(), "failed");
    assert_eq!(bank.last_event(&order).await, "refund-given-up");
    assert_eq!(bank.listed(RefundStateName::Failed).await, [refund.id]);
    let told = messages(&till.world, &till.student).await;
    assert_eq!(
        told.iter()
            .filter(|told| **told == "refund-given-up")
            .count(),
        1
    );
    // The order is paid, and settles what it paid.
    let ledger = till.ledger().await;
    assert_eq!(ledger, [("wechat-pay", 1350), ("income", -1350)]);
    assert_eq!(till.order(&order).await.state.name(), "paid");
    let (app, student) = (&bank.app, &till.student);
    confirmed(&till.world, student, till.degree.id, "ok").await;
    let view = submission::read(app, student, till.degree.id)
        .await
        .unwrap();
    let submitted = submission::submit(app, student, view.submission.id, &Expected::Any).await;
    assert_eq!(
        submitted.unwrap().submission.state.name(),
        "awaiting-review"
    );
}

#[tokio::test]
async fn after_giving_up_another_one_is_asked_for_under_another_number() {
    let (bank, order, refund) = stuck("USER_ACCOUNT_ABNORMAL").await;
    let (app, till) = (&bank.app, &bank.till);
    money::give_up_refund(app, &till.chief, refund.id)
        .await
        .unwrap();
    bank.service.books().refund_problem = None;
    let another = money::request_refund(app, &till.student, order.id, WISH).await;
    let another = another.unwrap();
    assert_ne!(another.id, refund.id);
    money::approve_refund(app, &till.chief, another.id)
        .await
        .unwrap();
    let number = another.id.as_uuid().simple().to_string();
    bank.look_after().await;
    // The notice is lost; asking finds that it is done.
    let done = ("SUCCESS", 1350);
    bank.service.books().refunds.insert(number, done);
    bank.look_after().await;
    assert_eq!(bank.refund(another.id).await.state.name(), "done");
    assert_eq!(till.order(&order).await.state.name(), "refunded");
    assert_eq!(till.ledger().await, []);
}

/// What paid nothing the service sends back by itself: where that gets stuck, nobody but who approves refunds says that it
/// was given back.
#[tokio::test]
async fn surplus_that_is_stuck_is_not_settled_by_an_operator_alone() {
    let bank = Bank::open(World::new().await, false).await;
    let till = &bank.till;
    let order = till.place().await;
    bank.start(&order, crate::money::browser()).await.unwrap();
    let number = bank.number(&order).await;
    till.world.set_time("09-10 12:40");
    bank.look_after().await;
    assert_eq!(till.order(&order).await.state.name(), "closed");
    bank.service.books().refund_problem = Some("USER_ACCOUNT_ABNORMAL");
    let late =
        test_kit::wechat_pay::transaction(&number, "SUCCESS", 1350, "2023-09-10T12:41:00+08:00");
    bank.notice("TRANSACTION.SUCCESS", &late).await.unwrap();
    bank.look_after().await;
    let [refund] = bank.listed(RefundStateName::Stuck).await[..] else {
        panic!("one refund is stuck");
    };
    let given_up = money::give_up_refund(&bank.app, &till.chief, refund).await;
    assert_eq!(code_of(given_up), "owed-in-any-case");
    // Closed by the service, it still waits for somebody.
    let content = json!({
        "mchid": MERCHANT, "out_refund_no": refund.as_uuid().simple().to_string(),
        "refund_status": "CLOSED", "amount": { "refund": 1350, "total": 1350 },
    });
    bank.notice("REFUND.CLOSED", &content).await.unwrap();
    assert_eq!(bank.listed(RefundStateName::Stuck).await, [refund]);
    let operator = till.world.staff("operator", vec![Role::Operator]).await;
    let alone = money::finish_by_hand(&bank.app, &operator, refund, Means::CashDesk).await;
    assert_eq!(code_of(alone), "not-allowed");
    money::finish_by_hand(&bank.app, &till.chief, refund, Means::CashDesk)
        .await
        .unwrap();
    let ledger = till.ledger().await;
    assert_eq!(ledger, [("wechat-pay", 1350), ("cash", -1350)]);
}

/// Sending again is for what is stuck: money that came by hand is never sent to a service.
#[tokio::test]
async fn what_goes_back_by_hand_is_not_sent() {
    let till = Till::usual().await;
    let (app, order) = (&till.world.app, till.place().await);
    let second = till.world.staff("second", vec![Role::Administrator]).await;
    let number = TransactionNumber::parse("R-0001").unwrap();
    let what = money::HandMade::Order(order.id);
    let money_at = (number, at("09-10 11:00"));
    let recorded = money::record(app, &till.chief, what, Means::CashDesk, money_at).await;
    let recorded = recorded.unwrap();
    money::confirm(app, &second, recorded.id).await.unwrap();
    let asked = money::request_refund(app, &till.student, order.id, WISH).await;
    let id = asked.unwrap().id;
    money::approve_refund(app, &till.chief, id).await.unwrap();
    run_jobs(&till.world).await;
    let sent = money::retry_refund(app, &second, id).await;
    assert_eq!(code_of(sent), "wrong-state");
    money::give_up_refund(app, &till.chief, id).await.unwrap();
    assert_eq!(till.ledger().await, [("cash", 1350), ("income", -1350)]);
}

/// The second person does not find the money: nothing is booked, the order waits as before, and the slip can be written
/// down anew.
#[tokio::test]
async fn money_that_is_not_there_is_rejected_by_a_second_person() {
    let till = Till::usual().await;
    let (app, order) = (&till.world.app, till.place().await);
    let number = TransactionNumber::parse("R-0001").unwrap();
    let what = money::HandMade::Order(order.id);
    let slip = (number, at("09-10 11:00"));
    let record = async || {
        let recorded = money::record(app, &till.chief, what, Means::CashDesk, slip.clone()).await;
        recorded.unwrap().id
    };
    let recorded = record().await;
    let alone = money::reject(app, &till.chief, recorded).await;
    assert_eq!(code_of(alone), "second-person-needed");
    let by_student = money::reject(app, &till.student, recorded).await;
    assert_eq!(code_of(by_student), "not-allowed");
    let second = till.world.staff("second", vec![Role::Operator]).await;
    money::reject(app, &second, recorded).await.unwrap();
    let late = money::confirm(app, &second, recorded).await;
    assert_eq!(code_of(late), "wrong-state");
    assert_eq!(till.ledger().await, []);
    assert_eq!(till.order(&order).await.state.name(), "awaiting-payment");
    let view = money::read(app, &till.student, order.id).await.unwrap();
    let last = view.timeline.last().unwrap().event;
    assert_eq!(last, money::OrderEvent::PaymentFailed);
    let mut actions = till.world.audit(Subject::Payment(recorded)).await;
    actions.sort_unstable();
    assert_eq!(actions, ["record-payment", "reject-payment"]);
    let anew = record().await;
    money::confirm(app, &second, anew).await.unwrap();
    assert_eq!(till.order(&order).await.state.name(), "paid");
}

/// A batch that is not carried out: staff ask, a second person approves, whatever has become of the photo.
#[tokio::test]
async fn a_cancelled_batch_gives_everything_back() {
    let till = Till::usual().await;
    let (app, world) = (&till.world.app, &till.world);
    let order = till.paid().await;
    crate::steps::submitted(world, &till.student, till.degree.id, "ok").await;
    let wish = RefundWish {
        reason: RefundReason::BatchCancelled,
        amount_fen: None,
    };
    let by_student = money::request_refund(app, &till.student, order.id, wish).await;
    assert_eq!(code_of(by_student), "reason-not-applicable");
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let by_reviewer = money::request_refund(app, &reviewer, order.id, wish).await;
    assert_eq!(code_of(by_reviewer), "not-allowed");
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let asked = money::request_refund(app, &operator, order.id, wish).await;
    let id = asked.unwrap().id;
    let alone = money::approve_refund(app, &operator, id).await;
    assert_eq!(code_of(alone), "not-allowed");
    money::approve_refund(app, &till.chief, id).await.unwrap();
    run_jobs(world).await;
    assert_eq!(till.order(&order).await.state.name(), "refunded");
    assert_eq!(till.ledger().await, []);
    let traces = world
        .parts
        .store
        .audit()
        .list_of_subject(Subject::Refund(id))
        .await;
    let mut told: Vec<String> = traces
        .unwrap()
        .iter()
        .map(|trace| format!("{:?} {:?}", trace.actor, trace.known_action()))
        .collect();
    told.sort_unstable();
    assert_eq!(told.len(), 3, "{told:?}");
    let by = |caller: &Caller, what: &str| {
        let who = format!("{:?}", caller.actor());
        told.iter()
            .any(|line| line.starts_with(&who) && line.contains(what))
    };
    assert!(
        by(&operator, "RequestRefund") && by(&till.chief, "ApproveRefund"),
        "{told:?}"
    );
    let reasons = told.iter().filter(|line| line.contains("BatchCancelled"));
    assert_eq!(reasons.count(), 2);
    let student = messages(world, &till.student).await;
    assert!(student.contains(&"refund-done"));
}

/// Declined: the money stays, the order stays paid, and the student hears of it.
#[tokio::test]
async fn a_refused_request_leaves_everything_paid() {
    let till = Till::usual().await;
    let app = &till.world.app;
    let order = till.paid().await;
    let asked = money::request_refund(app, &till.student, order.id, WISH).await;
    let id = asked.unwrap().id;
    let operator = till.world.staff("operator", vec![Role::Operator]).await;
    let by_operator = money::decline_refund(app, &operator, id).await;
    assert_eq!(code_of(by_operator), "not-allowed");
    money::decline_refund(app, &till.chief, id).await.unwrap();
    run_jobs(&till.world).await;
    let approved = money::approve_refund(app, &till.chief, id).await;
    assert_eq!(code_of(approved), "wrong-state");
    assert_eq!(till.order(&order).await.state.name(), "paid");
    assert_eq!(till.ledger().await, [("local", 1350), ("income", -1350)]);
    let view = money::read(app, &till.student, order.id).await.unwrap();
    let last = view.timeline.last().unwrap().event;
    assert_eq!(last, money::OrderEvent::RefundDeclined);
    let told = messages(&till.world, &till.student).await;
    assert_eq!(
        told.iter()
            .filter(|told| **told == "refund-declined")
            .count(),
        1
    );
    // Its part of the payment is free again.
    money::request_refund(app, &till.student, order.id, WISH)
        .await
        .unwrap();
}

//! Money that goes back, comes by hand, is waived, and is counted.

use app::money::{self, HandMade, InvoiceWish, LocalAct, RefundWish};
use app::{Expected, PageRequest, submission};
use domain::*;

use crate::harness::{at, code_of};
use crate::money::Till;
use crate::steps::{confirmed, messages, run_jobs, submitted};

#[tokio::test]
async fn a_refund_is_asked_for_by_one_and_approved_by_another() {
    let till = Till::usual().await;
    let order = till.paid().await;
    let app = &till.world.app;
    let wish = RefundWish {
        reason: RefundReason::StudentAsked,
        amount_fen: None,
    };
    let of_staff = RefundWish {
        reason: RefundReason::OurMistake,
        ..wish
    };
    let refused = money::request_refund(app, &till.student, order.id, of_staff).await;
    assert_eq!(code_of(refused), "reason-not-applicable");
    let refund = money::request_refund(app, &till.student, order.id, wish)
        .await
        .unwrap();
    // What is on its way back settles nothing.
    confirmed(&till.world, &till.student, till.degree.id, "ok").await;
    let view = submission::read(app, &till.student, till.degree.id)
        .await
        .unwrap();
    let id = view.submission.id;
    let submit = submission::submit(app, &till.student, id, &Expected::Any).await;
    assert_eq!(code_of(submit), "payment-needed");
    let operator = till.world.staff("operator", vec![Role::Operator]).await;
    let not_by_operator = money::approve_refund(app, &operator, refund.id).await;
    assert_eq!(code_of(not_by_operator), "not-allowed");
    money::approve_refund(app, &till.chief, refund.id)
        .await
        .unwrap();
    assert_eq!(
        till.ledger().await,
        [("local", 1350), ("refunds-due", -1350)]
    );
    run_jobs(&till.world).await;
    assert_eq!(till.ledger().await, []);
    assert_eq!(till.order(&order).await.state.name(), "refunded");
    // The student may pay again.
    assert_ne!(till.place().await.id, order.id);
}

#[tokio::test]
async fn who_asked_for_a_refund_takes_it_back_and_goes_on() {
    let till = Till::usual().await;
    let order = till.paid().await;
    let app = &till.world.app;
    let wish = RefundWish {
        reason: RefundReason::StudentAsked,
        amount_fen: None,
    };
    let refund = money::request_refund(app, &till.student, order.id, wish)
        .await
        .unwrap();
    let other = till.world.student("19900000002").await;
    let by_other = money::withdraw_refund(app, &other, refund.id).await;
    assert_eq!(code_of(by_other), "not-found");
    let by_staff = money::withdraw_refund(app, &till.chief, refund.id).await;
    assert_eq!(code_of(by_staff), "not-yours");
    money::withdraw_refund(app, &till.student, refund.id)
        .await
        .unwrap();
    let twice = money::withdraw_refund(app, &till.student, refund.id).await;
    assert_eq!(code_of(twice), "wrong-state");
    let late = money::approve_refund(app, &till.chief, refund.id).await;
    assert_eq!(code_of(late), "wrong-state");
    assert_eq!(till.ledger().await, [("local", 1350), ("income", -1350)]);
    let view = money::read(app, &till.student, order.id).await.unwrap();
    let last = view.timeline.last().map(|moment| moment.event);
    assert_eq!(last, Some(money::OrderEvent::RefundWithdrawn));
    submitted(&till.world, &till.student, till.degree.id, "ok").await;
}

#[tokio::test]
async fn students_hear_what_became_of_their_money() {
    let till = Till::usual().await;
    let app = &till.world.app;
    let second = till.world.staff("second", vec![Role::Administrator]).await;
    let order = till.place().await;
    let number = TransactionNumber::parse("R-0001").unwrap();
    let what = HandMade::Order(order.id);
    let money_at = (number, at("09-10 11:00"));
    let recorded = money::record(app, &till.chief, what, Means::CashDesk, money_at).await;
    money::confirm(app, &second, recorded.unwrap().id)
        .await
        .unwrap();
    let wish = RefundWish {
        reason: RefundReason::StudentAsked,
        amount_fen: None,
    };
    let ask = || money::request_refund(app, &till.student, order.id, wish);
    let first = ask().await.unwrap();
    money::decline_refund(app, &till.chief, first.id)
        .await
        .unwrap();
    let again = ask().await.unwrap();
    money::approve_refund(app, &till.chief, again.id)
        .await
        .unwrap();
    money::finish_by_hand(app, &till.chief, again.id, Means::CashDesk)
        .await
        .unwrap();
    let told = messages(&till.world, &till.student).await;
    for word in ["payment-arrived", "refund-declined", "refund-done"] {
        let times = told.iter().filter(|told| **told == word).count();
        assert_eq!(times, 1, "{word} in {told:?}");
    }
}

#[tokio::test]
async fn an_order_that_is_paid_by_hand_waits_for_days() {
    let till = Till::usual().await;
    let parts = till.world.parts.clone();
    let without = app::App::new(app::Parts {
        gateways: gateways::Gateways {
            pay: None,
            cashier: None,
            ..parts.gateways.clone()
        },
        ..parts
    });
    let wish = [Wish {
        product: Product::Collection,
        pieces: 1,
    }];
    let order = money::place(&without, &till.student, till.degree.id, 1, &wish)
        .await
        .unwrap();
    let left = order.expires_at().unwrap().since(order.placed_at);
    assert_eq!(left, Duration::from_days(14));
}

#[tokio::test]
async fn staff_refund_a_part_and_not_by_themselves() {
    let till = Till::usual().await;
    let order = till.paid().await;
    let app = &till.world.app;
    let wish = |fen| RefundWish {
        reason: RefundReason::OurMistake,
        amount_fen: Some(Fen::new(fen)),
    };
    let refund = money::request_refund(app, &till.chief, order.id, wish(350))
        .await
        .unwrap();
    let alone = money::approve_refund(app, &till.chief, refund.id).await;
    assert_eq!(code_of(alone), "refund-second-person-needed");
    let more = money::request_refund(app, &till.chief, order.id, wish(1001)).await;
    assert_eq!(code_of(more), "more-than-paid");
    let second = till.world.staff("second", vec![Role::Administrator]).await;
    money::approve_refund(app, &second, refund.id)
        .await
        .unwrap();
    run_jobs(&till.world).await;
    assert_eq!(till.ledger().await, [("local", 1000), ("income", -1000)]);
    assert_eq!(till.order(&order).await.state.name(), "paid");
}

#[tokio::test]
async fn what_is_in_review_is_not_refunded_as_never_collected() {
    let till = Till::usual().await;
    let order = till.paid().await;
    submitted(&till.world, &till.student, till.degree.id, "ok").await;
    let wish = RefundWish {
        reason: RefundReason::NeverCollected,
        amount_fen: None,
    };
    let asked = money::request_refund(&till.world.app, &till.student, order.id, wish).await;
    assert_eq!(code_of(asked), "reason-not-applicable");
}

#[tokio::test]
async fn cash_is_written_down_by_one_and_confirmed_by_another() {
    let till = Till::usual().await;
    let order = till.place().await;
    let app = &till.world.app;
    let number = TransactionNumber::parse("R-0001").unwrap();
    let money_at = (number, at("09-10 11:00"));
    let what = HandMade::Order(order.id);
    let by_student = money::record(app, &till.student, what, Means::CashDesk, money_at.clone());
    assert_eq!(code_of(by_student.await), "not-allowed");
    let recorded = money::record(app, &till.chief, what, Means::CashDesk, money_at.clone()).await;
    let recorded = recorded.unwrap();
    let twice = money::record(app, &till.chief, what, Means::CashDesk, money_at).await;
    assert_eq!(code_of(twice), "taken");
    let alone = money::confirm(app, &till.chief, recorded.id).await;
    assert_eq!(code_of(alone), "second-person-needed");
    let second = till.world.staff("second", vec![Role::Operator]).await;
    money::confirm(app, &second, recorded.id).await.unwrap();
    assert_eq!(till.order(&order).await.state.name(), "paid");
    assert_eq!(till.ledger().await, [("cash", 1350), ("income", -1350)]);
}

#[tokio::test]
async fn a_school_pays_for_its_students_by_a_statement() {
    let till = Till::new(PayMoment::BeforeSubmitting, Payer::School).await;
    submitted(&till.world, &till.student, till.degree.id, "ok").await;
    assert_eq!(
        till.ledger().await,
        [("schools-owe", 1350), ("income", -1350)]
    );
    let app = &till.world.app;
    let what = HandMade::School {
        batch: till.world.batch.id,
        school: till.world.school.id,
        amount_fen: Fen::new(1000),
    };
    let number = TransactionNumber::parse("BANK-7").unwrap();
    let money_at = (number, at("09-10 11:00"));
    let recorded = money::record(app, &till.chief, what, Means::BankTransfer, money_at).await;
    let second = till.world.staff("second", vec![Role::Operator]).await;
    money::confirm(app, &second, recorded.unwrap().id)
        .await
        .unwrap();
    let batch = till.world.batch.id;
    let statement = money::statement(app, &till.chief, batch).await.unwrap();
    let [statement] = &statement[..] else {
        panic!("{statement:?}");
    };
    let sum = &statement.sum;
    assert_eq!((sum.students, sum.owed_fen, sum.paid_fen), (1, 1350, 1000));
    assert_eq!(statement.school_name.as_deref(), Some("甲大学"));
    check_statement_file(&till).await;
}

/// Opens the workbook that goes to the school.
async fn check_statement_file(till: &Till) {
    let (app, chief) = (&till.world.app, &till.chief);
    let (batch, school) = (till.world.batch.id, till.world.school.id);
    let open = async |school, language| {
        let file = money::statement_workbook(app, chief, (batch, school), language).await;
        let limits = documents::Limits::default();
        let rows = documents::list::read_rows(&file.unwrap(), &limits).unwrap();
        let rows: Vec<String> = rows.iter().map(|row| row.cells.join("|")).collect();
        rows
    };
    let whole = open(None, Language::Zh).await;
    let expected = [
        "学校|日期|事项|人数或笔数|应付（元）|已付（元）",
        "甲大学|2023-09-10|学校付款|1|0.00|10.00",
        "甲大学|2023-09-10|学生采集费|1|13.50|0.00",
        "甲大学||合计（人数）|1|13.50|10.00",
        "甲大学||尚欠||3.50",
    ];
    assert_eq!(whole, expected);
    let of_school = open(Some(school), Language::En).await;
    assert_eq!(of_school.len(), 5);
    assert_eq!(of_school[4], "甲大学||Still to pay||3.50");
    let other = SchoolId::from_uuid(till.world.id());
    let of_other = (batch, Some(other));
    let none = money::statement_workbook(app, chief, of_other, Language::Zh).await;
    assert_eq!(code_of(none), "not-found");
    let reviewer = till.world.staff("reviewer", vec![Role::CentreReviewer]);
    let reviewer = reviewer.await;
    let refused = money::statement_workbook(app, &reviewer, (batch, None), Language::Zh).await;
    assert_eq!(code_of(refused), "not-allowed");
}

#[tokio::test]
async fn a_fee_is_waived_with_a_reason() {
    let till = Till::usual().await;
    let order = till.place().await;
    till.start(&order).await;
    let app = &till.world.app;
    let reason = WaiverReason::Hardship;
    let by_student = money::waive(app, &till.student, till.degree.id, reason).await;
    assert_eq!(code_of(by_student), "not-allowed");
    let waived = money::waive(app, &till.chief, till.degree.id, reason)
        .await
        .unwrap();
    assert_eq!((waived.id, waived.state.name()), (order.id, "covered"));
    assert_eq!(till.ledger().await, []);
    submitted(&till.world, &till.student, till.degree.id, "ok").await;
}

#[tokio::test]
async fn a_bill_finds_what_was_never_told() {
    let till = Till::usual().await;
    let order = till.place().await;
    till.start(&order).await;
    till.play(&order, LocalAct::PaySilently).await;
    till.world.set_time("09-11 10:30");
    let day = time::macros::date!(2023 - 09 - 10);
    let centre = till.world.centre.id;
    let made = money::reconcile(&till.world.app, &till.chief, centre, day)
        .await
        .unwrap();
    assert_eq!(made.made.differences, []);
    assert_eq!((made.made.payments, made.made.paid_fen), (1, 1350));
    assert_eq!((made.own.payments, made.own.paid_fen), (1, 1350));
    assert_eq!(till.order(&order).await.state.name(), "paid");
    let today = time::macros::date!(2023 - 09 - 11);
    let early = money::reconcile(&till.world.app, &till.chief, centre, today).await;
    assert_eq!(code_of(early), "day-not-over");
}

#[tokio::test]
async fn yesterday_is_reconciled_by_itself() {
    let till = Till::usual().await;
    till.paid().await;
    till.jobs_at("09-11 10:30").await;
    let days = [time::macros::date!(2023 - 09 - 10); 2];
    let centre = till.world.centre.id;
    let made = money::list_reconciliations(&till.world.app, &till.chief, centre, days).await;
    let made = made.unwrap();
    assert_eq!((made.len(), made[0].made.payments), (1, 1));
}

#[tokio::test]
async fn an_invoice_goes_out_and_its_number_comes_back() {
    let till = Till::usual().await;
    let order = till.paid().await;
    let app = &till.world.app;
    let wish = |number: &str| InvoiceWish {
        title: "甲公司".to_owned(),
        tax_number: Some(number.to_owned()),
        mail: "li@example.org".to_owned(),
    };
    let mistyped = wish("91350100M000100Y44");
    let wrong = money::request_invoice(app, &till.student, order.id, &mistyped).await;
    assert_eq!(code_of(wrong), "tax-number-invalid");
    let good = wish("91350100M000100Y43");
    money::request_invoice(app, &till.student, order.id, &good)
        .await
        .unwrap();
    let again = money::request_invoice(app, &till.student, order.id, &good).await;
    assert_eq!(code_of(again), "stale");
    let centre = till.world.centre.id;
    let lines = money::export_invoices(app, &till.chief, centre, None)
        .await
        .unwrap();
    // The file was lost: the same once more, and nothing new.
    let chosen = [lines[0].request.id];
    let once_more = money::export_invoices(app, &till.chief, centre, Some(&chosen)).await;
    assert_eq!(once_more.unwrap()[0].wish, good);
    let none_new = money::export_invoices(app, &till.chief, centre, None).await;
    assert_eq!(none_new.unwrap(), []);
    assert_eq!((lines.len(), &lines[0].wish), (1, &good));
    check_invoice_file(&lines, &order);
    let number = InvoiceNumber::parse("23442000000012345678").unwrap();
    let id = lines[0].request.id;
    money::note_invoice_number(app, &till.chief, id, number)
        .await
        .unwrap();
    let view = money::read(app, &till.student, order.id).await.unwrap();
    assert_eq!(view.invoice.unwrap().state.name(), "issued");
    // What the student wrote goes with the student's data.
    app::account::erase(app, &till.student).await.unwrap();
    let stored = till.world.parts.store.invoices().find(id).await.unwrap();
    assert_eq!(stored.unwrap().buyer, None);
}

/// Opens the file as the program of a tax platform would, by the columns of `docs/invoices.md`.
fn check_invoice_file(lines: &[money::InvoiceLine], order: &Order) {
    let file = money::invoice_sheet(lines).unwrap();
    assert!(
        file.starts_with("\u{feff}".as_bytes()),
        "UTF-8 with its mark"
    );
    assert!(file.ends_with(b"\r\n"));
    let limits = documents::Limits::default();
    let rows = documents::list::read_rows(&file, &limits).unwrap();
    let [head, row] = &rows[..] else {
        panic!("a head and one invoice");
    };
    let described = include_str!("../../../../docs/invoices.md");
    for column in &head.cells {
        assert!(
            described.contains(&format!("| {column} |")),
            "{column} is described"
        );
    }
    let columns = described
        .lines()
        .filter(|line| line.starts_with("| "))
        .count()
        - 1;
    assert_eq!(columns, head.cells.len(), "and no other");
    let [number, platform_id] = [order.number.as_str(), &lines[0].request.id.to_string()];
    let expected = [
        platform_id,
        number,
        "2023-09-10",
        "甲公司",
        "91350100M000100Y43",
        "13.50",
        "li@example.org",
        "否",
        "毕业生图像采集×1",
    ];
    assert_eq!(row.cells, expected);
}

#[tokio::test]
async fn whom_an_invoice_was_made_out_to_is_forgotten_in_time() {
    let till = Till::usual().await;
    let order = till.paid().await;
    let world = &till.world;
    let app = &world.app;
    let wish = InvoiceWish {
        title: "甲公司".to_owned(),
        tax_number: None,
        mail: "li@example.org".to_owned(),
    };
    let given_up = money::request_invoice(app, &till.student, order.id, &wish).await;
    let given_up = given_up.unwrap().id;
    money::withdraw_invoice(app, &till.student, order.id)
        .await
        .unwrap();
    let asked = money::request_invoice(app, &till.student, order.id, &wish).await;
    let asked = asked.unwrap().id;
    for (days, known) in [
        (29, [true, true]),
        (500, [false, true]),
        (30, [false, false]),
    ] {
        app::jobs::schedule(app).await.unwrap();
        world.clock.advance(Duration::from_days(days));
        crate::steps::run_jobs(world).await;
        let invoices = world.parts.store.invoices();
        for (id, is_known) in [given_up, asked].into_iter().zip(known) {
            let invoice = invoices.find(id).await.unwrap().unwrap();
            assert_eq!(invoice.buyer.is_some(), is_known, "after {days} more days");
        }
    }
}

#[tokio::test]
async fn orders_are_listed_for_student_and_staff() {
    let till = Till::usual().await;
    let order = till.paid().await;
    let app = &till.world.app;
    let own = money::list_own(app, &till.student, PageRequest::default())
        .await
        .unwrap();
    assert_eq!(own.items, std::slice::from_ref(&order));
    let filter = app::OrderFilter {
        centre: till.world.centre.id,
        batch: Some(till.world.batch.id),
        state: Some(OrderStateName::Paid),
    };
    let all = money::list_of_centre(app, &till.chief, filter, PageRequest::default()).await;
    assert_eq!(all.unwrap().items, [order]);
}

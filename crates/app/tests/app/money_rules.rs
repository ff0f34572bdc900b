//! Rules of money that reach into the collection: what a retake costs, what the registry's refusal gives back, and days whose
//! bill was missed.

use app::money::{self, RefundWish};
use app::{Caller, Expected, submission};
use domain::*;
use time::macros::date;

use crate::harness::code_of;
use crate::money::Till;
use crate::steps::{confirmed, decide, later, rejection, submitted};

/// A batch that charges for the collection and for every retake after a rejection.
async fn with_retakes() -> Till {
    let till = Till::usual().await;
    let line = |product, fen| Price {
        product,
        unit_fen: Fen::new(fen),
    };
    let prices = Prices {
        pay: PayMoment::BeforeSubmitting,
        payer: Payer::Student,
        lines: vec![line(Product::Collection, 1350), line(Product::Retake, 500)],
    };
    money::set_prices(&till.world.app, &till.chief, till.world.batch.id, prices)
        .await
        .unwrap();
    till
}

async fn pay(till: &Till, product: Product) {
    let wish = [Wish { product, pieces: 1 }];
    let app = &till.world.app;
    let order = money::place(app, &till.student, till.degree.id, 2, &wish).await;
    let order = order.unwrap();
    till.start(&order).await;
    later(&till.world);
    till.play(&order, money::LocalAct::Pay).await;
}

/// Tries to submit a new photo; the code of what is in the way.
async fn try_again(till: &Till, photo: &str) -> Result<Submission, app::Failure> {
    confirmed(&till.world, &till.student, till.degree.id, photo).await;
    later(&till.world);
    submit(till).await
}

async fn submit(till: &Till) -> Result<Submission, app::Failure> {
    let app = &till.world.app;
    let view = submission::read(app, &till.student, till.degree.id).await?;
    let id = view.submission.id;
    let done = submission::submit(app, &till.student, id, &Expected::Any).await?;
    Ok(done.submission)
}

#[tokio::test]
async fn a_retake_is_paid_after_each_rejection_and_only_then() {
    let till = with_retakes().await;
    let reviewer = till
        .world
        .staff("reviewer", vec![Role::CentreReviewer])
        .await;
    pay(&till, Product::Collection).await;
    let first = submitted(&till.world, &till.student, till.degree.id, "ok").await;
    // A withdrawal is no rejection: nothing is asked for.
    later(&till.world);
    submission::withdraw(&till.world.app, &till.student, first.id, &Expected::Any)
        .await
        .unwrap();
    let again = try_again(&till, "good").await.unwrap();
    for photo in ["better", "best"] {
        let current = till.world.parts.store.submissions().find(again.id).await;
        let current = current.unwrap().unwrap();
        decide(&till.world, &reviewer, &current, rejection())
            .await
            .unwrap();
        assert_eq!(code_of(try_again(&till, photo).await), "payment-needed");
        pay(&till, Product::Retake).await;
        assert_eq!(submit(&till).await.unwrap().state.name(), "awaiting-review");
    }
    assert_eq!(till.ledger().await, [("local", 2350), ("income", -2350)]);
}

#[tokio::test]
async fn what_the_registry_refused_is_refunded_as_a_duplicate_and_nothing_else() {
    let till = Till::usual().await;
    let reviewer = till
        .world
        .staff("reviewer", vec![Role::CentreReviewer])
        .await;
    let order = till.paid().await;
    let waiting = submitted(&till.world, &till.student, till.degree.id, "ok").await;
    let approved = decide(&till.world, &reviewer, &waiting, Decision::Approve)
        .await
        .unwrap();
    let app = &till.world.app;
    let wish = RefundWish {
        reason: RefundReason::RefusedAsDuplicate,
        amount_fen: None,
    };
    let early = money::request_refund(app, &till.chief, order.id, wish).await;
    assert_eq!(code_of(early), "reason-not-applicable");
    let record = RegistryRecord::propose(NewRegistryRecord {
        id: RegistryRecordId::from_uuid(till.world.id()),
        centre: till.world.centre.id,
        package: RegistryPackageId::from_uuid(till.world.id()),
        batch: approved.batch,
        submission: approved.id,
        degree: till.degree.id,
        account: approved.account,
        photo: approved.state.photo().unwrap(),
    });
    let facts = PortraitFacts {
        sha256: ContentHash::from_bytes([7; 32]),
        length_bytes: 30_000,
    };
    let reason = RegistryReason::parse("已有图像").unwrap();
    let placed = record.place(1, facts).unwrap();
    let refused = placed.answer(RegistryReply::Refused(reason), app.now());
    let work = till.world.parts.store.begin().await.unwrap();
    work.registry_records()
        .insert_all(&[refused.unwrap().unwrap()])
        .await
        .unwrap();
    work.commit().await.unwrap();
    let asked = money::request_refund(app, &till.chief, order.id, wish)
        .await
        .unwrap();
    assert_eq!(asked.amount_fen, Fen::new(1350));
}

#[tokio::test]
async fn days_without_the_service_are_made_up_for() {
    let till = Till::usual().await;
    till.paid().await;
    till.jobs_at("09-11 10:30").await;
    // Nothing ran for three days.
    till.jobs_at("09-15 09:30").await;
    let days = [date!(2023 - 09 - 08), date!(2023 - 09 - 20)];
    let centre = till.world.centre.id;
    let known = async || -> Vec<time::Date> {
        let made = money::list_reconciliations(&till.world.app, &till.chief, centre, days).await;
        made.unwrap()
            .into_iter()
            .map(|made| made.made.day)
            .collect()
    };
    // Before ten there is no bill of yesterday yet.
    assert_eq!(known().await, [date!(2023 - 09 - 10)]);
    till.jobs_at("09-15 10:30").await;
    let expected = [14, 13, 12, 11, 10].map(|day| date!(2023 - 09 - 01).replace_day(day).unwrap());
    assert_eq!(known().await, expected);
    till.jobs_at("09-15 12:30").await;
    assert_eq!(known().await, expected);
}

/// A bill with nothing in it but the names of its columns.
const EMPTY_BILL: &str = "订单金额,交易状态,商户订单号";

#[tokio::test]
async fn what_somebody_hands_in_stops_no_bill_and_is_shown_to_nobody_else() {
    let till = Till::usual().await;
    let (app, centre) = (&till.world.app, till.world.centre.id);
    till.jobs_at("09-11 09:00").await;
    let today = date!(2023 - 09 - 11);
    let early = money::import_bill(app, &till.chief, centre, today, EMPTY_BILL).await;
    assert_eq!(code_of(early), "day-not-over");
    let unknown = "`13.50,`SUCCESS,`unheard-of";
    let bill = format!("{EMPTY_BILL}\n{unknown}\n");
    let day = date!(2023 - 09 - 10);
    let made = money::import_bill(app, &till.chief, centre, day, &bill)
        .await
        .unwrap();
    assert_eq!(made.made.differences.len(), 1);
    let other = Centre::found(CentreId::from_uuid(till.world.id()), "另一中心".to_owned());
    let work = till.world.work().await;
    work.centres().insert(&other).await.unwrap();
    work.commit().await.unwrap();
    let theirs = money::list_reconciliations(app, &Caller::System, other.id, [day; 2]).await;
    assert_eq!(theirs.unwrap(), []);
    let own = money::list_reconciliations(app, &till.chief, centre, [day; 2]).await;
    assert_eq!(own.unwrap(), [made]);
    let endless = format!("`13.50,`SUCCESS,`{}", "9".repeat(65));
    let long = format!("{EMPTY_BILL}\n{endless}\n");
    let refused = money::import_bill(app, &till.chief, centre, day, &long).await;
    assert_eq!(code_of(refused), "bill-unreadable");
}

/// Regions collect by batches of their own, each at its own price.
#[tokio::test]
async fn each_region_has_its_price() {
    let till = Till::usual().await;
    let (world, app) = (&till.world, &till.world.app);
    for (slug, phone, fen) in [
        ("north", "19900000021", 2_000),
        ("south", "19900000022", 2_600),
    ] {
        let (_, batch) = world.region(slug).await;
        let prices = Prices {
            pay: PayMoment::BeforeCamera,
            payer: Payer::Student,
            lines: vec![Price {
                product: Product::Collection,
                unit_fen: Fen::new(fen),
            }],
        };
        money::set_prices(app, &till.chief, batch.id, prices)
            .await
            .unwrap();
        // What stands on the first page, and what is charged.
        let quote = money::quote(app, batch.id).await.unwrap();
        let shown = quote.list.unwrap();
        let unit = shown.prices.unit_of(Product::Collection);
        assert_eq!(unit, Some(Fen::new(fen)));
        let student = world.student(phone).await;
        let (degree, _) = world.bound_degree_in(&batch, &student, slug).await;
        let wish = [Wish {
            product: Product::Collection,
            pieces: 1,
        }];
        let early = crate::steps::hand_in(world, &student, degree.id, "ok").await;
        assert_eq!(code_of(early), "payment-needed");
        let order = money::place(app, &student, degree.id, shown.number, &wish).await;
        let order = order.unwrap();
        assert_eq!((order.batch, order.total_fen), (batch.id, Fen::new(fen)));
        money::start(app, &student, order.id, crate::money::browser())
            .await
            .unwrap();
        later(world);
        let paid = money::play(app, &student, order.id, money::LocalAct::Pay).await;
        assert_eq!(paid.unwrap().order.state.name(), "paid");
        let of_batch = app::LedgerFilter {
            centre: world.centre.id,
            batch: Some(batch.id),
            days: None,
        };
        let sums = money::sums(app, &till.chief, of_batch).await.unwrap();
        let income = sums
            .iter()
            .find(|sum| sum.account == LedgerAccount::Income)
            .unwrap();
        assert_eq!(income.balance_fen(), -i64::from(fen));
    }
    // The batch of the school keeps its own.
    let quote = money::quote(app, world.batch.id).await.unwrap();
    let unit = quote.list.unwrap().prices.unit_of(Product::Collection);
    assert_eq!(unit, Some(Fen::new(1350)));
}

/// A payment of another centre through the same merchant: at the bank, and in that centre's ledger.
async fn of_another_centre(till: &Till, centre: CentreId) {
    let cashier = till.world.parts.gateways.cashier.clone().unwrap();
    let (now, amount_fen) = (till.world.app.now(), Fen::new(9_900));
    let id = PaymentId::from_uuid(till.world.id());
    let expires_at = now + Duration::from_minutes(30);
    let ask = gateways::PaymentAsk {
        payment: id,
        description: "另一中心".to_owned(),
        amount_fen,
        expires_at,
        paying_in: gateways::PayingIn::Browser {
            address: "192.0.2.2".to_owned(),
        },
    };
    let pay = till.world.parts.gateways.pay.clone().unwrap();
    pay.prepare(&ask).await.unwrap();
    let told = cashier.play(id, money::LocalAct::Pay).unwrap();
    let Some(gateways::PaymentAnswer::Paid(receipt)) = told else {
        panic!("{told:?}");
    };
    let new = NewPayment {
        id,
        centre,
        batch: till.world.batch.id,
        purpose: PaymentPurpose::School {
            school: till.world.school.id,
        },
        account: None,
        means: Means::Local,
        amount_fen,
    };
    let prepared = Payment::prepare(new, expires_at);
    let paid = prepared.succeed(receipt, false, now).unwrap();
    let entry_id = LedgerEntryId::from_uuid(till.world.id());
    let entry = LedgerEntry::of_payment(entry_id, &paid).unwrap();
    let work = till.world.work().await;
    work.payments().insert(&paid).await.unwrap();
    work.ledger().book(&entry).await.unwrap();
    work.commit().await.unwrap();
}

#[tokio::test]
async fn centres_that_share_a_merchant_see_their_own_sums() {
    let till = Till::usual().await;
    let (app, centre) = (&till.world.app, till.world.centre.id);
    till.paid().await;
    let day = date!(2023 - 09 - 10);
    till.world.set_time("09-11 10:30");
    // Alone at the merchant: the bill is the centre's own.
    let alone = money::reconcile(app, &till.chief, centre, day).await;
    let alone = alone.unwrap();
    assert!(!alone.is_shared);
    let of_bill = (alone.made.payments, alone.made.paid_fen);
    assert_eq!(of_bill, (1, 1350));
    let other = CentreId::from_uuid(till.world.id());
    let founded = Centre::found(other, "另一中心".to_owned());
    let work = till.world.work().await;
    work.centres().insert(&founded).await.unwrap();
    work.commit().await.unwrap();
    till.world.set_time("09-10 23:00");
    of_another_centre(&till, other).await;
    till.world.set_time("09-11 10:45");
    let shared = money::reconcile(app, &till.chief, centre, day).await;
    let shared = shared.unwrap();
    assert_eq!(shared.made.differences, []);
    // The whole bill is held against the whole ledger, and its sums are told to none of them.
    assert_eq!((shared.made.payments, shared.made.paid_fen), (2, 11_250));
    assert!(shared.is_shared);
    let sums = |day: &money::CentreDay| (day.own.payments, day.own.paid_fen);
    assert_eq!(sums(&shared), (1, 1350));
    let theirs = money::list_reconciliations(app, &Caller::System, other, [day; 2]).await;
    let theirs = theirs.unwrap();
    let newest = theirs.iter().max_by_key(|one| one.made.made_at).unwrap();
    assert_eq!((sums(newest), newest.is_shared), ((1, 9_900), true));
    // Who has a bill in hand knows its sums.
    let bill = format!("{EMPTY_BILL}\n");
    let handed_in = money::import_bill(app, &till.chief, centre, day, &bill).await;
    assert!(!handed_in.unwrap().is_shared);
}

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
        made.unwrap().into_iter().map(|made| made.day).collect()
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
    assert_eq!(made.differences.len(), 1);
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

//! Prints whose money goes back.

use app::money::{self, RefundWish};
use app::{Caller, Expected, account, batch, prints};
use domain::*;

use crate::harness::code_of;
use crate::prints::Shop;
use crate::steps::run_jobs;

#[tokio::test]
async fn money_that_goes_back_is_not_printed() {
    let shop = Shop::new().await;
    let (student, _) = shop.paid("19900000001", "1").await;
    let app = &shop.world.app;
    let own = prints::list_own(app, &student).await.unwrap();
    let wish = RefundWish {
        reason: RefundReason::OurMistake,
        amount_fen: None,
    };
    let order = own[0].job.order.unwrap();
    let chief = shop
        .world
        .staff("other-chief", vec![Role::Administrator])
        .await;
    money::request_refund(app, &chief, order, wish)
        .await
        .unwrap();
    assert_eq!(code_of(shop.start(true).await), "nothing-waits");
}

#[tokio::test]
async fn a_student_asks_the_money_back_until_the_prints_are_made() {
    let shop = Shop::new().await;
    let (student, job) = shop.paid("19900000001", "1").await;
    let (late, made) = shop.paid("19900000002", "2").await;
    let app = &shop.world.app;
    let wish = |reason| RefundWish {
        reason,
        amount_fen: None,
    };
    let asked = wish(RefundReason::StudentAsked);
    let order = job.order.unwrap();
    let never = wish(RefundReason::NeverCollected);
    let refused = money::request_refund(app, &student, order, never).await;
    assert_eq!(code_of(refused), "reason-not-applicable");
    let refund = money::request_refund(app, &student, order, asked)
        .await
        .unwrap();
    // The other one is taken into production; the first, whose money goes back, is not.
    shop.start(true).await.unwrap();
    assert_eq!(shop.job(&job).await.state.name(), "waiting");
    let too_late = money::request_refund(app, &late, made.order.unwrap(), asked).await;
    assert_eq!(code_of(too_late), "reason-not-applicable");
    let chief = shop
        .world
        .staff("other-chief", vec![Role::Administrator])
        .await;
    money::approve_refund(app, &chief, refund.id).await.unwrap();
}

#[tokio::test]
async fn with_a_student_go_the_files_that_show_the_portrait_also_of_a_run_that_lost_the_job() {
    let shop = Shop::new().await;
    let (student, job) = shop.paid("19900000001", "1").await;
    let (world, app) = (&shop.world, &shop.world.app);
    let first = shop.start(true).await.unwrap();
    run_jobs(world).await;
    let reason = ReprintReason::Damaged;
    prints::reprint(app, &shop.operator, job.id, reason)
        .await
        .unwrap();
    // The job is in no run now, and its portrait in the files of the first.
    let files = async |run: PrintRunId| {
        let view = prints::read_run(app, &shop.operator, run).await;
        view.unwrap().run
    };
    let made = files(first.id).await;
    assert!(made.built_at().is_some(), "{:?}", made.files);
    let second = shop.start(true).await.unwrap();
    let (system, batch) = (Caller::System, world.batch.id);
    batch::close(app, &system, batch, Expected::Any)
        .await
        .unwrap();
    batch::archive(app, &system, batch, Expected::Any)
        .await
        .unwrap();
    account::erase(app, &student).await.unwrap();
    assert_eq!(files(first.id).await.files, RunFiles::Deleted);
    for object in made.objects() {
        assert_eq!(world.parts.vault.get(&object).await.unwrap(), None);
    }
    // Whoever was making the files of the second has the portrait still, and is not believed.
    let failed = RunFiles::Failed {
        fault: FileFault::Portrait,
        job: Some(job.id),
    };
    assert_eq!(files(second.id).await.files, failed);
    run_jobs(world).await;
    assert_eq!(files(second.id).await.files, failed);
}

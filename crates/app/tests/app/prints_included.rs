//! The sheets that the collection fee includes.

use app::address;
use app::prints::{self, RunWish};
use domain::*;

use crate::addresses::wish as address_wish;
use crate::harness::code_of;
use crate::prints::Shop;
use crate::steps::{decide, run_jobs, submitted};

#[tokio::test]
async fn the_included_sheet_is_made_once_for_each_student() {
    let shop = Shop::new().await;
    shop.approved("19900000001", "1").await;
    shop.approved("19900000002", "2").await;
    let unapproved = shop.world.student("19900000003").await;
    shop.world.bound_degree(&unapproved, "3").await;
    let wish = RunWish {
        batch: shop.world.batch.id,
        school: Some(shop.world.school.id),
        unit: None,
        order: RunOrder::College,
        included: Some(PrintLayout::EightLargeOneInch),
        shop: None,
    };
    let app = &shop.world.app;
    let run = prints::start(app, &shop.operator, wish.clone())
        .await
        .unwrap();
    assert_eq!(run.jobs.len(), 2);
    let again = prints::start(app, &shop.operator, wish).await;
    assert_eq!(code_of(again), "nothing-waits");
}

#[tokio::test]
async fn included_sheets_of_those_who_are_taken_one_by_one_go_to_their_addresses() {
    let shop = Shop::new().await;
    let (world, app) = (&shop.world, &shop.world.app);
    let (_, batch) = world.region("shaoguan").await;
    let mut accounts = Vec::new();
    for place in ["1", "2"] {
        let student = world.student(&format!("1990000000{place}")).await;
        let (degree, _) = world.bound_degree_in(&batch, &student, place).await;
        let words = format!("drawn good {place}");
        let submission = submitted(world, &student, degree.id, &words).await;
        decide(world, &shop.reviewer, &submission, Decision::Approve)
            .await
            .unwrap();
        world.clock.advance(Duration::from_minutes(1));
        run_jobs(world).await;
        accounts.push(student);
    }
    let wish = |batch: &Batch| RunWish {
        batch: batch.id,
        school: None,
        included: Some(PrintLayout::EightLargeOneInch),
        ..shop.wish(false)
    };
    let start = async |batch: &Batch| prints::start(app, &shop.operator, wish(batch)).await;
    assert_eq!(code_of(start(&batch).await), "nothing-waits", "no address");
    world.agree(&accounts[0], Purpose::Address).await;
    let kept = address::keep(app, &accounts[0], &address_wish("中山大道西55号")).await;
    let written = kept.unwrap().content.written();
    let run = start(&batch).await.unwrap();
    assert_eq!(run.jobs.len(), 1);
    let own = prints::list_own(app, &accounts[0]).await.unwrap();
    assert_eq!(own[0].job.order, None);
    assert_eq!(own[0].address.as_ref().unwrap().written(), written);
    assert_eq!(code_of(start(&batch).await), "nothing-waits");
    // Of a group nobody is asked for an address.
    assert_eq!(code_of(start(&world.batch).await), "invalid");
}

//! The sheets that the collection fee includes.

use app::change_request::{self, Answer, AskChange, WantedChange};
use app::prints::{self, RunWish};
use app::{Caller, address, organisation};
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
        class: None,
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

/// A student in a class of the school, whose portrait is approved.
async fn approved_in(shop: &Shop, code: &str, class: Option<ClassId>) -> Submission {
    let world = &shop.world;
    let student = world.student(&format!("1990000000{code}")).await;
    let (bound, begun) = world.bound_degree(&student, code).await;
    let placement = Placement {
        class,
        ..Placement::of_school(world.school.id)
    };
    let degree = bound.clone().place(placement, None);
    let degree = degree.unwrap_or_else(|| bound.clone());
    let stands = begun.clone().stand(&degree);
    let work = world.work().await;
    if degree != bound {
        let done = work.degrees().advance(&bound, &degree).await;
        assert_eq!(done.unwrap(), store::Advance::Done);
    }
    let done = work.submissions().advance(&begun, &stands).await;
    assert_eq!(done.unwrap(), store::Advance::Done);
    work.commit().await.unwrap();
    let words = format!("drawn good {code}");
    let submission = submitted(world, &student, bound.id, &words).await;
    let decided = decide(world, &shop.reviewer, &submission, Decision::Approve).await;
    world.clock.advance(Duration::from_minutes(1));
    run_jobs(world).await;
    decided.unwrap()
}

#[tokio::test]
async fn a_run_is_of_one_class_and_makes_the_sheets_of_no_other() {
    let shop = Shop::new().await;
    let (world, app) = (&shop.world, &shop.world.app);
    let school = world.school.id;
    let class = |name: &str| {
        let name = name.to_owned();
        organisation::create_class(app, &Caller::System, school, None, name)
    };
    let (first, second) = (
        class("1班").await.unwrap().id,
        class("2班").await.unwrap().id,
    );
    approved_in(&shop, "1", Some(first)).await;
    approved_in(&shop, "2", Some(second)).await;
    let wish = |class| RunWish {
        class,
        included: Some(PrintLayout::EightLargeOneInch),
        ..shop.wish(true)
    };
    let start = async |class| prints::start(app, &shop.operator, wish(class)).await;
    assert_eq!(start(Some(second)).await.unwrap().jobs.len(), 1);
    assert_eq!(code_of(start(Some(second)).await), "nothing-waits");
    assert_eq!(start(None).await.unwrap().jobs.len(), 1);
}

#[tokio::test]
async fn a_portrait_that_is_taken_out_does_not_stop_the_run_of_the_others() {
    let shop = Shop::new().await;
    let (world, app) = (&shop.world, &shop.world.app);
    let (_, stays) = shop.paid("19900000001", "1").await;
    let (_, goes) = shop.paid("19900000002", "2").await;
    let found = world.parts.store.submissions();
    let submission = found.find_of_degree(goes.degree, world.batch.id).await;
    let second = world.staff("boss", vec![Role::Administrator]).await;
    let wanted = AskChange {
        submission: submission.unwrap().unwrap().id,
        wanted: WantedChange::Void(VoidReason::StudentAsked),
    };
    let asked = change_request::ask(app, &shop.operator, wanted)
        .await
        .unwrap();
    change_request::answer(app, &second, asked.id, Answer::Agree)
        .await
        .unwrap();
    let run = shop.start(true).await.unwrap();
    assert_eq!(run.jobs, [stays.id]);
    run_jobs(world).await;
    let view = prints::read_run(app, &shop.operator, run.id).await.unwrap();
    assert!(view.run.built_at().is_some(), "{:?}", view.run.files);
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

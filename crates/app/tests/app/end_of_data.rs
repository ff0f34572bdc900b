//! The end of personal data: by time, by a withdrawn consent, by erasure.

use std::collections::BTreeMap;

use app::{
    Caller, Expected, Failure, account, address, batch, capture, consent, degree, idempotency,
    jobs, photo, submission, upkeep,
};
use domain::*;

use crate::addresses::wish;
use crate::degrees::request;
use crate::harness::{World, code_of};
use crate::steps::{checked, confirmed, decide, hand_in, rejection, run_jobs, stored, submitted};

/// Tables that hold no personal value: what is looked after, and what happened under which id.
const RECORDS: &[&str] = &[
    "account",
    "appointment",
    "audit_entry",
    "audit_head",
    "audit_line",
    "batch",
    "capture",
    "centre",
    "class",
    "consent",
    "counter",
    "data_disc",
    "list_export",
    "degree",
    "job",
    "lease",
    "link_slug",
    "print_job",
    "print_run",
    "reconciliation",
    "region",
    "registry_package",
    "registry_record",
    "review",
    "school",
    "secret",
    "slot",
    "staff",
    "staff_password",
    "studio",
    "submission",
    "unit",
];

async fn rows(world: &World) -> BTreeMap<String, u64> {
    let figures = upkeep::figures(&world.app, &Caller::System).await.unwrap();
    let tables = figures.tables.into_iter();
    tables.map(|table| (table.table, table.rows)).collect()
}

/// Lets days pass in steps, with the jobs of each.
async fn age(world: &World, days: u32) {
    for _ in 0..days.div_ceil(20) {
        jobs::schedule(&world.app).await.unwrap();
        world.clock.advance(Duration::from_days(20));
        run_jobs(world).await;
    }
}

async fn keep_address(world: &World, student: &Caller) {
    world.agree(student, Purpose::Address).await;
    let kept = address::keep(&world.app, student, &wish("中山大道西55号")).await;
    assert!(kept.unwrap().address.is_default);
}

async fn is_erased(world: &World, student: &Caller) -> bool {
    let id = student.student().unwrap();
    let account = world.parts.store.accounts().find(id).await.unwrap();
    matches!(account.unwrap().state, AccountState::Erased { .. })
}

#[tokio::test]
async fn after_three_years_nothing_personal_is_left() {
    let world = World::new().await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    world.roster(&["202100000001", "202100000002"], None).await;
    let approved = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&approved, "1").await;
    let submission = submitted(&world, &approved, degree.id, "good").await;
    decide(&world, &reviewer, &submission, Decision::Approve)
        .await
        .unwrap();
    keep_address(&world, &approved).await;
    let rejected = world.student("13800000002").await;
    let (second, _) = world.bound_degree(&rejected, "2").await;
    let refused = submitted(&world, &rejected, second.id, "better").await;
    decide(&world, &reviewer, &refused, rejection())
        .await
        .unwrap();
    let unfinished = world.student("13800000003").await;
    let (third, _) = world.bound_degree(&unfinished, "3").await;
    checked(&world, &unfinished, third.id, "waiting").await;
    let visitor = world.student("13800000004").await;
    let opened = capture::open(&world.app, &unfinished, third.id)
        .await
        .unwrap();
    let (session, token) = (opened.session.id, opened.token.expose());
    capture::put_part(&world.app, &unfinished, session, token, 0, b"half")
        .await
        .unwrap();

    age(&world, 3 * 366).await;

    for student in [&approved, &rejected, &unfinished, &visitor] {
        assert!(is_erased(&world, student).await);
    }
    let rows = rows(&world).await;
    let left: Vec<_> = rows
        .iter()
        .filter(|(table, rows)| **rows > 0 && !RECORDS.contains(&table.as_str()))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    for degree in [degree.id, second.id, third.id] {
        let degree = world
            .parts
            .store
            .degrees()
            .find(degree)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(degree.details(), None, "{:?}", degree.state.name());
    }
    for before in [submission.id, refused.id] {
        assert_eq!(stored(&world, before).await.rejections().count(), 0);
    }
    let approved = stored(&world, submission.id).await;
    assert_eq!(approved.state.name(), "approved", "the decision stays");
    let objects = world.parts.store.objects();
    assert!(objects.list_referenced(None, 10).await.unwrap().is_empty());
    let swept = upkeep::sweep_objects(&world.app, &Caller::System, Duration::from_seconds(0)).await;
    assert_eq!(swept.unwrap().deleted, 0, "objects went with their rows");
}

#[tokio::test]
async fn a_withdrawn_consent_stops_the_review_and_erases_after_days() {
    let world = World::new().await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let in_review = submitted(&world, &student, degree.id, "good").await;
    let queued = {
        let (other, _) = world.bound_degree(&student, "2").await;
        hand_in(&world, &student, other.id, "later").await.unwrap()
    };
    let purpose = Purpose::CollectReviewHandOver;
    consent::withdraw(&world.app, &student, purpose)
        .await
        .unwrap();
    let stopped = stored(&world, in_review.id).await;
    assert_eq!(stopped.state.name(), "withdrawn");
    let decided = decide(&world, &reviewer, &in_review, Decision::Approve).await;
    assert!(decided.is_err());
    run_jobs(&world).await;
    let photos = world.parts.store.photos();
    assert_eq!(
        photos.find(queued.id).await.unwrap(),
        None,
        "it is not looked at"
    );
    assert_eq!(photos.list_of_degree(degree.id).await.unwrap().len(), 1);
    world.clock.advance(Duration::from_days(16));
    run_jobs(&world).await;
    assert!(photos.list_of_degree(degree.id).await.unwrap().is_empty());
    let erased = world
        .parts
        .store
        .degrees()
        .find(degree.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(erased.details(), None);
    let objects = world.parts.store.objects();
    assert!(objects.list_referenced(None, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn handing_over_is_a_consent_of_its_own() {
    let world = World::new().await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let app = &world.app;
    let purpose = Purpose::HandOver;
    let in_review = submitted(&world, &student, degree.id, "good").await;
    consent::withdraw(app, &student, purpose).await.unwrap();
    let back = stored(&world, in_review.id).await;
    assert_eq!(back.state.name(), "withdrawn", "nobody reviews it");
    let decided = decide(&world, &reviewer, &in_review, Decision::Approve).await;
    assert!(decided.is_err());
    let again = submission::submit(app, &student, in_review.id, &Expected::Any).await;
    assert_eq!(code_of(again), "consent-missing");
    // Nothing is erased for it, and what is needed to collect goes on.
    world.clock.advance(Duration::from_days(16));
    run_jobs(&world).await;
    let photos = world.parts.store.photos();
    assert_eq!(photos.list_of_degree(degree.id).await.unwrap().len(), 1);
    consent::give(app, &student, purpose, 1).await.unwrap();
    submission::submit(app, &student, in_review.id, &Expected::Any)
        .await
        .unwrap();
}

#[tokio::test]
async fn what_a_reviewer_wrote_goes_with_the_degree_that_is_let_go() {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (bound, _) = world.bound_degree(&student, "1").await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let waiting = submitted(&world, &student, bound.id, "good").await;
    let note = ReviewNote::parse("头发遮住了左边的眉毛").unwrap();
    let noted = Decision::Reject {
        reasons: Reasons::new(&[standard::ReasonCode::P04], Some(note)).unwrap(),
    };
    decide(&world, &reviewer, &waiting, noted).await.unwrap();
    let notes = async || {
        let records = world.parts.store.reviews();
        let records = records.list_of_submission(waiting.id).await.unwrap();
        let decisions = records
            .iter()
            .map(|record| format!("{:?}", record.decision));
        decisions.collect::<String>()
    };
    let before = notes().await;
    let release = degree::ReleaseDegree {
        degree: bound.id,
        reason: ReleaseReason::StudentAsked,
    };
    degree::release(&world.app, &operator, release)
        .await
        .unwrap();
    assert_ne!(notes().await, before);
}

#[tokio::test]
async fn originals_end_before_their_portraits() {
    let world = World::new().await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let submission = submitted(&world, &student, degree.id, "good").await;
    decide(&world, &reviewer, &submission, Decision::Approve)
        .await
        .unwrap();
    let (app, store) = (&world.app, &world.parts.store);
    let before = store.photos().list_of_degree(degree.id).await.unwrap();
    batch::close(app, &Caller::System, world.batch.id, Expected::Any)
        .await
        .unwrap();
    batch::archive(app, &Caller::System, world.batch.id, Expected::Any)
        .await
        .unwrap();
    let retention = world.batch.plan.rules.retention;
    assert!(retention.originals_days < retention.portraits_days);
    let day = async |days: u16| {
        jobs::schedule(app).await.unwrap();
        world.clock.advance(Duration::from_days(u32::from(days)));
        run_jobs(&world).await;
        let photos = store.photos().list_of_degree(degree.id).await.unwrap();
        let vault = &world.parts.vault;
        let original = vault.get(&before[0].original.blob).await.unwrap();
        let portrait = before[0].assessment().unwrap().portrait.as_ref();
        let portrait = vault.get(portrait.unwrap()).await.unwrap();
        (photos.len(), original.is_some(), portrait.is_some())
    };
    assert_eq!(day(retention.originals_days - 1).await, (1, true, true));
    assert_eq!(day(2).await, (1, false, true));
    let links = photo::links(app, &student, before[0].id).await.unwrap();
    assert!(links.original.is_none() && links.portrait.is_some());
    // The rest goes with the portraits, and the object that is gone stands in nobody's way.
    assert_eq!(day(retention.portraits_days).await, (0, false, false));
}

#[tokio::test]
async fn who_agrees_again_keeps_everything() {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    confirmed(&world, &student, degree.id, "good").await;
    let purpose = Purpose::CollectReviewHandOver;
    consent::withdraw(&world.app, &student, purpose)
        .await
        .unwrap();
    world.clock.advance(Duration::from_days(1));
    consent::give(&world.app, &student, purpose, 1)
        .await
        .unwrap();
    world.clock.advance(Duration::from_days(16));
    run_jobs(&world).await;
    let photos = world.parts.store.photos();
    assert_eq!(photos.list_of_degree(degree.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_approved_photo_is_erased_once_its_batch_is_concluded() {
    let world = World::new().await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let submission = submitted(&world, &student, degree.id, "good").await;
    decide(&world, &reviewer, &submission, Decision::Approve)
        .await
        .unwrap();
    let blocked = account::erase(&world.app, &student).await;
    assert_eq!(code_of(blocked), "erasure-blocked");
    batch::close(&world.app, &Caller::System, world.batch.id, Expected::Any)
        .await
        .unwrap();
    batch::archive(&world.app, &Caller::System, world.batch.id, Expected::Any)
        .await
        .unwrap();
    account::erase(&world.app, &student).await.unwrap();
    assert!(is_erased(&world, &student).await);
    let objects = world.parts.store.objects();
    assert!(objects.list_referenced(None, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn erasing_leaves_no_kept_answer_no_message_and_no_object() {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (bound, _) = world.bound_degree(&student, "1").await;
    checked(&world, &student, bound.id, "good").await;
    degree::add(&world.app, &student, request(&world, ""))
        .await
        .unwrap_err();
    let print = idempotency::fingerprint([&b"request"[..]]);
    let begun = idempotency::begin(&world.app, &student, "key", print)
        .await
        .unwrap();
    let idempotency::Begun::First(ticket) = begun else {
        panic!("the key is new");
    };
    let answer = idempotency::Answer {
        status: 201,
        content_type: "application/json".to_owned(),
        text: "a name".to_owned(),
    };
    idempotency::finish(&world.app, &ticket, &answer)
        .await
        .unwrap();
    account::erase(&world.app, &student).await.unwrap();
    let rows = rows(&world).await;
    let left = |table: &str| rows.get(table).copied().unwrap_or(0);
    for table in [
        "photo",
        "findings",
        "notification",
        "session",
        "idempotency",
    ] {
        assert_eq!(left(table), 0, "{table}");
    }
    let swept = upkeep::sweep_objects(&world.app, &Caller::System, Duration::from_seconds(0)).await;
    let swept = swept.unwrap();
    assert_eq!((swept.deleted, swept.referenced), (0, 0));
    let gone = account::read(&world.app, &student).await;
    assert!(matches!(
        gone,
        Err(Failure::NotFound | Failure::NotSignedIn)
    ));
}

//! Deciding, the queue, and letting a degree go.

use app::degree::ReleaseDegree;
use app::review::{self, DecideReview, QueueChoice, QueueRequest, ReviewFlag};
use app::{Caller, Expected, Failure, photo, submission};
use domain::*;
use store::PageRequest;

use crate::harness::{World, code_of};
use crate::steps::{decide, hand_in, messages, rejection, stored, submitted};

#[track_caller]
fn check<T: std::fmt::Debug>(result: Result<T, Failure>, expected: &str) {
    assert_eq!(code_of(result), expected);
}

/// A photo in review, in a batch that `change` made.
async fn in_review(change: impl FnOnce(&mut BatchPlan)) -> (World, Caller, Submission) {
    let world = World::with_plan(change).await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let submission = submitted(&world, &student, degree.id, "good").await;
    (world, student, submission)
}

fn request(submission: &Submission, round: ReviewRound, decision: Decision) -> DecideReview {
    DecideReview {
        submission: submission.id,
        photo: submission.state.photo().unwrap(),
        round,
        decision,
    }
}

#[tokio::test]
async fn who_may_decide() {
    let (world, student, submission) = in_review(|_| {}).await;
    let school = world.school.id;
    let others = [
        ("boss", Role::Administrator),
        ("operator", Role::Operator),
        ("school", Role::SchoolReviewer { school }),
        ("officer", Role::SchoolOfficer { school }),
    ];
    for (login, role) in others {
        let staff = world.staff(login, vec![role]).await;
        let refused = decide(&world, &staff, &submission, Decision::Approve).await;
        check(refused, "not-allowed");
    }
    check(
        decide(&world, &student, &submission, Decision::Approve).await,
        "not-allowed",
    );
    check(
        decide(&world, &Caller::System, &submission, Decision::Approve).await,
        "not-allowed",
    );
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let approved = decide(&world, &reviewer, &submission, Decision::Approve).await;
    assert_eq!(approved.unwrap().state.name(), "approved");
    let traces = world.audit(Subject::Submission(submission.id)).await;
    assert_eq!(traces, ["submit-photo", "decide-review"]);
}

#[tokio::test]
async fn staff_of_another_centre_find_nothing() {
    let (world, _, submission) = in_review(|_| {}).await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let Caller::Staff(mut foreign) = reviewer else {
        unreachable!("staff are staff");
    };
    foreign.centre = CentreId::from_uuid(world.id());
    let foreign = Caller::Staff(foreign);
    let refused = decide(&world, &foreign, &submission, Decision::Approve).await;
    check(refused, "not-found");
    let photo = submission.state.photo().unwrap();
    check(photo::links(&world.app, &foreign, photo).await, "not-found");
}

#[tokio::test]
async fn an_operator_writes_a_named_persons_decision_down() {
    let (world, _, submission) = in_review(|_| {}).await;
    let on_behalf_of = |staff: &Caller| {
        let Caller::Staff(staff) = staff else {
            unreachable!("staff are staff");
        };
        Caller::OnBehalfOf(staff.clone())
    };
    let approval = || request(&submission, ReviewRound::Centre, Decision::Approve);
    let officer = world.staff("boss", vec![Role::Administrator]).await;
    for other in [on_behalf_of(&officer), Caller::System] {
        let refused = review::decide(&world.app, &other, approval()).await;
        check(refused, "not-allowed");
    }
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let caller = on_behalf_of(&reviewer);
    let decided = review::decide(&world.app, &caller, approval()).await;
    let SubmissionState::Approved { approved_by, .. } = decided.unwrap().state else {
        panic!("not approved");
    };
    assert_eq!(Actor::Staff(approved_by), reviewer.actor());
    let audit = world.parts.store.audit();
    let lines = audit
        .list_of_subject(Subject::Submission(submission.id))
        .await;
    let lines = lines.unwrap();
    let line = lines.last().unwrap();
    assert_eq!(line.actor, reviewer.actor());
    let via = line.details.iter().find(|(name, _)| name.as_str() == "via");
    assert!(
        via.is_some(),
        "that an operator wrote it down is not hidden"
    );
}

#[tokio::test]
async fn the_school_passes_on_and_the_centre_decides() {
    let two_rounds = |plan: &mut BatchPlan| plan.rules.review = ReviewPolicy::SchoolThenCentre;
    let (world, student, submission) = in_review(two_rounds).await;
    let school = Role::SchoolReviewer {
        school: world.school.id,
    };
    let school = world.staff("school", vec![school]).await;
    let centre = world.staff("centre", vec![Role::CentreReviewer]).await;
    let early = decide(&world, &centre, &submission, Decision::Approve).await;
    check(early, "other-round");
    let before = messages(&world, &student).await;
    let pass = request(&submission, ReviewRound::School, Decision::Approve);
    let passed = review::decide(&world.app, &school, pass).await.unwrap();
    assert_eq!(passed.state.name(), "awaiting-review");
    assert_eq!(
        messages(&world, &student).await,
        before,
        "nothing is decided yet"
    );
    decide(&world, &centre, &passed, Decision::Approve)
        .await
        .unwrap();
    let history = submission::history(&world.app, &student, submission.id).await;
    let history = history.unwrap();
    let told: Vec<&str> = history.iter().map(|entry| entry.event.name()).collect();
    assert_eq!(told[3..], ["submitted", "passed-on", "approved"]);
}

#[tokio::test]
async fn a_decision_is_on_the_photo_that_was_looked_at() {
    let (world, student, first) = in_review(|_| {}).await;
    submission::withdraw(&world.app, &student, first.id, &Expected::Any)
        .await
        .unwrap();
    let second = submitted(&world, &student, first.degree, "better").await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    check(
        decide(&world, &reviewer, &first, Decision::Approve).await,
        "stale",
    );
    decide(&world, &reviewer, &second, Decision::Approve)
        .await
        .unwrap();
    check(
        decide(&world, &reviewer, &second, rejection()).await,
        "wrong-state",
    );
}

#[tokio::test]
async fn the_queue_is_in_order_and_shows_what_a_reviewer_may_see() {
    let (world, _, first) = in_review(|_| {}).await;
    world.clock.advance(Duration::from_minutes(1));
    let other = world.student("13800000002").await;
    let (degree, _) = world.bound_degree(&other, "2").await;
    let second = submitted(&world, &other, degree.id, "warn:sharp scene").await;
    let request = QueueRequest {
        centre: world.centre.id,
        choice: QueueChoice::all(ReviewRound::Centre),
        page: PageRequest::first(1),
    };
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let page = review::queue(&world.app, &reviewer, request).await.unwrap();
    assert_eq!(page.items[0].submission.id, first.id);
    assert_eq!(page.items[0].masked_name.as_deref(), Some("张*"));
    let rest = QueueRequest {
        page: PageRequest {
            after: page.next,
            limit: 10,
        },
        ..request
    };
    let page = review::queue(&world.app, &reviewer, rest).await.unwrap();
    let ids: Vec<_> = page.items.iter().map(|item| item.submission.id).collect();
    assert_eq!(ids, [second.id]);
    let is_marked = page.items[0].flags.contains(&ReviewFlag::CutFromScene);
    assert!(is_marked, "{:?}", page.items[0].flags);
    assert_eq!(page.next, None);

    let elsewhere = QueueRequest {
        centre: CentreId::from_uuid(world.id()),
        ..request
    };
    check(
        review::queue(&world.app, &reviewer, elsewhere).await,
        "not-found",
    );
    let operator = world.staff("operator", vec![Role::Operator]).await;
    check(
        review::queue(&world.app, &operator, request).await,
        "not-allowed",
    );
    check(
        review::queue(&world.app, &other, request).await,
        "not-allowed",
    );
}

#[tokio::test]
async fn a_schools_reviewer_sees_the_own_school_alone() {
    let two_rounds = |plan: &mut BatchPlan| plan.rules.review = ReviewPolicy::SchoolThenCentre;
    let (world, _, submission) = in_review(two_rounds).await;
    let request = QueueRequest {
        centre: world.centre.id,
        choice: QueueChoice {
            batch: Some(world.batch.id),
            ..QueueChoice::all(ReviewRound::School)
        },
        page: PageRequest::default(),
    };
    let of = |school| vec![Role::SchoolReviewer { school }];
    let own = world.staff("own", of(world.school.id)).await;
    let page = review::queue(&world.app, &own, request).await.unwrap();
    assert_eq!(page.items[0].submission.id, submission.id);
    let other = world
        .staff("other", of(SchoolId::from_uuid(world.id())))
        .await;
    let page = review::queue(&world.app, &other, request).await.unwrap();
    assert!(page.items.is_empty());
    let pass = self::request(&submission, ReviewRound::School, Decision::Approve);
    check(
        review::decide(&world.app, &other, pass).await,
        "not-allowed",
    );
}

#[tokio::test]
async fn a_degree_is_let_go_with_everything_that_hangs_on_it() {
    let (world, student, submission) = in_review(|_| {}).await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let request = ReleaseDegree {
        degree: submission.degree,
        reason: ReleaseReason::WrongPerson,
    };
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    check(
        app::degree::release(&world.app, &reviewer, request).await,
        "not-allowed",
    );
    world.clock.advance(Duration::from_seconds(1));
    let degree = app::degree::release(&world.app, &operator, request).await;
    assert_eq!(degree.unwrap().state.name(), "released");
    let submission = stored(&world, submission.id).await;
    assert_eq!(submission.state.name(), "expired");
    let photos = world.parts.store.photos();
    let photos = photos.list_of_degree(submission.degree).await.unwrap();
    assert!(photos.is_empty());
    assert_eq!(messages(&world, &student).await[0], "degree-released");
    check(
        hand_in(&world, &student, submission.degree, "x").await,
        "wrong-state",
    );

    let other = world.student("13800000002").await;
    let (degree, _) = world.bound_degree(&other, "1").await;
    assert!(degree.is_bound(), "the code is free again");
    let again = app::degree::release(&world.app, &operator, request).await;
    check(again, "wrong-state");
}

#[tokio::test]
async fn what_is_approved_is_voided_when_its_degree_is_let_go() {
    let (world, _, submission) = in_review(|_| {}).await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    decide(&world, &reviewer, &submission, Decision::Approve)
        .await
        .unwrap();
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let request = ReleaseDegree {
        degree: submission.degree,
        reason: ReleaseReason::StudentAsked,
    };
    app::degree::release(&world.app, &operator, request)
        .await
        .unwrap();
    let submission = stored(&world, submission.id).await;
    assert_eq!(submission.state.name(), "voided");
}

//! Photos that are approved together, after a sample one by one.

use app::review::{self, QueueChoice};
use app::{Caller, Expected, submission};
use domain::*;

use crate::harness::{World, code_of};
use crate::steps::{later, rejection, run_jobs, stored, submitted};

/// A reviewer and photos in review, each with what the check says.
async fn desk(words: &[&str]) -> (World, Caller, Vec<(Caller, Submission)>) {
    let world = World::with_plan(|_| {}).await;
    let mut waiting = Vec::new();
    for (number, words) in words.iter().enumerate() {
        let student = world.student(&format!("138000000{number:02}")).await;
        // An account that is older than a day: a young one speaks for a look at its degree.
        world.clock.advance(Duration::from_days(2));
        let (degree, _) = world.bound_degree(&student, &number.to_string()).await;
        let submission = submitted(&world, &student, degree.id, words).await;
        waiting.push((student, submission));
    }
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    (world, reviewer, waiting)
}

fn of_centre() -> QueueChoice {
    QueueChoice::all(ReviewRound::Centre)
}

async fn decide(world: &World, by: &Caller, of: &Submission, decision: Decision) {
    let request = review::DecideReview {
        submission: of.id,
        photo: of.state.photo().unwrap(),
        round: ReviewRound::Centre,
        decision,
    };
    review::hold(&world.app, by, request).await.unwrap();
}

fn ids<'a>(submissions: impl Iterator<Item = &'a Submission>) -> Vec<SubmissionId> {
    let mut ids: Vec<_> = submissions.map(|submission| submission.id).collect();
    ids.sort_unstable();
    ids
}

fn sample(set: &review::ReviewSetView) -> Vec<&Submission> {
    set.sample
        .iter()
        .map(|sheet| &sheet.item.submission)
        .collect()
}

fn rest(set: &review::ReviewSetView) -> Vec<&Submission> {
    set.rest
        .iter()
        .map(|photo| &photo.item.submission)
        .collect()
}

#[tokio::test]
async fn only_photos_without_any_doubt_are_approved_together() {
    let words = [
        "good a",
        "warn:sharp b",
        "good c",
        "unknown:ears-visible d",
        "good e",
    ];
    let (world, reviewer, waiting) = desk(&words).await;
    let set = review::gather(&world.app, &reviewer, of_centre(), 50).await;
    let set = set.unwrap().unwrap();
    // Five or fewer are all sample: nothing is left to be approved together.
    assert!(set.rest.is_empty());
    let clean = [0, 2, 4].map(|place| &waiting[place].1);
    assert_eq!(ids(sample(&set).into_iter()), ids(clean.into_iter()));
    let again = review::gather(&world.app, &reviewer, of_centre(), 50).await;
    assert!(again.unwrap().is_some(), "one's own are taken again");
    let other = world.staff("other", vec![Role::CentreReviewer]).await;
    let nothing = review::gather(&world.app, &other, of_centre(), 50).await;
    assert!(nothing.unwrap().is_none());
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let refused = review::gather(&world.app, &operator, of_centre(), 50).await;
    assert_eq!(code_of(refused.map(|_| ())), "not-allowed");
}

/// Nine photos without doubt: five of the sample, four others.
async fn nine() -> (
    World,
    Caller,
    Vec<(Caller, Submission)>,
    review::ReviewSetView,
) {
    let words = [
        "good a", "good b", "good c", "good d", "good e", "good f", "good g", "good h", "good i",
    ];
    let (world, reviewer, waiting) = desk(&words).await;
    let set = review::gather(&world.app, &reviewer, of_centre(), 50).await;
    let set = set.unwrap().unwrap();
    assert_eq!((set.sample.len(), set.rest.len()), (5, 4));
    (world, reviewer, waiting, set)
}

#[tokio::test]
async fn the_sample_comes_first_and_all_of_it_is_approved() {
    let (world, reviewer, waiting, set) = nine().await;
    let app = &world.app;
    let approve = async |count, except: &[SubmissionId]| {
        review::approve_set(app, &reviewer, set.id, (count, except)).await
    };
    assert_eq!(code_of(approve(4, &[]).await), "sample-not-approved");
    for submission in sample(&set) {
        decide(&world, &reviewer, submission, Decision::Approve).await;
    }
    assert_eq!(code_of(approve(9, &[]).await), "count-differs");
    let others = rest(&set);
    // One is withdrawn meanwhile, which is no error; one is left out.
    let (left_out, gone) = (others[0].id, others[1].id);
    let (student, _) = waiting.iter().find(|(_, one)| one.id == gone).unwrap();
    submission::withdraw(app, student, gone, &Expected::Any)
        .await
        .unwrap();
    let done = approve(3, &[left_out]).await.unwrap();
    assert_eq!(done.skipped, [gone]);
    assert_eq!(done.approved, [others[2].id, others[3].id]);
    assert_eq!(code_of(approve(3, &[left_out]).await), "set-over");
    // Nothing leaves for half a minute; the one that was left out waits again for everybody.
    assert_eq!(
        stored(&world, others[2].id).await.state.name(),
        "awaiting-review"
    );
    let other = world.staff("other", vec![Role::CentreReviewer]).await;
    let claim = review::claim(app, &other, left_out, ReviewRound::Centre).await;
    assert!(claim.is_ok(), "{claim:?}");
    world.clock.advance(UNDO_FOR);
    run_jobs(&world).await;
    for id in done.approved {
        assert_eq!(stored(&world, id).await.state.name(), "approved");
    }
    let records = world.parts.store.reviews();
    let records = records.list_of_submission(others[2].id).await.unwrap();
    // How long each took is not known, and is not made up.
    assert_eq!(records[0].took, None);
}

#[tokio::test]
async fn what_another_standard_says_of_a_photo_meanwhile_keeps_it_out() {
    let (world, reviewer, _, set) = nine().await;
    for submission in sample(&set) {
        decide(&world, &reviewer, submission, Decision::Approve).await;
    }
    let others = rest(&set);
    let work = world.work().await;
    let id = others[0].state.photo().unwrap();
    let before = work.photos().find(id).await.unwrap().unwrap();
    let mut assessment = before.assessment().unwrap().clone();
    let doubtful = assessment.passes.pop().unwrap();
    assessment.warnings.push(doubtful);
    let now = world.app.now();
    let after = before.clone().judge_again(assessment, true, now).unwrap();
    let done = work.photos().advance(&before, &after).await;
    assert_eq!(done.unwrap(), store::Advance::Done);
    work.commit().await.unwrap();
    let approve = async || review::approve_set(&world.app, &reviewer, set.id, (4, &[])).await;
    let done = approve().await.unwrap();
    assert_eq!(done.skipped, [others[0].id]);
    assert_eq!(done.approved.len(), 3);
}

#[tokio::test]
async fn a_rejection_in_the_sample_ends_it() {
    let (world, reviewer, _, set) = nine().await;
    let (first, others) = (sample(&set)[0], &sample(&set)[1..]);
    decide(&world, &reviewer, first, rejection()).await;
    for submission in others {
        decide(&world, &reviewer, submission, Decision::Approve).await;
    }
    world.clock.advance(UNDO_FOR);
    run_jobs(&world).await;
    let refused = review::approve_set(&world.app, &reviewer, set.id, (4, &[])).await;
    assert_eq!(code_of(refused), "sample-not-approved");
    review::release_set(&world.app, &reviewer, set.id)
        .await
        .unwrap();
    let over = review::approve_set(&world.app, &reviewer, set.id, (4, &[])).await;
    assert_eq!(code_of(over), "set-over");
}

#[tokio::test]
async fn approvals_are_taken_back_together() {
    let (world, reviewer, _, set) = nine().await;
    for submission in sample(&set) {
        decide(&world, &reviewer, submission, Decision::Approve).await;
    }
    world.clock.advance(UNDO_FOR);
    run_jobs(&world).await;
    later(&world);
    let app = &world.app;
    let done = review::approve_set(app, &reviewer, set.id, (4, &[]))
        .await
        .unwrap();
    assert_eq!(done.approved.len(), 4);
    let other = world.staff("other", vec![Role::CentreReviewer]).await;
    let foreign = review::undo_set(app, &other, set.id).await;
    assert_eq!(code_of(foreign), "not-found");
    let undone = review::undo_set(app, &reviewer, set.id).await.unwrap();
    assert_eq!(undone, done.approved);
    world.clock.advance(UNDO_FOR);
    run_jobs(&world).await;
    for id in undone {
        assert_eq!(stored(&world, id).await.state.name(), "awaiting-review");
    }
    // The sample stays as it was decided.
    let first = sample(&set)[0].id;
    assert_eq!(stored(&world, first).await.state.name(), "approved");
}

#[tokio::test]
async fn a_set_ends_by_itself() {
    let (world, reviewer, _, set) = nine().await;
    for submission in sample(&set) {
        decide(&world, &reviewer, submission, Decision::Approve).await;
    }
    world.clock.advance(Duration::from_minutes(15));
    let over = review::approve_set(&world.app, &reviewer, set.id, (4, &[])).await;
    assert_eq!(code_of(over), "set-over");
}

//! Decisions that a reviewer can still take back.

use domain::*;
use uuid::Uuid;

use crate::fixtures::{STAFF, STUDENT, at, batch, photo, reasons, reviewer, submission};

const NOON: &str = "09-06 12:00";

fn in_review(batch: &Batch) -> Submission {
    submission()
        .offer(photo(1, 1), at(NOON))
        .and_then(|next| next.submit(STUDENT, batch, SameShot::NotFound, at(NOON)))
        .unwrap()
}

fn review() -> ReviewId {
    ReviewId::from_uuid(Uuid::from_u128(5))
}

fn decision(decision: Decision, round: ReviewRound) -> HeldDecision {
    HeldDecision {
        review: review(),
        by: reviewer(round),
        decision,
        at: at(NOON),
        took: Some(Duration::from_seconds(4)),
    }
}

fn approval() -> HeldDecision {
    decision(Decision::Approve, ReviewRound::Centre)
}

fn after(seconds: u32) -> Timestamp {
    at(NOON) + Duration::from_seconds(seconds)
}

#[test]
fn a_decision_takes_effect_after_half_a_minute() {
    let batch = batch(|_| {});
    let held = in_review(&batch).hold(approval()).unwrap();
    assert_eq!(held.state.name(), "awaiting-review");
    let early = held.clone().settle(review(), &batch, after(29)).unwrap();
    assert_eq!(early, None);
    let (approved, settled) = held.settle(review(), &batch, after(30)).unwrap().unwrap();
    assert_eq!(approved.state.name(), "approved");
    assert_eq!(settled, approval());
    // A second settlement of the same decision finds nothing.
    let again = approved.settle(review(), &batch, after(31)).unwrap();
    assert_eq!(again, None);
}

#[test]
fn a_rejection_is_dated_by_the_decision() {
    let batch = batch(|_| {});
    let reject = Decision::Reject { reasons: reasons() };
    let held = in_review(&batch).hold(decision(reject, ReviewRound::Centre));
    let settled = held.unwrap().settle(review(), &batch, after(90)).unwrap();
    let (rejected, _) = settled.unwrap();
    let rejection = rejected.rejections().next().unwrap();
    assert_eq!(rejection.rejected_at, at(NOON));
}

#[test]
fn what_is_taken_back_waits_where_it_was() {
    let batch = batch(|_| {});
    let waiting = in_review(&batch);
    let held = waiting.clone().hold(approval()).unwrap();
    let other = StaffId::from_uuid(Uuid::from_u128(77));
    let strange = held.clone().undo(other, after(3));
    assert_eq!(strange.unwrap_err(), Denied::NotYours);
    let back = held.clone().undo(STAFF, after(29)).unwrap();
    assert_eq!(back.state, waiting.state);
    assert_eq!(back.clone().settle(review(), &batch, after(30)), Ok(None));
    let late = held.undo(STAFF, after(30)).unwrap_err();
    assert_eq!(late, SubmissionRefusal::UndoOver.into());
    let nothing = back.undo(STAFF, after(5)).unwrap_err();
    assert_eq!(nothing, SubmissionRefusal::UndoOver.into());
}

#[test]
fn nobody_decides_or_withdraws_meanwhile_but_consent_may_end() {
    let batch = batch(|_| {});
    let held = in_review(&batch).hold(approval()).unwrap();
    let refused = Denied::from(SubmissionRefusal::BeingDecided);
    let centre = reviewer(ReviewRound::Centre);
    let outcomes = [
        held.clone().hold(approval()),
        held.clone().approve(centre, after(1)),
        held.clone().reject(reasons(), centre, &batch, after(1)),
        held.clone().withdraw(STUDENT, after(1)),
    ];
    for outcome in outcomes {
        assert_eq!(outcome.unwrap_err(), refused);
    }
    let stopped = held
        .clone()
        .stop_review(STUDENT, after(1))
        .unwrap()
        .unwrap();
    assert_eq!(stopped.state.name(), "withdrawn");
    assert_eq!(stopped.settle(review(), &batch, after(30)), Ok(None));
    assert_eq!(held.release(after(1)).unwrap().state.name(), "expired");
}

#[test]
fn the_school_passes_on_with_the_same_doubts() {
    let batch = batch(|plan| plan.rules.review = ReviewPolicy::SchoolThenCentre);
    let doubts = Doubts {
        warned: 2,
        unassessed: 1,
    };
    let checked = Checked {
        same_shot: SameShot::NotFound,
        doubts,
    };
    let waiting = submission()
        .offer(photo(1, 1), at(NOON))
        .and_then(|next| next.submit(STUDENT, &batch, checked, at(NOON)))
        .unwrap();
    let wrong_turn = waiting.clone().hold(approval()).unwrap_err();
    assert_eq!(wrong_turn, SubmissionRefusal::OtherRound.into());
    let held = waiting.hold(decision(Decision::Approve, ReviewRound::School));
    let settled = held.unwrap().settle(review(), &batch, after(30)).unwrap();
    let SubmissionState::AwaitingReview {
        round,
        doubts: kept,
        held,
        ..
    } = settled.unwrap().0.state
    else {
        panic!("the centre's turn");
    };
    assert_eq!((round, kept, held), (ReviewRound::Centre, doubts, None));
}

#[test]
fn another_standard_changes_the_doubts_of_what_waits_and_nothing_else() {
    let batch = batch(|_| {});
    let waiting = in_review(&batch);
    let doubts = Doubts {
        warned: 2,
        unassessed: 1,
    };
    let held = waiting.clone().hold(approval()).unwrap();
    let again = held.judge_again(doubts).unwrap();
    assert!(
        again.clone().judge_again(doubts).is_none(),
        "nothing is new"
    );
    let (approved, _) = again.settle(review(), &batch, after(30)).unwrap().unwrap();
    assert_eq!(approved.state.name(), "approved");
    assert!(approved.judge_again(Doubts::default()).is_none());
    assert!(submission().judge_again(doubts).is_none());
}

#[test]
fn who_took_the_photo_decides_nothing_about_it() {
    let batch = batch(|_| {});
    let taken = PhotoRef {
        taken_by: Some(STAFF),
        ..photo(1, 1)
    };
    let taken = submission()
        .offer(taken, at(NOON))
        .and_then(|next| next.submit(STUDENT, &batch, SameShot::NotFound, at(NOON)))
        .unwrap();
    let own = SubmissionRefusal::OwnPhoto;
    let taker = reviewer(ReviewRound::Centre);
    assert_eq!(taken.check_reviewer(STAFF), Err(own));
    assert_eq!(
        taken.clone().approve(taker, at(NOON)),
        Err(Denied::from(own))
    );
    let rejected = taken.clone().reject(reasons(), taker, &batch, at(NOON));
    assert_eq!(rejected, Err(Denied::from(own)));
    assert_eq!(taken.clone().hold(approval()), Err(Denied::from(own)));
    let other = Reviewer {
        staff: StaffId::from_uuid(Uuid::from_u128(51)),
        ..taker
    };
    assert_eq!(
        taken.approve(other, at(NOON)).unwrap().state.name(),
        "approved"
    );
}

//! A submission's life in examples; random ones are in `submissions_model`.

use domain::*;
use domain::{ReviewEntry, SubmissionAction, VoidReason};
use standard::ReasonCode;

use crate::fixtures::{
    STAFF, STRANGER, STUDENT, at, batch, photo, proposed, reasons, reviewer, submission,
    wrong_state,
};

const NOON: &str = "09-10 12:00";

/// Photo 1 in review.
pub(crate) fn in_review(batch: &Batch) -> Submission {
    submission()
        .offer(photo(1, 1), at(NOON))
        .and_then(|next| next.submit(STUDENT, batch, SameShot::NotFound, at(NOON)))
        .unwrap()
}

pub(crate) fn rejected(batch: &Batch, when: &str) -> Submission {
    in_review(batch)
        .reject(reasons(), reviewer(ReviewRound::Centre), batch, at(when))
        .unwrap()
}

#[track_caller]
pub(crate) fn check(
    result: Result<Submission, Denied<Submission>>,
    expected: impl Into<Denied<Submission>>,
) {
    assert_eq!(result.unwrap_err(), expected.into());
}

#[track_caller]
pub(crate) fn check_wrong_state(
    result: Result<Submission, Denied<Submission>>,
    from: &'static str,
    action: &'static str,
) {
    assert_eq!(wrong_state(&result.unwrap_err()), [from, action]);
}

#[test]
fn from_the_first_photo_to_approval() {
    let batch = batch(|_| {});
    let approved = submission()
        .begin_check(STUDENT, &batch, at(NOON))
        .and_then(|next| next.offer(photo(1, 1), at(NOON)))
        .and_then(|next| next.submit(STUDENT, &batch, SameShot::NotFound, at(NOON)))
        .and_then(|next| next.approve(reviewer(ReviewRound::Centre), at(NOON)))
        .unwrap();
    assert_eq!((approved.attempts, approved.checks), (1, 1));
    let expected = SubmissionState::Approved {
        photo: photo(1, 1),
        approved_by: STAFF,
        approved_at: at(NOON),
    };
    assert_eq!(approved.state, expected);
}

#[test]
fn a_degree_has_to_be_bound_first() {
    let begun = Submission::begin(submission().id, &proposed());
    let refused = Denied::from(begun.unwrap_err());
    assert_eq!(wrong_state(&refused), ["proposed", "begin"]);
}

#[test]
fn what_is_approved_is_locked() {
    let batch = batch(|_| {});
    let approved = in_review(&batch)
        .approve(reviewer(ReviewRound::Centre), at(NOON))
        .unwrap();
    let from = "approved";
    check_wrong_state(
        approved.clone().withdraw(STUDENT, at(NOON)),
        from,
        "withdraw",
    );
    check_wrong_state(approved.clone().offer(photo(2, 2), at(NOON)), from, "offer");
    let again = approved
        .clone()
        .submit(STUDENT, &batch, SameShot::NotFound, at(NOON));
    check_wrong_state(again, from, "submit");
    let checked = approved.clone().begin_check(STUDENT, &batch, at(NOON));
    check_wrong_state(checked, from, "begin-check");
    check_wrong_state(approved.expire(&batch, at("12-31 00:00")), from, "expire");
}

#[test]
fn a_withdrawn_photo_can_be_submitted_again() {
    let batch = batch(|_| {});
    let again = in_review(&batch)
        .withdraw(STUDENT, at(NOON))
        .and_then(|next| next.submit(STUDENT, &batch, SameShot::NotFound, at(NOON)))
        .unwrap();
    assert_eq!((again.attempts, again.state.name()), (1, "awaiting-review"));
}

#[test]
fn the_school_reviews_before_the_centre() {
    let batch = batch(|plan| plan.rules.review = ReviewPolicy::SchoolThenCentre);
    let submitted = in_review(&batch);
    let [school, centre] = [ReviewRound::School, ReviewRound::Centre].map(reviewer);
    check(
        submitted.clone().approve(centre, at(NOON)),
        SubmissionRefusal::OtherRound,
    );
    let passed = submitted.approve(school, at(NOON)).unwrap();
    let SubmissionState::AwaitingReview { round, .. } = passed.state else {
        panic!("{}", passed.state.name());
    };
    assert_eq!(round, ReviewRound::Centre);
    check(
        passed.clone().reject(reasons(), school, &batch, at(NOON)),
        SubmissionRefusal::OtherRound,
    );
    assert_eq!(
        passed
            .clone()
            .withdraw(STUDENT, at(NOON))
            .unwrap()
            .state
            .name(),
        "withdrawn"
    );
    assert_eq!(
        passed.approve(centre, at(NOON)).unwrap().state.name(),
        "approved"
    );
}

#[test]
fn a_rejected_photo_never_comes_back() {
    let batch = batch(|_| {});
    let rejected = rejected(&batch, NOON);
    let same_file = photo(7, 1);
    for again in [photo(1, 1), same_file, photo(1, 7)] {
        let offered = rejected.clone().offer(again, at(NOON));
        check(offered, SubmissionRefusal::RejectedBefore);
    }
    let replaced = rejected.offer(photo(2, 2), at(NOON)).unwrap();
    let offered = replaced.clone().offer(same_file, at(NOON));
    check(offered, SubmissionRefusal::RejectedBefore);
    assert_eq!(replaced.rejections().count(), 1);
}

#[test]
fn the_same_shot_is_refused_by_its_reason() {
    let batch = batch(|_| {});
    let offered = submission().offer(photo(1, 1), at(NOON)).unwrap();
    for (same_shot, code) in [
        (SameShot::AsRejected, ReasonCode::D04),
        (SameShot::AsOtherDegree, ReasonCode::D03),
    ] {
        let submitted = offered.clone().submit(STUDENT, &batch, same_shot, at(NOON));
        check(submitted, SubmissionRefusal::SameShot { code });
    }
}

#[test]
fn a_replacement_has_its_own_deadline() {
    let batch = batch(|_| {});
    let submit = |rejected: Submission, when: &str| {
        rejected
            .offer(photo(2, 2), at(when))
            .and_then(|next| next.submit(STUDENT, &batch, SameShot::NotFound, at(when)))
    };
    let rejected = rejected(&batch, "10-13 17:00");
    let replace_by = at("10-15 17:00");
    assert_eq!(rejected.replace_by(), Some(replace_by));
    assert!(submit(rejected.clone(), "10-15 16:59").is_ok());
    check(
        submit(rejected, "10-15 17:00"),
        SubmissionRefusal::ReplacementOverdue { replace_by },
    );
}

#[test]
fn strangers_and_jobs_do_not_submit_or_withdraw() {
    let batch = batch(|_| {});
    let offered = submission().offer(photo(1, 1), at(NOON)).unwrap();
    for by in [STRANGER, Actor::System] {
        let submitted = offered
            .clone()
            .submit(by, &batch, SameShot::NotFound, at(NOON));
        check(submitted, Denied::NotYours);
        let withdrawn = in_review(&batch).withdraw(by, at(NOON));
        check(withdrawn, Denied::NotYours);
        let checked = submission().begin_check(by, &batch, at(NOON));
        check(checked, Denied::NotYours);
    }
    let on_site = offered.submit(Actor::Staff(STAFF), &batch, SameShot::NotFound, at(NOON));
    assert_eq!(on_site.unwrap().state.name(), "awaiting-review");
}

#[test]
fn staff_replace_and_void_what_is_approved() {
    let batch = batch(|plan| plan.rules.review = ReviewPolicy::SchoolThenCentre);
    let approved = in_review(&batch)
        .approve(reviewer(ReviewRound::School), at(NOON))
        .and_then(|next| next.approve(reviewer(ReviewRound::Centre), at(NOON)))
        .unwrap();
    let replaced = approved
        .clone()
        .replace_approved(photo(2, 2), Doubts::default(), &batch, at(NOON))
        .unwrap();
    let expected = SubmissionState::AwaitingReview {
        photo: photo(2, 2),
        submitted_at: at(NOON),
        round: ReviewRound::School,
        entry: ReviewEntry::Replacement,
        doubts: Doubts::default(),
        held: None,
    };
    assert_eq!((&replaced.state, replaced.attempts), (&expected, 1));
    check(
        replaced.withdraw(STUDENT, at(NOON)),
        SubmissionRefusal::PlacedByStaff,
    );
    let voided = approved
        .void(VoidReason::WrongPerson, STAFF, at(NOON))
        .unwrap();
    assert_eq!(voided.state.name(), "voided");
    check_wrong_state(
        voided.replace_approved(photo(2, 2), Doubts::default(), &batch, at(NOON)),
        "voided",
        "replace-approved",
    );
    let unapproved = in_review(&batch).void(VoidReason::WrongPerson, STAFF, at(NOON));
    check_wrong_state(unapproved, "awaiting-review", "void");
}

#[test]
fn only_what_cannot_be_finished_expires() {
    let batch = batch(|_| {});
    check(
        submission().expire(&batch, at(NOON)),
        SubmissionRefusal::NotOver,
    );
    let expired = submission().expire(&batch, at("10-13 18:00")).unwrap();
    assert_eq!(expired.state.name(), "expired");
    let rejected = rejected(&batch, "10-13 17:00");
    let kept = rejected.clone().expire(&batch, at("10-14 00:00"));
    check(kept, SubmissionRefusal::NotOver);
    let expired = rejected.expire(&batch, at("10-15 17:00")).unwrap();
    assert_eq!(expired.rejections().count(), 0);
    let decided = in_review(&batch).expire(&batch, at("10-14 00:00"));
    check_wrong_state(decided, "awaiting-review", "expire");
}

#[test]
fn erasing_ends_what_is_with_the_student_and_forgets_reasons() {
    let batch = batch(|_| {});
    let now = at("09-12 12:00");
    let again = rejected(&batch, NOON).offer(photo(2, 2), now).unwrap();
    for open in [submission(), rejected(&batch, NOON), again] {
        let erased = open.clone().erase(STUDENT, &batch, now).unwrap();
        assert_eq!(erased.state, SubmissionState::Expired { expired_at: now });
        assert_eq!(erased.rejections().count(), 0);
        check(open.erase(STRANGER, &batch, now), Denied::NotYours);
    }
    let before = submission().erase(STUDENT, &batch, at(NOON)).unwrap();
    let twice = before.clone().erase(STUDENT, &batch, now).unwrap();
    assert_eq!(twice.state, before.state, "what has ended keeps its end");
    let in_review = in_review(&batch);
    check_wrong_state(
        in_review.clone().erase(STUDENT, &batch, now),
        "awaiting-review",
        "erase",
    );
    let approved = in_review
        .approve(reviewer(ReviewRound::Centre), now)
        .unwrap();
    check_wrong_state(
        approved.clone().erase(STUDENT, &batch, now),
        "approved",
        "erase",
    );
    let closed = batch.close(Actor::System, now).unwrap();
    let concluded = closed.archive(Actor::System, now).unwrap();
    let erased = approved.clone().erase(STUDENT, &concluded, now).unwrap();
    assert_eq!(erased.state, approved.state, "the decision stays");
    let aged = approved.erase(Actor::System, &concluded, now).unwrap();
    assert_eq!(aged.rejections().count(), 0);
}

#[test]
fn letting_a_degree_go_ends_what_is_not_decided() {
    let batch = batch(|_| {});
    let now = at("09-12 12:00");
    let again = rejected(&batch, NOON).offer(photo(2, 2), now).unwrap();
    for open in [submission(), in_review(&batch), again] {
        let released = open.release(now).unwrap();
        assert_eq!(released.state, SubmissionState::Expired { expired_at: now });
        assert_eq!(released.rejections().count(), 0);
        check_wrong_state(released.release(now), "expired", "release");
    }
    let approved = in_review(&batch)
        .approve(reviewer(ReviewRound::Centre), now)
        .unwrap();
    check_wrong_state(approved.release(now), "approved", "release");
}

#[test]
fn another_batch_does_not_count() {
    let own = batch(|_| {});
    let mut other = own.clone();
    other.id = BatchId::from_uuid(uuid::Uuid::from_u128(77));
    let refused = SubmissionRefusal::OtherBatch;
    check(submission().begin_check(STUDENT, &other, at(NOON)), refused);
    check(submission().expire(&other, at("12-31 00:00")), refused);
    let submitted = in_review(&own);
    let by = reviewer(ReviewRound::Centre);
    check(submitted.reject(reasons(), by, &other, at(NOON)), refused);
}

#[test]
fn outside_the_window_the_refusal_says_when() {
    let batch = batch(|_| {});
    let offered = submission().offer(photo(1, 1), at(NOON)).unwrap();
    let submit = |when| {
        offered
            .clone()
            .submit(STUDENT, &batch, SameShot::NotFound, at(when))
    };
    let opens_at = at("09-06 00:00");
    check(
        submit("09-05 00:00"),
        SubmissionRefusal::NotAccepting(Acceptance::NotYet { opens_at }),
    );
    check(
        submit("10-13 18:00"),
        SubmissionRefusal::NotAccepting(Acceptance::Closed),
    );
}

#[test]
fn codes_of_refusals_never_change() {
    let when = at(NOON);
    let state = SubmissionStateName::Approved;
    let withdrawn = WrongState::<Submission>::new(state, SubmissionAction::Withdraw);
    assert_eq!(Denied::from(withdrawn).code(), "wrong-state");
    assert_eq!(Denied::<Submission>::NotYours.code(), "not-yours");
    let pinned = [
        (SubmissionRefusal::OtherBatch, "other-batch"),
        (
            SubmissionRefusal::NotAccepting(Acceptance::Closed),
            "not-accepting",
        ),
        (
            SubmissionRefusal::ReplacementOverdue { replace_by: when },
            "replacement-overdue",
        ),
        (
            SubmissionRefusal::ChecksUsedUp {
                limit: 1,
                next_at: when,
            },
            "checks-used-up",
        ),
        (
            SubmissionRefusal::AttemptsUsedUp { limit: 1 },
            "attempts-used-up",
        ),
        (SubmissionRefusal::RejectedBefore, "rejected-before"),
        (
            SubmissionRefusal::SameShot {
                code: ReasonCode::D04,
            },
            "same-shot",
        ),
        (SubmissionRefusal::OtherRound, "other-round"),
        (SubmissionRefusal::OwnPhoto, "own-photo"),
        (SubmissionRefusal::BeingDecided, "being-decided"),
        (SubmissionRefusal::UndoOver, "undo-over"),
        (SubmissionRefusal::PlacedByStaff, "placed-by-staff"),
        (SubmissionRefusal::NotAllowable, "not-allowable"),
        (SubmissionRefusal::NotOver, "not-over"),
    ];
    assert_eq!(pinned.map(|(_, code)| code), *SubmissionRefusal::codes());
    for (refusal, code) in pinned {
        assert_eq!(Denied::from(refusal).code(), code);
    }
}

#[test]
fn without_consent_nothing_stays_in_review() {
    let batch = batch(|_| {});
    let now = at("09-12 12:00");
    let in_review = in_review(&batch);
    let stopped = in_review.clone().stop_review(STUDENT, now).unwrap();
    assert_eq!(stopped.unwrap().state.name(), "withdrawn");
    assert_eq!(submission().stop_review(STUDENT, now), Ok(None));
    let other = in_review.stop_review(STRANGER, now);
    assert_eq!(other.unwrap_err(), Denied::NotYours);
}

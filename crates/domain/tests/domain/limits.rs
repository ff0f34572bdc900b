//! How often a student may submit and have photos checked: limits, what comes back, and what staff give.

use domain::*;

use crate::fixtures::{STUDENT, at, batch, photo, reasons, reviewer, submission};
use crate::submissions::{check, check_wrong_state, in_review, rejected};

const NOON: &str = "09-10 12:00";

#[test]
fn a_withdrawal_before_the_decision_costs_no_attempt() {
    let batch = batch(|plan| {
        plan.rules.attempts_limit = 1;
        plan.rules.review = ReviewPolicy::SchoolThenCentre;
    });
    let mut now = in_review(&batch);
    for _ in 0..3 {
        assert_eq!(now.attempts_left(&batch), 0);
        let withdrawn = now.withdraw(STUDENT, at(NOON)).unwrap();
        assert_eq!(
            (withdrawn.attempts, withdrawn.attempts_left(&batch)),
            (0, 1)
        );
        now = withdrawn
            .submit(STUDENT, &batch, SameShot::NotFound, at(NOON))
            .unwrap();
    }
    let passed_on = now
        .approve(reviewer(ReviewRound::School), at(NOON))
        .unwrap();
    let withdrawn = passed_on.clone().withdraw(STUDENT, at(NOON)).unwrap();
    assert_eq!(withdrawn.attempts_left(&batch), 1, "between two rounds too");
    let stopped = passed_on.clone().stop_review(STUDENT, at(NOON)).unwrap();
    assert_eq!(stopped.unwrap().attempts_left(&batch), 1);
    let rejected = passed_on
        .reject(reasons(), reviewer(ReviewRound::Centre), &batch, at(NOON))
        .unwrap();
    assert_eq!(rejected.attempts_left(&batch), 0, "a decision costs one");
}

#[test]
fn limits_are_the_batchs() {
    let batch = batch(|plan| {
        plan.rules.attempts_limit = 1;
        plan.rules.free_checks_limit = 1;
    });
    let checked = submission().begin_check(STUDENT, &batch, at(NOON)).unwrap();
    let next_at = at("09-10 14:00");
    check(
        checked.begin_check(STUDENT, &batch, at(NOON)),
        SubmissionRefusal::ChecksUsedUp { limit: 1, next_at },
    );
    let rejected = rejected(&batch, NOON);
    assert_eq!(rejected.attempts_left(&batch), 0);
    let used_up = SubmissionRefusal::AttemptsUsedUp { limit: 1 };
    let offered = rejected.clone().offer(photo(2, 2), at(NOON)).unwrap();
    check(
        offered.submit(STUDENT, &batch, SameShot::NotFound, at(NOON)),
        used_up,
    );
    check(rejected.begin_check(STUDENT, &batch, at(NOON)), used_up);
}

/// Checks left at these times, of three that were used at 12:00, 12:30 and 13:00.
#[track_caller]
fn check_returns(times: [&str; 5], expected: [u16; 5]) {
    let batch = batch(|plan| plan.rules.free_checks_limit = 3);
    let mut now = submission();
    for when in ["09-10 12:00", "09-10 12:30", "09-10 13:00"] {
        now = now.begin_check(STUDENT, &batch, at(when)).unwrap();
    }
    let left = times.map(|when| now.checks_left(&batch, at(when)));
    assert_eq!(left, expected);
    assert_eq!(
        now.next_check_at(at("09-10 13:00")),
        Some(at("09-10 14:00"))
    );
    assert_eq!(now.next_check_at(at("09-10 18:00")), None);
    let full = now.begin_check(STUDENT, &batch, at("09-11 09:00")).unwrap();
    assert_eq!(
        full.checks_left(&batch, at("09-11 10:59")),
        2,
        "not more than the limit"
    );
}

#[test]
fn used_checks_come_back_one_every_two_hours() {
    let times = ["13:00", "13:59", "14:00", "16:00", "18:00"].map(|clock| format!("09-10 {clock}"));
    check_returns(times.each_ref().map(String::as_str), [0, 0, 1, 2, 3]);
}

#[test]
fn a_check_that_is_given_back_was_never_used() {
    let batch = batch(|plan| plan.rules.free_checks_limit = 2);
    let one = submission().begin_check(STUDENT, &batch, at(NOON)).unwrap();
    let two = one.clone().begin_check(STUDENT, &batch, at(NOON)).unwrap();
    let again = two.return_check(at(NOON));
    assert_eq!(again.checks_left(&batch, at(NOON)), 1);
    assert_eq!(again.next_check_at(at(NOON)), one.next_check_at(at(NOON)));
    let none = again.return_check(at(NOON));
    assert_eq!((none.checks, none.checks_counted_from), (0, None));
    let late = one.return_check(at("09-11 12:00"));
    assert_eq!(late.checks_left(&batch, at("09-11 12:00")), 2);
}

#[test]
fn staff_give_attempts_and_checks_beyond_the_limits() {
    let batch = batch(|plan| {
        plan.rules.attempts_limit = 1;
        plan.rules.free_checks_limit = 1;
    });
    let rejected = rejected(&batch, NOON);
    let more = Allowance {
        attempts: 1,
        checks: 2,
    };
    let allowed = rejected.clone().allow(more, &batch).unwrap();
    assert_eq!(allowed.attempts_left(&batch), 1);
    assert_eq!(allowed.checks_left(&batch, at(NOON)), 3);
    let twice = allowed.allow(more, &batch).unwrap();
    assert_eq!(twice.attempts_left(&batch), 2, "on top of what was given");
    let submitted = twice
        .offer(photo(2, 2), at(NOON))
        .and_then(|next| next.submit(STUDENT, &batch, SameShot::NotFound, at(NOON)));
    assert_eq!(submitted.unwrap().attempts, 2);

    let too_many = Allowance {
        attempts: MAX_EXTRA_ATTEMPTS + 1,
        checks: 0,
    };
    for not_allowable in [Allowance::default(), too_many] {
        let refused = rejected.clone().allow(not_allowable, &batch);
        check(refused, SubmissionRefusal::NotAllowable);
    }
    let approved = in_review(&batch)
        .approve(reviewer(ReviewRound::Centre), at(NOON))
        .unwrap();
    check_wrong_state(approved.allow(more, &batch), "approved", "allow");
}

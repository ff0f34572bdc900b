//! When a batch takes photos, and what may change while students rely on it.

use domain::*;
use uuid::Uuid;

use crate::fixtures::{BATCH, CENTRE, at, batch, plan, wrong_state};

#[track_caller]
fn check(hours: Option<(&str, &str)>, now: &str, expected: Acceptance) {
    let batch = batch(|plan| {
        plan.window.daily_hours = hours.map(|(from, until)| DailyHours {
            from: from.parse().unwrap(),
            until: until.parse().unwrap(),
        });
    });
    assert_eq!(batch.accepts_at(at(now)), expected);
}

#[test]
fn an_open_batch_follows_its_window() {
    let hours = Some(("08:00", "22:00"));
    let opens_at = at("09-06 08:00");
    check(hours, "09-05 20:00", Acceptance::NotYet { opens_at });
    check(hours, "09-06 08:00", Acceptance::Open);
    let next = at("09-07 08:00");
    check(hours, "09-06 22:00", Acceptance::OutsideHours { next });
    check(None, "09-06 22:00", Acceptance::Open);
    check(None, "10-13 18:00", Acceptance::Closed);
}

#[test]
fn a_draft_promises_nothing_and_a_closed_batch_takes_nothing() {
    let now = at("09-10 12:00");
    let draft = Batch::draft(BATCH, CENTRE, plan());
    assert_eq!(draft.accepts_at(now), Acceptance::NotAnnounced);
    assert!(draft.is_live() && draft.feature_code().is_some());
    let closed = draft
        .open(Actor::System, now)
        .and_then(|batch| batch.close(Actor::System, now))
        .unwrap();
    assert!(!closed.is_live());
    assert_eq!(closed.accepts_at(now), Acceptance::Closed);
    let late = at("09-12 12:00");
    assert_eq!(closed.accepts_replacement_at(now, late), Acceptance::Closed);
    let archived = closed.archive(Actor::System, now).unwrap();
    assert_eq!(archived.accepts_at(now), Acceptance::Closed);
}

#[test]
fn a_rejection_shortly_before_the_end_keeps_its_days() {
    let batch = batch(|_| {});
    let replace_by = batch.replace_by(at("10-13 10:00"));
    assert_eq!(replace_by, at("10-15 10:00"));
    let asked = |now| batch.accepts_replacement_at(at(now), replace_by);
    assert_eq!(asked("10-14 23:00"), Acceptance::Open);
    assert_eq!(asked("10-15 10:00"), Acceptance::Closed);
}

#[track_caller]
fn check_opening(change: impl FnOnce(&mut BatchPlan), expected: Option<InvalidPlan>) {
    let mut plan = plan();
    change(&mut plan);
    let opened = Batch::draft(BATCH, CENTRE, plan).open(Actor::System, at("09-01 00:00"));
    assert_eq!(
        opened.err(),
        expected.map(|plan| BatchRefusal::Plan(plan).into())
    );
}

#[test]
fn only_a_plan_that_students_can_follow_is_opened() {
    check_opening(|_| {}, None);
    check_opening(|plan| plan.name = " ".to_owned(), Some(InvalidPlan::NoName));
    check_opening(|plan| plan.schools.clear(), Some(InvalidPlan::NoSchool));
    check_opening(
        |plan| plan.schools.push(plan.schools[0]),
        Some(InvalidPlan::SchoolTwice),
    );
    check_opening(
        |plan| plan.rules.attempts_limit = 0,
        Some(InvalidPlan::ZeroLimit),
    );
    check_opening(
        |plan| plan.window.closes_at = plan.window.opens_at,
        Some(InvalidPlan::Window(domain::InvalidWindow::Backwards)),
    );
    check_opening(
        |plan| {
            plan.schools.clear();
            plan.mode = BatchMode::Individual {
                region: RegionId::from_uuid(Uuid::from_u128(1)),
            };
        },
        None,
    );
}

#[track_caller]
fn check_revising(change: impl FnOnce(&mut BatchPlan), expected: Option<BatchRefusal>) {
    let before = batch(|_| {});
    let mut plan = before.plan.clone();
    change(&mut plan);
    let revised = before.clone().revise(plan);
    match expected {
        None => assert_eq!(revised.unwrap().version, before.version.next()),
        Some(refusal) => assert_eq!(revised.unwrap_err(), refusal.into()),
    }
}

#[test]
fn an_open_batch_keeps_what_students_rely_on() {
    check_revising(|plan| plan.window.closes_at = at("10-20 18:00"), None);
    check_revising(|plan| plan.rules.attempts_limit = 5, None);
    check_revising(
        |plan| {
            plan.schools.push(BatchSchool {
                school: SchoolId::from_uuid(Uuid::from_u128(44)),
                code: "10575".parse().unwrap(),
            });
        },
        None,
    );
    let relied_on = Some(BatchRefusal::ReliedOn);
    check_revising(|plan| plan.window.opens_at = at("09-07 00:00"), relied_on);
    check_revising(
        |plan| {
            plan.mode = BatchMode::Group {
                feature_code: FeatureCode::parse("EK43").unwrap(),
            };
        },
        relied_on,
    );
    check_revising(
        |plan| plan.slug = LinkSlug::parse("another").unwrap(),
        relied_on,
    );
    check_revising(
        |plan| plan.schools[0].code = "10575".parse().unwrap(),
        relied_on,
    );
    check_revising(
        |plan| plan.rules.replace_within_days = 0,
        Some(BatchRefusal::Plan(InvalidPlan::ZeroLimit)),
    );
}

#[test]
fn a_closed_batch_changes_no_more() {
    let now = at("10-14 00:00");
    let closed = batch(|_| {}).close(Actor::System, now).unwrap();
    let refused = [
        closed.clone().revise(plan()),
        closed.clone().open(Actor::System, now),
        closed.close(Actor::System, now),
    ];
    let refused = refused.map(|refused| wrong_state(&refused.unwrap_err()));
    let expected = ["revise", "open", "close"].map(|action| ["closed", action]);
    assert_eq!(refused, expected);
}

#[test]
fn cohorts_are_written_as_schools_do() {
    assert_eq!(crate::fixtures::cohort().to_string(), "19级高起本");
}

#[test]
fn a_pause_takes_nothing_and_promises_nothing() {
    let by = Actor::System;
    let open = batch(|_| {});
    let inside = at("09-10 12:00");
    let paused = open.clone().pause(by, inside).unwrap();
    assert_eq!(paused.accepts_at(inside), Acceptance::Paused);
    let after = at("10-14 12:00");
    assert_eq!(paused.accepts_at(after), Acceptance::Closed);
    // Who was rejected near the end loses no days by the pause alone.
    let replace_by = at("10-15 12:00");
    let replacement = paused.accepts_replacement_at(after, replace_by);
    assert_eq!(replacement, Acceptance::Paused);
    assert!(paused.is_live());
    let again = paused.clone().pause(by, inside).unwrap_err();
    assert_eq!(wrong_state(&again), ["paused", "pause"]);
    let resumed = paused.clone().resume().unwrap();
    assert_eq!(resumed.state, open.state);
    assert!(paused.close(by, inside).is_ok());
}

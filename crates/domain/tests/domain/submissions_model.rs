//! Random actions on a submission against a model that knows only numbers and sets. The model is
//! written from the rules, not from the code: it must foretell every acceptance and every refusal.

use std::collections::BTreeSet;

use domain::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::fixtures::{STAFF, STRANGER, STUDENT, at, batch, photo, reasons, reviewer, submission};

const HOUR: i64 = 3_600_000_000;
const ATTEMPTS: u8 = 3;
const CHECKS: u16 = 4;

#[derive(Debug, Clone, Copy)]
enum Action {
    BeginCheck(Actor),
    Offer(u8),
    Submit(Actor, SameShot),
    Withdraw(Actor),
    Approve(ReviewRound),
    Reject(ReviewRound),
    Replace(u8),
    Void,
    Expire,
    CloseBatch,
}

/// An action, and the hours before it.
type Step = (u8, Action);

fn actors() -> impl Strategy<Value = Actor> {
    prop_oneof![
        8 => Just(STUDENT),
        1 => Just(STRANGER),
        1 => Just(Actor::Staff(STAFF)),
        1 => Just(Actor::System),
    ]
}

fn shots() -> impl Strategy<Value = SameShot> {
    prop_oneof![
        8 => Just(SameShot::NotFound),
        1 => Just(SameShot::AsRejected),
        1 => Just(SameShot::AsOtherDegree),
    ]
}

fn rounds() -> impl Strategy<Value = ReviewRound> {
    prop_oneof![Just(ReviewRound::School), Just(ReviewRound::Centre)]
}

fn actions() -> impl Strategy<Value = Action> {
    prop_oneof![
        3 => actors().prop_map(Action::BeginCheck),
        6 => (0_u8..8).prop_map(Action::Offer),
        6 => (actors(), shots()).prop_map(|(by, shot)| Action::Submit(by, shot)),
        2 => actors().prop_map(Action::Withdraw),
        4 => rounds().prop_map(Action::Approve),
        4 => rounds().prop_map(Action::Reject),
        1 => (0_u8..8).prop_map(Action::Replace),
        1 => Just(Action::Void),
        2 => Just(Action::Expire),
        1 => Just(Action::CloseBatch),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let waits = prop_oneof![6 => 0_u8..6, 1 => 0_u8..60];
    prop::collection::vec((waits, actions()), 1..60)
}

/// Eight photos of four files.
fn picture(number: u8) -> PhotoRef {
    photo(number, number % 4)
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Phase {
    Upload,
    Look(u8),
    Review(u8, ReviewRound, bool),
    Back(u8),
    Refused(u8),
    Good(u8),
    Out(u8),
    Over,
}

#[derive(Debug, Clone)]
struct Model {
    school_first: bool,
    phase: Phase,
    attempts: u8,
    /// When each of the used checks comes back.
    returns: Vec<i64>,
    changes: u64,
    rejected_files: BTreeSet<u8>,
    replace_until: Option<i64>,
    batch_closed: bool,
}

impl Model {
    fn new(school_first: bool) -> Self {
        Self {
            school_first,
            phase: Phase::Upload,
            attempts: 0,
            returns: Vec::new(),
            changes: 1,
            rejected_files: BTreeSet::new(),
            replace_until: None,
            batch_closed: false,
        }
    }

    fn name(&self) -> &'static str {
        match self.phase {
            Phase::Upload => "awaiting-photo",
            Phase::Look(_) => "awaiting-confirmation",
            Phase::Review(..) => "awaiting-review",
            Phase::Back(_) => "withdrawn",
            Phase::Refused(_) => "rejected",
            Phase::Good(_) => "approved",
            Phase::Out(_) => "voided",
            Phase::Over => "expired",
        }
    }

    fn photo(&self) -> Option<u8> {
        match self.phase {
            Phase::Look(photo)
            | Phase::Review(photo, ..)
            | Phase::Back(photo)
            | Phase::Refused(photo)
            | Phase::Good(photo)
            | Phase::Out(photo) => Some(photo),
            Phase::Upload | Phase::Over => None,
        }
    }

    fn with_student(&self) -> bool {
        matches!(
            self.phase,
            Phase::Upload | Phase::Look(_) | Phase::Back(_) | Phase::Refused(_)
        )
    }

    /// Checks that have not come back.
    fn used(&self, now: i64) -> u16 {
        self.returns.iter().filter(|back| **back > now).count() as u16
    }

    fn first_round(&self) -> ReviewRound {
        if self.school_first {
            ReviewRound::School
        } else {
            ReviewRound::Centre
        }
    }

    /// Whether the student may hand in at `now`, and whether that is over for good.
    fn time(&self, now: i64) -> (bool, bool) {
        let [opens, closes] = ["09-06 00:00", "10-13 18:00"].map(|text| at(text).as_micros());
        let inside = opens <= now && now < closes;
        match self.replace_until {
            Some(until) if now >= until => (false, true),
            _ if self.batch_closed => (false, true),
            Some(_) => (now >= opens, false),
            None => (inside, now >= closes),
        }
    }

    /// Carries the action out if the rules allow it; says whether they do.
    fn act(&mut self, action: Action, now: i64) -> bool {
        let own = |by| by == STUDENT || by == Actor::Staff(STAFF);
        let (open, over) = self.time(now);
        let next = match (action, self.phase) {
            (Action::CloseBatch, _) => {
                let was_open = !self.batch_closed;
                self.batch_closed = true;
                return was_open;
            }
            (Action::BeginCheck(by), phase) => {
                let left = self.attempts < ATTEMPTS && self.used(now) < CHECKS;
                if !(own(by) && self.with_student() && open && left) {
                    return false;
                }
                // One after the other: this one waits until those before it are back.
                let last = self.returns.last().copied().unwrap_or(now).max(now);
                self.returns.push(last + 2 * HOUR);
                phase
            }
            (Action::Offer(photo), _) => {
                if !self.with_student() || self.rejected_files.contains(&(photo % 4)) {
                    return false;
                }
                Phase::Look(photo)
            }
            (Action::Submit(by, shot), Phase::Look(photo) | Phase::Back(photo)) => {
                let left = self.attempts < ATTEMPTS;
                if !(own(by) && open && left && shot == SameShot::NotFound) {
                    return false;
                }
                self.attempts += 1;
                Phase::Review(photo, self.first_round(), false)
            }
            (Action::Withdraw(by), Phase::Review(photo, _, false)) if own(by) => {
                self.attempts -= 1;
                Phase::Back(photo)
            }
            (Action::Approve(by), Phase::Review(photo, round, by_staff)) if by == round => {
                match round {
                    ReviewRound::School => Phase::Review(photo, ReviewRound::Centre, by_staff),
                    ReviewRound::Centre => Phase::Good(photo),
                }
            }
            (Action::Reject(by), Phase::Review(photo, round, _)) if by == round => {
                self.rejected_files.insert(photo % 4);
                self.replace_until = Some(now + 48 * HOUR);
                Phase::Refused(photo)
            }
            (Action::Replace(photo), Phase::Good(_))
                if !self.rejected_files.contains(&(photo % 4)) =>
            {
                Phase::Review(photo, self.first_round(), true)
            }
            (Action::Void, Phase::Good(photo)) => Phase::Out(photo),
            (Action::Expire, _) if self.with_student() && over => Phase::Over,
            _ => return false,
        };
        self.phase = next;
        self.changes += 1;
        true
    }
}

/// The real thing.
#[derive(Debug, Clone)]
struct World {
    batch: Batch,
    submission: Submission,
}

impl World {
    fn new(school_first: bool) -> Self {
        let batch = batch(|plan| {
            plan.rules.attempts_limit = ATTEMPTS;
            plan.rules.free_checks_limit = CHECKS;
            if school_first {
                plan.rules.review = ReviewPolicy::SchoolThenCentre;
            }
        });
        Self {
            batch,
            submission: submission(),
        }
    }

    fn act(&mut self, action: Action, now: Timestamp) -> bool {
        let before = self.submission.clone();
        let batch = &self.batch;
        let after = match action {
            Action::BeginCheck(by) => before.begin_check(by, batch, now),
            Action::Offer(number) => before.offer(picture(number), now),
            Action::Submit(by, shot) => before.submit(by, batch, shot, now),
            Action::Withdraw(by) => before.withdraw(by, now),
            Action::Approve(round) => {
                before.decide(&Decision::Approve, reviewer(round), batch, now)
            }
            Action::Reject(round) => {
                let reasons = reasons();
                before.decide(&Decision::Reject { reasons }, reviewer(round), batch, now)
            }
            Action::Replace(number) => {
                before.replace_approved(picture(number), Doubts::default(), batch, now)
            }
            Action::Void => before.void(VoidReason::StudentAsked, STAFF, now),
            Action::Expire => before.expire(batch, now),
            Action::CloseBatch => {
                let closed = self.batch.clone().close(Actor::System, now);
                let done = closed.is_ok();
                if let Ok(batch) = closed {
                    self.batch = batch;
                }
                return done;
            }
        };
        let done = after.is_ok();
        if let Ok(submission) = after {
            self.submission = submission;
        }
        done
    }
}

/// Whether this may happen to something that is locked.
fn is_staff_correction(action: Action) -> bool {
    matches!(
        action,
        Action::Replace(_) | Action::Void | Action::CloseBatch
    )
}

/// Walks both through `steps`; the names of the states on the way.
fn walk(school_first: bool, steps: &[Step]) -> Result<Vec<&'static str>, TestCaseError> {
    let mut world = World::new(school_first);
    let mut model = Model::new(school_first);
    let mut now = at("09-05 12:00").as_micros();
    let mut names = vec![world.submission.state.name()];
    for (hours, action) in steps {
        now += i64::from(*hours) * HOUR;
        let before = world.clone();
        let done = world.act(*action, Timestamp::from_micros(now));
        prop_assert_eq!(done, model.act(*action, now), "{:?} at {}", action, now);
        let submission = &world.submission;

        prop_assert_eq!(submission.state.name(), model.name());
        prop_assert_eq!(
            submission.state.photo(),
            model.photo().map(|photo| picture(photo).id)
        );
        prop_assert_eq!(submission.version, Version::from_u64(model.changes));
        prop_assert_eq!(submission.attempts, model.attempts);
        let used = submission.checks_used(Timestamp::from_micros(now));
        prop_assert_eq!(used, model.used(now));
        prop_assert!(submission.attempts <= ATTEMPTS && submission.checks <= CHECKS);
        if !done {
            prop_assert_eq!(submission, &before.submission);
        }
        match before.submission.state {
            SubmissionState::Approved { .. } => {
                prop_assert!(!done || is_staff_correction(*action));
            }
            SubmissionState::Voided { .. } | SubmissionState::Expired { .. } => {
                prop_assert_eq!(submission, &before.submission);
            }
            _ => {}
        }
        if let SubmissionState::AwaitingReview { photo, .. }
        | SubmissionState::Approved { photo, .. } = submission.state
        {
            prop_assert!(!submission.has_rejected(photo));
        }
        let stored = serde_json::to_string(submission).unwrap();
        prop_assert_eq!(
            &serde_json::from_str::<Submission>(&stored).unwrap(),
            submission
        );
        names.push(submission.state.name());
    }
    Ok(names)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_submission_does_what_the_rules_say(school_first in any::<bool>(), steps in steps()) {
        walk(school_first, &steps)?;
    }
}

/// The sequences above would prove little if they never left the first states.
#[test]
fn random_sequences_reach_every_state() {
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for round in 0..600 {
        let steps = steps().new_tree(&mut runner).unwrap().current();
        seen.extend(walk(round % 2 == 0, &steps).unwrap());
    }
    let expected: BTreeSet<_> = SubmissionStateName::NAMES.iter().copied().collect();
    assert_eq!(seen, expected);
}

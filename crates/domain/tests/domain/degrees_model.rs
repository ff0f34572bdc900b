//! Random students who try to bind a few codes, against a map from code to account.

use std::collections::BTreeMap;

use domain::*;
use domain::{CodeHolder, RecognisedDegree, RegistryAnswer, ReleaseReason};
use proptest::prelude::*;
use uuid::Uuid;

use crate::fixtures::{BATCH, CENTRE, STAFF, at, batch, details, index, proposed, wrong_state};
use crate::fixtures::{STRANGER, STUDENT};

#[derive(Debug, Clone, Copy)]
enum Action {
    /// An account hands a code in, says yes or no.
    Add { account: u8, code: u8, yes: bool },
    /// Staff release the degree of a code.
    Release { code: u8 },
}

fn actions() -> impl Strategy<Value = Action> {
    prop_oneof![
        4 => (0_u8..3, 0_u8..5, prop::bool::weighted(0.8))
            .prop_map(|(account, code, yes)| Action::Add { account, code, yes }),
        1 => (0_u8..5).prop_map(|code| Action::Release { code }),
    ]
}

fn account(number: u8) -> AccountId {
    AccountId::from_uuid(Uuid::from_u128(u128::from(number)))
}

/// Asks `binding` with what a store would find in `degrees`.
fn judge(batch: &Batch, degrees: &[Degree], student: AccountId, code: BlindIndex) -> bool {
    let mut bound = degrees.iter().filter(|degree| degree.is_bound());
    let holder = match bound.clone().find(|degree| degree.code == code) {
        None => CodeHolder::Nobody,
        Some(degree) if degree.account == student => CodeHolder::Own(degree.id),
        Some(_) => CodeHolder::Another,
    };
    let typed = LastFour::parse("002X").unwrap();
    let case = BindingCase {
        batch,
        typed: &typed,
        listed: None,
        carried: Some(&typed),
        school: "10574".parse().unwrap(),
        roster: RosterFinding::NoRoster,
        holder,
        bound_degrees: bound
            .by_ref()
            .filter(|degree| degree.account == student)
            .count(),
        registry: RegistryAnswer::NoPortrait,
    };
    check_binding(&case, at("09-10 12:00")).is_ok()
}

proptest! {
    #[test]
    fn a_code_has_one_account_and_an_account_two_degrees(
        actions in prop::collection::vec(actions(), 1..60)
    ) {
        let batch = batch(|_| {});
        let now = at("09-10 12:00");
        let mut degrees: Vec<Degree> = Vec::new();
        let mut model: BTreeMap<u8, u8> = BTreeMap::new();
        for (number, action) in actions.into_iter().enumerate() {
            match action {
                Action::Add { account: student, code, yes } => {
                    let owned = model.values().filter(|owner| **owner == student).count();
                    let expected = !model.contains_key(&code) && owned < 2;
                    let allowed = judge(&batch, &degrees, account(student), index(code));
                    prop_assert_eq!(allowed, expected);
                    if !allowed {
                        continue;
                    }
                    let proposed = Degree::propose(RecognisedDegree {
                        id: DegreeId::from_uuid(Uuid::from_u128(number as u128)),
                        centre: CENTRE,
                        batch: BATCH,
                        account: account(student),
                        code: index(code),
                        claim: index(code),
                        details: details(),
                    }, now);
                    let by = Actor::Student(account(student));
                    let answered = if yes {
                        model.insert(code, student);
                        proposed.confirm(by, now)
                    } else {
                        proposed.decline(by, now)
                    };
                    degrees.push(answered.unwrap());
                }
                Action::Release { code } => {
                    let found = degrees
                        .iter_mut()
                        .find(|degree| degree.code == index(code) && degree.is_bound());
                    prop_assert_eq!(found.is_some(), model.remove(&code).is_some());
                    if let Some(degree) = found {
                        let version = degree.version;
                        let reason = ReleaseReason::WrongPerson;
                        *degree = degree.clone().release(reason, STAFF, now).unwrap();
                        prop_assert_eq!(degree.version, version.next());
                        prop_assert_eq!(degree.details(), None);
                    }
                }
            }
        }
    }
}

#[track_caller]
#[expect(
    clippy::needless_pass_by_value,
    reason = "rows of a table of cases are written as values"
)]
fn check(result: Result<Degree, Denied<Degree>>, expected: Result<&str, Denied<Degree>>) {
    let seen = result.map(|degree| degree.state.name());
    assert_eq!(seen, expected);
}

#[test]
fn only_the_student_answers() {
    let now = at("09-10 12:00");
    check(proposed().confirm(STRANGER, now), Err(Denied::NotYours));
    check(
        proposed().decline(Actor::System, now),
        Err(Denied::NotYours),
    );
    check(proposed().decline(STUDENT, now), Ok("declined"));
}

#[test]
fn what_is_answered_is_not_asked_again() {
    let now = at("09-10 12:00");
    let bound = proposed().confirm(STUDENT, now).unwrap();
    let refused = bound.clone().confirm(STUDENT, now).unwrap_err();
    assert_eq!(wrong_state(&refused), ["bound", "confirm"]);
    let refused = bound.decline(STUDENT, now).unwrap_err();
    assert_eq!(wrong_state(&refused), ["bound", "decline"]);
    let reason = ReleaseReason::StudentAsked;
    let refused = proposed().release(reason, STAFF, now).unwrap_err();
    assert_eq!(wrong_state(&refused), ["proposed", "release"]);
}

#[test]
fn the_student_or_time_erases_and_nothing_of_the_code_stays() {
    let now = at("10-20 12:00");
    let bound = proposed().confirm(STUDENT, now).unwrap();
    let erased = bound.clone().erase(STUDENT, now).unwrap();
    assert_eq!((erased.details(), erased.is_bound()), (None, false));
    check(bound.clone().erase(STRANGER, now), Err(Denied::NotYours));
    check(
        bound.clone().erase(Actor::Staff(STAFF), now),
        Err(Denied::NotYours),
    );
    assert!(bound.erase(Actor::System, now).is_ok());
    let refused = erased.erase(STUDENT, now).unwrap_err();
    assert_eq!(wrong_state(&refused), ["erased", "erase"]);
}

#[test]
fn who_misses_the_group_goes_on_alone() {
    let now = at("10-20 12:00");
    let later = BatchId::from_uuid(Uuid::from_u128(77));
    let bound = proposed().confirm(STUDENT, now).unwrap();
    let moved = bound.clone().move_to(later, STUDENT).unwrap();
    assert_eq!((moved.batch, moved.version), (later, bound.version.next()));
    check(bound.move_to(later, STRANGER), Err(Denied::NotYours));
}

//! Which codes may be bound: one test per objection, and their order.

use domain::*;
use uuid::Uuid;

use crate::fixtures::{at, batch};

#[derive(Clone, Copy)]
struct Case {
    now: &'static str,
    typed: &'static str,
    listed: Option<&'static str>,
    carried: Option<&'static str>,
    school: &'static str,
    roster: RosterFinding,
    holder: CodeHolder,
    bound_degrees: usize,
    registry: RegistryAnswer,
}

const SOUND: Case = Case {
    now: "09-10 12:00",
    typed: "002x",
    listed: None,
    carried: Some("002X"),
    school: "10574",
    roster: RosterFinding::Listed,
    holder: CodeHolder::Nobody,
    bound_degrees: 1,
    registry: RegistryAnswer::NoPortrait,
};

#[track_caller]
fn check(case: Case, expected: Result<LastFourCheck, BindingRefusal>) {
    let batch = batch(|_| {});
    let typed = LastFour::parse(case.typed).unwrap();
    let carried = case.carried.map(|text| LastFour::parse(text).unwrap());
    let listed = case.listed.map(|text| LastFour::parse(text).unwrap());
    let judged = BindingCase {
        batch: &batch,
        typed: &typed,
        listed: listed.as_ref(),
        carried: carried.as_ref(),
        school: case.school.parse().unwrap(),
        roster: case.roster,
        holder: case.holder,
        bound_degrees: case.bound_degrees,
        registry: case.registry,
    };
    assert_eq!(check_binding(&judged, at(case.now)), expected);
    if let Err(refusal) = expected {
        assert!(BindingRefusal::codes().contains(&refusal.code()));
    }
}

#[test]
fn a_sound_code_is_bound() {
    check(SOUND, Ok(LastFourCheck::SelfConsistent));
    let carried = None;
    check(Case { carried, ..SOUND }, Ok(LastFourCheck::NotCarried));
    let listed = Some("002X");
    check(Case { listed, ..SOUND }, Ok(LastFourCheck::RosterMatched));
    let roster = RosterFinding::NoRoster;
    check(Case { roster, ..SOUND }, Ok(LastFourCheck::SelfConsistent));
}

#[test]
fn every_objection_is_named() {
    let own = DegreeId::from_uuid(Uuid::from_u128(1));
    let refusals = [
        (
            Case {
                now: "10-14 12:00",
                ..SOUND
            },
            BindingRefusal::NotAccepting(Acceptance::Closed),
        ),
        (
            Case {
                typed: "0021",
                ..SOUND
            },
            BindingRefusal::WrongLastFour,
        ),
        (
            // The code agrees with itself, and the school says otherwise.
            Case {
                listed: Some("1234"),
                ..SOUND
            },
            BindingRefusal::WrongLastFour,
        ),
        (
            Case {
                school: "10575",
                ..SOUND
            },
            BindingRefusal::OtherSchool,
        ),
        (
            Case {
                roster: RosterFinding::NotListed,
                ..SOUND
            },
            BindingRefusal::NotOnRoster,
        ),
        (
            Case {
                holder: CodeHolder::Another,
                ..SOUND
            },
            BindingRefusal::BoundToAnother,
        ),
        (
            Case {
                holder: CodeHolder::Own(own),
                ..SOUND
            },
            BindingRefusal::BoundAlready(own),
        ),
        (
            Case {
                bound_degrees: 2,
                ..SOUND
            },
            BindingRefusal::TooManyDegrees,
        ),
        (
            Case {
                registry: RegistryAnswer::HasPortrait,
                ..SOUND
            },
            BindingRefusal::AlreadyAtRegistry,
        ),
    ];
    for (case, refusal) in refusals {
        check(case, Err(refusal));
    }
}

#[test]
fn who_guesses_learns_nothing_about_others() {
    let guess = Case {
        typed: "0000",
        roster: RosterFinding::NotListed,
        holder: CodeHolder::Another,
        bound_degrees: 2,
        registry: RegistryAnswer::HasPortrait,
        ..SOUND
    };
    check(guess, Err(BindingRefusal::WrongLastFour));
    assert!(BindingRefusal::WrongLastFour.miss().is_some());
    assert!(BindingRefusal::BoundToAnother.miss().is_none());
}

/// Judges a proposed degree once more.
#[track_caller]
fn check_again(case: Case, expected: Result<(), BindingRefusal>) {
    let batch = batch(|_| {});
    let standing = Standing {
        batch: &batch,
        school: case.school.parse().unwrap(),
        roster: case.roster,
        holder: case.holder,
        bound_degrees: case.bound_degrees,
        registry: case.registry,
    };
    assert_eq!(check_standing(&standing, at(case.now)), expected);
}

#[test]
fn before_it_is_bound_all_but_the_last_four_is_asked_again() {
    check_again(SOUND, Ok(()));
    let now = "10-14 12:00";
    let closed = BindingRefusal::NotAccepting(Acceptance::Closed);
    check_again(Case { now, ..SOUND }, Err(closed));
    let holder = CodeHolder::Another;
    check_again(
        Case { holder, ..SOUND },
        Err(BindingRefusal::BoundToAnother),
    );
    let bound_degrees = 2;
    check_again(
        Case {
            bound_degrees,
            ..SOUND
        },
        Err(BindingRefusal::TooManyDegrees),
    );
}

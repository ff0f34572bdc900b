//! Capture sessions and the photos that come of them.

use domain::*;
use uuid::Uuid;

use crate::fixtures::{
    ACCOUNT, CENTRE, STRANGER, STUDENT, arriving, assessment, at, photo, proposed, received,
    wrong_state,
};

fn session() -> CaptureSession {
    CaptureSession::issue(CaptureOffer {
        id: CaptureSessionId::from_uuid(Uuid::from_u128(1)),
        centre: CENTRE,
        degree: proposed().id,
        account: ACCOUNT,
        issued_to: STUDENT,
        token: TokenHash::from_bytes([1; 32]),
        allowed: CaptureModes::new(&[CaptureSource::LiveCamera]).unwrap(),
        expires_at: at("09-06 09:15"),
    })
}

#[track_caller]
#[expect(
    clippy::needless_pass_by_value,
    reason = "rows of a table of cases are written as values"
)]
fn check(source: CaptureSource, by: Actor, now: &str, expected: Option<Denied<CaptureSession>>) {
    let taken = session().take(photo(1, 1).id, source, by, at(now));
    assert_eq!(taken.err(), expected);
}

#[test]
fn a_session_takes_what_it_was_issued_for() {
    use CaptureSource::{Album, LiveCamera};
    check(LiveCamera, STUDENT, "09-06 09:14", None);
    check(LiveCamera, STRANGER, "09-06 09:14", Some(Denied::NotYours));
    let from = Album;
    check(
        from,
        STUDENT,
        "09-06 09:14",
        Some(CaptureRefusal::SourceNotAllowed { from }.into()),
    );
    let expires_at = at("09-06 09:15");
    check(
        LiveCamera,
        STUDENT,
        "09-06 09:15",
        Some(CaptureRefusal::TooLate { expires_at }.into()),
    );
}

#[test]
fn a_session_takes_one_photo() {
    let take = |session: CaptureSession| {
        session.take(
            photo(1, 1).id,
            CaptureSource::LiveCamera,
            STUDENT,
            at("09-06 09:00"),
        )
    };
    let used = take(session()).unwrap();
    assert_eq!(wrong_state(&take(used).unwrap_err()), ["used", "take"]);
}

#[test]
fn a_session_expires_at_its_end() {
    let early = session().expire(at("09-06 09:14"));
    assert_eq!(early.unwrap_err(), CaptureRefusal::NotEnded.into());
    let expired = session().expire(at("09-06 09:15")).unwrap();
    assert_eq!(expired.state.name(), "expired");
}

#[track_caller]
fn check_confirming(
    warnings: &[&str],
    failures: &[&str],
    accepted: &[&str],
    expected: Result<&[&str], Denied<Photo>>,
) {
    let now = at("09-06 09:05");
    let assessed = received()
        .assess(assessment(warnings, failures), now)
        .unwrap();
    let accepted: Vec<RuleCode> = accepted.iter().map(|id| RuleCode::new(*id)).collect();
    let seen = assessed
        .confirm(&accepted, STUDENT, now)
        .map(|photo| match photo.state {
            PhotoState::Confirmed { overridden, .. } => overridden,
            other => panic!("{}", other.name()),
        });
    let expected = expected.map(|ids| ids.iter().map(|id| RuleCode::new(*id)).collect());
    assert_eq!(seen, expected);
}

#[test]
fn every_doubt_has_to_be_seen() {
    check_confirming(&[], &[], &[], Ok(&[]));
    check_confirming(
        &["ears-visible"],
        &[],
        &["ears-visible", "sharp"],
        Ok(&["ears-visible"]),
    );
    let doubts = vec![RuleCode::new("ears-visible")];
    check_confirming(
        &["sharp", "ears-visible"],
        &[],
        &["sharp"],
        Err(PhotoRefusal::DoubtsNotAccepted { doubts }.into()),
    );
    check_confirming(
        &[],
        &["eyes-open"],
        &["eyes-open"],
        Err(PhotoRefusal::NotUsable.into()),
    );
}

#[test]
fn what_could_not_be_assessed_is_a_doubt() {
    let now = at("09-06 09:05");
    let mut unsure = assessment(&[], &[]);
    unsure.not_assessable.push(RuleCode::new("not-retouched"));
    let refused = received()
        .assess(unsure, now)
        .and_then(|photo| photo.confirm(&[], STUDENT, now));
    let doubts = vec![RuleCode::new("not-retouched")];
    assert_eq!(
        refused.unwrap_err(),
        PhotoRefusal::DoubtsNotAccepted { doubts }.into()
    );
}

#[test]
fn without_a_portrait_there_is_nothing_to_confirm() {
    let now = at("09-06 09:05");
    let mut bare = assessment(&[], &[]);
    bare.portrait = None;
    let assessed = received().assess(bare, now).unwrap();
    let refused = assessed.confirm(&[], STUDENT, now);
    assert_eq!(refused.unwrap_err(), PhotoRefusal::NotUsable.into());
}

#[test]
fn only_the_student_or_staff_confirm() {
    let now = at("09-06 09:05");
    let assessed = received().assess(assessment(&[], &[]), now).unwrap();
    for by in [STRANGER, Actor::System] {
        let refused = assessed.clone().confirm(&[], by, now);
        assert_eq!(refused.unwrap_err(), Denied::NotYours);
    }
}

#[test]
fn a_broken_check_costs_one_photo() {
    let now = at("09-06 09:05");
    let unusable = received()
        .give_up(UnusableReason::CheckFailed, now)
        .unwrap();
    let refused = unusable.assess(assessment(&[], &[]), now);
    assert_eq!(wrong_state(&refused.unwrap_err()), ["unusable", "assess"]);
}

#[test]
fn a_photo_is_judged_again_until_it_is_confirmed() {
    let now = at("09-06 09:05");
    let again = received()
        .assess(assessment(&[], &["eyes-open"]), now)
        .and_then(|photo| photo.assess(assessment(&[], &[]), now))
        .and_then(|photo| photo.confirm(&[], STUDENT, now))
        .unwrap();
    let refused = again.assess(assessment(&[], &[]), now);
    assert_eq!(wrong_state(&refused.unwrap_err()), ["confirmed", "assess"]);
}

/// State after another standard says `doubts` and `failures` of a photo that was confirmed with the doubt `eyes-open`.
#[track_caller]
fn check_judged_again(doubts: &[&str], failures: &[&str], is_in_review: bool, expected: &str) {
    let now = at("09-06 09:05");
    let confirmed = received()
        .assess(assessment(&["eyes-open"], &[]), now)
        .and_then(|photo| photo.confirm(&[RuleCode::new("eyes-open")], STUDENT, now))
        .unwrap();
    let said = assessment(doubts, failures);
    let again = confirmed.judge_again(said.clone(), is_in_review, now);
    let again = again.unwrap();
    assert_eq!(again.state.name(), expected);
    assert_eq!(again.assessment(), Some(&said));
}

#[test]
fn another_standard_takes_nothing_out_of_review() {
    check_judged_again(&["eyes-open"], &["sharp"], true, "confirmed");
    check_judged_again(&["recent"], &[], true, "confirmed");
}

#[test]
fn what_the_student_has_not_accepted_is_confirmed_once_more() {
    check_judged_again(&["eyes-open"], &[], false, "confirmed");
    check_judged_again(&[], &[], false, "confirmed");
    check_judged_again(&["eyes-open", "recent"], &[], false, "assessed");
    check_judged_again(&["eyes-open"], &["sharp"], false, "assessed");
}

#[test]
fn a_photo_that_nobody_has_looked_at_is_not_judged_again() {
    let now = at("09-06 09:05");
    let refused = received().judge_again(assessment(&[], &[]), false, now);
    assert_eq!(wrong_state(&refused.unwrap_err()), ["received", "assess"]);
}

#[test]
fn staff_go_on_with_what_they_took_alone() {
    let taker = StaffId::from_uuid(Uuid::from_u128(50));
    let taken = |handed_in_by| {
        Photo::receive(
            ReceivedPhoto {
                handed_in_by,
                ..arriving()
            },
            at("09-06 09:00"),
        )
    };
    let on_site = taken(Actor::Staff(taker));
    assert_eq!(on_site.reference().taken_by, Some(taker));
    assert_eq!(taken(STUDENT).reference().taken_by, None);
    let another = Actor::Staff(StaffId::from_uuid(Uuid::from_u128(51)));
    let refused = Err(PhotoRefusal::TakenByAnother);
    assert_eq!(on_site.check_taker(Actor::Staff(taker)), Ok(()));
    assert_eq!(on_site.check_taker(STUDENT), Ok(()));
    assert_eq!(on_site.check_taker(another), refused);
    assert_eq!(taken(STUDENT).check_taker(another), refused);
}

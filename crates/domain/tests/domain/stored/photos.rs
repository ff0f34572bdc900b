//! Capture sessions, photos, submissions, decisions.

use domain::*;
use standard::ReasonCode;
use uuid::Uuid;

use super::{check_aggregate, root};
use crate::fixtures::{
    ACCOUNT, CENTRE, STAFF, STUDENT, arriving, assessment, at, batch, own_words, photo, proposed,
    received, reviewer, submission,
};

#[test]
fn capture_sessions() {
    let issued = CaptureSession::issue(CaptureOffer {
        id: CaptureSessionId::from_uuid(Uuid::from_u128(13)),
        centre: CENTRE,
        degree: proposed().id,
        account: ACCOUNT,
        issued_to: STUDENT,
        token: TokenHash::from_bytes([6; 32]),
        allowed: CaptureModes::new(CaptureSource::ALL).unwrap(),
        expires_at: at("09-06 10:00"),
    });
    let source = CaptureSource::LiveCamera;
    let used = issued
        .clone()
        .take(photo(1, 1).id, source, STUDENT, at("09-06 09:00"));
    let expired = issued.clone().expire(at("09-06 10:00"));
    check_aggregate(
        "capture-session",
        &[
            ("issued", issued),
            ("used", used.unwrap()),
            ("expired", expired.unwrap()),
        ],
        CaptureState::NAMES,
    );
}

#[test]
fn photos() {
    let when = at("09-06 09:01");
    let mut said = assessment(&["sharp"], &[]);
    said.not_assessable = vec![RuleCode::new("ears-visible")];
    said.is_cut_from_scene = true;
    said.reminders = vec![RuleCode::new("jewellery-absent")];
    let assessed = received().assess(said, when).unwrap();
    let accepted = [RuleCode::new("sharp"), RuleCode::new("ears-visible")];
    let confirmed = assessed.clone().confirm(&accepted, STUDENT, when).unwrap();
    let taken = Photo::receive(
        ReceivedPhoto {
            handed_in_by: Actor::Staff(STAFF),
            source: CaptureSource::Onsite,
            ..arriving()
        },
        when,
    );
    let unusable = received().give_up(UnusableReason::Damaged, when).unwrap();
    check_aggregate(
        "photo",
        &[
            ("received", received()),
            ("assessed", assessed),
            ("confirmed", confirmed.clone()),
            ("unusable", unusable),
            ("without-original", confirmed.end_original(when).unwrap()),
            ("taken-on-site", taken),
        ],
        &[PhotoState::NAMES, &["without-original", "taken-on-site"]].concat(),
    );
}

fn why() -> Reasons {
    let note = ReviewNote::parse("collar").unwrap();
    let own = GivenReason {
        code: "Z07".parse().unwrap(),
        words: own_words(),
    };
    Reasons::with_own(&[ReasonCode::P04, ReasonCode::X00], vec![own], Some(note)).unwrap()
}

#[test]
fn submissions() {
    let batch = batch(|_| {});
    let (when, later) = (at("09-07 09:00"), at("09-07 10:00"));
    let centre = reviewer(ReviewRound::Centre);
    let begun = submission().begin_check(STUDENT, &batch, when).unwrap();
    let offered = begun.offer(photo(1, 1), when).unwrap();
    let shot = SameShot::NotFound;
    let submitted = offered.clone().submit(STUDENT, &batch, shot, when).unwrap();
    let withdrawn = submitted.clone().withdraw(STUDENT, later).unwrap();
    let rejected = submitted
        .clone()
        .reject(why(), centre, &batch, later)
        .unwrap();
    let again = rejected.clone().offer(photo(2, 2), later).unwrap();
    let again = again.submit(STUDENT, &batch, shot, later).unwrap();
    let approved = again.clone().approve(centre, later).unwrap();
    let voided = approved
        .clone()
        .void(VoidReason::RefusedByRegistry, STAFF, later)
        .unwrap();
    let expired = offered.clone().expire(&batch, at("10-14 00:00")).unwrap();
    let held = HeldDecision {
        review: ReviewId::from_uuid(Uuid::from_u128(14)),
        by: centre,
        decision: Decision::Reject { reasons: why() },
        at: later,
        took: Some(Duration::from_seconds(7)),
    };
    let held = again.clone().hold(held).unwrap();
    let on_site = PhotoRef {
        taken_by: Some(StaffId::from_uuid(Uuid::from_u128(52))),
        ..photo(3, 3)
    };
    let on_site = rejected.clone().offer(on_site, later).unwrap();
    let on_site = on_site.submit(STUDENT, &batch, shot, later).unwrap();
    check_aggregate(
        "submission",
        &[
            ("awaiting-photo", submission()),
            ("awaiting-confirmation", offered),
            ("awaiting-review", again),
            ("withdrawn", withdrawn),
            ("rejected", rejected),
            ("approved", approved),
            ("voided", voided),
            ("expired", expired),
            ("awaiting-review-held", held),
            ("awaiting-review-on-site", on_site),
        ],
        &[
            SubmissionStateName::NAMES,
            &["awaiting-review-held", "awaiting-review-on-site"],
        ]
        .concat(),
    );
}

#[test]
fn checks_of_the_first_form_have_come_back() {
    let older = root().join("submission/1/awaiting-confirmation.json");
    let older = std::fs::read_to_string(older).unwrap();
    let read: Submission = serde_json::from_str(&older).unwrap();
    assert_eq!((read.checks, read.extra), (1, Allowance::default()));
    assert_eq!(read.checks_used(at("09-07 09:00")), 0);
}

#[test]
fn change_requests() {
    let (when, second) = (at("09-08 10:00"), StaffId::from_uuid(Uuid::from_u128(77)));
    let of = |change| AskedChange {
        id: ChangeRequestId::from_uuid(Uuid::from_u128(18)),
        centre: CENTRE,
        submission: submission().id,
        change,
    };
    let void = of(Change::Void {
        reason: VoidReason::WrongPerson,
    });
    let replace = of(Change::Replace {
        photo: photo(2, 2),
        reason: ReplaceReason::RefusedByRegistry,
    });
    let open = ChangeRequest::ask(void, STAFF, when);
    let replace = ChangeRequest::ask(replace, STAFF, when);
    let mut names = ChangeRequestState::NAMES.to_vec();
    names.push("replace");
    check_aggregate(
        "change-request",
        &[
            ("agreed", open.clone().agree(second, when).unwrap()),
            ("declined", open.clone().decline(second, when).unwrap()),
            ("taken-back", open.clone().take_back(STAFF, when).unwrap()),
            ("lapsed", open.clone().lapse(at("09-20 10:00")).unwrap()),
            ("open", open),
            ("replace", replace),
        ],
        &names,
    );
}

#[test]
fn decisions() {
    let record = |decision| ReviewRecord {
        id: ReviewId::from_uuid(Uuid::from_u128(14)),
        centre: CENTRE,
        submission: submission().id,
        submission_version: Version::FIRST,
        photo: photo(1, 1).id,
        reviewer: reviewer(ReviewRound::School),
        decision,
        decided_at: at("09-07 10:00"),
        took: Some(Duration::from_seconds(7)),
    };
    let reject = Decision::Reject { reasons: why() };
    check_aggregate(
        "review-record",
        &[
            ("approve", record(Decision::Approve)),
            ("reject", record(reject)),
        ],
        DecisionName::NAMES,
    );
}

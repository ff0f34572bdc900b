//! Names of states are public and stored: this list pins them. Every state comes back from its
//! stored form, under the name that the code gives it.

use domain::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::appointments::slot;
use crate::fixtures::{
    STAFF, STUDENT, assessment, at, details, findable, photo, plan, reasons, received, reviewer,
    submission,
};

#[test]
fn names_of_states_never_change() {
    let pinned: [(&[&str], &[&str]); 10] = [
        (
            BatchState::NAMES,
            &["draft", "open", "paused", "closed", "archived"],
        ),
        (StaffState::NAMES, &["active", "disabled"]),
        (AccountState::NAMES, &["active", "erased"]),
        (
            domain::ConsentState::NAMES,
            &["asked", "given", "withdrawn"],
        ),
        (
            DegreeState::NAMES,
            &["proposed", "bound", "declined", "released", "erased"],
        ),
        (CaptureState::NAMES, &["issued", "used", "expired"]),
        (
            PhotoState::NAMES,
            &["received", "assessed", "confirmed", "unusable"],
        ),
        (
            SubmissionStateName::NAMES,
            &[
                "awaiting-photo",
                "awaiting-confirmation",
                "awaiting-review",
                "withdrawn",
                "rejected",
                "approved",
                "voided",
                "expired",
            ],
        ),
        (
            NotificationState::NAMES,
            &["pending", "sent", "failed", "read"],
        ),
        (
            AppointmentState::NAMES,
            &["booked", "moved", "cancelled", "attended", "missed"],
        ),
    ];
    for (names, expected) in pinned {
        assert_eq!(names, expected);
    }
}

/// Stores and reads each state; its tag is its name; together they have all names.
#[track_caller]
fn check<T>(states: &[T], name: fn(&T) -> &'static str, names: &[&str], tag: &str)
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let mut seen = Vec::new();
    for state in states {
        let json = serde_json::to_value(state).unwrap();
        assert_eq!(json[tag], name(state));
        assert_eq!(&serde_json::from_value::<T>(json).unwrap(), state);
        seen.push(name(state));
    }
    assert_eq!(seen, names);
}

#[test]
fn submission_states_come_back() {
    let when = at("09-10 12:00");
    let photo = photo(1, 1);
    let rejection = Rejection {
        photo,
        reasons: reasons(),
        rejected_by: reviewer(ReviewRound::School),
        rejected_at: when,
        replace_by: when,
    };
    let states = [
        SubmissionState::AwaitingPhoto,
        SubmissionState::AwaitingConfirmation {
            photo,
            offered_at: when,
        },
        SubmissionState::AwaitingReview {
            photo,
            submitted_at: when,
            round: ReviewRound::School,
            entry: ReviewEntry::Attempt,
            doubts: Doubts::default(),
            held: None,
        },
        SubmissionState::Withdrawn {
            photo,
            withdrawn_at: when,
        },
        SubmissionState::Rejected { rejection },
        SubmissionState::Approved {
            photo,
            approved_by: STAFF,
            approved_at: when,
        },
        SubmissionState::Voided {
            photo: photo.id,
            voided_by: STAFF,
            voided_at: when,
            reason: VoidReason::RefusedByRegistry,
        },
        SubmissionState::Expired { expired_at: when },
    ];
    check(
        &states,
        SubmissionState::name,
        SubmissionStateName::NAMES,
        "state",
    );
}

#[test]
fn degree_states_come_back() {
    let when = at("09-10 12:00");
    let states = [
        DegreeState::Proposed {
            details: details(),
            proposed_at: when,
            dispute: None,
        },
        DegreeState::Bound {
            details: details(),
            bound_at: when,
        },
        DegreeState::Declined { declined_at: when },
        DegreeState::Released {
            released_by: STAFF,
            released_at: when,
            reason: ReleaseReason::WrongDegree,
        },
        DegreeState::Erased { erased_at: when },
    ];
    check(&states, DegreeState::name, DegreeState::NAMES, "state");
}

#[test]
fn photo_states_come_back() {
    let when = at("09-10 12:00");
    let assessment = assessment(&["sharp"], &[]);
    let states = [
        PhotoState::Received,
        PhotoState::Assessed {
            assessment: assessment.clone(),
            assessed_at: when,
        },
        PhotoState::Confirmed {
            assessment,
            overridden: vec![RuleCode::new("sharp")],
            confirmed_at: when,
        },
        PhotoState::Unusable {
            reasons: vec![UnusableReason::Damaged],
            found_at: when,
        },
    ];
    check(&states, PhotoState::name, PhotoState::NAMES, "state");
}

#[test]
fn batch_states_come_back() {
    let when = at("09-10 12:00");
    let by = Actor::Staff(STAFF);
    let states = [
        BatchState::Draft,
        BatchState::Open {
            opened_by: by,
            announced_at: when,
        },
        BatchState::Paused {
            opened_by: by,
            announced_at: at("09-01 10:00"),
            paused_by: by,
            paused_at: when,
        },
        BatchState::Closed {
            closed_by: by,
            closed_at: when,
        },
        BatchState::Archived {
            archived_by: Actor::System,
            archived_at: when,
        },
    ];
    check(&states, BatchState::name, BatchState::NAMES, "state");
}

#[test]
fn states_of_people_come_back() {
    let when = at("09-10 12:00");
    let states = [
        StaffState::Active,
        StaffState::Disabled {
            by: Actor::System,
            at: when,
        },
    ];
    check(&states, StaffState::name, StaffState::NAMES, "state");
    let states = [
        AccountState::Active {
            phone: Some(findable(1)),
            wechat: Some(findable(2)),
            official_account: Some(findable(3)),
        },
        AccountState::Erased { erased_at: when },
    ];
    check(&states, AccountState::name, AccountState::NAMES, "state");
    let actors = [STUDENT, Actor::Staff(STAFF), Actor::System];
    check(
        &actors,
        Actor::name,
        &["student", "staff", "system"],
        "actor",
    );
}

#[test]
fn roles_come_back() {
    let school = SchoolId::from_uuid(Uuid::from_u128(1));
    let unit = UnitId::from_uuid(Uuid::from_u128(2));
    let roles = [
        Role::Administrator,
        Role::Operator,
        Role::CentreReviewer,
        Role::SchoolReviewer { school },
        Role::SchoolOfficer { school },
        Role::UnitOfficer { school, unit },
    ];
    let names = [
        "administrator",
        "operator",
        "centre-reviewer",
        "school-reviewer",
        "school-officer",
        "unit-officer",
    ];
    check(&roles, Role::name, &names, "role");
}

#[test]
fn capture_states_come_back() {
    let when = at("09-10 12:00");
    let states = [
        CaptureState::Issued,
        CaptureState::Used {
            photo: photo(1, 1).id,
            used_at: when,
        },
        CaptureState::Expired { expired_at: when },
    ];
    check(&states, CaptureState::name, CaptureState::NAMES, "state");
}

#[test]
fn notification_states_and_messages_come_back() {
    let when = at("09-10 12:00");
    let states = [
        NotificationState::Pending,
        NotificationState::Sent { sent_at: when },
        NotificationState::Failed {
            failed_at: when,
            failure: DeliveryFailure::Refused,
        },
        NotificationState::Read { read_at: when },
    ];
    check(
        &states,
        NotificationState::name,
        NotificationState::NAMES,
        "state",
    );
    let messages = [
        Message::PhotoReady,
        Message::PhotoUnusable,
        Message::Submitted,
        Message::Rejected {
            reasons: reasons().list().to_vec(),
            own_reasons: Vec::new(),
            replace_by: when,
            attempts_left: 2,
        },
        Message::Approved,
        Message::Corrected,
        Message::ClosesSoon { closes_at: when },
        Message::ReplaceSoon { replace_by: when },
        Message::Expired,
        Message::DegreeReleased,
        Message::ClaimUpheld,
        Message::ClaimDeclined,
        Message::AtRegistry,
        Message::RegistryRefused,
        Message::RegistryMismatch,
        Message::AppointmentSet { starts_at: when },
        Message::AppointmentCancelled { starts_at: when },
        Message::PaymentArrived,
        Message::RefundDone,
        Message::RefundDeclined,
        Message::RefundGivenUp,
        Message::InvoiceIssued,
        Message::EnquiryAnswered,
        Message::PrintsShipped,
        Message::PrintsAtSchool,
    ];
    check(&messages, Message::name, MessageKind::NAMES, "kind");
}

#[test]
fn appointment_states_come_back() {
    let when = at("09-10 12:00");
    let slot = slot(9, 1);
    let seat = Seat::from(&slot);
    let states = [
        AppointmentState::Booked {
            seat,
            booked_at: when,
        },
        AppointmentState::Moved {
            seat,
            from: slot.id,
            moved_at: when,
        },
        AppointmentState::Cancelled {
            cancelled_by: STUDENT,
            cancelled_at: when,
        },
        AppointmentState::Attended {
            slot: slot.id,
            seen_by: STAFF,
            attended_at: when,
        },
        AppointmentState::Missed {
            slot: slot.id,
            missed_at: when,
        },
    ];
    check(
        &states,
        AppointmentState::name,
        AppointmentState::NAMES,
        "state",
    );
}

#[test]
fn acceptances_come_back() {
    let when = at("09-10 12:00");
    let answers = [
        Acceptance::Open,
        Acceptance::NotAnnounced,
        Acceptance::NotYet { opens_at: when },
        Acceptance::OutsideHours { next: when },
        Acceptance::Closed,
    ];
    let tags: Vec<_> = answers
        .iter()
        .map(|answer| serde_json::to_value(answer).unwrap()["acceptance"].clone())
        .collect();
    let expected = [
        "open",
        "not-announced",
        "not-yet",
        "outside-hours",
        "closed",
    ];
    assert_eq!(tags, expected);
}

#[test]
fn words_that_are_written_by_hand_are_the_stored_ones() {
    let stored = |value: serde_json::Value| value.as_str().map(str::to_owned);
    for channel in [Channel::InApp, Channel::WeChat, Channel::Sms, Channel::Mail] {
        let json = serde_json::to_value(channel).unwrap();
        assert_eq!(stored(json).as_deref(), Some(channel.name()));
    }
    for purpose in Purpose::ALL {
        let json = serde_json::to_value(purpose).unwrap();
        assert_eq!(stored(json).as_deref(), Some(purpose.name()));
    }
    for source in CaptureSource::ALL {
        let json = serde_json::to_value(source).unwrap();
        assert_eq!(stored(json).as_deref(), Some(source.name()));
    }
    for round in [ReviewRound::School, ReviewRound::Centre] {
        let json = serde_json::to_value(round).unwrap();
        assert_eq!(stored(json).as_deref(), Some(round.name()));
    }
}

#[test]
fn whole_aggregates_come_back() {
    let plan = plan();
    let json = serde_json::to_value(&plan).unwrap();
    assert_eq!(json["rules"]["photo_not_before"], "2022-09-06");
    assert_eq!(json["mode"]["mode"], "group");
    assert_eq!(serde_json::from_value::<BatchPlan>(json).unwrap(), plan);
    let photo = received();
    let json = serde_json::to_string(&photo).unwrap();
    assert_eq!(serde_json::from_str::<Photo>(&json).unwrap(), photo);
    let submission = submission();
    let json = serde_json::to_string(&submission).unwrap();
    assert_eq!(
        serde_json::from_str::<Submission>(&json).unwrap(),
        submission
    );
}

//! Every failure has calm words in both languages.

use std::collections::BTreeSet;

use domain::{
    AccountRefusal, AppointmentRefusal, BatchRefusal, BindingRefusal, CaptureRefusal,
    CaptureSource, ConsentRefusal, DegreeId, InvalidPlan, InvalidWindow, PhotoRefusal, Purpose,
    RuleCode, SlotRefusal, SubmissionRefusal, Timestamp, WrongState,
};
use standard::ReasonCode;
use uuid::Uuid;

use super::*;
use crate::failure::Refusal;
use crate::ports::CodeFault;

fn moment() -> Timestamp {
    "2023-10-13T18:00:00+08:00".parse().unwrap()
}

fn acceptances() -> [Acceptance; 5] {
    [
        Acceptance::Open,
        Acceptance::NotAnnounced,
        Acceptance::NotYet { opens_at: moment() },
        Acceptance::OutsideHours { next: moment() },
        Acceptance::Closed,
    ]
}

fn wrong_states() -> Vec<WrongState> {
    let known = [
        ("approved", "withdraw"),
        ("awaiting-review", "begin-check"),
        ("expired", "submit"),
        ("awaiting-photo", "submit"),
        ("used", "take"),
        ("expired", "take"),
        ("received", "confirm"),
        ("booked", "book"),
        ("draft", "close"),
    ];
    let known = known.into_iter();
    known
        .map(|(from, action)| WrongState { from, action })
        .collect()
}

fn of_submissions() -> Vec<SubmissionRefusal> {
    let mut refusals = vec![
        SubmissionRefusal::NotYours,
        SubmissionRefusal::OtherBatch,
        SubmissionRefusal::ReplacementOverdue {
            replace_by: moment(),
        },
        SubmissionRefusal::ChecksUsedUp { limit: 10 },
        SubmissionRefusal::AttemptsUsedUp { limit: 3 },
        SubmissionRefusal::RejectedBefore,
        SubmissionRefusal::OtherRound,
        SubmissionRefusal::PlacedByStaff,
        SubmissionRefusal::NotOver,
    ];
    refusals.extend(acceptances().map(SubmissionRefusal::NotAccepting));
    let codes = [ReasonCode::D03, ReasonCode::D04];
    refusals.extend(codes.map(|code| SubmissionRefusal::SameShot { code }));
    refusals.extend(wrong_states().into_iter().map(SubmissionRefusal::from));
    refusals
}

fn of_bindings() -> Vec<BindingRefusal> {
    vec![
        BindingRefusal::NotAccepting(Acceptance::Closed),
        BindingRefusal::WrongLastFour,
        BindingRefusal::OtherSchool,
        BindingRefusal::NotOnRoster,
        BindingRefusal::BoundToAnother,
        BindingRefusal::BoundAlready(DegreeId::from_uuid(Uuid::from_u128(1))),
        BindingRefusal::TooManyDegrees,
        BindingRefusal::AlreadyAtRegistry,
    ]
}

fn of_plans() -> [InvalidPlan; 7] {
    [
        InvalidPlan::NoName,
        InvalidPlan::NoSchool,
        InvalidPlan::SchoolTwice,
        InvalidPlan::ZeroLimit,
        InvalidPlan::Window(InvalidWindow::Backwards),
        InvalidPlan::Window(InvalidWindow::HoursBackwards),
        InvalidPlan::Window(InvalidWindow::NeverOpen),
    ]
}

fn of_things() -> Vec<Refusal> {
    let mut refusals = vec![
        Refusal::Account(AccountRefusal::NotYours),
        Refusal::Consent(ConsentRefusal::NotYours),
        Refusal::Capture(CaptureRefusal::NotYours),
        Refusal::Capture(CaptureRefusal::TooLate {
            expires_at: moment(),
        }),
        Refusal::Capture(CaptureRefusal::NotEnded),
        Refusal::Photo(PhotoRefusal::NotYours),
        Refusal::Photo(PhotoRefusal::NotUsable),
        Refusal::Photo(PhotoRefusal::DoubtsNotAccepted {
            doubts: vec![RuleCode::new("sharp")],
        }),
        Refusal::Slot(SlotRefusal::Impossible),
        Refusal::Slot(SlotRefusal::Full),
        Refusal::Slot(SlotRefusal::Begun),
        Refusal::Slot(SlotRefusal::SeatsTaken),
        Refusal::Slot(SlotRefusal::NoneTaken),
        Refusal::Appointment(AppointmentRefusal::NotYours),
        Refusal::Appointment(AppointmentRefusal::Begun),
        Refusal::Appointment(AppointmentRefusal::NotBegun),
        Refusal::Appointment(AppointmentRefusal::SameSlot),
        Refusal::Batch(BatchRefusal::ReliedOn),
    ];
    let sources = CaptureSource::ALL.iter();
    let sources = sources.map(|from| CaptureRefusal::SourceNotAllowed { from: *from });
    refusals.extend(sources.map(Refusal::Capture));
    refusals.extend(of_plans().map(|plan| Refusal::Batch(BatchRefusal::Plan(plan))));
    refusals
}

fn of_the_service() -> Vec<Refusal> {
    let mut refusals = vec![
        Refusal::OtherConsentText { current: 2 },
        Refusal::WrongSignInCode { tries_left: 4 },
        Refusal::WrongSignInCode { tries_left: 0 },
        Refusal::SignInCodeExpired,
        Refusal::WeChatCodeRefused,
        Refusal::PhoneNeeded,
        Refusal::WrongCredentials,
        Refusal::DetailsNeeded,
        Refusal::PartMissing { number: 3 },
        Refusal::TooLarge {
            max_bytes: 20 << 20,
        },
        Refusal::EmptyFile,
        Refusal::ErasureBlocked,
        Refusal::Taken("login"),
        Refusal::Taken("unit-name"),
    ];
    refusals.extend(acceptances().map(Refusal::NotAccepting));
    let purposes = Purpose::ALL.iter().copied();
    refusals.extend(purposes.map(|purpose| Refusal::ConsentMissing { purpose }));
    let faults = [
        CodeFault::NotAPicture,
        CodeFault::NotFound,
        CodeFault::OtherCode,
        CodeFault::Busy,
    ];
    refusals.extend(faults.map(Refusal::CodeUnreadable));
    refusals
}

fn every_refusal() -> Vec<Refusal> {
    let mut refusals: Vec<Refusal> = wrong_states().into_iter().map(Refusal::from).collect();
    refusals.extend(of_submissions().into_iter().map(Refusal::Submission));
    refusals.extend(of_bindings().into_iter().map(Refusal::Binding));
    refusals.extend(of_things());
    refusals.extend(of_the_service());
    refusals
}

fn every_failure() -> Vec<Failure> {
    let fields = ["phone", "feature_code", "last_four", "query", "password"];
    let mut failures = vec![
        Failure::NotSignedIn,
        Failure::NotAllowed,
        Failure::NotFound,
        Failure::Stale,
        Failure::Locked(Locked { until: moment() }),
        Failure::TooMany {
            retry_after: Duration::from_seconds(40),
        },
        Failure::Unavailable("disk".into()),
        Failure::internal("bug"),
    ];
    failures.extend(fields.map(|field| Failure::Invalid {
        field,
        expected: "at most 50 characters".to_owned(),
    }));
    failures.extend(every_refusal().into_iter().map(Failure::Refused));
    failures
}

#[test]
fn the_list_above_has_every_code() {
    let seen: BTreeSet<&str> = every_refusal().iter().map(Refusal::code).collect();
    let of_submissions = of_submissions();
    let known = Refusal::OWN_CODES
        .iter()
        .chain(BindingRefusal::CODES)
        .copied()
        .chain(of_submissions.iter().map(SubmissionRefusal::code));
    let known: BTreeSet<&str> = known.collect();
    assert_eq!(seen, known);
}

#[test]
fn every_failure_has_calm_words() {
    let refusals = every_refusal();
    let codes: BTreeSet<&str> = refusals
        .iter()
        .map(Refusal::code)
        .filter(|code| code.contains('-'))
        .collect();
    for failure in every_failure() {
        let words = say(&failure);
        assert!(
            words.zh.ends_with('。') && words.en.ends_with('.'),
            "{words:?}"
        );
        assert!(words.zh_title.chars().count() <= 12, "{words:?}");
        assert!(
            words.en_title.len() <= 40 && words.en_title.is_ascii(),
            "{words:?}"
        );
        assert!(words.en.is_ascii(), "{words:?}");
        for text in [words.zh_title, words.en_title, &words.zh, &words.en] {
            assert!(
                !text.is_empty() && !text.contains(['!', '！', '{']),
                "{text}"
            );
            assert!(!text.contains("  ") && !text.contains("失败"), "{text}");
            assert!(!codes.iter().any(|code| text.contains(code)), "{text}");
        }
        let chinese = !words.zh.is_ascii();
        assert!(chinese && !words.zh.contains("您"), "{words:?}");
    }
}

#[track_caller]
fn check(failure: &Failure, zh: &str, en: &str) {
    let words = say(failure);
    assert_eq!((&words.zh[..], &words.en[..]), (zh, en));
}

#[test]
fn numbers_and_times_are_named() {
    check(
        &Refusal::NotAccepting(Acceptance::NotYet { opens_at: moment() }).into(),
        "采集于 10月13日 18:00 开始，请到时再来。",
        "The collection opens on 13 Oct 18:00. Please come back then.",
    );
    check(
        &Refusal::WrongSignInCode { tries_left: 4 }.into(),
        "验证码不对，还可以再试 4 次。请核对最新一条短信。",
        "That is not the code of the latest message. Tries that are left: 4. Check the message and \
         enter it again.",
    );
    check(
        &Refusal::TooLarge {
            max_bytes: 20 << 20,
        }
        .into(),
        "文件超过 20 MB，请换一个小一些的文件再上传。",
        "The file is larger than 20 MB. Upload a smaller one.",
    );
    check(
        &Failure::TooMany {
            retry_after: Duration::from_seconds(40),
        },
        "操作有些频繁，请 40 秒后再试。",
        "That was a little fast. Please try again in 40 seconds.",
    );
}

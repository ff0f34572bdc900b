//! Things to keep: everything by small numbers, so that a test says which thing it means. Drawn up;
//! no person is behind any of it.

use std::collections::BTreeMap;

use domain::audit::{AuditEvent, Word};
use domain::*;
use uuid::Uuid;

pub(crate) const CENTRE: CentreId = CentreId::from_uuid(Uuid::from_u128(1));
pub(crate) const SCHOOL: SchoolId = SchoolId::from_uuid(Uuid::from_u128(2));
pub(crate) const BATCH: BatchId = BatchId::from_uuid(Uuid::from_u128(3));
pub(crate) const REGION: RegionId = RegionId::from_uuid(Uuid::from_u128(4));
pub(crate) const ACCOUNT: AccountId = AccountId::from_uuid(Uuid::from_u128(5));
pub(crate) const STAFF: StaffId = StaffId::from_uuid(Uuid::from_u128(6));
pub(crate) const STUDENT: Actor = Actor::Student(ACCOUNT);

pub(crate) const fn uuid(number: u32) -> Uuid {
    Uuid::from_u128(1000 + number as u128)
}

/// So many minutes after 2023-09-06 00:00 in China.
pub(crate) fn minute(number: i64) -> Timestamp {
    Timestamp::from_micros(1_693_929_600_000_000 + number * 60_000_000)
}

pub(crate) fn index(number: u32) -> BlindIndex {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    BlindIndex::from_bytes(bytes)
}

pub(crate) fn findable(number: u32) -> Findable {
    Findable {
        sealed: Sealed::from_bytes(number.to_be_bytes().to_vec()),
        index: index(number),
    }
}

pub(crate) fn blob(name: &str) -> BlobKey {
    BlobKey::new(name).unwrap()
}

pub(crate) fn hash(number: u8) -> ContentHash {
    ContentHash::from_bytes([number; 32])
}

pub(crate) fn school(number: u32, code: &str, name: &str) -> School {
    let id = SchoolId::from_uuid(uuid(number));
    School::enter(id, CENTRE, code.parse().unwrap(), name.to_owned())
}

pub(crate) fn staff(number: u32) -> Staff {
    let name = Sealed::from_bytes(vec![1, 2, 3]);
    let id = StaffId::from_uuid(uuid(number));
    Staff::employ(id, CENTRE, findable(number), name, vec![Role::Operator])
}

pub(crate) fn account(number: u32, phone: u32, wechat: Option<u32>) -> Account {
    let id = AccountId::from_uuid(uuid(number));
    Account::register(id, findable(phone), wechat.map(findable), minute(0))
}

pub(crate) fn cohort() -> Cohort {
    Cohort {
        grade_year: 2019,
        level: Level::HighSchoolToBachelor,
        graduation: "2024-01".parse().unwrap(),
    }
}

/// A plan that collects for ten days.
pub(crate) fn plan(mode: BatchMode, slug: &str) -> BatchPlan {
    BatchPlan {
        name: "2024届冬季毕业生采集".to_owned(),
        mode,
        schools: vec![BatchSchool {
            school: SCHOOL,
            code: "10574".parse().unwrap(),
        }],
        cohorts: vec![cohort()],
        window: CollectionWindow {
            opens_at: minute(0),
            closes_at: minute(10 * 24 * 60),
            daily_hours: None,
        },
        rules: BatchRules {
            spec: SpecId::new("guangdong-2023"),
            background: Rgb::STANDARD_BLUE,
            capture: CaptureModes::default(),
            attempts_limit: 3,
            free_checks_limit: 10,
            replace_within_days: 2,
            price_fen: Fen::new(1350),
            retention: Retention {
                originals_days: 30,
                portraits_days: 365,
            },
            photo_not_before: None,
            glasses: GlassesPolicy::Forbidden,
            review: ReviewPolicy::Centre,
        },
        notice: BatchNotice {
            zh: "请着有领上衣".to_owned(),
            en: "Wear a collar".to_owned(),
        },
        slug: LinkSlug::parse(slug).unwrap(),
    }
}

pub(crate) fn group(code: &str) -> BatchMode {
    BatchMode::Group {
        feature_code: FeatureCode::parse(code).unwrap(),
    }
}

pub(crate) fn draft(number: u32, plan: BatchPlan) -> Batch {
    Batch::draft(BatchId::from_uuid(uuid(number)), CENTRE, plan)
}

/// The open group batch that submissions are in.
pub(crate) fn batch() -> Batch {
    Batch::draft(BATCH, CENTRE, plan(group("J9VG24"), "sgu-2024"))
        .open(Actor::System, minute(-60))
        .unwrap()
}

pub(crate) fn roster_entry(number: u32) -> RosterEntry {
    RosterEntry {
        id: RosterEntryId::from_uuid(uuid(number)),
        centre: CENTRE,
        batch: BATCH,
        student_number: findable(number),
        identity_number: None,
        placement: Placement::of_school(SCHOOL),
        cohort: cohort(),
    }
}

/// A degree with collection code `code` that waits for a yes.
pub(crate) fn proposed(number: u32, code: u32, at: Timestamp) -> Degree {
    let details = DegreeDetails {
        payload: Sealed::from_bytes(vec![7; 200]),
        masked_name: Some(Sealed::from_bytes(vec![8; 20])),
        student_number: Some(findable(number)),
        last_four: index(9),
        last_four_check: LastFourCheck::SelfConsistent,
        evidence: CodeEvidence::Picture,
        school_code: "10574".parse().unwrap(),
        placement: Some(Placement::of_school(SCHOOL)),
        level: Level::parse("专升本"),
        cohort: Some(cohort()),
    };
    let recognised = RecognisedDegree {
        id: DegreeId::from_uuid(uuid(number)),
        centre: CENTRE,
        batch: BATCH,
        account: ACCOUNT,
        code: index(code),
        claim: index(1000 + number),
        details,
    };
    Degree::propose(recognised, at)
}

pub(crate) fn bound(number: u32, code: u32) -> Degree {
    let proposed = proposed(number, code, minute(0));
    proposed.confirm(STUDENT, minute(1)).unwrap()
}

pub(crate) fn capture(number: u32, token: u8, expires_at: Timestamp) -> CaptureSession {
    CaptureSession::issue(CaptureOffer {
        id: CaptureSessionId::from_uuid(uuid(number)),
        centre: CENTRE,
        degree: DegreeId::from_uuid(uuid(1)),
        account: ACCOUNT,
        issued_to: STUDENT,
        token: TokenHash::from_bytes([token; 32]),
        allowed: CaptureModes::default(),
        expires_at,
    })
}

/// Photo `number` of degree 1.
pub(crate) fn photo(number: u32) -> Photo {
    let received = ReceivedPhoto {
        id: PhotoId::from_uuid(uuid(number)),
        centre: CENTRE,
        degree: DegreeId::from_uuid(uuid(1)),
        account: ACCOUNT,
        number,
        original: Original {
            blob: blob(&format!("original/{number}")),
            hash: hash(number as u8),
            length_bytes: 3_000_000,
        },
        source: CaptureSource::LiveCamera,
        opened_at: minute(0),
        handed_in_by: STUDENT,
    };
    Photo::receive(received, minute(i64::from(number)))
}

/// A check that found nothing and rendered `portrait`.
pub(crate) fn assessment(portrait: &str) -> Assessment {
    Assessment {
        passes: vec![RuleCode::new("eyes-open")],
        warnings: Vec::new(),
        failures: Vec::new(),
        not_assessable: Vec::new(),
        reminders: Vec::new(),
        is_cut_from_scene: false,
        facts_version: 1,
        spec: SpecId::new("guangdong-2023"),
        spec_version: 1,
        portrait: Some(blob(portrait)),
        fingerprint: Some(blob(&format!("fingerprint/{portrait}"))),
    }
}

pub(crate) fn photo_ref(number: u32) -> PhotoRef {
    photo(number).reference()
}

/// A submission that waits for its first photo.
pub(crate) fn submission(number: u32) -> Submission {
    let degree = bound(number, number);
    Submission::begin(SubmissionId::from_uuid(uuid(number)), &degree).unwrap()
}

/// A submission in review since `at`.
pub(crate) fn in_review(number: u32, at: Timestamp) -> Submission {
    submission(number)
        .offer(photo_ref(number), at)
        .unwrap()
        .submit(STUDENT, &batch(), SameShot::NotFound, at)
        .unwrap()
}

pub(crate) fn centre_reviewer() -> Reviewer {
    Reviewer {
        staff: STAFF,
        round: ReviewRound::Centre,
    }
}

pub(crate) fn reasons() -> Reasons {
    serde_json::from_str(r#"{"codes":["P04"],"note":null}"#).unwrap()
}

pub(crate) fn slot(number: u32, starts_at: Timestamp) -> Slot {
    let ends_at = starts_at + Duration::from_minutes(30);
    let id = SlotId::from_uuid(uuid(number));
    Slot::offer(id, &studio(1), [starts_at, ends_at], 2).unwrap()
}

pub(crate) fn studio(number: u32) -> Studio {
    Studio {
        id: StudioId::from_uuid(uuid(number)),
        centre: CENTRE,
        version: Version::FIRST,
        region: REGION,
        name: format!("{number}号影棚"),
        address: "韶关市武江区".to_owned(),
    }
}

pub(crate) fn appointment(number: u32, degree: u32, slot: &Slot) -> Appointment {
    let id = AppointmentId::from_uuid(uuid(number));
    let degree = DegreeId::from_uuid(uuid(degree));
    Appointment::book(id, degree, ACCOUNT, slot, minute(0))
}

pub(crate) fn notification(number: u32, channel: Channel, at: Timestamp) -> Notification {
    let new = NewNotification {
        id: NotificationId::from_uuid(uuid(number)),
        centre: CENTRE,
        account: ACCOUNT,
        subject: Subject::Account(ACCOUNT),
        channel,
        message: Message::PhotoReady,
    };
    Notification::write(new, at)
}

pub(crate) fn event(number: u32, action: &str, subject: Subject) -> AuditEvent {
    AuditEvent {
        id: AuditEventId::from_uuid(uuid(number)),
        centre: Some(CENTRE),
        actor: Actor::System,
        action: Word::new(action).unwrap(),
        subject,
        at: minute(0),
        details: BTreeMap::new(),
    }
}

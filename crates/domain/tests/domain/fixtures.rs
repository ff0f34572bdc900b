//! Things to begin a test with: a centre, a school, a batch of September 2023, a student.

use domain::*;
use domain::{
    BatchNotice, BatchSchool, Cohort, CollectionWindow, GlassesPolicy, LastFourCheck, Original,
    ReceivedPhoto, RecognisedDegree, Retention, Rgb, SpecId, StateMachine,
};
use uuid::Uuid;

pub(crate) const STUDENT: Actor = Actor::Student(ACCOUNT);
pub(crate) const STRANGER: Actor = Actor::Student(AccountId::from_uuid(Uuid::from_u128(99)));
pub(crate) const STAFF: StaffId = StaffId::from_uuid(Uuid::from_u128(50));
pub(crate) const ACCOUNT: AccountId = AccountId::from_uuid(Uuid::from_u128(1));
pub(crate) const CENTRE: CentreId = CentreId::from_uuid(Uuid::from_u128(2));
pub(crate) const BATCH: BatchId = BatchId::from_uuid(Uuid::from_u128(3));
pub(crate) const SCHOOL: SchoolId = SchoolId::from_uuid(Uuid::from_u128(4));

/// An instant of 2023 in China: `09-06 08:30`.
pub(crate) fn at(text: &str) -> Timestamp {
    let (date, clock) = text.split_once(' ').unwrap();
    format!("2023-{date}T{clock}:00+08:00").parse().unwrap()
}

pub(crate) fn index(number: u8) -> BlindIndex {
    BlindIndex::from_bytes([number; 32])
}

pub(crate) fn sealed(number: u8) -> Sealed {
    Sealed::from_bytes(vec![number; 8])
}

pub(crate) fn findable(number: u8) -> Findable {
    Findable {
        sealed: sealed(number),
        index: index(number),
    }
}

pub(crate) fn rules() -> BatchRules {
    BatchRules {
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
        photo_not_before: Some(time::macros::date!(2022 - 09 - 06)),
        glasses: GlassesPolicy::Forbidden,
        review: ReviewPolicy::Centre,
    }
}

/// 2023-09-06 00:00 … 2023-10-13 18:00 in China, of school 10574.
pub(crate) fn plan() -> BatchPlan {
    BatchPlan {
        name: "2024 winter".to_owned(),
        mode: BatchMode::Group {
            feature_code: FeatureCode::parse("J9VG24").unwrap(),
        },
        schools: vec![BatchSchool {
            school: SCHOOL,
            code: "10574".parse().unwrap(),
        }],
        cohorts: vec![cohort()],
        window: CollectionWindow {
            opens_at: at("09-06 00:00"),
            closes_at: at("10-13 18:00"),
            daily_hours: None,
        },
        rules: rules(),
        notice: BatchNotice::default(),
        slug: LinkSlug::parse("scnu-2024").unwrap(),
    }
}

pub(crate) fn cohort() -> Cohort {
    Cohort {
        grade_year: 2019,
        level: Level::HighSchoolToBachelor,
        graduation: "2024-01".parse().unwrap(),
    }
}

/// The batch of [`plan`], opened before its window.
pub(crate) fn batch(change: impl FnOnce(&mut BatchPlan)) -> Batch {
    let mut plan = plan();
    change(&mut plan);
    Batch::draft(BATCH, CENTRE, plan)
        .open(Actor::System, at("09-01 00:00"))
        .unwrap()
}

pub(crate) fn details() -> DegreeDetails {
    DegreeDetails {
        payload: sealed(1),
        masked_name: Some(sealed(2)),
        student_number: Some(findable(3)),
        last_four: index(4),
        last_four_check: LastFourCheck::SelfConsistent,
        evidence: CodeEvidence::Picture,
        school_code: "10574".parse().unwrap(),
        placement: Some(Placement::of_school(SCHOOL)),
        level: Level::JuniorCollegeToBachelor,
        cohort: Some(cohort()),
    }
}

/// A degree of [`STUDENT`] that waits for a yes.
pub(crate) fn proposed() -> Degree {
    let recognised = RecognisedDegree {
        id: DegreeId::from_uuid(Uuid::from_u128(5)),
        centre: CENTRE,
        batch: BATCH,
        account: ACCOUNT,
        code: index(5),
        claim: index(6),
        details: details(),
    };
    Degree::propose(recognised, at("09-06 08:00"))
}

pub(crate) fn submission() -> Submission {
    let degree = proposed().confirm(STUDENT, at("09-06 08:01")).unwrap();
    Submission::begin(SubmissionId::from_uuid(Uuid::from_u128(6)), &degree).unwrap()
}

/// Photo `number` of a file with content `content`.
pub(crate) fn photo(number: u8, content: u8) -> PhotoRef {
    PhotoRef {
        id: PhotoId::from_uuid(Uuid::from_u128(100 + u128::from(number))),
        hash: ContentHash::from_bytes([content; 32]),
        taken_by: None,
    }
}

pub(crate) fn reviewer(round: ReviewRound) -> Reviewer {
    Reviewer {
        staff: STAFF,
        round,
    }
}

/// What a reason of the centre says.
pub(crate) fn own_words() -> OwnWords {
    let text = |zh: &str, en: &str| standard::Text::new(zh.to_owned(), en.to_owned());
    let (title, advice) = (
        text("围巾遮住下巴", "A scarf over the chin"),
        text("摘下围巾", "Take the scarf off"),
    );
    OwnWords::new(title, advice, Some(DrawnExample::Jewellery)).unwrap()
}

pub(crate) fn reasons() -> Reasons {
    Reasons::new(&[standard::ReasonCode::P04], None).unwrap()
}

pub(crate) fn received() -> Photo {
    Photo::receive(arriving(), at("09-06 09:00"))
}

/// A photo from the student's own camera.
pub(crate) fn arriving() -> ReceivedPhoto {
    ReceivedPhoto {
        id: photo(1, 1).id,
        centre: CENTRE,
        degree: proposed().id,
        account: ACCOUNT,
        number: 1,
        original: Original {
            blob: BlobKey::new("original/01").unwrap(),
            hash: photo(1, 1).hash,
            length_bytes: 3_000_000,
        },
        source: CaptureSource::LiveCamera,
        opened_at: at("09-06 08:58"),
        handed_in_by: STUDENT,
    }
}

/// A check that found these doubts and faults.
pub(crate) fn assessment(warnings: &[&str], failures: &[&str]) -> Assessment {
    let rules = |ids: &[&str]| ids.iter().map(|id| RuleCode::new(*id)).collect();
    Assessment {
        passes: rules(&["head-level"]),
        warnings: rules(warnings),
        failures: rules(failures),
        not_assessable: Vec::new(),
        reminders: Vec::new(),
        is_cut_from_scene: false,
        facts_version: 1,
        spec: SpecId::new("guangdong-2023"),
        spec_version: 1,
        portrait: Some(BlobKey::new("portrait/01").unwrap()),
        fingerprint: BlobKey::new("fingerprint/1").ok(),
    }
}

/// The names of the state and the action of a refusal, as programs read them.
#[track_caller]
pub(crate) fn wrong_state<M: StateMachine>(refusal: &Denied<M>) -> [&'static str; 2] {
    match refusal {
        Denied::WrongState(state) => [state.from.into(), state.action.into()],
        other => panic!("{other}"),
    }
}

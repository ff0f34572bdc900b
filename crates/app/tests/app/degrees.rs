//! Adding a degree by its collection code, and everything that stands against it.

use app::degree::{self, AddDegree, CodeInput, DegreeView, Hint, KeyedDetails};
use app::{Caller, Expected, Failure, NetworkKey, Refusal, Settings};
use domain::refusal::Member;
use domain::*;
use rstest::rstest;

use crate::harness::{World, code_of, code_picture};

pub(crate) const PHONE: &str = "19900000001";

/// A code of school 10574 whose last four are `002X`. `A1` is of student number 202112345678, `A2` of the next one.
pub(crate) fn payload(id: &str) -> String {
    let number: u32 = id.trim_start_matches('A').parse().unwrap_or(1);
    format!(
        r#"{{"cjm":"{id}","yxdm":"10574","zjhm":"002X","xh":"20211234{:04}","cc":"专升本","xm":"张*"}}"#,
        5677 + number
    )
}

pub(crate) fn request(world: &World, payload: &str) -> AddDegree {
    AddDegree {
        batch: world.batch.id,
        feature_code: Some(FeatureCode::parse("j9vg24").unwrap()),
        last_four: LastFour::parse("002x").unwrap(),
        code: CodeInput::Picture(code_picture(payload)),
        choice: None,
        keyed: None,
        registry: RegistryAnswer::NoPortrait,
        network: NetworkKey::new("campus"),
    }
}

fn keyed() -> KeyedDetails {
    KeyedDetails {
        school_code: "10574".parse().unwrap(),
        student_number: StudentNumber::parse("202187654321").unwrap(),
        level: Level::Bachelor,
    }
}

pub(crate) async fn add(
    world: &World,
    caller: &Caller,
    payload: &str,
) -> Result<DegreeView, Failure> {
    degree::add(&world.app, caller, request(world, payload)).await
}

pub(crate) async fn bind(
    world: &World,
    caller: &Caller,
    payload: &str,
) -> Result<DegreeView, Failure> {
    let proposed = add(world, caller, payload).await?;
    let answer = RegistryAnswer::NoPortrait;
    degree::confirm(
        &world.app,
        caller,
        proposed.degree.id,
        answer,
        &Expected::Any,
    )
    .await
}

/// The code of the refusal with which this request of a fresh student ends.
async fn refused(world: &World, change: impl FnOnce(&mut AddDegree)) -> &'static str {
    let student = world.student(PHONE).await;
    let mut request = request(world, &payload("A1"));
    change(&mut request);
    code_of(degree::add(&world.app, &student, request).await)
}

#[tokio::test]
async fn a_code_is_read_shown_masked_and_bound() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    let proposed = add(&world, &student, &payload("A1")).await.unwrap();
    assert_eq!(proposed.masked_name.as_deref(), Some("张*"));
    assert_eq!(proposed.masked_number.as_deref(), Some("********5678"));
    assert_eq!(proposed.school_name.as_deref(), Some("甲大学"));
    assert_eq!((proposed.submission, &proposed.hints[..]), (None, &[][..]));
    let id = proposed.degree.id;
    let answer = RegistryAnswer::NoPortrait;
    let bound = degree::confirm(&world.app, &student, id, answer, &Expected::Any)
        .await
        .unwrap();
    assert!(bound.degree.is_bound());
    let submission = bound.submission.unwrap();
    assert_eq!(submission.state, SubmissionState::AwaitingPhoto);
    let details = bound.degree.details().unwrap();
    assert_eq!(details.last_four_check, LastFourCheck::SelfConsistent);
    let listed = degree::list(&world.app, &student).await.unwrap();
    assert_eq!(listed.len(), 1);
    let lines = world.audit(Subject::Degree(id)).await;
    assert_eq!(lines, ["propose-degree", "bind-degree"]);
}

#[tokio::test]
async fn nothing_personal_is_stored_or_shown_in_the_clear() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    let view = add(&world, &student, &payload("A1")).await.unwrap();
    let stored = serde_json::to_string(&view.degree).unwrap();
    let shown = format!("{view:?} {:?}", request(&world, &payload("A1")));
    for personal in ["202112345678", "002X", "张"] {
        assert!(!stored.contains(personal) && !shown.contains(personal));
    }
}

#[tokio::test]
async fn a_text_that_the_client_read_is_as_good_as_a_picture() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    let mut request = request(&world, "");
    request.code = CodeInput::Payload(payload("A1"));
    let view = degree::add(&world.app, &student, request).await.unwrap();
    assert_eq!(view.masked_name.as_deref(), Some("张*"));
}

#[tokio::test]
async fn without_consent_nothing_is_read() {
    let world = World::new().await;
    let student = world.student_without_consent(PHONE).await;
    let code = code_of(add(&world, &student, &payload("A1")).await);
    assert_eq!(code, "consent-missing");
    world.agree(&student, Purpose::Comparison).await;
    let code = code_of(add(&world, &student, &payload("A1")).await);
    assert_eq!(code, "consent-missing");
}

#[rstest]
#[case::no_code("no-code", "code-unreadable")]
#[case::no_picture("not-a-picture", "code-unreadable")]
#[case::another_code("other-code", "code-unreadable")]
#[case::nothing("", "empty-file")]
#[case::full("busy", "unavailable")]
#[tokio::test]
async fn pictures_without_a_code_are_refused(#[case] picture: &str, #[case] expected: &str) {
    let world = World::new().await;
    let picture = code_picture(picture);
    let code = refused(&world, |request| request.code = CodeInput::Picture(picture)).await;
    assert_eq!(code, expected);
}

#[rstest]
#[case::web_address("https://photo.example.edu/b/scnu-2024?code=J9VG24")]
#[case::network("WIFI:T:WPA;S:campus;P:secret;;")]
#[case::contact("BEGIN:VCARD\nN:Zhang\nEND:VCARD")]
#[case::prose("请到三号楼拍照")]
#[tokio::test]
async fn what_another_qr_code_carries_is_no_degree(#[case] text: &str) {
    let world = World::new().await;
    for code in [
        CodeInput::Picture(code_picture(text)),
        CodeInput::Payload(text.to_owned()),
    ] {
        let student = world
            .student(&format!("1990000{:04}", world.id().as_u128() % 10_000))
            .await;
        let mut request = request(&world, "");
        request.code = code;
        request.keyed = Some(keyed());
        let refused = degree::add(&world.app, &student, request).await;
        assert_eq!(code_of(refused), "code-unreadable");
    }
}

#[tokio::test]
async fn of_several_codes_in_a_picture_the_student_chooses() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    let two = format!("{}|{}", payload("A1"), payload("A2"));
    match add(&world, &student, &two).await {
        Err(Failure::Refused(Refusal::SeveralCodes(several))) => {
            let labels = ["10574 专升本 ********5678", "10574 专升本 ********5679"];
            assert_eq!(several.codes, labels);
        }
        result => panic!("{result:?}"),
    }
    let mut second = request(&world, &two);
    second.choice = Some(1);
    let view = degree::add(&world.app, &student, second).await.unwrap();
    assert_eq!(view.masked_number.as_deref(), Some("********5679"));
    // The same code twice is one code.
    let twice = format!("{}|{}", payload("A1"), payload("A1"));
    let view = add(&world, &student, &twice).await.unwrap();
    assert_eq!(view.masked_number.as_deref(), Some("********5678"));
}

#[tokio::test]
async fn a_picture_has_a_largest_size() {
    let world = World::new().await;
    let limit = world.app.settings().max_code_picture_bytes;
    let picture = bytes::Bytes::from(vec![0; limit as usize + 1]);
    let code = refused(&world, |request| request.code = CodeInput::Picture(picture)).await;
    assert_eq!(code, "too-large");
}

#[tokio::test]
async fn the_batch_must_be_entered_by_its_code_and_be_open() {
    let world = World::new().await;
    let code = refused(&world, |request| request.feature_code = None).await;
    assert_eq!(code, "invalid");
    world.set_time("10-13 18:00");
    let student = world.student("19900000002").await;
    let code = code_of(add(&world, &student, &payload("A1")).await);
    assert_eq!(code, "not-accepting");
}

#[tokio::test]
async fn each_objection_has_its_code() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    let other_school = payload("A1").replace("10574", "10575");
    let code = code_of(add(&world, &student, &other_school).await);
    assert_eq!(code, "other-school");
    let mut has_portrait = request(&world, &payload("A1"));
    has_portrait.registry = RegistryAnswer::HasPortrait;
    let refused = degree::add(&world.app, &student, has_portrait).await;
    assert_eq!(code_of(refused), "already-at-registry");
}

#[tokio::test]
async fn a_code_without_details_needs_them_keyed_in_and_a_reviewer() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    let code = code_of(add(&world, &student, "unheard-of").await);
    assert_eq!(code, "details-needed");
    let mut request = request(&world, "unheard-of");
    request.keyed = Some(keyed());
    let view = degree::add(&world.app, &student, request).await.unwrap();
    let details = view.degree.details().unwrap();
    assert_eq!(details.last_four_check, LastFourCheck::NotCarried);
    assert_eq!(details.level, Level::Bachelor);
}

#[tokio::test]
async fn letters_in_the_last_four_hint_at_the_registry() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    let mut request = request(&world, &payload("A1").replace("002X", "A02B"));
    request.last_four = LastFour::parse("A02B").unwrap();
    let view = degree::add(&world.app, &student, request).await.unwrap();
    assert_eq!(view.hints, [Hint::VerifyAtRegistryFirst]);
}

fn guess(world: &World, id: &str) -> AddDegree {
    AddDegree {
        last_four: LastFour::parse("0000").unwrap(),
        ..request(world, &payload(id))
    }
}

#[tokio::test]
async fn five_wrong_guesses_lock_the_account_and_are_on_record() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    for number in 0..5 {
        // Different codes: the account is what locks here.
        let guess = guess(&world, &format!("A{number}"));
        let failure = degree::add(&world.app, &student, guess).await.unwrap_err();
        let told = ("tries_left", Member::Number(4 - number));
        assert_eq!(failure.members()[0], told);
        let is_locked = failure.members().iter().any(|(name, _)| *name == "until");
        assert_eq!(is_locked, number == 4);
        let code = code_of::<()>(Err(failure));
        assert_eq!(code, "wrong-last-four");
    }
    let code = code_of(add(&world, &student, &payload("A9")).await);
    assert_eq!(code, "locked");
    let account = student.student().unwrap();
    let lines = world.audit(Subject::Account(account)).await;
    assert_eq!(lines, ["miss-code"; 5]);
    world.clock.advance(Duration::from_minutes(31));
    assert!(add(&world, &student, &payload("A9")).await.is_ok());
}

#[tokio::test]
async fn wrong_guesses_of_others_lock_nobodys_code() {
    let world = World::new().await;
    for number in 0..9 {
        let student = world.student(&format!("1990000001{number}")).await;
        let guess = guess(&world, "A1");
        let code = code_of(degree::add(&world.app, &student, guess).await);
        assert_eq!(code, "wrong-last-four");
    }
    let student = world.student(PHONE).await;
    assert!(add(&world, &student, &payload("A1")).await.is_ok());
}

#[tokio::test]
async fn a_network_has_so_many_wrong_guesses_in_an_hour() {
    let settings = Settings {
        network_tries_per_hour: 3,
        ..Settings::default()
    };
    let world = World::with(settings, |_| {}).await;
    for number in 0..3 {
        let student = world.student(&format!("1990000001{number}")).await;
        let guess = guess(&world, "A1");
        let code = code_of(degree::add(&world.app, &student, guess).await);
        assert_eq!(code, "wrong-last-four");
    }
    let student = world.student(PHONE).await;
    let code = code_of(add(&world, &student, &payload("A1")).await);
    assert_eq!(code, "too-many");
    let elsewhere = AddDegree {
        network: NetworkKey::new("home"),
        ..request(&world, &payload("A1"))
    };
    assert!(degree::add(&world.app, &student, elsewhere).await.is_ok());
}

#[tokio::test]
async fn guesses_at_the_same_moment_all_count() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    let guesses = (0..20).map(|number| {
        let guess = guess(&world, &format!("A{number}"));
        degree::add(&world.app, &student, guess)
    });
    let answers = futures_util::future::join_all(guesses).await;
    let codes: Vec<_> = answers.into_iter().map(code_of).collect();
    let looked_at = codes.iter().filter(|code| **code == "wrong-last-four");
    assert_eq!(looked_at.count(), 5, "{codes:?}");
}

#[tokio::test]
async fn a_roster_lists_who_belongs_and_where() {
    let world = World::new().await;
    let unit = UnitId::from_uuid(world.id());
    world.roster(&["202112345678"], Some(unit)).await;
    let student = world.student(PHONE).await;
    let view = add(&world, &student, &payload("A1")).await.unwrap();
    let placement = view.degree.details().unwrap().placement;
    assert_eq!(placement.unwrap().college, Some(unit));
    let stranger = payload("A2").replace("202112345679", "202199999999");
    let code = code_of(add(&world, &student, &stranger).await);
    assert_eq!(code, "not-on-roster");
}

#[tokio::test]
async fn a_code_is_bound_once_and_a_person_has_two() {
    let world = World::new().await;
    let first = world.student(PHONE).await;
    let second = world.student("19900000002").await;
    let bound = bind(&world, &first, &payload("A1")).await.unwrap();
    let code = code_of(add(&world, &second, &payload("A1")).await);
    assert_eq!(code, "bound-to-another");
    match add(&world, &first, &payload("A1")).await {
        Err(Failure::Refused(Refusal::Binding(BindingRefusal::BoundAlready(id)))) => {
            assert_eq!(id, bound.degree.id);
        }
        result => panic!("{result:?}"),
    }
    bind(&world, &first, &payload("A2")).await.unwrap();
    let code = code_of(add(&world, &first, &payload("A3")).await);
    assert_eq!(code, "too-many-degrees");
}

#[tokio::test]
async fn of_three_confirmed_at_once_two_are_bound() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    let mut proposed = Vec::new();
    for id in ["A1", "A2", "A3"] {
        proposed.push(add(&world, &student, &payload(id)).await.unwrap().degree.id);
    }
    let confirms = proposed.into_iter().map(|id| {
        let answer = RegistryAnswer::NoPortrait;
        degree::confirm(&world.app, &student, id, answer, &Expected::Any)
    });
    let answers = futures_util::future::join_all(confirms).await;
    let refused = answers.into_iter().filter(Result::is_err).map(code_of);
    assert_eq!(refused.collect::<Vec<_>>(), ["too-many-degrees"]);
}

#[tokio::test]
async fn what_changed_since_is_asked_again_on_confirming() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    let id = add(&world, &student, &payload("A1"))
        .await
        .unwrap()
        .degree
        .id;
    let confirm =
        async |answer| degree::confirm(&world.app, &student, id, answer, &Expected::Any).await;
    let code = code_of(confirm(RegistryAnswer::HasPortrait).await);
    assert_eq!(code, "already-at-registry");
    world.set_time("10-14 12:00");
    let code = code_of(confirm(RegistryAnswer::NoPortrait).await);
    assert_eq!(code, "not-accepting");
}

#[tokio::test]
async fn who_says_no_is_forgotten_and_another_ones_is_not_found() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    let stranger = world.student("19900000002").await;
    let id = add(&world, &student, &payload("A1"))
        .await
        .unwrap()
        .degree
        .id;
    let read = degree::read(&world.app, &stranger, id).await;
    assert_eq!(code_of(read), "not-found");
    let declined = degree::decline(&world.app, &stranger, id).await;
    assert_eq!(code_of(declined), "not-found");
    let answer = RegistryAnswer::NoPortrait;
    let confirmed = degree::confirm(&world.app, &stranger, id, answer, &Expected::Any).await;
    assert_eq!(code_of(confirmed), "not-found");
    degree::decline(&world.app, &student, id).await.unwrap();
    let view = degree::read(&world.app, &student, id).await.unwrap();
    assert_eq!((view.degree.details(), view.masked_name), (None, None));
    assert!(degree::list(&world.app, &student).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_same_code_twice_leaves_one_proposal() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    add(&world, &student, &payload("A1")).await.unwrap();
    let second = add(&world, &student, &payload("A1")).await.unwrap();
    let listed = degree::list(&world.app, &student).await.unwrap();
    let listed: Vec<_> = listed.iter().map(|view| view.degree.id).collect();
    assert_eq!(listed, [second.degree.id]);
}

#[tokio::test]
async fn who_misses_the_group_goes_on_alone() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    let view = bind(&world, &student, &payload("A1")).await.unwrap();
    let id = view.degree.id;
    let (region, individual) = world.late_region("shaoguan").await;
    let go = async || degree::move_to_individual(&world.app, &student, id, individual.id).await;
    assert_eq!(code_of(go().await), "not-over");
    world.set_time("10-14 12:00");
    let moved = go().await.unwrap();
    assert_eq!(moved.batch.id, individual.id);
    assert_eq!(
        moved.batch.mode,
        BatchMode::Individual { region: region.id }
    );
    let submission = moved.submission.unwrap();
    assert_eq!(submission.state, SubmissionState::AwaitingPhoto);
    let submissions = world.parts.store.submissions();
    let former = submissions.find_of_degree(id, world.batch.id).await;
    assert_eq!(former.unwrap().unwrap().state.name(), "expired");
    assert_eq!(code_of(go().await), "wrong-state");
    let lines = world.audit(Subject::Degree(id)).await;
    assert_eq!(lines.last().map(String::as_str), Some("move-degree"));
}

#[tokio::test]
async fn a_photo_in_review_keeps_the_degree_where_it_is() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    let (degree, submission) = world.bound_degree(&student, "A1").await;
    world.put_in_review(&submission).await;
    let (_, individual) = world.late_region("shaoguan").await;
    world.set_time("10-14 12:00");
    let moved = degree::move_to_individual(&world.app, &student, degree.id, individual.id).await;
    assert_eq!(code_of(moved), "wrong-state");
    let elsewhere = degree::move_to_individual(&world.app, &student, degree.id, world.batch.id);
    assert_eq!(code_of(elsewhere.await), "not-found");
}

#[tokio::test]
async fn pictures_without_a_code_are_counted_before_they_are_read() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    let empty = || AddDegree {
        code: CodeInput::Picture(bytes::Bytes::from_static(b"no-code")),
        ..request(&world, "")
    };
    for _ in 0..30 {
        let read = degree::add(&world.app, &student, empty()).await;
        assert_ne!(code_of(read), "too-many");
    }
    let read = degree::add(&world.app, &student, empty()).await;
    assert_eq!(code_of(read), "too-many");
}

//! Photos: what the check says of them, confirming, links to pictures.

use std::time::Duration as StdDuration;

use app::{Caller, Expected, Failure, photo, submission};
use domain::*;
use standard::{Outcome, Overall};
use vault::{KeyRing, ObjectStoreConfig, StoreLimits, Vault};

use crate::harness::{World, code_of};
use crate::steps::{
    beside, checked, confirmed, decide, hand_in, messages, rejection, run_jobs, stored, submitted,
};

/// A world with one student and one bound degree.
async fn one_student() -> (World, Caller, Degree, Submission) {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, submission) = world.bound_degree(&student, "1").await;
    (world, student, degree, submission)
}

/// What becomes of a photo that is checked after its student has left, and what the student is told.
#[track_caller]
fn check(words: &'static str, photo_state: &str, submission_state: &str, told: &str) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let (world, student, degree, submission) = one_student().await;
        let photo = hand_in(&world, &student, degree.id, words).await.unwrap();
        world.clock.advance(Duration::from_minutes(5));
        run_jobs(&world).await;
        let view = photo::read(&world.app, &student, photo.id).await.unwrap();
        assert_eq!(view.photo.state.name(), photo_state);
        let submission = stored(&world, submission.id).await;
        assert_eq!(submission.state.name(), submission_state);
        assert_eq!(messages(&world, &student).await, [told]);
    });
}

#[test]
fn a_good_photo_is_offered() {
    check("good", "assessed", "awaiting-confirmation", "photo-ready");
    check(
        "warn:sharp",
        "assessed",
        "awaiting-confirmation",
        "photo-ready",
    );
}

#[test]
fn a_bad_photo_changes_nothing() {
    check(
        "fail:eyes-open",
        "assessed",
        "awaiting-photo",
        "photo-unusable",
    );
    check(
        "no-portrait:framing",
        "assessed",
        "awaiting-photo",
        "photo-unusable",
    );
    check("damaged", "unusable", "awaiting-photo", "photo-unusable");
}

#[tokio::test]
async fn what_was_said_can_be_read() {
    let (world, student, degree, _) = one_student().await;
    let words = "warn:sharp unknown:recent no-portrait:framing";
    let view = checked(&world, &student, degree.id, words).await;
    assert_eq!(view.overall, Some(Overall::Fail));
    let said = |rule: &str| {
        let verdict = view.verdicts.iter().find(|one| one.rule.as_str() == rule);
        verdict.map(|verdict| (verdict.outcome, verdict.advice.is_some()))
    };
    assert_eq!(said("sharp"), Some((Outcome::Warn, true)));
    assert_eq!(said("recent"), Some((Outcome::NotAssessable, true)));
    assert_eq!(said("framing"), Some((Outcome::Fail, true)));
    assert_eq!(said("eyes-open"), Some((Outcome::Pass, false)));
    let assessment = view.photo.assessment().unwrap();
    assert_eq!(assessment.failures, [RuleCode::new("framing")]);
    assert!(!assessment.passes.contains(&RuleCode::new("framing")));
    assert!(view.geometry.is_none() && assessment.portrait.is_none());

    let good = checked(&world, &student, degree.id, "good").await;
    assert_eq!(good.geometry.unwrap().width_px, 480);
    let photos = photo::list(&world.app, &student, degree.id).await.unwrap();
    let numbers: Vec<u32> = photos.iter().map(|photo| photo.number).collect();
    assert_eq!(numbers, [2, 1]);
    let traces = world.audit(Subject::Photo(good.photo.id)).await;
    assert_eq!(traces, ["hand-in-photo", "assess-photo"]);
}

#[tokio::test]
async fn a_photo_that_breaks_the_check_costs_itself_alone() {
    let (world, student, degree, _) = one_student().await;
    let broken = hand_in(&world, &student, degree.id, "panic").await.unwrap();
    let good = checked(&world, &student, degree.id, "good").await;
    assert_eq!(good.photo.state.name(), "assessed");
    for _ in 0..2 {
        let view = photo::read(&world.app, &student, broken.id).await.unwrap();
        assert_eq!(view.photo.state, PhotoState::Received);
        world.clock.advance(Duration::from_minutes(1));
        run_jobs(&world).await;
    }
    let view = photo::read(&world.app, &student, broken.id).await.unwrap();
    let PhotoState::Unusable { reasons, .. } = view.photo.state else {
        panic!("{:?}", view.photo.state);
    };
    assert_eq!(reasons, [UnusableReason::CheckFailed]);
    world.clock.advance(Duration::from_hours(1));
    assert_eq!(run_jobs(&world).await, 0);
}

#[tokio::test]
async fn a_laboratory_that_is_busy_is_asked_again_and_not_for_ever() {
    let (world, student, degree, _) = one_student().await;
    let photo = hand_in(&world, &student, degree.id, "busy").await.unwrap();
    let mut tries = 0;
    loop {
        tries += run_jobs(&world).await;
        let view = photo::read(&world.app, &student, photo.id).await.unwrap();
        if view.photo.state != PhotoState::Received {
            assert_eq!(view.photo.state.name(), "unusable");
            break;
        }
        world.clock.advance(Duration::from_hours(1));
    }
    assert_eq!(tries, 12);
}

/// A service on the same rows whose object store refuses connections.
async fn without_objects(world: &World) -> app::App {
    let unused = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let config = ObjectStoreConfig::S3 {
        bucket: "photos".to_owned(),
        region: "nowhere".to_owned(),
        endpoint: Some(format!("http://{}", unused.local_addr().unwrap())),
        access_key_id: "id".to_owned().into(),
        secret_access_key: "secret".to_owned().into(),
        root: String::new(),
        virtual_host_style: false,
    };
    drop(unused);
    let limits = StoreLimits {
        retries: 0,
        ..StoreLimits::default()
    };
    let vault = Vault::open(&config, KeyRing::generate(), limits).await;
    beside(world, vault.unwrap(), world.parts.gateways.clone())
}

#[tokio::test]
async fn an_outage_of_the_object_store_costs_a_photo_nothing() {
    let (world, student, degree, submission) = one_student().await;
    let photo = hand_in(&world, &student, degree.id, "good").await.unwrap();
    let broken = without_objects(&world).await;
    for _ in 0..30 {
        let done = app::jobs::run_due(&broken, world.app.now()).await;
        assert_eq!(done.unwrap(), 1, "it is tried again within five minutes");
        let view = photo::read(&world.app, &student, photo.id).await.unwrap();
        assert_eq!(view.photo.state, PhotoState::Received);
        world.clock.advance(Duration::from_minutes(5));
    }
    assert_eq!(run_jobs(&world).await, 1);
    let view = photo::read(&world.app, &student, photo.id).await.unwrap();
    assert_eq!(view.photo.state.name(), "assessed");
    let submission = stored(&world, submission.id).await;
    assert_eq!(submission.state.name(), "awaiting-confirmation");
}

/// Checks that are used once a photo with these words was looked at.
#[track_caller]
fn check_cost(words: &'static str, expected: u16) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let (world, student, degree, submission) = one_student().await;
        hand_in(&world, &student, degree.id, words).await.unwrap();
        let begun = stored(&world, submission.id).await;
        assert_eq!(begun.checks_used(world.app.now()), 1);
        for _ in 0..4 {
            run_jobs(&world).await;
            world.clock.advance(Duration::from_minutes(1));
        }
        let ended = stored(&world, submission.id).await;
        assert_eq!(ended.checks_used(world.app.now()), expected, "{words}");
    });
}

#[test]
fn only_a_photo_that_was_looked_at_costs_a_check() {
    check_cost("good", 1);
    check_cost("fail:eyes-open", 1);
    check_cost("damaged", 0);
    check_cost("panic", 0);
}

#[tokio::test]
async fn a_file_that_was_rejected_before_costs_no_check() {
    let (world, student, degree, begun) = one_student().await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let in_review = submitted(&world, &student, degree.id, "good").await;
    decide(&world, &reviewer, &in_review, rejection())
        .await
        .unwrap();
    for _ in 0..3 {
        checked(&world, &student, degree.id, "good").await;
        let now = stored(&world, begun.id).await;
        assert_eq!(now.checks_used(world.app.now()), 1);
    }
}

#[tokio::test]
async fn waiting_ends_with_the_check_or_with_patience() {
    let (world, student, degree, _) = one_student().await;
    let photo = hand_in(&world, &student, degree.id, "good").await.unwrap();
    let impatient = StdDuration::from_millis(1);
    let view = photo::wait(&world.app, &student, photo.id, impatient).await;
    assert_eq!(view.unwrap().photo.state, PhotoState::Received);
    let patient = StdDuration::from_mins(10);
    let (view, _) = tokio::join!(
        photo::wait(&world.app, &student, photo.id, patient),
        run_jobs(&world)
    );
    assert_eq!(view.unwrap().photo.state.name(), "assessed");
}

#[tokio::test]
async fn who_waits_for_the_check_gets_no_message_of_it() {
    let (world, student, degree, _) = one_student().await;
    let photo = hand_in(&world, &student, degree.id, "good").await.unwrap();
    world.clock.advance(Duration::from_minutes(5));
    let patient = StdDuration::from_mins(10);
    let (view, _) = tokio::join!(
        photo::wait(&world.app, &student, photo.id, patient),
        run_jobs(&world)
    );
    assert_eq!(view.unwrap().photo.state.name(), "assessed");
    assert_eq!(messages(&world, &student).await, Vec::<&str>::new());
    checked(&world, &student, degree.id, "fail:eyes-open").await;
    let told = messages(&world, &student).await;
    assert_eq!(told, Vec::<&str>::new(), "the page is still open");
}

#[track_caller]
fn check_refused<T: std::fmt::Debug>(result: Result<T, Failure>, expected: &str) {
    assert_eq!(code_of(result), expected);
}

#[tokio::test]
async fn doubts_have_to_be_accepted_and_failures_cannot() {
    let (world, student, degree, _) = one_student().await;
    let app = &world.app;
    let failed = checked(&world, &student, degree.id, "fail:eyes-open").await;
    let refused = photo::confirm(app, &student, failed.photo.id, Vec::new(), &Expected::Any).await;
    check_refused(refused, "not-usable");
    let doubtful = checked(&world, &student, degree.id, "warn:sharp").await;
    let id = doubtful.photo.id;
    let refused = photo::confirm(app, &student, id, Vec::new(), &Expected::Any).await;
    check_refused(refused, "doubts-not-accepted");
    let accepted = vec![RuleCode::new("sharp")];
    let photo = photo::confirm(app, &student, id, accepted.clone(), &Expected::Any).await;
    let photo = photo.unwrap();
    assert_eq!(photo.state.name(), "confirmed");
    let again = photo::confirm(app, &student, id, accepted, &Expected::Any)
        .await
        .unwrap();
    assert_eq!(again, photo, "a second tap changes nothing");
}

#[tokio::test]
async fn an_earlier_photo_may_be_chosen_after_all() {
    let (world, student, degree, submission) = one_student().await;
    let first = confirmed(&world, &student, degree.id, "first").await;
    let second = confirmed(&world, &student, degree.id, "second").await;
    let offered = stored(&world, submission.id).await.state.photo();
    assert_eq!(offered, Some(second.id));
    photo::confirm(&world.app, &student, first.id, Vec::new(), &Expected::Any)
        .await
        .unwrap();
    let offered = stored(&world, submission.id).await.state.photo();
    assert_eq!(offered, Some(first.id));
}

#[tokio::test]
async fn a_check_that_ends_late_does_not_replace_the_photo_in_review() {
    let (world, student, degree, submission) = one_student().await;
    let first = confirmed(&world, &student, degree.id, "first").await;
    let late = hand_in(&world, &student, degree.id, "late").await.unwrap();
    submission::submit(&world.app, &student, submission.id, &Expected::Any)
        .await
        .unwrap();
    world.clock.advance(Duration::from_seconds(1));
    run_jobs(&world).await;
    let view = photo::read(&world.app, &student, late.id).await.unwrap();
    assert_eq!(view.photo.state.name(), "assessed");
    let submission = stored(&world, submission.id).await;
    assert_eq!(submission.state.name(), "awaiting-review");
    assert_eq!(submission.state.photo(), Some(first.id));
    let told = messages(&world, &student).await;
    assert_eq!(told, Vec::<&str>::new(), "all of it was on the screen");
    let refused = photo::confirm(&world.app, &student, late.id, Vec::new(), &Expected::Any).await;
    check_refused(refused, "wrong-state");
}

/// All of a file.
async fn content_of(file: photo::OpenedFile) -> String {
    let mut reader = file.reader;
    let mut bytes = Vec::new();
    while let Some(more) = reader.next().await.unwrap() {
        bytes.extend_from_slice(&more);
    }
    assert_eq!(bytes.len() as u64, file.length_bytes);
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn staff_get_views_with_their_name_and_students_what_is_stored() {
    let (world, student, degree, _) = one_student().await;
    let app = &world.app;
    let view = checked(&world, &student, degree.id, "good").await;
    let id = view.photo.id;
    let own = photo::links(app, &student, id).await.unwrap();
    for (link, stored) in [
        (own.original.unwrap(), "good"),
        (own.portrait.unwrap(), "portrait of good"),
    ] {
        for size in [None, Some(1_600)] {
            let file = photo::open_view(app, &student, &link, size).await.unwrap();
            assert_eq!(content_of(file).await, stored);
        }
    }
    let mut seen = Vec::new();
    for login in ["wang", "li"] {
        let staff = world.staff(login, vec![Role::CentreReviewer]).await;
        let links = photo::links(app, &staff, id).await.unwrap();
        let original = links.original.unwrap();
        let file = photo::open_file(app, &staff, &original).await.unwrap();
        assert_eq!(file.content_type.mime(), "image/jpeg");
        let whole = content_of(file).await;
        assert!(whole.starts_with("good for "), "{whole}");
        assert!(
            whole.contains(login) && whole.ends_with("2023-09-10 12:00"),
            "{whole}"
        );
        let file = photo::open_view(app, &staff, &original, Some(1_600)).await;
        assert!(content_of(file.unwrap()).await.ends_with(" at 1600"));
        for side in [199, 4_001] {
            let refused = photo::open_view(app, &staff, &original, Some(side)).await;
            check_refused(refused, "invalid");
        }
        // A minute later it is another one, also of the same page.
        world.set_time("09-10 12:01");
        let file = photo::open_file(app, &staff, &original).await.unwrap();
        assert!(content_of(file).await.ends_with("12:01"));
        world.set_time("09-10 12:00");
        seen.push(whole);
    }
    assert_ne!(seen[0], seen[1]);
}

#[tokio::test]
async fn what_nobody_can_draw_into_is_not_shown_to_staff() {
    let (world, student, degree, _) = one_student().await;
    let view = checked(&world, &student, degree.id, "no-view").await;
    let staff = world.staff("wang", vec![Role::CentreReviewer]).await;
    let links = photo::links(&world.app, &staff, view.photo.id)
        .await
        .unwrap();
    let refused = photo::open_file(&world.app, &staff, &links.original.unwrap()).await;
    check_refused(refused, "not-found");
}

#[tokio::test]
async fn links_open_for_their_viewer_and_for_a_while() {
    let (world, student, degree, _) = one_student().await;
    let app = &world.app;
    let view = checked(&world, &student, degree.id, "good").await;
    let links = photo::links(app, &student, view.photo.id).await.unwrap();
    let portrait = links.portrait.clone().unwrap();
    assert!(!format!("{links:?}").contains(&portrait));
    let mut file = photo::open_file(app, &student, &portrait).await.unwrap();
    assert_eq!(file.content_type.mime(), "image/jpeg");
    let bytes = file.reader.next().await.unwrap().unwrap();
    assert_eq!(&bytes[..], b"portrait of good");
    assert_eq!(file.length_bytes, bytes.len() as u64);

    let stranger = world.student("13800000002").await;
    check_refused(
        photo::open_file(app, &stranger, &portrait).await,
        "not-found",
    );
    check_refused(
        photo::links(app, &stranger, view.photo.id).await,
        "not-found",
    );
    check_refused(photo::open_file(app, &student, "forged").await, "not-found");
    world.set_time("09-10 12:11");
    check_refused(
        photo::open_file(app, &student, &portrait).await,
        "not-found",
    );
}

#[tokio::test]
async fn a_file_that_nobody_looked_at_is_never_shown() {
    let (world, student, degree, _) = one_student().await;
    let photo = hand_in(&world, &student, degree.id, "<script>")
        .await
        .unwrap();
    let links = photo::links(&world.app, &student, photo.id).await.unwrap();
    assert_eq!(links.portrait, None);
    let file = photo::open_file(&world.app, &student, links.original.as_ref().unwrap()).await;
    let mime = file.unwrap().content_type.mime();
    assert_eq!(mime, "application/octet-stream");
}

#[tokio::test]
async fn a_deleted_picture_does_not_open_any_more() {
    let (world, student, degree, _) = one_student().await;
    let view = checked(&world, &student, degree.id, "good").await;
    let links = photo::links(&world.app, &student, view.photo.id).await;
    let links = links.unwrap();
    let work = world.work().await;
    work.photos().forget(view.photo.id).await.unwrap();
    work.commit().await.unwrap();
    let opened = photo::open_file(&world.app, &student, links.original.as_ref().unwrap()).await;
    check_refused(opened, "not-found");
}

#[tokio::test]
async fn every_look_of_staff_is_written_down() {
    let (world, student, degree, _) = one_student().await;
    let view = checked(&world, &student, degree.id, "good").await;
    let id = view.photo.id;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let administrator = world.staff("boss", vec![Role::Administrator]).await;
    photo::links(&world.app, &student, id).await.unwrap();
    photo::links(&world.app, &reviewer, id).await.unwrap();
    check_refused(
        photo::links(&world.app, &administrator, id).await,
        "not-allowed",
    );
    check_refused(
        photo::read(&world.app, &administrator, id).await,
        "not-allowed",
    );
    let traces = world.audit(Subject::Photo(id)).await;
    assert_eq!(traces, ["hand-in-photo", "assess-photo", "view-photo"]);
}

/// What the check doubts about a photo that is called live, and that the file dates `minutes` after now.
#[track_caller]
fn check_claim(words: &'static str, minutes: Option<i64>, is_doubted: bool) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let (world, student, degree, _) = one_student().await;
        let taken = minutes.map_or_else(String::new, |minutes| {
            let micros = world.app.now().as_micros() + minutes * 60_000_000;
            let at = Timestamp::from_micros(micros).to_string();
            format!(" taken:{}", &at[..19])
        });
        let view = checked(&world, &student, degree.id, &format!("{words}{taken}")).await;
        let assessment = view.photo.assessment().unwrap();
        let claim = RuleCode::new(photo::CAMERA_CLAIM);
        assert_eq!(
            assessment.warnings.contains(&claim),
            is_doubted,
            "{words}{taken}"
        );
        assert!(assessment.is_usable(), "a doubt blocks nothing");
    });
}

#[test]
fn a_file_may_contradict_the_camera_that_its_student_names() {
    check_claim("good", None, false);
    check_claim("good", Some(-2), false);
    check_claim("good", Some(-60 * 24 * 90), true);
    check_claim("good", Some(-60), false);
    check_claim("good", Some(-70), true);
    check_claim("good", Some(60), true);
    check_claim("png", None, true);
}

//! Handing a photo in: in one go, in parts, and everything that is refused.

use app::{Caller, Failure, Settings, capture};
use domain::*;

use crate::harness::{World, at, code_of};
use crate::steps::{content, hand_in};

const PHOTO: &str = "a photo that is good enough";

async fn opened(world: &World, student: &Caller, degree: DegreeId) -> capture::OpenedCapture {
    capture::open(&world.app, student, degree).await.unwrap()
}

/// Uploads `bytes` from the live camera through an open session.
async fn upload(
    world: &World,
    caller: &Caller,
    opened: &capture::OpenedCapture,
    bytes: &[u8],
) -> Result<Photo, Failure> {
    let (session, token) = (opened.session.id, opened.token.expose());
    let source = CaptureSource::LiveCamera;
    let mut upload =
        capture::begin_upload(&world.app, caller, session, token, source, None).await?;
    upload.write(bytes).await?;
    upload.finish().await
}

async fn put(
    world: &World,
    caller: &Caller,
    opened: &capture::OpenedCapture,
    number: u16,
    bytes: &[u8],
) -> Result<capture::PartsSoFar, Failure> {
    let (session, token) = (opened.session.id, opened.token.expose());
    capture::put_part(&world.app, caller, session, token, number, bytes).await
}

async fn complete(
    world: &World,
    caller: &Caller,
    opened: &capture::OpenedCapture,
    count: u16,
) -> Result<Photo, Failure> {
    let (session, token) = (opened.session.id, opened.token.expose());
    let source = CaptureSource::Album;
    capture::complete(&world.app, caller, session, token, source, count).await
}

#[track_caller]
fn check<T: std::fmt::Debug>(result: Result<T, Failure>, expected: &str) {
    assert_eq!(code_of(result), expected);
}

#[tokio::test]
async fn a_photo_arrives_whole_and_is_counted_once() {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, submission) = world.bound_degree(&student, "1").await;
    let opened = opened(&world, &student, degree.id).await;
    let photo = upload(&world, &student, &opened, PHOTO.as_bytes())
        .await
        .unwrap();
    assert_eq!((photo.number, photo.degree), (1, degree.id));
    assert_eq!(photo.state, PhotoState::Received);
    assert_eq!(photo.original.length_bytes, PHOTO.len() as u64);
    let bytes = content(&world.parts.vault, &photo.original.blob).await;
    assert_eq!(bytes, PHOTO.as_bytes());
    let stored = crate::steps::stored(&world, submission.id).await;
    assert_eq!((stored.checks, stored.attempts), (1, 0));
    let again = upload(&world, &student, &opened, b"another").await;
    check(again, "wrong-state");
    let stored = crate::steps::stored(&world, submission.id).await;
    assert_eq!(stored.checks, 1, "what is refused costs no check");
}

#[tokio::test]
async fn parts_come_in_any_order_and_survive_a_break() {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let opened = opened(&world, &student, degree.id).await;
    put(&world, &student, &opened, 1, b"photo").await.unwrap();
    put(&world, &student, &opened, 0, b"wrong ").await.unwrap();
    check(complete(&world, &student, &opened, 3).await, "part-missing");
    put(&world, &student, &opened, 0, b"a ").await.unwrap();
    let parts = capture::parts(&world.app, &student, opened.session.id).await;
    let parts = parts.unwrap();
    assert_eq!((parts.numbers, parts.length_bytes), (vec![0, 1], 7));
    let photo = complete(&world, &student, &opened, 2).await.unwrap();
    let bytes = content(&world.parts.vault, &photo.original.blob).await;
    assert_eq!(bytes, b"a photo");
    assert_eq!(photo.source, CaptureSource::Album);
    let parts = capture::parts(&world.app, &student, opened.session.id).await;
    assert_eq!(parts.unwrap().numbers, Vec::<u16>::new());
    check(put(&world, &student, &opened, 0, b"a").await, "wrong-state");
}

/// Two windows that send the same photo, one joining while the other still sends.
#[tokio::test(flavor = "multi_thread")]
async fn the_same_photo_sent_twice_at_once_is_taken_once() {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, submission) = world.bound_degree(&student, "1").await;
    let opened = opened(&world, &student, degree.id).await;
    let bytes = vec![7; 64 * 1024];
    put(&world, &student, &opened, 0, &bytes).await.unwrap();
    let window = || async {
        let sent = put(&world, &student, &opened, 0, &bytes).await.map(drop);
        let joined = complete(&world, &student, &opened, 1).await.map(drop);
        [sent, joined]
    };
    let (a, b, c, d) = tokio::join!(window(), window(), window(), window());
    let answers = [a, b, c, d].into_iter().flatten();
    for refused in answers.filter(Result::is_err) {
        let code = code_of(refused);
        assert!(
            ["wrong-state", "part-missing", "stale"].contains(&code),
            "{code}"
        );
    }
    let stored = crate::steps::stored(&world, submission.id).await;
    assert_eq!(stored.checks, 1);
}

#[tokio::test]
async fn a_part_whose_bytes_are_lost_is_asked_for_again() {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let opened = opened(&world, &student, degree.id).await;
    put(&world, &student, &opened, 0, b"a ").await.unwrap();
    put(&world, &student, &opened, 1, b"photo").await.unwrap();
    let parts = world.parts.store.upload_parts();
    let parts = parts.list(opened.session.id).await.unwrap();
    world.parts.vault.delete(&parts[1].1.blob).await.unwrap();
    check(complete(&world, &student, &opened, 2).await, "part-missing");
    put(&world, &student, &opened, 1, b"photo").await.unwrap();
    complete(&world, &student, &opened, 2).await.unwrap();
}

#[tokio::test]
async fn more_than_is_taken_is_refused() {
    let settings = Settings {
        max_photo_bytes: 10,
        max_part_bytes: 6,
        ..Settings::default()
    };
    let world = World::with(settings, |_| {}).await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let opened = opened(&world, &student, degree.id).await;
    let (session, token) = (opened.session.id, opened.token.expose());
    let source = CaptureSource::LiveCamera;
    for (declared, expected) in [(11, "too-large"), (0, "empty-file")] {
        let declared = Some(declared);
        let begun =
            capture::begin_upload(&world.app, &student, session, token, source, declared).await;
        check(begun, expected);
    }
    check(
        upload(&world, &student, &opened, &[7; 11]).await,
        "too-large",
    );
    check(upload(&world, &student, &opened, b"").await, "empty-file");
    check(
        put(&world, &student, &opened, 0, &[7; 7]).await,
        "too-large",
    );
    check(put(&world, &student, &opened, 0, b"").await, "empty-file");
    check(put(&world, &student, &opened, 256, b"a").await, "invalid");
    put(&world, &student, &opened, 0, &[7; 6]).await.unwrap();
    check(
        put(&world, &student, &opened, 1, &[7; 6]).await,
        "too-large",
    );
    let parts = capture::parts(&world.app, &student, session).await.unwrap();
    assert_eq!(parts.numbers, [0], "the part that was too much is not kept");
    upload(&world, &student, &opened, &[7; 10]).await.unwrap();
}

#[tokio::test]
async fn a_session_is_its_holders_alone() {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let stranger = world.student("13800000002").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    check(
        capture::open(&world.app, &stranger, degree.id).await,
        "not-found",
    );
    let opened = opened(&world, &student, degree.id).await;
    assert!(!format!("{opened:?}").contains(opened.token.expose()));
    check(upload(&world, &stranger, &opened, b"a").await, "not-found");
    check(put(&world, &stranger, &opened, 0, b"a").await, "not-found");
    let parts = capture::parts(&world.app, &stranger, opened.session.id).await;
    check(parts, "not-found");
    let (session, source) = (opened.session.id, CaptureSource::LiveCamera);
    let begun = capture::begin_upload(&world.app, &student, session, "guess", source, None).await;
    check(begun, "not-found");
}

#[tokio::test]
async fn a_session_ends() {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let opened = opened(&world, &student, degree.id).await;
    world.set_time("09-10 12:29");
    put(&world, &student, &opened, 0, b"a").await.unwrap();
    world.set_time("09-10 12:30");
    check(put(&world, &student, &opened, 0, b"a").await, "too-late");
    check(upload(&world, &student, &opened, b"a").await, "too-late");
}

#[tokio::test]
async fn only_the_batchs_sources_are_taken() {
    let live_only = |plan: &mut BatchPlan| {
        let sources = [CaptureSource::LiveCamera, CaptureSource::Onsite];
        plan.rules.capture = CaptureModes::new(&sources).unwrap();
    };
    let world = World::with_plan(live_only).await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let opened = opened(&world, &student, degree.id).await;
    assert_eq!(
        opened.session.allowed.sources(),
        [CaptureSource::LiveCamera]
    );
    put(&world, &student, &opened, 0, b"a").await.unwrap();
    let album = complete(&world, &student, &opened, 1).await;
    check(album, "source-not-allowed");
    upload(&world, &student, &opened, b"a").await.unwrap();

    let operator = world.staff("operator", vec![Role::Operator]).await;
    let onsite = hand_in(&world, &operator, degree.id, "b").await.unwrap();
    assert_eq!(onsite.source, CaptureSource::Onsite);
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let refused = hand_in(&world, &reviewer, degree.id, "c").await;
    check(refused, "not-allowed");
}

#[tokio::test]
async fn staff_do_not_shoot_where_the_batch_is_not_shot_on_site() {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let refused = capture::open(&world.app, &operator, degree.id).await;
    check(refused, "source-not-allowed");
}

#[tokio::test]
async fn nothing_is_taken_without_consent_or_out_of_time() {
    let world = World::new().await;
    let silent = world.student_without_consent("13800000002").await;
    let (degree, _) = world.bound_degree(&silent, "2").await;
    check(
        hand_in(&world, &silent, degree.id, "a").await,
        "consent-missing",
    );

    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    world.set_time("10-13 17:59");
    let opened = opened(&world, &student, degree.id).await;
    world.clock.set(at("10-13 18:00"));
    check(
        upload(&world, &student, &opened, b"a").await,
        "not-accepting",
    );
    let late = capture::open(&world.app, &student, degree.id).await;
    check(late, "not-accepting");
}

#[tokio::test]
async fn checks_run_out() {
    let world = World::with_plan(|plan| plan.rules.free_checks_limit = 2).await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let spare = opened(&world, &student, degree.id).await;
    for number in 1..=2 {
        let photo = hand_in(&world, &student, degree.id, "a").await.unwrap();
        assert_eq!(photo.number, number);
    }
    check(
        hand_in(&world, &student, degree.id, "a").await,
        "checks-used-up",
    );
    let refused = upload(&world, &student, &spare, b"a").await;
    check(refused, "checks-used-up");
    let step = async || {
        let view = app::submission::read(&world.app, &student, degree.id).await;
        let view = view.unwrap();
        (view.next_step.name(), view.checks_left, view.next_check_at)
    };
    let (name, left, next_at) = step().await;
    assert_eq!((name, left), ("await-check", 0));
    world.clock.set(next_at.unwrap());
    let (name, left, _) = step().await;
    assert_eq!((name, left), ("take-photo", 1));
    hand_in(&world, &student, degree.id, "a").await.unwrap();
    world.set_time("10-13 16:30");
    for _ in 0..2 {
        hand_in(&world, &student, degree.id, "a").await.unwrap();
    }
    let (name, left, _) = step().await;
    assert_eq!((name, left), ("ask-centre", 0), "none comes back in time");
}

#[tokio::test]
async fn photos_that_come_together_are_all_counted() {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, submission) = world.bound_degree(&student, "1").await;
    let mut uploads = tokio::task::JoinSet::new();
    let world = std::sync::Arc::new(world);
    for number in 0..4 {
        let (world, student) = (world.clone(), student.clone());
        uploads.spawn(async move {
            let words = format!("photo {number}");
            hand_in(&world, &student, degree.id, &words).await.unwrap()
        });
    }
    let photos = uploads.join_all().await;
    let mut numbers: Vec<u32> = photos.iter().map(|photo| photo.number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3, 4]);
    assert_eq!(crate::steps::stored(&world, submission.id).await.checks, 4);
}

#[tokio::test]
async fn a_part_that_is_sent_again_and_again_fills_no_disk() {
    let settings = Settings {
        max_photo_bytes: 100,
        max_part_bytes: 50,
        ..Settings::default()
    };
    let world = World::with(settings, |_| {}).await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    // Sessions are free; the bytes of a student are not.
    let mut taken = 0;
    let mut refused = 0;
    for number in 0..8_u8 {
        let opened = opened(&world, &student, degree.id).await;
        for again in 0..6_u8 {
            let bytes = [number * 10 + again; 50];
            match put(&world, &student, &opened, 0, &bytes).await {
                Ok(_) => taken += 1,
                refusal => {
                    check(refusal, "too-many");
                    refused += 1;
                }
            }
        }
    }
    assert_eq!(
        (taken, refused),
        (12, 36),
        "six photos of 100 bytes in an hour"
    );
}

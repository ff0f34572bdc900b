//! A student's own data: seen masked, copied whole, erased for good.

use app::{Caller, Expected, account, appointment, consent, degree, jobs, photo};
use domain::*;
use store::{Session, SessionHolder};

use crate::harness::{World, code_of};
use crate::steps::{decide, later, run_jobs, submitted};

const PHONE: &str = "19900000001";

#[tokio::test]
async fn the_account_is_shown_masked_and_takes_a_language() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    let view = account::read(&world.app, &student).await.unwrap();
    assert_eq!(view.masked_phone.as_deref(), Some("199****0001"));
    assert!(!view.has_wechat && view.account.language == Language::Zh);
    let view = account::choose_language(&world.app, &student, Language::En, &Expected::Any).await;
    assert_eq!(view.unwrap().account.language, Language::En);
    let staff = world.staff("operator", vec![Role::Operator]).await;
    assert_eq!(
        code_of(account::read(&world.app, &staff).await),
        "not-allowed"
    );
}

/// A student with two degrees, a photo, a message, an appointment and a session.
async fn full_student(world: &World) -> (Caller, Degree, Submission, Photo) {
    let student = world.student(PHONE).await;
    let (degree, submission) = world.bound_degree(&student, "A1").await;
    let (region, individual) = world.region("shaoguan").await;
    let (second, _) = world.bound_degree_in(&individual, &student, "A2").await;
    let photo = world.received_photo(&degree, "ok").await;
    let studio = world.studio(&region).await;
    let slot = world.slot(&studio, "09-12 14:00", 1).await;
    let booked = appointment::book(&world.app, &student, second.id, slot.id).await;
    booked.unwrap();
    let work = world.work().await;
    let session = Session {
        token: world.parts.vault.token_hash("token"),
        holder: SessionHolder::Student(student.student().unwrap()),
        created_at: world.app.now(),
        expires_at: world.app.now() + Duration::from_days(1),
        last_seen_at: world.app.now(),
        device: None,
        is_new_device: false,
    };
    work.sessions().insert(&session).await.unwrap();
    work.commit().await.unwrap();
    (student, degree, submission, photo)
}

/// The archive that the student asked for, packed by the job: its names, and its data.
async fn packed(world: &World, student: &Caller) -> (Vec<String>, serde_json::Value) {
    run_jobs(world).await;
    let blob = archive_of(world, student).await.unwrap();
    let bytes = world.parts.vault.get(&blob).await.unwrap().unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes.to_vec())).unwrap();
    let data = serde_json::from_reader(archive.by_name("data.json").unwrap()).unwrap();
    let names = archive.file_names().map(|name| name.unwrap().into_owned());
    (names.collect(), data)
}

async fn archive_of(world: &World, student: &Caller) -> Option<BlobKey> {
    let exports = world.parts.store.account_exports();
    let export = exports.find(student.student().unwrap()).await.unwrap();
    Some(export?.archive?.blob)
}

#[tokio::test]
async fn a_copy_has_everything_in_the_clear_and_names_no_staff() {
    let world = World::new().await;
    let (student, degree, submission, photo) = full_student(&world).await;
    account::request_export(&world.app, &student).await.unwrap();
    let (names, data) = packed(&world, &student).await;
    assert_eq!(data["account"]["phone"], "+8619900000001");
    assert_eq!(data["degrees"][0]["id"], degree.id.to_string());
    assert_eq!(data["degrees"][0]["masked_name"], "张*");
    assert_eq!(data["degrees"][0]["student_number"], "2021A1");
    assert_eq!(data["degrees"][1]["student_number"], "2021A2");
    let submissions = data["submissions"].as_array().unwrap();
    let own = submission.id.to_string();
    assert!(submissions.iter().any(|one| one["id"] == own));
    assert_eq!(data["photos"][0]["id"], photo.id.to_string());
    assert_eq!(data["appointments"][0]["state"], "booked");
    assert_eq!(data["messages"].as_array().unwrap().len(), 1);
    assert_eq!(data["consents"][0]["purpose"], "collect-review-hand-over");
    let original = format!("photos/{}-original", photo.id);
    assert!(names.contains(&original), "{names:?}");
    let account = student.student().unwrap();
    let lines = world.audit(Subject::Account(account)).await;
    assert_eq!(lines, ["export-account"]);
}

#[tokio::test]
async fn an_archive_is_packed_once_given_out_by_a_link_and_ends() {
    let world = World::new().await;
    let (student, ..) = full_student(&world).await;
    let app = &world.app;
    assert_eq!(account::read_export(app, &student).await.unwrap(), None);
    let first = account::request_export(app, &student).await.unwrap();
    later(&world);
    let second = account::request_export(app, &student).await.unwrap();
    assert_eq!(first, second, "the one under way is the answer");
    assert_eq!(first.ready, None);
    run_jobs(&world).await;
    let read = account::read_export(app, &student).await.unwrap().unwrap();
    let ready = read.ready.unwrap();
    let opened = photo::open_file(app, &student, &ready.link).await.unwrap();
    assert_eq!(opened.content_type.mime(), "application/zip");
    assert_eq!(opened.length_bytes, ready.length_bytes);
    let stranger = world.student("13800000077").await;
    let foreign = photo::open_file(app, &stranger, &ready.link).await;
    assert_eq!(code_of(foreign), "not-found");
    // The link ends before the archive; a new look gives a new one.
    world.clock.advance(Duration::from_minutes(30));
    let stale = photo::open_file(app, &student, &ready.link).await;
    assert_eq!(code_of(stale), "not-found");
    let again = account::read_export(app, &student).await.unwrap().unwrap();
    let link = again.ready.unwrap().link;
    assert!(photo::open_file(app, &student, &link).await.is_ok());
    // Its days end it, with its object.
    let blob = archive_of(&world, &student).await.unwrap();
    world.clock.advance(Duration::from_days(3));
    assert_eq!(account::read_export(app, &student).await.unwrap(), None);
    jobs::schedule(app).await.unwrap();
    world.clock.advance(Duration::from_hours(2));
    run_jobs(&world).await;
    assert_eq!(archive_of(&world, &student).await, None);
    assert!(world.parts.vault.get(&blob).await.unwrap().is_none());
}

#[tokio::test]
async fn erasing_takes_the_archive_with_it() {
    let world = World::new().await;
    let (student, ..) = full_student(&world).await;
    account::request_export(&world.app, &student).await.unwrap();
    run_jobs(&world).await;
    let blob = archive_of(&world, &student).await.unwrap();
    account::erase(&world.app, &student).await.unwrap();
    assert_eq!(archive_of(&world, &student).await, None);
    assert!(world.parts.vault.get(&blob).await.unwrap().is_none());
}

#[tokio::test]
async fn an_archive_is_packed_five_times_a_day() {
    let world = World::new().await;
    let (student, ..) = full_student(&world).await;
    for _ in 0..5 {
        account::request_export(&world.app, &student).await.unwrap();
        run_jobs(&world).await;
    }
    let sixth = account::request_export(&world.app, &student).await;
    assert_eq!(code_of(sixth), "too-many");
    assert!(archive_of(&world, &student).await.is_some(), "kept");
}

#[tokio::test]
async fn erasing_leaves_nothing_personal_and_nobody_signed_in() {
    let world = World::new().await;
    let (student, degree, submission, photo) = full_student(&world).await;
    account::erase(&world.app, &student).await.unwrap();
    let store = &world.parts.store;
    let id = student.student().unwrap();
    let erased = store.accounts().find(id).await.unwrap().unwrap();
    assert_eq!(erased.state.name(), "erased");
    for degree in store.degrees().list_of_account(id).await.unwrap() {
        assert_eq!(degree.state.name(), "erased");
    }
    let ended = store.submissions().find(submission.id).await.unwrap();
    assert_eq!(ended.unwrap().state.name(), "expired");
    assert_eq!(store.photos().find(photo.id).await.unwrap(), None);
    let referenced = store.objects().referenced(&[photo.original.blob]).await;
    assert_eq!(referenced.unwrap(), [false]);
    let appointments = store.appointments().list_of_account(id).await.unwrap();
    assert_eq!(appointments[0].state.name(), "cancelled");
    let slot = appointments_slot(&world, &appointments[0]).await;
    assert_eq!(slot.taken, 0);
    for consent in store.consents().list(id).await.unwrap() {
        assert_eq!(consent.state().name(), "withdrawn");
    }
    let resumed = app::sign_in::resume(&world.app, "token").await;
    assert_eq!(code_of(resumed), "not-signed-in");
    let again = world.student(PHONE).await;
    assert_ne!(again.student().unwrap(), id);
    let (again, _) = world.bound_degree(&again, "A1").await;
    assert_eq!(again.code, degree.code, "the code is free again");
}

#[tokio::test]
async fn what_a_reviewer_wrote_goes_with_the_person() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    let (degree, _) = world.bound_degree(&student, "A1").await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let submission = submitted(&world, &student, degree.id, "good").await;
    let noted = r#"{"codes":["P04"],"note":"the scar on the left"}"#;
    let reasons = serde_json::from_str(noted).unwrap();
    decide(&world, &reviewer, &submission, Decision::Reject { reasons })
        .await
        .unwrap();
    account::erase(&world.app, &student).await.unwrap();
    let reviews = world.parts.store.reviews();
    let kept = reviews.list_of_submission(submission.id).await.unwrap();
    let [kept] = &kept[..] else {
        panic!("the decision itself is kept");
    };
    let json = serde_json::to_string(kept).unwrap();
    assert!(json.contains("P04") && !json.contains("scar"), "{json}");
}

async fn appointments_slot(world: &World, appointment: &Appointment) -> Slot {
    let audit = world.parts.store.audit();
    let entries = audit
        .list_of_subject(Subject::Appointment(appointment.id))
        .await;
    let entries = entries.unwrap();
    let (_, detail) = entries[0].details.iter().next().unwrap();
    let domain::audit::Detail::Id(slot) = detail else {
        panic!("a slot is expected");
    };
    let slot = SlotId::from_uuid(*slot);
    let slot = world.parts.store.slots().find(slot).await.unwrap();
    slot.unwrap()
}

#[tokio::test]
async fn while_a_photo_is_in_review_nothing_is_erased() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    let (degree, submission) = world.bound_degree(&student, "A1").await;
    world.put_in_review(&submission).await;
    let erased = account::erase(&world.app, &student).await;
    assert_eq!(code_of(erased), "erasure-blocked");
    let view = degree::read(&world.app, &student, degree.id).await.unwrap();
    assert!(view.degree.is_bound());
    let consents = consent::list(&world.app, &student).await.unwrap();
    assert!(matches!(
        consents[0].state,
        consent::ConsentState::Given { .. }
    ));
}

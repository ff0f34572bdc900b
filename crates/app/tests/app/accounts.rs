//! A student's own data: seen masked, copied whole, erased for good.

use app::{Caller, Expected, account, appointment, consent, degree};
use domain::*;
use store::{Session, SessionHolder};

use crate::harness::{World, code_of};
use crate::steps::{decide, submitted};

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

#[tokio::test]
async fn a_copy_has_everything_in_the_clear_and_names_no_staff() {
    let world = World::new().await;
    let (student, degree, submission, photo) = full_student(&world).await;
    let copy = account::export(&world.app, &student).await.unwrap();
    let json = serde_json::to_value(&copy).unwrap();
    assert_eq!(json["account"]["phone"], "+8619900000001");
    let numbers: Vec<_> = copy
        .degrees
        .iter()
        .map(|degree| degree.student_number.as_deref())
        .collect();
    assert_eq!(numbers, [Some("2021A1"), Some("2021A2")]);
    assert_eq!(copy.degrees[0].masked_name.as_deref(), Some("张*"));
    assert_eq!(copy.degrees[0].id, degree.id);
    assert!(copy.submissions.iter().any(|one| one.id == submission.id));
    assert_eq!(copy.photos[0].id, photo.id);
    assert_eq!(copy.blobs[0].blob, photo.original.blob);
    assert_eq!(copy.appointments[0].state, "booked");
    assert_eq!(copy.messages.len(), 1);
    assert_eq!(json["consents"][0]["purpose"], "collect-review-hand-over");
    assert!(!format!("{copy:?}").contains("1990000"));
    let account = student.student().unwrap();
    let lines = world.audit(Subject::Account(account)).await;
    assert_eq!(lines, ["export-account"]);
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

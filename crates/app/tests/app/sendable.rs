//! A server moves requests between threads: every use case has to allow it.

use app::sign_in::{self, AsStaff, RequestCode, WithPhone, WithWeChat};
use app::{
    Expected, NetworkKey, account, appointment, batch, capture, consent, degree, notification,
    photo, region, submission,
};
use domain::*;
use store::PageRequest;

use crate::harness::{World, at};

/// Takes what can be moved, and drops it.
fn check(_: impl Future + Send) {}

#[tokio::test]
async fn signing_in() {
    let world = World::new().await;
    let app = &world.app;
    let phone = PhoneNumber::parse("19900000001").unwrap();
    let network = NetworkKey::new("campus");
    let request = RequestCode {
        phone: phone.clone(),
        network: network.clone(),
        language: Language::Zh,
        proof: None,
    };
    let with = WithPhone {
        phone,
        code: "123456".to_owned(),
        owner: app::sign_in::Owner::Unsaid,
        network: network.clone(),
    };
    let wechat = WithWeChat {
        login_code: "user:a".to_owned(),
        phone_code: None,
        owner: app::sign_in::Owner::Unsaid,
    };
    let typed = AsStaff {
        login: "operator".to_owned(),
        password: "password".into(),
        second_factor: None,
        device: sign_in::Device::default(),
        network,
    };
    check(sign_in::request_code(app, request));
    check(sign_in::with_phone(app, with));
    check(sign_in::with_wechat(app, wechat));
    check(sign_in::as_staff(app, typed));
    check(sign_in::resume(app, "token"));
    check(sign_in::sign_out(app, "token"));
}

#[tokio::test]
async fn what_a_student_does() {
    let world = World::new().await;
    let app = &world.app;
    let student = world.student("19900000001").await;
    let id = world.id();
    let (degree_id, slot) = (DegreeId::from_uuid(id), SlotId::from_uuid(id));
    let answer = RegistryAnswer::NoPortrait;
    check(sign_in::sign_out_everywhere(app, &student));
    check(account::read(app, &student));
    check(account::choose_language(
        app,
        &student,
        Language::En,
        &Expected::Any,
    ));
    check(account::erase(app, &student));
    check(account::request_export(app, &student));
    check(account::read_export(app, &student));
    check(consent::list(app, &student));
    check(consent::give(app, &student, Purpose::Address, 1));
    check(consent::withdraw(app, &student, Purpose::Address));
    check(degree::add(
        app,
        &student,
        crate::degrees::request(&world, ""),
    ));
    check(degree::confirm(
        app,
        &student,
        degree_id,
        answer,
        &Expected::Any,
    ));
    check(degree::decline(app, &student, degree_id));
    check(degree::list(app, &student));
    check(degree::move_to_individual(
        app,
        &student,
        degree_id,
        world.batch.id,
    ));
    check(appointment::book(app, &student, degree_id, slot));
    check(appointment::move_to(
        app,
        &student,
        AppointmentId::from_uuid(id),
        slot,
    ));
    check(appointment::cancel(
        app,
        &student,
        AppointmentId::from_uuid(id),
    ));
    check(appointment::list(app, &student));
    check(notification::list(app, &student, PageRequest::default()));
    check(notification::read(
        app,
        &student,
        NotificationId::from_uuid(id),
    ));
}

#[tokio::test]
async fn what_anybody_does() {
    let world = World::new().await;
    let app = &world.app;
    let code = FeatureCode::parse("J9VG24").unwrap();
    let network = NetworkKey::new("campus");
    let region = RegionId::from_uuid(world.id());
    check(batch::open_link(app, &world.batch.plan.slug));
    check(batch::find_by_code(app, &code, &network));
    check(region::search(app, ""));
    check(batch::view(app, world.batch.id));
    check(appointment::slots(
        app,
        region,
        at("09-10 00:00"),
        at("09-11 00:00"),
    ));
}

#[tokio::test]
async fn what_happens_to_photos() {
    let world = World::new().await;
    let (app, student) = (&world.app, world.student("19900000001").await);
    let id = world.id();
    let (degree, session) = (DegreeId::from_uuid(id), CaptureSessionId::from_uuid(id));
    let (photo, submission) = (PhotoId::from_uuid(id), SubmissionId::from_uuid(id));
    let source = CaptureSource::Album;
    check(capture::open(app, &student, degree));
    check(capture::begin_upload(
        app, &student, session, "", source, None,
    ));
    check(capture::put_part(app, &student, session, "", 0, b""));
    check(capture::parts(app, &student, session));
    check(capture::complete(app, &student, session, "", source, 1));
    check(photo::read(app, &student, photo));
    check(photo::list(app, &student, degree));
    check(photo::wait(app, &student, photo, std::time::Duration::ZERO));
    check(photo::confirm(
        app,
        &student,
        photo,
        Vec::new(),
        &Expected::Any,
    ));
    check(photo::links(app, &student, photo));
    check(photo::open_file(app, &student, ""));
    check(submission::read(app, &student, degree));
    check(submission::submit(
        app,
        &student,
        submission,
        &Expected::Any,
    ));
    check(submission::withdraw(
        app,
        &student,
        submission,
        &Expected::Any,
    ));
    check(submission::history(app, &student, submission));
}

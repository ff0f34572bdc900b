//! The counter: students are found, photographed and submitted for by staff, who do not review what they took.

use app::degree::CodeInput;
use app::review::{self, QueueChoice, QueueRequest};
use app::{
    Caller, Expected, Failure, PageRequest, appointment, capture, consent, counter, photo,
    submission,
};
use domain::*;

use crate::harness::{World, at, code_of, plan};
use crate::steps::{checked, confirmed, decide, later, messages, rejection, run_jobs, submitted};

/// A service whose batch is shot on site and in the app, and an operator.
async fn counter_with(roles: Vec<Role>) -> (World, Caller) {
    let world = World::with_plan(|plan| {
        plan.rules.capture = CaptureModes::new(CaptureSource::ALL).unwrap();
    })
    .await;
    let operator = world.staff("operator", roles).await;
    (world, operator)
}

async fn counter() -> (World, Caller) {
    counter_with(vec![Role::Operator]).await
}

#[track_caller]
fn check<T>(result: Result<T, Failure>, expected: &str) {
    assert_eq!(code_of(result), expected);
}

fn staff_id(caller: &Caller) -> StaffId {
    caller.staff().unwrap().id
}

#[tokio::test]
async fn the_code_of_a_bound_degree_leads_to_its_student() {
    let (world, operator) = counter().await;
    let app = &world.app;
    let student = world.student("13800000001").await;
    let (degree, bound) = world.bound_degree(&student, "A1").await;
    let by = async |caller: &Caller, code: &str| {
        let payload =
            format!(r#"{{"cjm":"{code}","yxdm":"10574","xh":"2021{code}","cc":"专升本"}}"#);
        let code = CodeInput::Payload(payload);
        let found = counter::find_by_code(app, caller, code, None).await;
        found.map(|found| {
            let found = found.into_iter();
            found.map(|one| one.submission.degree).collect::<Vec<_>>()
        })
    };
    assert_eq!(by(&operator, "A1").await.unwrap(), [degree.id]);
    assert_eq!(
        by(&operator, "A2").await.unwrap(),
        [],
        "nobody has added it"
    );
    let lines = world.audit(Subject::Submission(bound.id)).await;
    assert_eq!(lines, ["find-student"]);
    let garbage = CodeInput::Payload(" ".to_owned());
    check(
        counter::find_by_code(app, &operator, garbage, None).await,
        "code-unreadable",
    );
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    check(by(&reviewer, "A1").await, "not-allowed");
    check(by(&student, "A1").await, "not-allowed");
    let mut elsewhere = operator.staff().unwrap().clone();
    elsewhere.centre = CentreId::from_uuid(world.id());
    let elsewhere = Caller::Staff(Box::new(elsewhere));
    assert_eq!(by(&elsewhere, "A1").await.unwrap(), []);
    check(
        counter::student(app, &elsewhere, degree.id).await,
        "not-found",
    );
}

/// An individual batch that is shot on site, with one slot on 09-12 at 14:00 and one a day later.
async fn studio(world: &World) -> (Batch, Studio, [Slot; 2]) {
    let (region, _) = world.region("shaoguan").await;
    let usual = plan(&world.school);
    let mut rules = usual.rules.clone();
    rules.capture = CaptureModes::new(&[CaptureSource::Onsite]).unwrap();
    let of_region = BatchPlan {
        mode: BatchMode::Individual { region: region.id },
        schools: Vec::new(),
        slug: LinkSlug::parse("shaoguan-studio").unwrap(),
        rules,
        ..usual
    };
    let batch = world.open_batch(of_region).await;
    let studio = world.studio(&region).await;
    let today = world.slot(&studio, "09-12 14:00", 3).await;
    let tomorrow = world.slot(&studio, "09-13 14:00", 3).await;
    (batch, studio, [today, tomorrow])
}

#[tokio::test]
async fn with_the_photo_the_appointment_of_the_day_is_attended() {
    let (world, operator) = counter().await;
    let app = &world.app;
    let (batch, studio, [today, tomorrow]) = studio(&world).await;
    let mut degrees = Vec::new();
    for (phone, slot) in [("13800000001", &today), ("13800000002", &tomorrow)] {
        let student = world.student(phone).await;
        let (degree, _) = world.bound_degree_in(&batch, &student, phone).await;
        let booked = appointment::book(app, &student, degree.id, slot.id).await;
        degrees.push((degree.id, booked.unwrap().id));
    }
    world.set_time("09-12 13:50");
    let day = at("09-12 00:00").civil_date();
    let expected = async || {
        let listed = appointment::of_studio(app, &operator, studio.id, day).await;
        let listed = listed.unwrap().into_iter();
        let shown = |one: appointment::ExpectedStudent| {
            let number = one.student_number.unwrap();
            (number, one.appointment.state.name(), one.stage.unwrap())
        };
        listed.map(shown).collect::<Vec<_>>()
    };
    let number = "202113800000001".to_owned();
    let before = (number.clone(), "booked", SubmissionStateName::AwaitingPhoto);
    assert_eq!(expected().await, [before]);
    for (degree, _) in &degrees {
        checked(&world, &operator, *degree, "good").await;
    }
    let after = (
        number,
        "attended",
        SubmissionStateName::AwaitingConfirmation,
    );
    assert_eq!(expected().await, [after]);
    let stored = world.parts.store.appointments().find(degrees[0].1).await;
    let AppointmentState::Attended { seen_by, .. } = stored.unwrap().unwrap().state else {
        panic!("the student was there");
    };
    assert_eq!(seen_by, staff_id(&operator));
    let lines = world.audit(Subject::Appointment(degrees[0].1)).await;
    assert_eq!(lines, ["book-appointment", "attend-appointment"]);
    let kept = counter::student(app, &operator, degrees[1].0)
        .await
        .unwrap();
    let kept = kept.appointment.unwrap();
    assert_eq!(kept.slot.id, tomorrow.id, "one of a later day stays");
    let lines = world.audit(Subject::Studio(studio.id)).await;
    assert_eq!(lines, ["read-expected", "read-expected"], "each look");
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    check(
        appointment::of_studio(app, &reviewer, studio.id, day).await,
        "not-allowed",
    );
}

#[tokio::test]
async fn staff_submit_for_the_student_who_is_told() {
    let (world, operator) = counter().await;
    let student = world.student("13800000001").await;
    let (degree, bound) = world.bound_degree(&student, "1").await;
    let after = submitted(&world, &operator, degree.id, "good").await;
    let SubmissionState::AwaitingReview { photo, .. } = after.state else {
        panic!("it waits for a reviewer");
    };
    assert_eq!(photo.taken_by, Some(staff_id(&operator)));
    let photos = world.parts.store.photos();
    let kept = photos.find(photo.id).await.unwrap().unwrap();
    let said = (kept.source, kept.taken_by);
    assert_eq!(said, (CaptureSource::Onsite, photo.taken_by));
    assert_eq!(messages(&world, &student).await[0], "submitted");
    let lines = world.audit(Subject::Submission(bound.id)).await;
    assert_eq!(lines, ["submit-photo"]);
    let events = world.parts.store.audit();
    let events = events.list_of_subject(Subject::Photo(photo.id)).await;
    let events = events.unwrap().into_iter();
    let by_staff = events.filter(|event| event.actor == operator.actor());
    let mut actions: Vec<_> = by_staff
        .map(|event| event.action.as_str().to_owned())
        .collect();
    actions.sort();
    assert_eq!(actions, ["confirm-photo", "hand-in-photo"]);
}

#[tokio::test]
async fn staff_go_on_only_with_what_they_took() {
    let (world, operator) = counter().await;
    let app = &world.app;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let own = checked(&world, &student, degree.id, "the student's").await;
    let id = own.photo.id;
    check(
        photo::confirm(app, &operator, id, Vec::new(), &Expected::Any).await,
        "taken-by-another",
    );
    confirmed(&world, &student, degree.id, "another of the student's").await;
    let submit = async |caller: &Caller| {
        let view = submission::read(app, caller, degree.id).await.unwrap();
        submission::submit(app, caller, view.submission.id, &Expected::Any).await
    };
    check(submit(&operator).await, "taken-by-another");
    // What one colleague took is for that one, or for the student.
    confirmed(&world, &operator, degree.id, "the operator's").await;
    let colleague = world.staff("colleague", vec![Role::Operator]).await;
    check(submit(&colleague).await, "taken-by-another");
    let view = submit(&student).await.unwrap();
    assert_eq!(view.submission.state.name(), "awaiting-review");
}

#[tokio::test]
async fn who_took_a_photo_does_not_review_it() {
    let roles = vec![Role::Operator, Role::CentreReviewer];
    let (world, operator) = counter_with(roles).await;
    let app = &world.app;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let waiting = submitted(&world, &operator, degree.id, "good").await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let queued = async |caller: &Caller| {
        let request = QueueRequest {
            centre: world.centre.id,
            choice: QueueChoice::all(ReviewRound::Centre),
            page: PageRequest::default(),
        };
        let listed = review::queue(app, caller, request).await.unwrap().items;
        let sizes = review::sizes(app, caller).await.unwrap();
        (listed.len() as u64, sizes[0].waiting)
    };
    assert_eq!(queued(&operator).await, (0, 0));
    assert_eq!(queued(&reviewer).await, (1, 1));
    let round = ReviewRound::Centre;
    check(
        review::claim(app, &operator, waiting.id, round).await,
        "own-photo",
    );
    let about = |decision| review::DecideReview {
        submission: waiting.id,
        photo: waiting.state.photo().unwrap(),
        round,
        decision,
    };
    let approve = about(Decision::Approve);
    check(review::hold(app, &operator, approve).await, "own-photo");
    check(
        decide(&world, &operator, &waiting, Decision::Approve).await,
        "own-photo",
    );
    check(
        review::hold(app, &operator, about(rejection())).await,
        "own-photo",
    );
    review::claim(app, &reviewer, waiting.id, round)
        .await
        .unwrap();
    let decided = decide(&world, &reviewer, &waiting, Decision::Approve).await;
    assert_eq!(decided.unwrap().state.name(), "approved");
}

#[tokio::test]
async fn the_second_look_is_somebody_elses_too() {
    let settings = app::Settings {
        second_looks_percent: 100,
        ..app::Settings::default()
    };
    let world = World::with(settings, |plan| {
        plan.rules.capture = CaptureModes::new(&[CaptureSource::Onsite]).unwrap();
    })
    .await;
    let app = &world.app;
    let roles = vec![Role::Operator, Role::CentreReviewer];
    let operator = world.staff("operator", roles).await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let waiting = submitted(&world, &operator, degree.id, "good").await;
    let first = world.staff("first", vec![Role::CentreReviewer]).await;
    let second = world.staff("second", vec![Role::CentreReviewer]).await;
    decide(&world, &first, &waiting, Decision::Approve)
        .await
        .unwrap();
    let round = ReviewRound::Centre;
    let own = review::next_second_look(app, &operator, round).await;
    assert!(own.unwrap().is_none());
    let look = review::next_second_look(app, &second, round).await;
    let look = look.unwrap().unwrap().id;
    let answer = DecisionName::Approve;
    check(
        review::answer_second_look(app, &operator, look, answer).await,
        "not-found",
    );
    review::answer_second_look(app, &second, look, answer)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_consent_on_paper_is_written_down_and_no_more_than_that() {
    let (world, operator) = counter().await;
    let app = &world.app;
    let student = world.student_without_consent("13800000001").await;
    world.agree(&student, Purpose::CollectReviewHandOver).await;
    let (degree, bound) = world.bound_degree(&student, "1").await;
    confirmed(&world, &operator, degree.id, "good").await;
    later(&world);
    let submit = async || submission::submit(app, &operator, bound.id, &Expected::Any).await;
    check(submit().await, "consent-missing");
    let record = async |caller: &Caller, purpose, version| {
        consent::record_on_paper(app, caller, degree.id, purpose, version).await
    };
    check(
        record(&operator, Purpose::HandOver, 9).await,
        "other-consent-text",
    );
    check(
        record(&operator, Purpose::Comparison, 1).await,
        "consent-not-asked",
    );
    check(record(&student, Purpose::HandOver, 1).await, "not-allowed");
    let known = async || {
        let student = counter::student(app, &operator, degree.id).await.unwrap();
        let states = student.consents.iter().map(|consent| consent.state);
        states
            .map(|state| matches!(state, consent::ConsentState::Given { .. }))
            .collect::<Vec<_>>()
    };
    assert_eq!(known().await, [true, false]);
    for _ in 0..2 {
        record(&operator, Purpose::HandOver, 1).await.unwrap();
    }
    assert_eq!(known().await, [true, true]);
    let account = student.student().unwrap();
    let consents = world.parts.store.consents();
    let stored = consents.find(account, Purpose::HandOver).await;
    let stored = stored.unwrap().unwrap();
    assert_eq!(stored.history.len(), 1, "once more changes nothing");
    assert_eq!(stored.history[0].on_paper_with, Some(staff_id(&operator)));
    let lines = world.audit(Subject::Consent(stored.id)).await;
    assert_eq!(lines, ["record-consent"]);
    assert_eq!(
        submit().await.unwrap().submission.state.name(),
        "awaiting-review"
    );
    // What the student takes back is the student's alone to give again.
    consent::withdraw(app, &student, Purpose::HandOver)
        .await
        .unwrap();
    check(
        record(&operator, Purpose::HandOver, 1).await,
        "consent-withdrawn",
    );
}

#[tokio::test]
async fn nobody_is_photographed_for_a_degree_that_is_not_bound() {
    let (world, operator) = counter().await;
    let app = &world.app;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let before = world.parts.store.degrees().find(degree.id).await;
    let before = before.unwrap().unwrap();
    let reason = ReleaseReason::StudentAsked;
    let released = before
        .clone()
        .release(reason, staff_id(&operator), app.now())
        .unwrap();
    let work = world.work().await;
    let _done = work.degrees().advance(&before, &released).await.unwrap();
    work.commit().await.unwrap();
    check(
        counter::student(app, &operator, degree.id).await,
        "wrong-state",
    );
    let record = consent::record_on_paper(app, &operator, degree.id, Purpose::HandOver, 1);
    check(record.await, "wrong-state");
    run_jobs(&world).await;
    let unknown = DegreeId::from_uuid(world.id());
    check(capture::open(app, &operator, unknown).await, "not-found");
}

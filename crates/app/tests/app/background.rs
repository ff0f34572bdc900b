//! Jobs: carried out once, tried again, put aside; what ends by itself; messages that go outside.

use std::sync::Arc;
use std::time::Duration as StdDuration;

use app::jobs::{self, Worker, WorkerConfig};
use app::{Caller, Expected, batch, photo, upkeep};
use domain::*;
use store::PageRequest;
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::harness::{World, at, code_of};
use crate::steps::{
    checked, confirmed, decide, hand_in, messages, rejection, run_jobs, stored, submitted,
};

async fn one_student() -> (World, Caller, Degree, Submission) {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, submission) = world.bound_degree(&student, "1").await;
    (world, student, degree, submission)
}

/// Queues the recurring jobs, lets a day pass, and carries everything out.
async fn a_day_later(world: &World, when: &str) {
    jobs::schedule(&world.app).await.unwrap();
    world.set_time(when);
    run_jobs(world).await;
}

#[tokio::test]
async fn a_worker_takes_what_comes_and_stops_when_told() {
    let (world, student, degree, _) = one_student().await;
    let config = WorkerConfig {
        // Longer than the test may take: only being woken helps.
        poll: StdDuration::from_mins(10),
        ..WorkerConfig::default()
    };
    let worker = Worker::new(world.app.clone(), config);
    let (stop, stopped) = oneshot::channel::<()>();
    let running = tokio::spawn(worker.run(async move {
        let _stopped = stopped.await;
    }));
    for words in ["one", "panic", "two"] {
        let photo = hand_in(&world, &student, degree.id, words).await.unwrap();
        if words != "panic" {
            let patient = StdDuration::from_mins(10);
            let view = photo::wait(&world.app, &student, photo.id, patient).await;
            assert_eq!(view.unwrap().photo.state.name(), "assessed");
        }
    }
    stop.send(()).unwrap();
    running.await.unwrap();
}

#[tokio::test]
async fn several_workers_do_each_job_once() {
    let (world, student, degree, submission) = one_student().await;
    let mut photos = Vec::new();
    for number in 0..6 {
        let words = format!("photo {number}");
        photos.push(hand_in(&world, &student, degree.id, &words).await.unwrap());
    }
    let world = Arc::new(world);
    let mut workers = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let world = world.clone();
        workers.spawn(async move { run_jobs(&world).await });
    }
    let done: usize = workers.join_all().await.iter().sum();
    assert_eq!(done, 6);
    for photo in photos {
        let traces = world.audit(Subject::Photo(photo.id)).await;
        assert_eq!(traces, ["hand-in-photo", "assess-photo"]);
    }
    let submission = stored(&world, submission.id).await;
    assert_eq!(submission.state.name(), "awaiting-confirmation");
}

#[tokio::test]
async fn a_job_of_a_worker_that_is_gone_is_taken_up() {
    let (world, student, degree, _) = one_student().await;
    let photo = hand_in(&world, &student, degree.id, "good").await.unwrap();
    let lease = store::job::Lease {
        token: world.id(),
        until: at("09-10 12:05"),
    };
    let kinds = [store::job::JobKind::new("assess-photo")];
    let store = &world.parts.store;
    let claimed = store.claim(&kinds, lease, world.app.now(), 1).await;
    assert_eq!(claimed.unwrap().len(), 1);
    assert_eq!(run_jobs(&world).await, 0);
    world.set_time("09-10 12:06");
    assert_eq!(run_jobs(&world).await, 1);
    let view = photo::read(&world.app, &student, photo.id).await.unwrap();
    assert_eq!(view.photo.state.name(), "assessed");
}

#[tokio::test]
async fn a_job_that_nobody_knows_is_put_aside_and_can_be_dropped() {
    let (world, ..) = one_student().await;
    let id = bury_a_job(&world).await;
    assert_eq!(run_jobs(&world).await, 1);
    let system = Caller::System;
    let first = PageRequest::default();
    let dead = upkeep::list_dead_jobs(&world.app, &system, first).await;
    let dead = dead.unwrap();
    assert_eq!((dead.items.len(), dead.items[0].id), (1, id));
    upkeep::revive_job(&world.app, &system, id).await.unwrap();
    assert_eq!(run_jobs(&world).await, 1);
    upkeep::discard_job(&world.app, &system, id).await.unwrap();
    let gone = upkeep::revive_job(&world.app, &system, id).await;
    assert_eq!(code_of(gone), "not-found");
    assert_eq!(run_jobs(&world).await, 0);
}

#[tokio::test]
async fn the_operator_is_told_once_the_mail_server_answers_again() {
    let (world, ..) = one_student().await;
    for _ in 0..3 {
        bury_a_job(&world).await;
    }
    assert_eq!(run_jobs(&world).await, 3);
    world.outbox.break_down(true);
    world.clock.advance(Duration::from_minutes(6));
    assert_eq!(run_jobs(&world).await, 1);
    assert_eq!(world.outbox.sent(), []);
    world.outbox.break_down(false);
    world.clock.advance(Duration::from_minutes(6));
    assert_eq!(run_jobs(&world).await, 1);
    let [letter] = &world.outbox.sent()[..] else {
        panic!("one letter for all of them");
    };
    assert_eq!(letter.channel, Channel::Mail);
    assert!(letter.body.contains("assess-photo: 3"), "{}", letter.body);
    world.clock.advance(Duration::from_days(1));
    assert_eq!(run_jobs(&world).await, 0);
}

#[tokio::test]
async fn a_letter_that_cannot_be_sent_is_not_told_of_by_letter() {
    let (world, ..) = one_student().await;
    bury_a_job(&world).await;
    world.outbox.break_down(true);
    let mut tries = 0;
    for _ in 0..20 {
        tries += run_jobs(&world).await;
        world.clock.advance(Duration::from_hours(1));
    }
    // The job that was given up, and twelve times the letter.
    assert_eq!(tries, 13);
    let first = PageRequest::default();
    let dead = upkeep::list_dead_jobs(&world.app, &Caller::System, first).await;
    let kinds: Vec<String> = dead
        .unwrap()
        .items
        .into_iter()
        .map(|job| job.kind.as_str().to_owned())
        .collect();
    assert_eq!(kinds, ["report-given-up", "assess-photo"]);
}

/// Queues a job that is given up at once; its id.
async fn bury_a_job(world: &World) -> Uuid {
    let work = world.work().await;
    let new = store::job::NewJob {
        id: world.id(),
        kind: store::job::JobKind::new("assess-photo"),
        payload: serde_json::json!({ "photo": "not an id" }),
        dedup: None,
        priority: 0,
        run_at: world.app.now(),
        max_attempts: 3,
    };
    let id = new.id;
    let _added = work.jobs().enqueue(new, world.app.now()).await.unwrap();
    work.commit().await.unwrap();
    id
}

#[tokio::test]
async fn recurring_jobs_wait_once_each() {
    let (world, ..) = one_student().await;
    jobs::schedule(&world.app).await.unwrap();
    jobs::schedule(&world.app).await.unwrap();
    assert_eq!(run_jobs(&world).await, 0);
    world.set_time("09-10 12:05");
    assert_eq!(run_jobs(&world).await, 4);
    assert_eq!(run_jobs(&world).await, 0);
    world.set_time("09-11 12:00");
    jobs::schedule(&world.app).await.unwrap();
    world.set_time("09-12 12:00");
    assert_eq!(run_jobs(&world).await, 11);
    let counts = world.parts.store.jobs().counts().await.unwrap();
    assert_eq!(counts, Vec::new());
    assert_eq!(jobs::kinds().count(), 28);
}

#[tokio::test]
async fn a_batch_that_is_over_ends_what_is_unfinished_and_closes() {
    let (world, student, degree, submission) = one_student().await;
    let view = checked(&world, &student, degree.id, "good").await;
    let links = photo::links(&world.app, &student, view.photo.id).await;
    let other = world.student("13800000002").await;
    let (other_degree, _) = world.bound_degree(&other, "2").await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    world.set_time("10-13 17:00");
    let in_review = submitted(&world, &other, other_degree.id, "good").await;

    a_day_later(&world, "10-13 18:05").await;
    let submission = stored(&world, submission.id).await;
    assert_eq!(submission.state.name(), "expired");
    assert_eq!(messages(&world, &student).await[0], "expired");
    let photos = world.parts.store.photos();
    let photos = photos.list_of_degree(degree.id).await.unwrap();
    assert!(photos.is_empty());
    let opened = photo::open_file(&world.app, &student, &links.unwrap().original.unwrap()).await;
    assert!(opened.is_err());

    let batch = async || world.parts.store.batches().find(world.batch.id).await;
    assert_eq!(batch().await.unwrap().unwrap().state.name(), "open");
    let rejected = decide(&world, &reviewer, &in_review, rejection()).await;
    let replace_by = rejected.unwrap().replace_by().unwrap();
    a_day_later(&world, "10-14 18:00").await;
    let batch_now = batch().await.unwrap().unwrap();
    assert_eq!(
        batch_now.state.name(),
        "open",
        "a photo may still be replaced"
    );
    hand_in(&world, &other, other_degree.id, "better")
        .await
        .unwrap();
    jobs::schedule(&world.app).await.unwrap();
    world.clock.set(replace_by + Duration::from_minutes(5));
    run_jobs(&world).await;
    assert_eq!(batch().await.unwrap().unwrap().state.name(), "closed");
    let ended = stored(&world, in_review.id).await;
    assert_eq!(ended.state.name(), "expired");
}

#[tokio::test]
async fn what_is_not_replaced_in_time_ends_while_the_batch_goes_on() {
    let (world, student, degree, _) = one_student().await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let submission = submitted(&world, &student, degree.id, "good").await;
    decide(&world, &reviewer, &submission, rejection())
        .await
        .unwrap();
    a_day_later(&world, "09-12 11:59").await;
    let waiting = stored(&world, submission.id).await;
    assert_eq!(waiting.state.name(), "rejected");
    a_day_later(&world, "09-12 12:05").await;
    let ended = stored(&world, submission.id).await;
    assert_eq!(ended.state.name(), "expired");
    let photos = world.parts.store.photos();
    assert!(photos.list_of_degree(degree.id).await.unwrap().is_empty());
}

#[tokio::test]
async fn reminders_come_once_and_in_time() {
    let (world, student, degree, _) = one_student().await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let late = world.student("13800000002").await;
    world.bound_degree(&late, "2").await;
    let submission = submitted(&world, &student, degree.id, "good").await;
    decide(&world, &reviewer, &submission, rejection())
        .await
        .unwrap();
    a_day_later(&world, "09-11 11:00").await;
    assert_eq!(messages(&world, &student).await[0], "rejected");
    a_day_later(&world, "09-11 12:00").await;
    a_day_later(&world, "09-11 18:00").await;
    let told = messages(&world, &student).await;
    assert_eq!(told[..2], ["replace-soon", "rejected"]);
    assert_eq!(messages(&world, &late).await, Vec::<&str>::new());
    a_day_later(&world, "10-11 18:00").await;
    a_day_later(&world, "10-12 18:00").await;
    assert_eq!(messages(&world, &late).await, ["closes-soon"]);
    let sent = world.outbox.sent();
    let reminders = sent.iter().filter(|sent| sent.template == "closes-soon");
    assert_eq!(reminders.count(), 1);
}

#[tokio::test]
async fn a_new_photo_that_is_not_submitted_replaces_none_that_was_rejected() {
    for takes_back in [false, true] {
        let (world, student, degree, _) = one_student().await;
        let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
        let submission = submitted(&world, &student, degree.id, "good").await;
        decide(&world, &reviewer, &submission, rejection())
            .await
            .unwrap();
        let expected = if takes_back {
            submitted(&world, &student, degree.id, "good again").await;
            let app = &world.app;
            app::submission::withdraw(app, &student, submission.id, &Expected::Any)
                .await
                .unwrap();
            "withdrawn"
        } else {
            checked(&world, &student, degree.id, "good again").await;
            "awaiting-confirmation"
        };
        let again = stored(&world, submission.id).await;
        assert_eq!(again.state.name(), expected);
        a_day_later(&world, "09-11 18:00").await;
        assert_eq!(messages(&world, &student).await[0], "replace-soon");
        a_day_later(&world, "09-12 13:00").await;
        let ended = stored(&world, submission.id).await;
        assert_eq!(ended.state.name(), "expired");
    }
}

#[tokio::test]
async fn nobody_is_reminded_at_night() {
    let (world, student, ..) = one_student().await;
    let late = world.student("13800000002").await;
    // The batch closes at 18:00 of the 13th; who has not finished two days before is told.
    a_day_later(&world, "10-11 08:30").await;
    assert_eq!(messages(&world, &student).await, Vec::<&str>::new());
    a_day_later(&world, "10-11 20:30").await;
    assert_eq!(messages(&world, &student).await, ["closes-soon"]);
    world.bound_degree(&late, "2").await;
    for night in ["10-11 21:30", "10-12 03:00", "10-12 07:59"] {
        a_day_later(&world, night).await;
        assert_eq!(messages(&world, &late).await, Vec::<&str>::new(), "{night}");
    }
    a_day_later(&world, "10-12 08:00").await;
    assert_eq!(messages(&world, &late).await, ["closes-soon"]);
}

#[tokio::test]
async fn sessions_that_nobody_used_end_with_their_parts() {
    let (world, student, degree, _) = one_student().await;
    let app = &world.app;
    let opened = app::capture::open(app, &student, degree.id).await.unwrap();
    let (session, token) = (opened.session.id, opened.token.expose());
    app::capture::put_part(app, &student, session, token, 0, b"half")
        .await
        .unwrap();
    a_day_later(&world, "09-10 13:00").await;
    let session = world.parts.store.captures().find(session).await.unwrap();
    assert_eq!(session.unwrap().state.name(), "expired");
    let parts = world.parts.store.upload_parts();
    assert!(parts.list(opened.session.id).await.unwrap().is_empty());
}

#[tokio::test]
async fn photos_of_a_batch_that_was_put_away_go_after_its_days() {
    let (world, student, degree, _) = one_student().await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let submission = submitted(&world, &student, degree.id, "good").await;
    decide(&world, &reviewer, &submission, Decision::Approve)
        .await
        .unwrap();
    let system = Caller::System;
    batch::close(&world.app, &system, world.batch.id, Expected::Any)
        .await
        .unwrap();
    batch::archive(&world.app, &system, world.batch.id, Expected::Any)
        .await
        .unwrap();
    let photos = async || {
        let photos = world.parts.store.photos();
        photos.list_of_degree(degree.id).await.unwrap().len()
    };
    jobs::schedule(&world.app).await.unwrap();
    world.clock.advance(Duration::from_days(364));
    run_jobs(&world).await;
    assert_eq!(photos().await, 1);
    jobs::schedule(&world.app).await.unwrap();
    world.clock.advance(Duration::from_days(2));
    run_jobs(&world).await;
    assert_eq!(photos().await, 0);
    let approved = stored(&world, submission.id).await;
    assert_eq!(approved.state.name(), "approved", "the record stays");
}

#[tokio::test]
async fn closing_by_hand_ends_what_is_unfinished() {
    let (world, student, _, submission) = one_student().await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    batch::close(&world.app, &operator, world.batch.id, Expected::Any)
        .await
        .unwrap();
    run_jobs(&world).await;
    let ended = stored(&world, submission.id).await;
    assert_eq!(ended.state.name(), "expired");
    assert_eq!(messages(&world, &student).await, ["expired"]);
}

#[tokio::test]
async fn a_photo_that_was_confirmed_is_left_alone_by_a_second_check() {
    let (world, student, degree, _) = one_student().await;
    let photo = confirmed(&world, &student, degree.id, "good").await;
    let work = world.work().await;
    let new = store::job::NewJob {
        id: world.id(),
        kind: store::job::JobKind::new("assess-photo"),
        payload: serde_json::json!({ "photo": photo.id }),
        dedup: None,
        priority: 0,
        run_at: world.app.now(),
        max_attempts: 3,
    };
    let _added = work.jobs().enqueue(new, world.app.now()).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(run_jobs(&world).await, 1);
    let view = photo::read(&world.app, &student, photo.id).await.unwrap();
    assert_eq!(view.photo, photo);
}

#[tokio::test]
async fn what_is_taken_back_after_the_end_ends_too() {
    let (world, student, degree, _) = one_student().await;
    let in_review = submitted(&world, &student, degree.id, "good").await;
    let system = Caller::System;
    batch::close(&world.app, &system, world.batch.id, Expected::Any)
        .await
        .unwrap();
    run_jobs(&world).await;
    let waiting = stored(&world, in_review.id).await;
    assert_eq!(waiting.state.name(), "awaiting-review");
    app::submission::withdraw(&world.app, &student, in_review.id, &Expected::Any)
        .await
        .unwrap();
    run_jobs(&world).await;
    let ended = stored(&world, in_review.id).await;
    assert_eq!(ended.state.name(), "expired");
}

#[tokio::test]
async fn objects_go_once_nothing_refers_to_them() {
    let (world, student, degree, _) = one_student().await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let unused = checked(&world, &student, degree.id, "unused").await.photo;
    let submission = submitted(&world, &student, degree.id, "good").await;
    decide(&world, &reviewer, &submission, Decision::Approve)
        .await
        .unwrap();
    let work = world.work().await;
    work.photos().forget(unused.id).await.unwrap();
    work.commit().await.unwrap();
    jobs::schedule(&world.app).await.unwrap();
    // Objects are as old as the machine's clock says, which is far ahead of the test's.
    world.clock.advance(Duration::from_days(36_500));
    run_jobs(&world).await;
    let vault = &world.parts.vault;
    let seen_once = vault.get(&unused.original.blob).await.unwrap();
    assert!(seen_once.is_some(), "one look deletes nothing");
    sweep_next_day(&world).await;
    assert_eq!(vault.get(&unused.original.blob).await.unwrap(), None);
    let photos = world.parts.store.photos();
    let approved = submission.state.photo().unwrap();
    let approved = photos.find(approved).await.unwrap().unwrap();
    assert!(vault.get(&approved.original.blob).await.unwrap().is_some());
    let portrait = approved.assessment().unwrap().portrait.clone();
    assert!(vault.get(&portrait.unwrap()).await.unwrap().is_some());
}

async fn sweep_next_day(world: &World) {
    jobs::schedule(&world.app).await.unwrap();
    world.clock.advance(Duration::from_days(1));
    run_jobs(world).await;
}

/// What PostgreSQL's own tools put back carries no note that sweeping waits.
#[tokio::test]
async fn a_database_that_was_put_back_deletes_no_objects() {
    let (world, student, degree, _) = one_student().await;
    let orphan = checked(&world, &student, degree.id, "unused").await.photo;
    world.clock.advance(Duration::from_days(36_500));
    for _ in 0..2 {
        sweep_next_day(&world).await;
    }
    let work = world.work().await;
    work.photos().forget(orphan.id).await.unwrap();
    // The database of before the sweeps.
    work.secrets().delete("last-sweep").await.unwrap();
    work.commit().await.unwrap();
    for _ in 0..4 {
        sweep_next_day(&world).await;
    }
    let vault = &world.parts.vault;
    let kept = vault.get(&orphan.original.blob).await.unwrap();
    assert!(kept.is_some(), "it may be of the time after the backup");
    let held = upkeep::resume_sweeping(&world.app, &Caller::System).await;
    assert!(held.unwrap());
    for _ in 0..2 {
        sweep_next_day(&world).await;
    }
    assert_eq!(vault.get(&orphan.original.blob).await.unwrap(), None);
}

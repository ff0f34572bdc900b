//! Officers remind the students who have begun and not finished.

use app::progress::{self, GroupReminder, StudentsAsked};
use app::{Caller, Failure};
use domain::*;

use crate::harness::{World, code_of};
use crate::steps::{messages, run_jobs, submitted};

fn all(world: &World) -> StudentsAsked {
    StudentsAsked {
        batch: world.batch.id,
        school: None,
        unit: None,
        class: None,
    }
}

async fn remind(
    world: &World,
    by: &Caller,
    state: Option<SubmissionStateName>,
) -> Result<GroupReminder, Failure> {
    progress::remind(&world.app, by, all(world), state).await
}

/// One who has no photo yet, one in review, and the officer of their school.
async fn school() -> (World, [Caller; 2], Caller) {
    let world = World::new().await;
    let idle = world.student("13800000001").await;
    world.bound_degree(&idle, "1").await;
    let done = world.student("13800000002").await;
    let (degree, _) = world.bound_degree(&done, "2").await;
    submitted(&world, &done, degree.id, "good").await;
    let role = Role::SchoolOfficer {
        school: world.school.id,
    };
    let officer = world.staff("officer", vec![role]).await;
    (world, [idle, done], officer)
}

#[tokio::test]
async fn who_has_begun_and_not_finished_is_reminded_once_a_day() {
    let (world, [idle, done], officer) = school().await;
    world.set_time("09-12 12:00");
    let preview = progress::preview_reminder(&world.app, &officer, all(&world), None).await;
    let preview = preview.unwrap();
    assert_eq!((preview.students, preview.reminded_today), (1, 0));
    assert_eq!(preview.in_app + preview.wechat + preview.sms, 1);
    assert_eq!(preview.sends_at, Some(world.app.now()));
    assert_eq!(remind(&world, &officer, None).await.unwrap(), preview);
    run_jobs(&world).await;
    let told = |list: &[&str]| list.iter().filter(|kind| **kind == "closes-soon").count();
    let first = told(&messages(&world, &idle).await);
    assert!(first > 0);
    assert_eq!(told(&messages(&world, &done).await), 0);
    // Again on the same day: nobody is left, and nothing is sent.
    world.clock.advance(Duration::from_hours(2));
    let again = remind(&world, &officer, None).await.unwrap();
    assert_eq!((again.students, again.reminded_today), (0, 1));
    run_jobs(&world).await;
    assert_eq!(told(&messages(&world, &idle).await), first);
    // At night it waits for the morning of the next day.
    world.set_time("09-12 22:00");
    let tomorrow = remind(&world, &officer, None).await.unwrap();
    assert_eq!(tomorrow.students, 1);
    run_jobs(&world).await;
    assert_eq!(told(&messages(&world, &idle).await), first);
    world.set_time("09-13 08:00");
    run_jobs(&world).await;
    assert_eq!(told(&messages(&world, &idle).await), 2 * first);
    let traces = world.audit(Subject::Batch(world.batch.id)).await;
    let reminded = traces.iter().filter(|trace| **trace == "remind-students");
    assert_eq!(reminded.count(), 2);
}

#[tokio::test]
async fn nobody_is_reminded_beyond_the_own_part() {
    let (world, [idle, _], officer) = school().await;
    world.set_time("09-12 12:00");
    let role = Role::SchoolOfficer {
        school: SchoolId::from_uuid(world.id()),
    };
    let other = world.staff("other", vec![role]).await;
    assert_eq!(remind(&world, &other, None).await.unwrap().students, 0);
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    assert_eq!(
        code_of(remind(&world, &reviewer, None).await),
        "not-allowed"
    );
    assert_eq!(code_of(remind(&world, &idle, None).await), "not-allowed");
    let of_reviewers = Some(SubmissionStateName::AwaitingReview);
    assert_eq!(
        code_of(remind(&world, &officer, of_reviewers).await),
        "invalid"
    );
    // Who is disabled before the morning reminds nobody.
    world.set_time("09-12 22:00");
    remind(&world, &officer, None).await.unwrap();
    let before = messages(&world, &idle).await;
    let id = officer.staff().unwrap().id;
    app::staff::disable(&world.app, &Caller::System, id)
        .await
        .unwrap();
    world.set_time("09-13 08:00");
    run_jobs(&world).await;
    assert_eq!(messages(&world, &idle).await, before);
}

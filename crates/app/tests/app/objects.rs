//! Objects: what nothing refers to goes, what something refers to is looked at.

use app::sign_in::Login;
use app::upkeep::ObjectsChecked;
use app::{staff, upkeep};
use domain::{Duration, Role};
use vault::ObjectKind;

use crate::harness::{World, code_of};
use crate::steps::{checked, content};

#[tokio::test]
async fn what_rows_refer_to_is_read_to_its_end() {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let photo = checked(&world, &student, degree.id, "ok").await;
    let mut seen = Vec::new();
    let system = app::Caller::System;
    let look = upkeep::check_objects(&world.app, &system, |count| seen.push(count)).await;
    let sound = ObjectsChecked {
        seen: 2,
        ..ObjectsChecked::default()
    };
    assert_eq!(look.unwrap(), sound);
    assert_eq!(seen, [2]);

    let portrait = photo.photo.assessment().unwrap().portrait.clone().unwrap();
    world.parts.vault.delete(&portrait).await.unwrap();
    let look = upkeep::check_objects(&world.app, &system, |_| {}).await;
    assert_eq!(look.unwrap().missing, [portrait]);
}

#[tokio::test]
async fn a_sweep_takes_what_is_old_and_needed_by_nobody() {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let photo = checked(&world, &student, degree.id, "ok").await;
    let vault = &world.parts.vault;
    let orphan = vault.put(ObjectKind::Original, b"left over").await.unwrap();
    let system = app::Caller::System;
    // Objects bear the time of the disk, which is long after that of this world.
    let report = upkeep::sweep_objects(&world.app, &system, Duration::from_hours(1)).await;
    let report = report.unwrap();
    assert_eq!((report.young, report.deleted), (3, 0));
    world.clock.advance(Duration::from_days(36_500));
    let report = upkeep::sweep_objects(&world.app, &system, Duration::from_hours(1)).await;
    let report = report.unwrap();
    assert_eq!((report.referenced, report.deleted), (2, 1));
    assert_eq!(vault.get(&orphan.key).await.unwrap(), None);
    assert!(!content(vault, &photo.photo.original.blob).await.is_empty());
}

#[tokio::test]
async fn staff_look_after_no_objects_and_find_nobody_by_login() {
    let world = World::new().await;
    let boss = world.staff("boss", vec![Role::Administrator]).await;
    let age = Duration::from_hours(1);
    let refused = upkeep::sweep_objects(&world.app, &boss, age).await;
    assert_eq!(code_of(refused), "not-allowed");
    let refused = upkeep::check_objects(&world.app, &boss, |_| {}).await;
    assert_eq!(code_of(refused), "not-allowed");
    let login = Login::parse("boss").unwrap();
    let refused = staff::find(&world.app, &boss, &login).await;
    assert_eq!(code_of(refused), "not-allowed");
    let found = staff::find(&world.app, &app::Caller::System, &login).await;
    let app::Caller::Staff(boss) = boss else {
        panic!("staff is staff");
    };
    assert_eq!(found.unwrap().id, boss.id);
    let nobody = Login::parse("nobody").unwrap();
    let missing = staff::find(&world.app, &app::Caller::System, &nobody).await;
    assert_eq!(code_of(missing), "not-found");
}

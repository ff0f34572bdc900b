//! What those who look after the installation are told of its backups.

use app::upkeep::{self, BackupMade, BackupReport, InstallationState};
use app::{Caller, Failure};
use domain::{Duration, Role};
use uuid::Uuid;

use crate::harness::{World, code_of};

async fn told(world: &World, caller: &Caller) -> InstallationState {
    upkeep::installation(&world.app, caller).await.unwrap()
}

async fn made(world: &World) -> Uuid {
    let id = world.app.new_id();
    let made = BackupMade {
        id,
        report: BackupReport {
            copied: 2,
            there: 3,
            gone: 1,
        },
        length_bytes: 4_096,
        has_database: true,
    };
    let noted = upkeep::note_backup(&world.app, &Caller::System, made).await;
    noted.unwrap();
    id
}

#[tokio::test]
async fn a_backup_is_told_with_its_age_and_whether_it_was_read_again() {
    let world = World::new().await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let none = told(&world, &operator).await;
    assert_eq!((none.last_backup, none.backup_is_due), (None, true));

    let id = made(&world).await;
    let fresh = told(&world, &operator).await;
    let last = fresh.last_backup.unwrap();
    assert!(!fresh.backup_is_due);
    assert_eq!((last.id, last.made_at), (id, world.app.now()));
    assert_eq!((last.objects, last.length_bytes), (5, 4_096));
    assert_eq!(last.check, None);

    world.clock.advance(Duration::from_days(2));
    assert!(!told(&world, &operator).await.backup_is_due);
    world.clock.advance(Duration::from_micros(1));
    assert!(told(&world, &operator).await.backup_is_due);

    let noted = upkeep::note_backup_check(&world.app, &Caller::System, id, true).await;
    assert!(noted.unwrap());
    let check = told(&world, &operator).await.last_backup.unwrap().check;
    let check = check.unwrap();
    assert_eq!((check.at, check.is_sound), (world.app.now(), true));
    let elsewhere = world.app.new_id();
    let noted = upkeep::note_backup_check(&world.app, &Caller::System, elsewhere, true).await;
    assert!(!noted.unwrap());
}

#[tokio::test]
async fn only_the_command_line_notes_backups() {
    let world = World::new().await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let id = made(&world).await;
    let noted = upkeep::note_backup_check(&world.app, &operator, id, true).await;
    assert_eq!(code_of(noted), "not-allowed");
    let reviewer = world.staff("wang", vec![Role::CentreReviewer]).await;
    let read: Result<InstallationState, Failure> =
        upkeep::installation(&world.app, &reviewer).await;
    assert_eq!(code_of(read), "not-allowed");
}

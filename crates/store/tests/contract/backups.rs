//! What is known of backups.

use domain::Duration;
use store::{Backup, BackupCheck};

use crate::fixtures::{minute, uuid};
use crate::harness::{Database, on_both_engines};

on_both_engines![the_last_backup_is_known_with_what_its_check_said,];

fn backup(number: u32, at: i64) -> Backup {
    Backup {
        id: uuid(number),
        made_at: minute(at),
        objects: 7,
        length_bytes: 5_000_000_000,
        has_database: true,
        check: None,
    }
}

async fn the_last_backup_is_known_with_what_its_check_said(Database { store, .. }: Database) {
    assert_eq!(store.backups().find_last().await.unwrap(), None);
    let (late, early) = (backup(1, 20), backup(2, 10));
    let work = store.begin().await.unwrap();
    work.backups().insert(&late).await.unwrap();
    work.backups().insert(&early).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(store.backups().find_last().await.unwrap(), Some(late));

    let check = BackupCheck {
        at: minute(30),
        is_sound: false,
    };
    let work = store.begin().await.unwrap();
    assert!(work.backups().note_check(late.id, check).await.unwrap());
    let is_known = work.backups().note_check(uuid(3), check).await.unwrap();
    assert!(!is_known, "one that was made elsewhere");
    work.commit().await.unwrap();
    let checked = Backup {
        check: Some(check),
        ..late
    };
    assert_eq!(store.backups().find_last().await.unwrap(), Some(checked));

    let work = store.begin().await.unwrap();
    let forgotten = work.backups().prune(late.made_at).await.unwrap();
    assert_eq!(forgotten, 1);
    let before = late.made_at + Duration::from_micros(1);
    assert_eq!(work.backups().prune(before).await.unwrap(), 1);
    work.commit().await.unwrap();
    assert_eq!(store.backups().find_last().await.unwrap(), None);
}

//! In a folder, an object is complete under its name or not there at all.

use std::fs;

use vault::{KeyRing, ObjectKind, ObjectStoreConfig, OpenError, StoreLimits, Vault};

use crate::harness::{Folder, content};

#[tokio::test]
async fn an_object_appears_when_it_is_finished() {
    let folder = Folder::new().await;
    let mut writer = folder.vault.writer(ObjectKind::Original).await.unwrap();
    writer.write(&content(1_000_000)).await.unwrap();
    let files = folder.files();
    assert_eq!(files.len(), 1);
    assert!(files[0].starts_with("incoming/"), "{files:?}");
    let stored = writer.finish().await.unwrap();
    assert_eq!(folder.files(), [stored.key.as_str()]);
}

#[tokio::test]
async fn an_aborted_object_leaves_nothing() {
    let folder = Folder::new().await;
    for length in [10, 1_000_000] {
        let mut writer = folder.vault.writer(ObjectKind::Original).await.unwrap();
        writer.write(&content(length)).await.unwrap();
        writer.abort().await;
        assert_eq!(folder.files(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_failure_at_the_end_leaves_nothing() {
    let folder = Folder::new().await;
    fs::write(folder.path().join("original"), "in the way").unwrap();
    let photo = content(1_000_000);
    let stored = folder.vault.put(ObjectKind::Original, &photo).await;
    let error = stored.unwrap_err();
    assert_eq!(error.to_string(), "the object store is unavailable");
    assert_eq!(folder.files(), ["original"]);
}

#[tokio::test]
async fn a_failure_in_the_middle_leaves_nothing_and_is_said_again() {
    let folder = Folder::new().await;
    fs::write(folder.path().join("incoming"), "in the way").unwrap();
    let mut writer = folder.vault.writer(ObjectKind::Original).await.unwrap();
    assert!(writer.write(&content(1_000_000)).await.is_err());
    fs::remove_file(folder.path().join("incoming")).unwrap();
    assert!(writer.write(&content(1_000_000)).await.is_err());
    assert!(writer.finish().await.is_err());
    assert_eq!(folder.files(), Vec::<String>::new());
}

#[tokio::test]
async fn writers_of_the_same_content_do_not_disturb_each_other() {
    let folder = Folder::new().await;
    let put = || {
        let vault = folder.vault.clone();
        tokio::spawn(async move { vault.put(ObjectKind::Original, &content(600_000)).await })
    };
    let tasks: Vec<_> = (0..8).map(|_| put()).collect();
    for task in tasks {
        let stored = task.await.unwrap().unwrap();
        let read = folder.vault.get(&stored.key).await.unwrap().unwrap();
        assert_eq!(read, content(600_000));
    }
    assert_eq!(folder.files().len(), 1);
}

#[cfg(unix)]
#[tokio::test]
async fn a_folder_is_made_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = tempfile::tempdir().unwrap();
    let root = place.path().join("objects");
    let config = ObjectStoreConfig::Folder { root: root.clone() };
    let vault = Vault::open(&config, KeyRing::generate(), StoreLimits::default());
    vault.await.unwrap();
    let mode = fs::metadata(root).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_said_so() {
    let place = tempfile::NamedTempFile::new().unwrap();
    let root = place.path().join("objects");
    let config = ObjectStoreConfig::Folder { root };
    let vault = Vault::open(&config, KeyRing::generate(), StoreLimits::default());
    assert!(matches!(vault.await, Err(OpenError::Folder { .. })));
}

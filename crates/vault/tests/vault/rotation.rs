//! A new master key: nothing is lost on the way, and the old key can go.

use std::fs;
use std::sync::{Arc, Mutex};

use domain::{Actor, BlobKey, Duration, Timestamp};
use uuid::Uuid;
use vault::{
    ContentType, FieldColumn, FieldPlace, IndexPurpose, KeyRing, Link, LinkError, ObjectKind,
    OtherKeyRing, VaultError,
};

use crate::harness::{Folder, content};

const PHONE: FieldPlace = FieldPlace {
    column: FieldColumn::AccountPhone,
    row: Uuid::nil(),
};

async fn store_some(folder: &Folder) -> Vec<(BlobKey, Vec<u8>)> {
    let mut stored = Vec::new();
    for (kind, length) in [
        (ObjectKind::Original, 700_000),
        (ObjectKind::Portrait, 30_000),
        (ObjectKind::Export, 0),
    ] {
        let bytes = content(length);
        let object = folder.vault.put(kind, &bytes).await.unwrap();
        stored.push((object.key, bytes));
    }
    stored
}

async fn all_are_read(folder: &Folder, stored: &[(BlobKey, Vec<u8>)]) {
    for (key, bytes) in stored {
        let read = folder.vault.get(key).await.unwrap();
        assert_eq!(read.as_deref(), Some(bytes.as_slice()));
    }
}

#[tokio::test]
async fn objects_are_rewrapped_and_the_old_key_can_go() {
    let mut ring = KeyRing::generate();
    let first = ring.active_id();
    let mut folder = Folder::with_keys(ring.clone()).await;
    let stored = store_some(&folder).await;
    let frames = |key: &BlobKey| fs::read(folder.file(key)).unwrap()[68..].to_vec();
    let before: Vec<Vec<u8>> = stored.iter().map(|(key, _)| frames(key)).collect();

    ring.rotate();
    folder.reopen(ring.clone()).await;
    all_are_read(&folder, &stored).await;
    let new = folder
        .vault
        .put(ObjectKind::Original, b"new")
        .await
        .unwrap();

    let mut steps = Vec::new();
    let report = folder.vault.rewrap(|seen| steps.push(seen)).await.unwrap();
    assert_eq!((report.current, report.rewrapped), (1, 3));
    assert_eq!(report.unopened, []);
    assert_eq!(steps, [1, 2, 3, 4]);
    let frames = |key: &BlobKey| fs::read(folder.file(key)).unwrap()[68..].to_vec();
    let after: Vec<Vec<u8>> = stored.iter().map(|(key, _)| frames(key)).collect();
    assert!(before == after, "the frames are untouched");

    ring.forget(first).unwrap();
    folder.reopen(ring).await;
    all_are_read(&folder, &stored).await;
    assert!(folder.vault.get(&new.key).await.unwrap().is_some());
    let report = folder.vault.rewrap(|_| ()).await.unwrap();
    assert_eq!((report.current, report.rewrapped), (4, 0));
    assert_eq!(folder.files().len(), 4);
}

#[tokio::test]
async fn a_key_that_went_too_early_is_named() {
    let mut ring = KeyRing::generate();
    let first = ring.active_id();
    let mut folder = Folder::with_keys(ring.clone()).await;
    let stored = folder
        .vault
        .put(ObjectKind::Original, b"photo")
        .await
        .unwrap();
    ring.rotate();
    ring.forget(first).unwrap();
    folder.reopen(ring).await;
    let error = folder.vault.get(&stored.key).await.unwrap_err();
    assert!(matches!(error, VaultError::UnknownKey { key_id } if key_id == first));
    assert!(!error.is_transient());
    let report = folder.vault.rewrap(|_| ()).await.unwrap();
    assert_eq!(report.unopened, [stored.key]);
}

#[tokio::test]
async fn a_damaged_object_is_reported_and_left_as_it_is() {
    let mut ring = KeyRing::generate();
    let mut folder = Folder::with_keys(ring.clone()).await;
    let stored = store_some(&folder).await;
    let damaged = &stored[0].0;
    let mut bytes = fs::read(folder.file(damaged)).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(folder.file(damaged), &bytes).unwrap();
    ring.rotate();
    folder.reopen(ring).await;
    let report = folder.vault.rewrap(|_| ()).await.unwrap();
    assert_eq!(report.rewrapped, 2);
    assert_eq!(report.unopened, std::slice::from_ref(damaged));
    assert!(fs::read(folder.file(damaged)).unwrap() == bytes);
    assert_eq!(folder.files().len(), 3);
}

#[tokio::test]
async fn fields_are_told_apart_and_sealed_again() {
    let mut ring = KeyRing::generate();
    let mut folder = Folder::with_keys(ring.clone()).await;
    let vault = folder.vault.clone();
    let old = vault.findable(PHONE, IndexPurpose::Phone, "+8613800138000");
    let old = old.unwrap();
    assert!(!vault.needs_reseal(&old.sealed));
    let first = ring.active_id();
    ring.rotate();
    folder.reopen(ring.clone()).await;
    let vault = folder.vault.clone();
    assert!(vault.needs_reseal(&old.sealed));
    let clear = vault.unseal(PHONE, &old.sealed).unwrap();
    let new = vault.findable(PHONE, IndexPurpose::Phone, &clear).unwrap();
    assert_eq!(new.index, old.index);
    ring.forget(first).unwrap();
    folder.reopen(ring).await;
    let vault = folder.vault;
    assert_eq!(*vault.unseal(PHONE, &new.sealed).unwrap(), *clear);
    assert!(vault.unseal(PHONE, &old.sealed).is_err());
}

/// A vault that is open reads the ring again when it meets a key that it does not know, and takes no ring
/// that is another one.
#[tokio::test]
async fn an_open_vault_learns_of_a_new_key() {
    let mut ring = KeyRing::generate();
    let mut folder = Folder::with_keys(ring.clone()).await;
    let open = folder.vault.clone();
    let file = Arc::new(Mutex::new(Some(ring.clone())));
    let read = Arc::clone(&file);
    open.read_keys_again_from(Box::new(move || read.lock().unwrap().clone()));
    assert_eq!(open.read_keys_again(), Ok(false));

    let second = ring.rotate();
    folder.reopen(ring.clone()).await;
    let object = folder.vault.put(ObjectKind::Export, b"new").await.unwrap();
    let sealed = folder.vault.seal(PHONE, "13800000001").unwrap();
    assert!(matches!(
        open.unseal(PHONE, &sealed),
        Err(VaultError::UnknownKey { .. })
    ));
    *file.lock().unwrap() = Some(ring.clone());
    assert_eq!(open.unseal(PHONE, &sealed).unwrap().as_str(), "13800000001");
    assert_eq!(open.active_key(), second);
    let read = open.get(&object.key).await.unwrap();
    assert_eq!(read.as_deref(), Some(b"new".as_slice()));

    let third = ring.rotate();
    *file.lock().unwrap() = Some(KeyRing::generate());
    assert_eq!(open.read_keys_again(), Err(OtherKeyRing));
    assert_eq!(open.active_key(), second);
    *file.lock().unwrap() = Some(ring);
    assert_eq!(open.read_keys_again(), Ok(true));
    assert_eq!(open.active_key(), third);
}

/// Objects keep the names that they have, links under way open, and two processes of which one has read the new
/// ring understand each other.
#[tokio::test]
async fn new_link_and_naming_keys_lose_nothing() {
    let mut ring = KeyRing::generate();
    let mut folder = Folder::with_keys(ring.clone()).await;
    let stored = store_some(&folder).await;
    let former = folder.vault.clone();
    let file = Arc::new(Mutex::new(None));
    let read = Arc::clone(&file);
    former.read_keys_again_from(Box::new(move || read.lock().unwrap().take()));
    let old = former.sign_link(&link_to(&stored[0].0));

    ring.rotate_links_and_names();
    folder.reopen(ring.clone()).await;
    all_are_read(&folder, &stored).await;
    let renewed = &folder.vault;
    assert_eq!(renewed.open_link(&old, now()), Ok(link_to(&stored[0].0)));
    let again = renewed.put(ObjectKind::Original, &stored[0].1).await;
    let again = again.unwrap().key;
    assert_ne!(again, stored[0].0, "what is stored now has a new name");
    let new = renewed.sign_link(&link_to(&again));

    // The other process does not know the ring yet, and then reads it by itself.
    assert_eq!(former.open_link(&new, now()), Err(LinkError::Forged));
    let damaged = former.get(&again).await;
    assert!(matches!(damaged, Err(VaultError::Damaged { .. })));
    *file.lock().unwrap() = Some(ring.clone());
    assert_eq!(former.open_link(&new, now()), Ok(link_to(&again)));
    assert_eq!(former.open_link(&old, now()), Ok(link_to(&stored[0].0)));
    assert!(former.get(&again).await.unwrap().is_some());

    // A ring that does not hold what is used is another one.
    let mut other = KeyRing::generate();
    other.rotate_links_and_names();
    *file.lock().unwrap() = Some(other);
    assert_eq!(former.read_keys_again(), Err(OtherKeyRing));
}

fn now() -> Timestamp {
    Timestamp::from_micros(1_693_960_200_000_000)
}

fn link_to(key: &BlobKey) -> Link {
    Link {
        blob: key.clone(),
        content_type: ContentType::Jpeg,
        viewer: Actor::System,
        expires_at: now() + Duration::from_minutes(5),
    }
}

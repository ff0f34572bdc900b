//! Objects come back as they were stored, and are found by their content.

use domain::BlobKey;
use futures_util::TryStreamExt as _;
use vault::ObjectKind;

use crate::harness::{Folder, content, drain};

#[track_caller]
fn is_named(key: &BlobKey, kind: ObjectKind) {
    let start = format!("{}/", kind.name());
    assert!(key.as_str().starts_with(&start), "{key:?}");
}

async fn check_round_trip(folder: &Folder, kind: ObjectKind, length: usize) {
    let bytes = content(length);
    let stored = folder.vault.put(kind, &bytes).await.unwrap();
    is_named(&stored.key, kind);
    assert_eq!(stored.length_bytes, length as u64);
    let whole = folder.vault.get(&stored.key).await.unwrap().unwrap();
    assert_eq!(whole, bytes);
    let reader = folder.vault.reader(&stored.key).await.unwrap().unwrap();
    assert_eq!(reader.length_bytes(), length as u64);
    assert_eq!(drain(reader).await.unwrap(), bytes);
}

#[tokio::test]
async fn objects_of_any_length_and_kind_come_back() {
    let folder = Folder::new().await;
    for kind in ObjectKind::ALL.iter().copied() {
        for length in [0, 1, 65_536, 65_537, 5_000_000] {
            check_round_trip(&folder, kind, length).await;
        }
    }
}

#[tokio::test]
async fn a_stream_gives_frames_of_at_most_64_kib() {
    let folder = Folder::new().await;
    let bytes = content(200_000);
    let stored = folder.vault.put(ObjectKind::Export, &bytes).await.unwrap();
    let reader = folder.vault.reader(&stored.key).await.unwrap().unwrap();
    let frames: Vec<_> = reader.into_stream().try_collect().await.unwrap();
    let lengths: Vec<usize> = frames.iter().map(bytes::Bytes::len).collect();
    assert_eq!(lengths, [65_536, 65_536, 65_536, 3_392]);
    assert_eq!(frames.concat(), bytes);
}

#[tokio::test]
async fn how_the_bytes_come_does_not_matter() {
    let folder = Folder::new().await;
    let bytes = content(700_000);
    let whole = folder.vault.put(ObjectKind::Original, &bytes).await;
    let mut writer = folder.vault.writer(ObjectKind::Original).await.unwrap();
    for piece in bytes.chunks(33_333) {
        writer.write(piece).await.unwrap();
    }
    assert_eq!(writer.finish().await.unwrap(), whole.unwrap());
    assert_eq!(folder.files().len(), 1);
}

#[tokio::test]
async fn the_same_content_is_stored_once_per_kind_and_key_ring() {
    let (one, other) = (Folder::new().await, Folder::new().await);
    let put = async |folder: &Folder, kind| folder.vault.put(kind, b"photo").await.unwrap();
    let first = put(&one, ObjectKind::Original).await;
    assert_eq!(put(&one, ObjectKind::Original).await, first);
    let portrait = put(&one, ObjectKind::Portrait).await;
    let elsewhere = put(&other, ObjectKind::Original).await;
    assert_eq!([portrait.hash, elsewhere.hash], [first.hash; 2]);
    assert_ne!(portrait.key, first.key);
    assert_ne!(elsewhere.key, first.key);
    assert_eq!(one.files().len(), 2);
}

#[tokio::test]
async fn nothing_of_the_content_shows_in_the_folder() {
    let folder = Folder::new().await;
    let photo = "A".repeat(100_000);
    let stored = folder.vault.put(ObjectKind::Original, photo.as_bytes());
    let stored = stored.await.unwrap();
    let file = std::fs::read(folder.file(&stored.key)).unwrap();
    assert!(!file.windows(8).any(|window| window == b"AAAAAAAA"));
    assert!(!stored.key.as_str().contains(&stored.hash.to_hex()[..8]));
}

#[tokio::test]
async fn what_is_absent_is_absent() {
    let folder = Folder::new().await;
    let stored = folder
        .vault
        .put(ObjectKind::Original, b"photo")
        .await
        .unwrap();
    folder.vault.delete(&stored.key).await.unwrap();
    folder.vault.delete(&stored.key).await.unwrap();
    assert!(folder.vault.get(&stored.key).await.unwrap().is_none());
    assert!(folder.vault.reader(&stored.key).await.unwrap().is_none());
}

#[tokio::test]
async fn a_name_that_the_vault_does_not_give_reaches_nothing() {
    let folder = Folder::new().await;
    std::fs::write(folder.path().join("notes"), "not an object").unwrap();
    let key = BlobKey::new("notes").unwrap();
    assert!(folder.vault.get(&key).await.unwrap().is_none());
    assert!(folder.vault.reader(&key).await.unwrap().is_none());
    folder.vault.delete(&key).await.unwrap();
    assert_eq!(folder.files(), ["notes"]);
}

#[tokio::test]
async fn a_vault_that_works_says_so_and_leaves_nothing() {
    let folder = Folder::new().await;
    folder.vault.probe().await.unwrap();
    assert_eq!(folder.files(), Vec::<String>::new());
    assert_eq!(format!("{:?}", folder.vault), "Vault(active key 1)");
}

//! A bucket that works, and one that fails in every way: what fails is said in time and as what it
//! is, no part of an object is ever taken for the whole, and what heals goes on.

use std::convert::Infallible;
use std::error::Error as _;
use std::time::Duration;

use domain::BlobKey;
use vault::{KeyRing, ObjectKind, StoreLimits, Vault, VaultError};

use crate::fake_bucket::{FakeBucket, Mood};
use crate::harness::{content, drain, limit, long_ago};

/// Longer than one part, so that it is uploaded in pieces and copied.
const LARGE: usize = 20_000_000;

fn patient() -> StoreLimits {
    StoreLimits {
        first_pause: Duration::from_millis(1),
        ..StoreLimits::default()
    }
}

/// For a bucket that never answers: the sooner it is over, the better.
fn impatient() -> StoreLimits {
    StoreLimits {
        attempt_timeout: Duration::from_millis(100),
        retries: 1,
        first_pause: Duration::from_millis(1),
    }
}

async fn sound() -> (FakeBucket, Vault) {
    let bucket = FakeBucket::start().await;
    let vault = bucket.vault(KeyRing::generate(), patient()).await;
    (bucket, vault)
}

#[tokio::test]
async fn a_photo_is_one_request() {
    let (bucket, vault) = sound().await;
    let photo = content(5_000_000);
    let stored = vault.put(ObjectKind::Original, &photo).await.unwrap();
    assert_eq!(bucket.take_requests(), ["PUT original"]);
    assert_eq!(vault.get(&stored.key).await.unwrap().unwrap(), photo);
    let reader = vault.reader(&stored.key).await.unwrap().unwrap();
    assert_eq!(drain(reader).await.unwrap(), photo);
    vault.delete(&stored.key).await.unwrap();
    assert!(bucket.objects().is_empty());
    assert!(vault.get(&stored.key).await.unwrap().is_none());
    assert!(vault.reader(&stored.key).await.unwrap().is_none());
}

#[tokio::test]
async fn a_large_object_is_complete_before_it_has_its_name() {
    let (bucket, vault) = sound().await;
    let archive = content(LARGE);
    let mut writer = vault.writer(ObjectKind::Export).await.unwrap();
    writer.write(&archive).await.unwrap();
    assert!(bucket.objects().is_empty());
    let stored = writer.finish().await.unwrap();
    let names: Vec<String> = bucket.objects().into_keys().collect();
    assert_eq!(names, [stored.key.as_str()]);
    let reader = vault.reader(&stored.key).await.unwrap().unwrap();
    assert_eq!(reader.length_bytes(), LARGE as u64);
    assert!(drain(reader).await.unwrap() == archive);
}

#[tokio::test]
async fn what_was_given_up_leaves_nothing() {
    let (bucket, vault) = sound().await;
    for length in [10, LARGE] {
        let mut writer = vault.writer(ObjectKind::Export).await.unwrap();
        writer.write(&content(length)).await.unwrap();
        writer.abort().await;
    }
    let mut writer = vault.writer(ObjectKind::Export).await.unwrap();
    writer.write(&content(LARGE)).await.unwrap();
    drop(writer);
    assert!(bucket.objects().is_empty());
}

#[tokio::test]
async fn a_probe_leaves_nothing() {
    let (bucket, vault) = sound().await;
    vault.probe().await.unwrap();
    assert!(bucket.objects().is_empty());
}

#[tokio::test]
async fn rewrapping_and_sweeping_work_in_a_bucket() {
    let bucket = FakeBucket::start().await;
    let mut ring = KeyRing::generate();
    let first = ring.active_id();
    let vault = bucket.vault(ring.clone(), patient()).await;
    let kept = vault
        .put(ObjectKind::Original, &content(LARGE))
        .await
        .unwrap();
    vault.put(ObjectKind::Portrait, b"orphan").await.unwrap();
    ring.rotate();
    let vault = bucket.vault(ring.clone(), patient()).await;
    assert_eq!(vault.rewrap(|_| ()).await.unwrap().rewrapped, 2);
    assert_eq!(vault.rewrap(|_| ()).await.unwrap().current, 2);
    ring.forget(first).unwrap();
    let vault = bucket.vault(ring, patient()).await;
    let answer = async |keys: &[BlobKey]| {
        Ok::<_, Infallible>(keys.iter().map(|key| *key == kept.key).collect())
    };
    // The bucket says that everything was written in 2015.
    let report = vault.sweep(limit(), answer).await.unwrap();
    assert_eq!((report.referenced, report.deleted), (1, 1));
    assert!(vault.get(&kept.key).await.unwrap().unwrap() == content(LARGE));
    let early = long_ago() - domain::Duration::from_days(4000);
    let report = vault.sweep(early, answer).await.unwrap();
    assert_eq!(report.young, 1);
}

async fn check_outage(mood: Mood, limits: StoreLimits, transient: bool) {
    let bucket = FakeBucket::start().await;
    let ring = KeyRing::generate();
    let vault = bucket.vault(ring.clone(), limits).await;
    let healed = bucket.vault(ring, patient()).await;
    let before = healed.put(ObjectKind::Original, b"before").await.unwrap();
    bucket.set_mood(mood);
    let photo = content(100_000);
    let failures = [
        vault.put(ObjectKind::Original, &photo).await.map(drop),
        vault
            .put(ObjectKind::Original, &content(LARGE))
            .await
            .map(drop),
        vault.get(&before.key).await.map(drop),
        vault.reader(&before.key).await.map(drop),
        vault.delete(&before.key).await,
        vault.probe().await,
        vault.rewrap(|_| ()).await.map(drop),
    ];
    for failure in failures {
        let error = failure.unwrap_err();
        assert_eq!(error.is_transient(), transient, "{error:?}");
        assert_eq!(matches!(error, VaultError::Unavailable { .. }), transient);
        let said = format!("{error} {:?}", error.source());
        assert!(
            !said.contains("photos") && !said.contains("127.0.0.1"),
            "{said}"
        );
    }
    let names: Vec<String> = bucket.objects().into_keys().collect();
    assert_eq!(names, [before.key.as_str()]);

    bucket.set_mood(Mood::Sound);
    let stored = healed.put(ObjectKind::Original, &photo).await.unwrap();
    assert_eq!(healed.get(&stored.key).await.unwrap().unwrap(), photo);
}

#[tokio::test]
async fn a_bucket_that_fails_is_unavailable() {
    check_outage(Mood::Failing, patient(), true).await;
}

#[tokio::test]
async fn a_bucket_that_hangs_is_unavailable() {
    check_outage(Mood::Hanging, impatient(), true).await;
}

#[tokio::test]
async fn a_bucket_that_hangs_up_is_unavailable() {
    check_outage(Mood::Dropping, patient(), true).await;
}

#[tokio::test]
async fn a_bucket_that_refuses_needs_a_person() {
    check_outage(Mood::Refusing, patient(), false).await;
}

#[tokio::test]
async fn what_fails_once_or_twice_goes_through() {
    let (bucket, vault) = sound().await;
    for length in [1000, LARGE] {
        bucket.plan(&[Mood::Failing, Mood::Dropping]);
        let stored = vault
            .put(ObjectKind::Export, &content(length))
            .await
            .unwrap();
        bucket.plan(&[Mood::Dropping, Mood::Failing]);
        let read = vault.get(&stored.key).await.unwrap().unwrap();
        assert!(read == content(length));
    }
}

#[tokio::test]
async fn a_download_that_breaks_off_is_taken_up_where_it_was() {
    let (bucket, vault) = sound().await;
    let photo = content(1_000_000);
    let stored = vault.put(ObjectKind::Original, &photo).await.unwrap();
    bucket.plan(&[Mood::CuttingDownloads; 3]);
    assert_eq!(vault.get(&stored.key).await.unwrap().unwrap(), photo);
    bucket.plan(&[Mood::CuttingDownloads; 3]);
    let reader = vault.reader(&stored.key).await.unwrap().unwrap();
    assert_eq!(drain(reader).await.unwrap(), photo);
}

#[tokio::test]
async fn a_download_that_always_breaks_off_is_never_taken_for_the_whole() {
    let (bucket, vault) = sound().await;
    let photo = content(1_000_000);
    let stored = vault.put(ObjectKind::Original, &photo).await.unwrap();
    bucket.set_mood(Mood::CuttingDownloads);
    assert!(vault.get(&stored.key).await.unwrap_err().is_transient());
    let reader = vault.reader(&stored.key).await.unwrap().unwrap();
    assert!(drain(reader).await.unwrap_err().is_transient());
}

#[tokio::test]
async fn an_object_that_is_written_anew_while_it_is_read_is_read_again() {
    let (bucket, vault) = sound().await;
    let photo = content(1_000_000);
    let stored = vault.put(ObjectKind::Original, &photo).await.unwrap();
    let first = bucket.objects()[stored.key.as_str()].clone();
    vault.put(ObjectKind::Original, &photo).await.unwrap();
    bucket.replace_in_the_middle(first);
    bucket.plan(&[Mood::Sound, Mood::CuttingDownloads]);
    assert_eq!(vault.get(&stored.key).await.unwrap().unwrap(), photo);
}

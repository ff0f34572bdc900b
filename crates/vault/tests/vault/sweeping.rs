//! A sweep takes what nothing refers to, and nothing else.

use std::convert::Infallible;
use std::fs;
use std::sync::Mutex;

use domain::BlobKey;
use vault::{ObjectKind, SweepError, SweepReport};

use crate::harness::{Folder, content, limit, long_ago};

async fn put(folder: &Folder, kind: ObjectKind, length: usize) -> BlobKey {
    folder.vault.put(kind, &content(length)).await.unwrap().key
}

async fn put_old(folder: &Folder, kind: ObjectKind, length: usize) -> BlobKey {
    let key = put(folder, kind, length).await;
    folder.age(key.as_str(), long_ago());
    key
}

#[tokio::test]
async fn the_referenced_and_the_young_stay() {
    let folder = Folder::new().await;
    let referenced = put_old(&folder, ObjectKind::Original, 10).await;
    let orphan = put_old(&folder, ObjectKind::Original, 11).await;
    let part = put_old(&folder, ObjectKind::UploadPart, 12).await;
    let young = put(&folder, ObjectKind::Portrait, 13).await;
    let asked = Mutex::new(Vec::new());
    let answer = async |keys: &[BlobKey]| {
        asked.lock().unwrap().extend_from_slice(keys);
        Ok::<_, Infallible>(keys.iter().map(|key| *key == referenced).collect())
    };
    let report = folder.vault.sweep(limit(), answer).await.unwrap();
    let expected = SweepReport {
        young: 1,
        referenced: 1,
        deleted: 2,
        ..SweepReport::default()
    };
    assert_eq!(report, expected);
    assert_eq!(folder.files(), [referenced.as_str(), young.as_str()]);
    let mut asked = asked.into_inner().unwrap();
    asked.sort();
    let mut old = [referenced, orphan, part];
    old.sort();
    assert_eq!(asked, old);
}

#[tokio::test]
async fn uploads_that_were_given_up_go_when_they_are_old() {
    let folder = Folder::new().await;
    for _ in 0..2 {
        let mut writer = folder.vault.writer(ObjectKind::Original).await.unwrap();
        writer.write(&content(1_000_000)).await.unwrap();
        drop(writer);
    }
    let files = folder.files();
    assert_eq!(files.len(), 2);
    folder.age(&files[0], long_ago());
    let nobody = async |_: &[BlobKey]| -> Result<Vec<bool>, Infallible> {
        panic!("uploads have no name to ask about")
    };
    let report = folder.vault.sweep(limit(), nobody).await.unwrap();
    assert_eq!(report.abandoned_uploads, 1);
    assert_eq!(folder.files(), [files[1].as_str()]);
}

#[tokio::test]
async fn what_is_not_the_vaults_is_left_alone() {
    let folder = Folder::new().await;
    fs::create_dir(folder.path().join("original")).unwrap();
    fs::write(folder.path().join("original/readme"), "mine").unwrap();
    fs::write(folder.path().join("notes"), "mine").unwrap();
    for name in ["notes", "original/readme"] {
        folder.age(name, long_ago());
    }
    let none = async |keys: &[BlobKey]| Ok::<_, Infallible>(vec![false; keys.len()]);
    let report = folder.vault.sweep(limit(), none).await.unwrap();
    assert_eq!((report.foreign, report.deleted), (1, 0));
    assert_eq!(folder.files(), ["notes", "original/readme"]);
}

#[tokio::test]
async fn content_that_is_stored_again_while_it_is_asked_about_stays() {
    let folder = Folder::new().await;
    let key = put_old(&folder, ObjectKind::Original, 10).await;
    let answer = async |keys: &[BlobKey]| {
        // A student hands in the same photo at this very moment.
        put(&folder, ObjectKind::Original, 10).await;
        Ok::<_, Infallible>(vec![false; keys.len()])
    };
    let report = folder.vault.sweep(limit(), answer).await.unwrap();
    assert_eq!((report.young, report.deleted), (1, 0));
    assert_eq!(folder.files(), [key.as_str()]);
}

#[tokio::test]
async fn names_are_asked_about_in_pages() {
    let folder = Folder::new().await;
    let key = put_old(&folder, ObjectKind::Original, 10).await;
    let file = folder.file(&key);
    for number in 0..600 {
        let name = format!("original/{:02x}/{number:062x}", number % 256);
        let other = folder.path().join(&name);
        fs::create_dir_all(other.parent().unwrap()).unwrap();
        fs::hard_link(&file, other).unwrap();
    }
    let pages = Mutex::new(Vec::new());
    let answer = async |keys: &[BlobKey]| {
        pages.lock().unwrap().push(keys.len());
        Ok::<_, Infallible>(vec![true; keys.len()])
    };
    let report = folder.vault.sweep(limit(), answer).await.unwrap();
    assert_eq!(report.referenced, 601);
    assert_eq!(pages.into_inner().unwrap(), [500, 101]);
}

#[tokio::test]
async fn without_an_answer_nothing_is_deleted() {
    let folder = Folder::new().await;
    put_old(&folder, ObjectKind::Original, 10).await;
    let too_few = async |_: &[BlobKey]| Ok::<_, Infallible>(Vec::new());
    let error = folder.vault.sweep(limit(), too_few).await.unwrap_err();
    let expected = "1 names were asked about and 0 answers came";
    assert_eq!(error.to_string(), expected);
    let failing = async |_: &[BlobKey]| Err("the database is away");
    let error = folder.vault.sweep(limit(), failing).await.unwrap_err();
    assert!(matches!(
        error,
        SweepError::References("the database is away")
    ));
    assert_eq!(folder.files().len(), 1);
}

#[tokio::test]
async fn a_sweep_can_run_as_a_task() {
    let folder = Folder::new().await;
    let vault = folder.vault.clone();
    let sweep = async move {
        let none = async |keys: &[BlobKey]| Ok::<_, Infallible>(vec![false; keys.len()]);
        vault.sweep(limit(), none).await.unwrap()
    };
    let report = tokio::spawn(sweep).await.unwrap();
    assert_eq!(report, SweepReport::default());
}

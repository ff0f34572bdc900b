//! The runbook for a key file that others may have seen (`docs/operations.md`), step by step: afterwards the stolen
//! file opens nothing of what a later thief of the database and the objects finds.

use std::fs;
use std::path::Path;

use crate::harness::{Home, Person, Student, photo};
use crate::walk::{bind, picture};

const STUDENT: Person = Person(2718);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stolen_key_file_opens_nothing_after_the_runbook() {
    let home = Home::found("", &[]);
    let service = home.serve().await;
    let student = Student::sign_in_at_the_machine(&home, STUDENT)
        .await
        .unwrap();
    let degree = bind(&home, &student, STUDENT).await;
    let checked = student.offer(&degree, photo(2)).await.unwrap();
    let keys = home.data().join("keys.toml");
    let stolen = fs::read(&keys).unwrap();
    let early = backed_up(&home, "early");
    with_keys(&keys, &stolen, || {
        let (opened, said) = home.try_admin(&["restore-check", &early]);
        assert!(opened.is_some(), "before, the stolen file opens it: {said}");
    });

    // Step 2, while the service runs; nothing is left under the old keys.
    let rotated = home.admin(&["rotate-keys", "--every-key", "--wait-seconds", "1"]);
    assert!(rotated[1]["rows_resealed"].as_u64().unwrap() > 0);
    let again = home.admin(&["rotate-keys", "--resume"]);
    assert_eq!(again[0]["rows_resealed"], 0);
    assert_eq!(again[0]["rows_missed"], 0);
    let portrait = picture(&student, &checked, "portrait").await;
    assert!(portrait.starts_with(&[0xff, 0xd8]), "a JPEG");

    // Step 3.
    let late = backed_up(&home, "late");
    home.admin(&["restore-check", &late]);
    // Step 4.
    home.admin(&["verify-audit"]);
    assert!(service.stop().success());

    with_keys(&keys, &stolen, || {
        let (opened, _) = home.try_admin(&["restore-check", &late]);
        assert!(opened.is_none(), "the stolen file opens the later backup");
    });
    // The present file opens the earlier backup: it has the old keys, too.
    home.admin(&["restore-check", &early]);
    let service = home.serve().await;
    let portrait = picture(&student, &checked, "portrait").await;
    assert!(portrait.starts_with(&[0xff, 0xd8]), "a JPEG");
    assert!(service.stop().success());
}

fn backed_up(home: &Home, name: &str) -> String {
    let folder = home.path(name);
    let place = folder.to_str().unwrap();
    home.admin(&["backup", place]);
    place.to_owned()
}

/// Does something with another key file in the place of the present one.
fn with_keys(file: &Path, other: &[u8], act: impl FnOnce()) {
    let present = fs::read(file).unwrap();
    fs::write(file, other).unwrap();
    act();
    fs::write(file, present).unwrap();
}

//! A photo as an iPhone keeps it: taken, checked, submitted, approved, and a portrait at the end.

use crate::harness::{Home, Person, Plan, Student, heic};
use crate::walk::picture;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_iphones_photo_becomes_a_portrait() {
    let home = Home::found("", &[]);
    let service = home.serve().await;
    let student = Student::sign_in_at_the_machine(&home, Person(3142))
        .await
        .unwrap();
    let degree = student.bind().await.unwrap();
    let file = heic(4);
    assert_eq!(&file[4..12], b"ftypheic");

    let id = student.offer(&degree, file.clone()).await.unwrap();
    let seen = student.call(&format!("GET /photos/{id}"));
    let seen = seen.expect(200).await.json();
    let failed = seen["verdicts"].as_array().unwrap().iter();
    let failed = failed.filter(|verdict| verdict["outcome"] == "fail");
    assert_eq!(failed.count(), 0, "{seen:#}");
    let submitted = student.act(&degree, "submit").await.unwrap().expect(200);
    assert_eq!(submitted.json()["state"], "awaiting-review");
    home.admin(&[
        "decide",
        &degree.submission,
        "--staff",
        Plan::REVIEWER,
        "approve",
    ]);
    let approved = student.submission(&degree).await.unwrap().json();
    assert_eq!(approved["state"], "approved");

    // The original stays the phone's own file; what anybody uses is a JPEG.
    assert_eq!(picture(&student, &id, "original").await, file);
    let portrait = picture(&student, &id, "portrait").await;
    assert!(portrait.starts_with(&[0xff, 0xd8]), "a JPEG");
    assert!(service.stop().success());
}

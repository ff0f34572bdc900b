//! Parts of the machine fail while the service runs: it says which, answers that it cannot work at
//! present, accepts nothing that it could lose, and goes on by itself once the part is back.

mod gateways;
mod mounted;
pub(crate) mod s3;

use std::fs;

use serde_json::{Value, json};
use test_kit::postgres::Server;

use crate::harness::{Degree, Desk, Home, Person, Process, Student, photo};

/// A service and a student with an open session for a photo.
struct Scene {
    // Dropped before the home, which looks into its log.
    service: Process,
    home: Home,
    desk: Desk,
    student: Student,
    degree: Degree,
    session: (String, String),
}

impl Scene {
    async fn new(home: Home) -> Self {
        let service = home.serve().await;
        Self::with(service, home).await
    }

    async fn with(service: Process, home: Home) -> Self {
        let desk = Desk::open(&home).await;
        let student = Student::sign_in(&home, &desk, Person(4242)).await.unwrap();
        let degree = student.bind().await.unwrap();
        let session = student.open_capture(&degree).await.unwrap();
        Self {
            service,
            home,
            desk,
            student,
            degree,
            session,
        }
    }

    /// The photo is refused for now.
    async fn refuses(&self) {
        let upload = self.student.photo_call(&self.session).body(photo(2));
        let refused = upload.send().await.unwrap();
        refused.expect_problem(503, "unavailable");
        assert!(refused.retry_after().is_some());
    }

    /// Nothing was accepted; the very same upload goes through and is looked at.
    async fn recovers(&self) {
        self.home.ready().await;
        let photos = self.student.photos(&self.degree).await.unwrap();
        assert_eq!(photos, Vec::<Value>::new());
        let upload = self.student.photo_call(&self.session).body(photo(2));
        let received = upload.expect(202).await.json();
        let id = received["id"].as_str().unwrap();
        let photo = self.student.verdict(id).await.unwrap();
        assert_eq!(photo["is_usable"], true);
        let reply = self.student.submission(&self.degree).await.unwrap().json();
        assert_eq!(reply["checks"], 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_folder_of_objects_is_gone_for_a_while() {
    let scene = Scene::new(Home::found("", &[])).await;
    let objects = scene.home.data().join("objects");
    let elsewhere = scene.home.path("elsewhere");
    fs::rename(&objects, &elsewhere).unwrap();
    // In its place something that no object can be put into, whoever asks.
    fs::write(&objects, "not a folder").unwrap();
    scene.home.broken("objects").await;
    scene.refuses().await;
    // What needs no objects works.
    scene.student.call("GET /degrees").expect(200).await;
    fs::remove_file(&objects).unwrap();
    fs::rename(&elsewhere, &objects).unwrap();
    scene.recovers().await;
    scene.home.admin(&["check-objects"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_is_away_for_a_while() {
    let Some(server) = Server::own() else {
        return;
    };
    let url = server.database().url();
    // Waiting half a minute for a connection, as usual, would make a long test.
    let database = format!("[database]\nurl = \"{url}\"\nacquire_timeout_ms = 1000\n");
    let scene = Scene::new(Home::found(&database, &[])).await;
    server.stop();
    scene.home.broken("database").await;
    scene.refuses().await;
    let read = scene.student.call("GET /degrees").send().await.unwrap();
    read.expect_problem(503, "unavailable");
    let asked = json!({ "phone": Person(4243).phone() });
    let asked = scene.home.api.call("POST /sign-in/codes").json(&asked);
    asked
        .send()
        .await
        .unwrap()
        .expect_problem(503, "unavailable");
    server.start_again();
    scene.recovers().await;
    let other = Student::sign_in(&scene.home, &scene.desk, Person(4243)).await;
    other.unwrap().bind().await.unwrap();
    assert!(scene.service.stop().success());
}

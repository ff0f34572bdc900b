//! Clients that send too slowly, too much, or something else than they say; and a hundred honest ones
//! at once. Each is answered or cut off, and everybody else is served meanwhile.

mod bomb;
mod crowd;
mod wire;

use std::time::Duration;

use serde_json::json;
use tokio::time::interval;

use crate::harness::{Degree, Desk, Home, Person, Process, Student, photo};
use wire::Wire;

/// Far more than a photo may have, bytes.
const TEN_GIGABYTES: u64 = 10 << 30;

/// What the service may take of a small machine.
const MOST_MEMORY_BYTES: u64 = 512 << 20;

/// A limit that a test can exceed in a moment.
const SMALL: &str = "[limits]\nmax_photo_bytes = 4194304\n[server]\nupload_idle_seconds = 2\n";

/// A service and a student who may hand in a photo.
struct Scene {
    // Dropped before the home, which looks into its log.
    service: Process,
    student: Student,
    degree: Degree,
    home: Home,
}

impl Scene {
    async fn new(otherwise: &str) -> Self {
        let home = Home::found(otherwise, &[]);
        let service = home.serve().await;
        let desk = Desk::open(&home).await;
        let student = Student::sign_in(&home, &desk, Person(6021)).await.unwrap();
        let degree = student.bind().await.unwrap();
        Self {
            service,
            student,
            degree,
            home,
        }
    }

    /// Opens a session and sends the head of an upload with further header lines.
    async fn begin(&self, more: &str) -> (Wire, (String, String)) {
        let session = self.student.open_capture(&self.degree).await.unwrap();
        let (id, token) = &session;
        let head = format!(
            "POST /api/v1/captures/{id}/photo HTTP/1.1\r\nHost: localhost\r\n\
             Authorization: Bearer {}\r\nCapture-Token: {token}\r\n\
             Capture-Source: live-camera\r\nContent-Type: image/jpeg\r\n{more}\r\n\r\n",
            self.student.token
        );
        let wire = Wire::open(self.home.api.address(), &head).await;
        (wire, session)
    }

    /// The session that was misused is as good as new, and so is the service.
    async fn goes_on(&self, session: &(String, String)) {
        assert_eq!(self.student.photos(&self.degree).await.unwrap().len(), 0);
        let call = self.student.photo_call(session).body(photo(2));
        let received = call.expect(202).await.json();
        let id = received["id"].as_str().unwrap();
        let photo = self.student.verdict(id).await.unwrap();
        assert_eq!(photo["state"], "assessed");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trickle_is_cut_off_while_others_are_served() {
    let scene = Scene::new(SMALL).await;
    let (mut wire, session) = scene.begin("Content-Length: 100000").await;
    let mut tick = interval(Duration::from_secs(1));
    let answer = loop {
        tokio::select! {
            answer = wire.answer() => break answer,
            _ = tick.tick() => {
                // Once it was cut off, the answer tells.
                let _cut_off = wire.send(b"x").await;
                scene.student.call("GET /account").expect(200).await;
            }
        }
    };
    assert_eq!(answer, (408, "upload-too-slow".to_owned()));
    scene.goes_on(&session).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn silence_and_floods_are_cut_off() {
    let scene = Scene::new(SMALL).await;
    let (mut silent, session) = scene.begin("Content-Length: 100000").await;
    assert_eq!(silent.answer().await, (408, "upload-too-slow".to_owned()));

    let declared = format!("Content-Length: {TEN_GIGABYTES}");
    let (mut boaster, _) = scene.begin(&declared).await;
    let refused = (413, "too-large".to_owned());
    assert_eq!(boaster.answer().await, refused, "before any byte is sent");

    let (mut flood, _) = scene.begin("Transfer-Encoding: chunked").await;
    let (answer, sent_bytes) = flood.pour(TEN_GIGABYTES).await;
    assert_eq!(answer, refused);
    // Beside the limit of 4 MB there is what the system holds between two sockets.
    assert!(sent_bytes < 64 << 20, "{sent_bytes}");
    scene.goes_on(&session).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_that_are_no_photos_are_found_out() {
    let scene = Scene::new(SMALL).await;
    let (student, degree) = (&scene.student, &scene.degree);
    for (file, reason) in [
        (bomb::png(20_000, 20_000), "too-large"),
        (b"<html>not a picture</html>".to_vec(), "not-a-picture"),
        (bomb::png(600, 20)[..60].to_vec(), "damaged"),
    ] {
        let received = student.upload(degree, file.into()).await.unwrap();
        let received = received.expect(202).json();
        let id = received["id"].as_str().unwrap();
        let photo = student.verdict(id).await.unwrap();
        assert_eq!(photo["state"], "unusable");
        assert_eq!(photo["reasons"], json!([reason]));
    }
    let text = student.call("POST /degrees/x/confirm");
    let text = text.header("content-type", "text/plain").body("{}");
    assert_eq!(text.send().await.unwrap().status, 404, "no such degree");
    let text = student.call("PATCH /account");
    let text = text.header("content-type", "text/plain").body("{}");
    let text = text.send().await.unwrap();
    text.expect_problem(415, "unsupported-media-type");
    // The process that has seen all this is well, and has not unpacked what it need not.
    student.offer(degree, photo(2)).await.unwrap();
    stays_small(&scene.service);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_photos_at_once_all_arrive() {
    let home = Home::found("", &[]);
    let service = home.serve().await;
    crowd::uploads(&home, 100).await;
    stays_small(&service);
}

/// Where the system says how much memory a process has had at most.
#[expect(clippy::print_stdout, reason = "whoever reads the results may want to know")]
fn stays_small(service: &Process) {
    if let Some(bytes) = service.peak_memory_bytes() {
        println!("most memory: {} MB", bytes >> 20);
        assert!(bytes <= MOST_MEMORY_BYTES, "{bytes}");
    }
}

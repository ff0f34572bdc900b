//! A school's students who all hand in their photos in the same minute.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use test_kit::PortraitSpec;
use tokio::task::JoinSet;

use crate::harness::{Api, Desk, Home, Person, Student, pause, photo_of};

/// Students who get ready at the same time.
const GET_READY_TOGETHER: u32 = 8;

/// Lets as many students upload at once, while somebody else reads all the time.
pub(super) async fn uploads(home: &Home, count: u32) {
    let photo = photo_of(&large(), 95);
    let megabytes = photo.len() as f64 / 1e6;
    assert!((3.0..5.0).contains(&megabytes), "{megabytes} MB");
    let ready = get_ready(home, count).await;
    let reader = Reader::begin(home.api.clone(), ready[0].0.clone());
    let mut uploads = JoinSet::new();
    for (student, session) in ready {
        uploads.spawn(upload(student, session, photo.clone()));
    }
    uploads.join_all().await;
    reader.end().await;
}

/// A phone's photo of 12 megapixels, with its noise.
fn large() -> PortraitSpec {
    PortraitSpec {
        noise: 4.0,
        ..PortraitSpec::seeded(2).scaled(2.5)
    }
}

/// Uploads until the photo is received; whoever is sent away is told when to come back.
async fn upload(student: Student, session: (String, String), photo: Bytes) {
    loop {
        let call = student.photo_call(&session).body(photo.clone());
        let reply = call.send().await.unwrap();
        if reply.status == 202 {
            return;
        }
        assert!([429, 503].contains(&reply.status), "{}", reply.status);
        let seconds = reply.retry_after().expect("when to come back");
        tokio::time::sleep(Duration::from_secs(seconds)).await;
    }
}

/// Students with an open session each.
async fn get_ready(home: &Home, count: u32) -> Vec<(Student, (String, String))> {
    let desk = Desk::open(home).await;
    let mut ready = Vec::new();
    for first in (0..count).step_by(GET_READY_TOGETHER as usize) {
        let last = count.min(first + GET_READY_TOGETHER);
        let students = (first..last).map(|number| one(home, &desk, Person(7000 + number)));
        ready.extend(futures_util::future::join_all(students).await);
    }
    ready
}

async fn one(home: &Home, desk: &Desk, person: Person) -> (Student, (String, String)) {
    let student = Student::sign_in(home, desk, person).await.unwrap();
    let degree = student.bind().await.unwrap();
    let session = student.open_capture(&degree).await.unwrap();
    (student, session)
}

/// Somebody who reads all the time, and is always answered.
struct Reader {
    ends: Arc<AtomicBool>,
    task: tokio::task::JoinHandle<u32>,
}

impl Reader {
    fn begin(api: Api, student: Student) -> Self {
        let ends = Arc::new(AtomicBool::new(false));
        let stop = ends.clone();
        let task = tokio::spawn(async move {
            let mut read = 0;
            while !stop.load(Ordering::Relaxed) {
                api.call("GET /healthz").expect(200).await;
                student.call("GET /degrees").expect(200).await;
                read += 1;
                pause().await;
            }
            read
        });
        Self { ends, task }
    }

    async fn end(self) {
        self.ends.store(true, Ordering::Relaxed);
        assert!(self.task.await.unwrap() > 0);
    }
}

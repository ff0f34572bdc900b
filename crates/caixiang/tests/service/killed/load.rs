//! Students who work while processes die, and what they remember of the answers that they got.
//!
//! A student looks where she stands and takes the next step, so an answer that was lost does no harm:
//! the next look shows whether the step was taken.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::task::JoinSet;

use crate::harness::{
    Degree, Desk, Home, Lost, Person, Plan, Reply, Student, eventually, pause, photo,
};

/// Students at a time.
const STUDENTS: u32 = 12;

/// Good photos, which they share.
pub(super) const SHOTS: [u64; 3] = [2, 3, 5];

/// Submissions of one student before the next one takes her place; the batch allows three.
const ATTEMPTS: u64 = 3;

/// Students at work.
pub(super) struct Load {
    tasks: JoinSet<Vec<Ledger>>,
    shared: Arc<Shared>,
}

struct Shared {
    home: Arc<Home>,
    desk: Desk,
    ends: AtomicBool,
    answers: AtomicU64,
    decided: Mutex<HashMap<String, String>>,
}

/// What a student was told.
pub(super) struct Ledger {
    student: Student,
    degree: Degree,
    /// The newest version of the submission that she has seen.
    version: u64,
    submitted: Count,
    withdrawn: Count,
    /// Photos whose receipt was acknowledged.
    photos: Vec<String>,
    /// Uploads that were begun.
    uploads: u64,
    shared: Arc<Shared>,
}

/// How often something was asked for, and how often that was acknowledged.
#[derive(Debug, Default)]
struct Count {
    asked: u64,
    acknowledged: u64,
}

impl Load {
    /// Begins; students come one after the other until the end.
    pub(super) fn begin(home: &Arc<Home>, desk: &Desk) -> Self {
        let shared = Arc::new(Shared {
            home: home.clone(),
            desk: desk.clone(),
            ends: AtomicBool::new(false),
            answers: AtomicU64::new(0),
            decided: Mutex::default(),
        });
        let mut tasks = JoinSet::new();
        for place in 0..STUDENTS {
            tasks.spawn(students(shared.clone(), place));
        }
        Self { tasks, shared }
    }

    /// Waits until students have got as many more answers.
    pub(super) async fn answers(&self, more: u64) {
        let goal = self.shared.answers.load(Ordering::Relaxed) + more;
        eventually("students get answers", async || {
            (self.shared.answers.load(Ordering::Relaxed) >= goal).then_some(())
        })
        .await;
    }

    /// A reviewer decides on something that waits, unless its student is faster.
    pub(super) fn decide_on_one(&self, home: &Home) {
        let waiting = home.admin(&["queue", "--staff", Plan::REVIEWER]);
        let Some(first) = waiting.first() else {
            return;
        };
        let id = first["submission"].as_str().unwrap();
        let decide = ["decide", id, "approve", "--staff", Plan::REVIEWER];
        if let (Some(_), _) = home.try_admin(&decide) {
            let mut decided = self.shared.decided.lock().unwrap();
            decided.insert(id.to_owned(), "approved".to_owned());
        }
    }

    /// Lets everybody come to a rest, and collects what they were told.
    pub(super) async fn end(self) -> Vec<Ledger> {
        self.shared.ends.store(true, Ordering::Relaxed);
        self.tasks.join_all().await.into_iter().flatten().collect()
    }
}

/// One student after the other in one place.
async fn students(shared: Arc<Shared>, place: u32) -> Vec<Ledger> {
    let mut ledgers = Vec::new();
    for number in (place..10_000).step_by(STUDENTS as usize) {
        let Some(mut ledger) = arrive(&shared, Person(number)).await else {
            return ledgers;
        };
        while !shared.ends.load(Ordering::Relaxed) {
            match ledger.step().await {
                Ok(true) => {}
                Ok(false) => break,
                Err(_lost) => pause().await,
            }
        }
        ledgers.push(ledger);
    }
    ledgers
}

/// Signs in and binds the own degree, over and over until it is done; `None` if it all ends before.
async fn arrive(shared: &Arc<Shared>, person: Person) -> Option<Ledger> {
    while !shared.ends.load(Ordering::Relaxed) {
        match try_to_arrive(shared, person).await {
            Ok((student, degree)) => {
                return Some(Ledger {
                    student,
                    degree,
                    version: 0,
                    submitted: Count::default(),
                    withdrawn: Count::default(),
                    photos: Vec::new(),
                    uploads: 0,
                    shared: shared.clone(),
                });
            }
            Err(_lost) => pause().await,
        }
    }
    None
}

async fn try_to_arrive(shared: &Shared, person: Person) -> Result<(Student, Degree), Lost> {
    let student = Student::sign_in(&shared.home, &shared.desk, person).await?;
    student.agree().await?.expect(200);
    // A step whose answer was lost the last time shows here.
    let known = student
        .call("GET /degrees")
        .send()
        .await?
        .expect(200)
        .json();
    let known = known["items"].as_array().unwrap().first().cloned();
    let degree = match known {
        Some(degree) if degree["state"] == "bound" => degree,
        Some(degree) => student
            .confirm_degree(degree["id"].as_str().unwrap())
            .await?
            .expect(200)
            .json(),
        None => {
            let added = student.add_degree().await?.expect(201).json();
            let id = added["id"].as_str().unwrap();
            student.confirm_degree(id).await?.expect(200).json()
        }
    };
    shared.answers.fetch_add(5, Ordering::Relaxed);
    Ok((student, Degree::of(&degree)))
}

impl Ledger {
    /// Looks where the submission stands and takes the next step; `false` once there is none.
    async fn step(&mut self) -> Result<bool, Lost> {
        let seen = self.student.submission(&self.degree).await?;
        self.see(&seen);
        let seen = seen.json();
        match seen["state"].as_str().unwrap() {
            "awaiting-photo" => self.hand_in().await?,
            "awaiting-confirmation" => self.take_and_submit(&seen).await?,
            "awaiting-review" if self.submitted.asked < ATTEMPTS => {
                self.withdrawn.asked += 1;
                let reply = self.student.act(&self.degree, "withdraw").await?;
                self.withdrawn.acknowledged += u64::from(self.done(&reply, &[409]));
            }
            "withdrawn" if seen["attempts_left"] != 0 => self.submit().await?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    async fn hand_in(&mut self) -> Result<(), Lost> {
        let shot = SHOTS[(self.student.person.0 as usize + self.photos.len()) % SHOTS.len()];
        self.uploads += 1;
        let reply = self.student.upload(&self.degree, photo(shot)).await?;
        // An upload whose connection broke is given up a moment later.
        if self.done(&reply, &[429]) {
            let id = reply.json()["id"].as_str().unwrap().to_owned();
            self.photos.push(id.clone());
            self.student.verdict(&id).await?;
        }
        Ok(())
    }

    async fn take_and_submit(&mut self, seen: &Value) -> Result<(), Lost> {
        let id = seen["photo"].as_str().unwrap();
        let call = self.student.call(&format!("GET /photos/{id}"));
        let photo = call.send().await?.expect(200).json();
        if photo["state"] == "assessed" {
            let reply = self.student.confirm_photo(&photo).await?;
            if !self.answered(&reply, &[409]) {
                return Ok(());
            }
        }
        self.submit().await
    }

    async fn submit(&mut self) -> Result<(), Lost> {
        self.submitted.asked += 1;
        let reply = self.student.act(&self.degree, "submit").await?;
        self.submitted.acknowledged += u64::from(self.done(&reply, &[409]));
        Ok(())
    }

    /// Whether it was acknowledged; fails for a refusal that nothing explains.
    fn answered(&self, reply: &Reply, refusals: &[u16]) -> bool {
        self.shared.answers.fetch_add(1, Ordering::Relaxed);
        let status = reply.status;
        let explained = status < 300 || refusals.contains(&status);
        if !explained {
            self.shared.home.show_log();
        }
        assert!(
            explained,
            "{status} {}",
            String::from_utf8_lossy(&reply.body)
        );
        status < 300
    }

    /// As [`Self::answered`], of an answer that may show the submission.
    fn done(&mut self, reply: &Reply, refusals: &[u16]) -> bool {
        let done = self.answered(reply, refusals);
        if done && reply.json()["attempts"].is_number() {
            self.see(reply);
        }
        done
    }

    /// What was seen once is never unmade.
    fn see(&mut self, submission: &Reply) {
        let version = submission.version();
        let last = self.version;
        assert!(version >= last, "version {version} after {last}");
        self.version = version;
    }

    /// Photos whose receipt was acknowledged.
    pub(super) fn receipts(&self) -> usize {
        self.photos.len()
    }

    /// The photos as they are now.
    pub(super) async fn photos_now(&self) -> Vec<Value> {
        self.student.photos(&self.degree).await.unwrap()
    }

    /// Holds what she was told against what there is.
    pub(super) async fn check(&self) {
        let seen = self.student.submission(&self.degree).await.unwrap();
        assert!(seen.version() >= self.version);
        let seen = seen.json();
        let history = self.student.history(&self.degree).await.unwrap();
        let count = |event: &str| history.iter().filter(|name| *name == event).count() as u64;
        self.submitted.check(count("submitted"));
        self.withdrawn.check(count("withdrawn"));
        let taken_back = count("withdrawn");
        assert_eq!(seen["attempts"], count("submitted") - taken_back);
        let photos = self.photos_now().await;
        assert_eq!(seen["checks"], photos.len());
        assert_eq!(count("photo-handed-in"), photos.len() as u64);
        assert_eq!(count("photo-assessed"), photos.len() as u64);
        assert!(
            photos.len() as u64 <= self.uploads,
            "nothing out of nothing"
        );
        for id in &self.photos {
            let kept = photos.iter().find(|photo| photo["id"] == id.as_str());
            let state = &kept.unwrap()["state"];
            assert!(state == "assessed" || state == "confirmed", "{state}");
        }
        let decided = self.shared.decided.lock().unwrap();
        if let Some(state) = decided.get(&self.degree.submission) {
            assert_eq!(seen["state"], state.as_str());
        }
    }
}

impl Count {
    /// What was acknowledged happened, and nothing that nobody asked for.
    fn check(&self, happened: u64) {
        let possible = self.acknowledged..=self.asked;
        assert!(possible.contains(&happened), "{happened} of {possible:?}");
    }
}

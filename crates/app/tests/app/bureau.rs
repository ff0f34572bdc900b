//! Who prepares what goes to the registry, and students whose photos are approved.

use app::change_request::{self, Answer, AskChange, WantedChange};
use app::registry::{self, RegistryStep};
use app::{Caller, Failure, photo, submission};
use domain::*;

use crate::harness::{World, code_of};
use crate::steps::{checked, decide, run_jobs, submitted};

/// A world with staff, and students whose photos are approved.
pub(crate) struct Bureau {
    pub(crate) world: World,
    pub(crate) operator: Caller,
    pub(crate) second: Caller,
    pub(crate) reviewer: Caller,
    pub(crate) students: Vec<(Caller, Submission)>,
}

impl Bureau {
    pub(crate) async fn of(world: World, students: usize) -> Self {
        let mut bureau = Self {
            operator: world.staff("operator", vec![Role::Operator]).await,
            second: world.staff("boss", vec![Role::Administrator]).await,
            reviewer: world.staff("reviewer", vec![Role::CentreReviewer]).await,
            students: Vec::new(),
            world,
        };
        for number in 1..=students {
            bureau.approve_one(number).await;
        }
        bureau
    }

    pub(crate) async fn approve_one(&mut self, number: usize) {
        let world = &self.world;
        let student = world.student(&format!("1380000{number:04}")).await;
        let (degree, _) = world.bound_degree(&student, &format!("{number:02}")).await;
        let photo = format!("good {number}");
        let submission = submitted(world, &student, degree.id, &photo).await;
        let decided = decide(world, &self.reviewer, &submission, Decision::Approve).await;
        self.students.push((student, decided.unwrap()));
        world.clock.advance(UNDO_FOR);
        run_jobs(world).await;
    }

    pub(crate) async fn propose(&self) -> Result<RegistryPackage, Failure> {
        registry::propose(&self.world.app, &self.operator, self.world.batch.id).await
    }

    pub(crate) async fn approve(
        &self,
        package: &RegistryPackage,
    ) -> Result<RegistryPackage, Failure> {
        registry::approve(&self.world.app, &self.second, package.id).await
    }

    pub(crate) async fn stored(&self, package: &RegistryPackage) -> RegistryPackage {
        let packages = self.world.parts.store.registry_packages();
        packages.find(package.id).await.unwrap().unwrap()
    }

    /// A package that was built.
    pub(crate) async fn built(&self) -> RegistryPackage {
        let package = self.propose().await.unwrap();
        self.approve(&package).await.unwrap();
        run_jobs(&self.world).await;
        let package = self.stored(&package).await;
        assert_eq!(package.state.name(), "built");
        package
    }

    pub(crate) async fn sent(&self) -> RegistryPackage {
        let package = self.built().await;
        let sent = registry::note_sent(&self.world.app, &self.operator, package.id).await;
        sent.unwrap()
    }

    /// The file, through its link.
    pub(crate) async fn file(&self, package: &RegistryPackage) -> Result<Vec<u8>, Failure> {
        let (app, by) = (&self.world.app, &self.operator);
        let link = registry::fetch(app, by, package.id).await?;
        let mut file = photo::open_file(app, by, &link.link).await?;
        let mut bytes = Vec::new();
        while let Some(more) = file.reader.next().await? {
            bytes.extend_from_slice(&more);
        }
        assert_eq!(bytes.len() as u64, link.length_bytes);
        Ok(bytes)
    }

    /// Imports a result of lines such as `1 accepted same-person`.
    pub(crate) async fn import(
        &self,
        package: &RegistryPackage,
        lines: &[&str],
    ) -> Result<registry::AnswersPreview, Failure> {
        let bytes = result_file(&package.number, lines);
        registry::import_answers(&self.world.app, &self.operator, bytes).await
    }

    pub(crate) async fn step(&self, student: usize) -> (RegistryStep, Option<RegistryIdentity>) {
        let (student, submission) = &self.students[student];
        let view = submission::read(&self.world.app, student, submission.degree).await;
        let progress = view.unwrap().registry.unwrap();
        (progress.step, progress.identity)
    }

    pub(crate) async fn preview(&self) -> (u32, Vec<(&'static str, u32)>) {
        let (app, batch) = (&self.world.app, self.world.batch.id);
        let preview = registry::preview(app, &self.operator, batch).await.unwrap();
        let left_out = preview.left_out.into_iter();
        let left_out = left_out.map(|(reason, count)| (reason.name(), count));
        (preview.records, left_out.collect())
    }

    /// Puts another approved photo in the place of a student's.
    pub(crate) async fn replace(&self, student: usize) {
        let (app, submission) = (&self.world.app, &self.students[student].1);
        let other = checked(&self.world, &self.operator, submission.degree, "good other").await;
        let wanted = WantedChange::Replace(other.photo.id, ReplaceReason::RefusedByRegistry);
        let ask = AskChange {
            submission: submission.id,
            wanted,
        };
        let request = change_request::ask(app, &self.operator, ask).await.unwrap();
        change_request::answer(app, &self.second, request.id, Answer::Agree)
            .await
            .unwrap();
        let store = self.world.parts.store.submissions();
        let in_review = store.find(submission.id).await.unwrap().unwrap();
        decide(&self.world, &self.reviewer, &in_review, Decision::Approve)
            .await
            .unwrap();
        self.world.clock.advance(UNDO_FOR);
        run_jobs(&self.world).await;
    }
}

pub(crate) fn result_file(package: &str, lines: &[&str]) -> Vec<u8> {
    let results = lines.iter().map(|line| {
        let mut words = line.split(' ');
        let serial: u64 = words.next().unwrap().parse().unwrap();
        let outcome = words.next().unwrap();
        let more = words.next().unwrap_or_default();
        let (reason, identity) = match outcome {
            "refused" => (more, ""),
            _ => ("", more),
        };
        serde_json::json!({
            "serial": serial, "outcome": outcome, "reason": reason, "identity": identity,
        })
    });
    let file = serde_json::json!({
        "format": "caixiang-registry-result", "version": 1, "package": package,
        "results": results.collect::<Vec<_>>(),
    });
    file.to_string().into_bytes()
}

#[track_caller]
pub(crate) fn check<T: std::fmt::Debug>(result: Result<T, Failure>, expected: &str) {
    assert_eq!(code_of(result), expected);
}

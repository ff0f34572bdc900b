//! Steps of a student's way that several tests take.

use std::sync::Arc;

use app::ports::Random;
use app::{App, Caller, Expected, Failure, Parts, capture, jobs, photo, review, submission};
use domain::*;
use gateways::Gateways;
use standard::ReasonCode;
use vault::Vault;

use crate::harness::{World, photo as bytes_of};

/// The chance of another service.
#[derive(Debug)]
struct ChanceOf(App);

impl Random for ChanceOf {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.random().fill(bytes);
    }
}

/// Another service on the world's store, with these parts of its own.
pub(crate) fn beside(world: &World, vault: Vault, gateways: Gateways) -> App {
    App::new(Parts {
        store: world.parts.store.clone(),
        vault,
        gateways,
        lab: world.lab.clone(),
        clock: world.clock.clone(),
        random: Arc::new(ChanceOf(world.app.clone())),
        anchors: world.parts.anchors.clone(),
        typefaces: world.parts.typefaces.clone(),
        settings: world.app.settings().clone(),
        configuration: world.parts.configuration.clone(),
    })
}

/// Lets a moment pass, so that what follows is later than what was before.
pub(crate) fn later(world: &World) {
    world.clock.advance(Duration::from_seconds(1));
}

/// Hands a photo in from the first source that is allowed to the caller.
pub(crate) async fn hand_in(
    world: &World,
    caller: &Caller,
    degree: DegreeId,
    words: &str,
) -> Result<Photo, Failure> {
    later(world);
    let opened = capture::open(&world.app, caller, degree).await?;
    let source = opened.session.allowed.sources()[0];
    let (session, token) = (opened.session.id, opened.token.expose());
    let mut upload =
        capture::begin_upload(&world.app, caller, session, token, source, None).await?;
    upload.write(&bytes_of(words)).await?;
    upload.finish().await
}

/// Carries out what is due now.
pub(crate) async fn run_jobs(world: &World) -> usize {
    jobs::run_due(&world.app, world.app.now()).await.unwrap()
}

/// Hands a photo in and has it looked at.
pub(crate) async fn checked(
    world: &World,
    caller: &Caller,
    degree: DegreeId,
    words: &str,
) -> photo::PhotoView {
    let photo = hand_in(world, caller, degree, words).await.unwrap();
    run_jobs(world).await;
    photo::read(&world.app, caller, photo.id).await.unwrap()
}

/// A photo that its student has confirmed, doubts and all.
pub(crate) async fn confirmed(
    world: &World,
    caller: &Caller,
    degree: DegreeId,
    words: &str,
) -> Photo {
    let view = checked(world, caller, degree, words).await;
    let assessment = view.photo.assessment().unwrap();
    let doubts = assessment.doubts().cloned().collect();
    photo::confirm(&world.app, caller, view.photo.id, doubts, &Expected::Any)
        .await
        .unwrap()
}

/// A photo in review.
pub(crate) async fn submitted(
    world: &World,
    caller: &Caller,
    degree: DegreeId,
    words: &str,
) -> Submission {
    confirmed(world, caller, degree, words).await;
    later(world);
    let view = submission::read(&world.app, caller, degree).await.unwrap();
    let view = submission::submit(&world.app, caller, view.submission.id, &Expected::Any).await;
    view.unwrap().submission
}

/// Rejects as P04, "the eyes are closed" or whatever it says.
pub(crate) fn rejection() -> Decision {
    Decision::Reject {
        reasons: Reasons::new(&[ReasonCode::P04], None).unwrap(),
    }
}

/// Decides in the centre's round on what is in review.
pub(crate) async fn decide(
    world: &World,
    reviewer: &Caller,
    submission: &Submission,
    decision: Decision,
) -> Result<Submission, Failure> {
    later(world);
    let request = review::DecideReview {
        submission: submission.id,
        photo: submission.state.photo().unwrap(),
        round: ReviewRound::Centre,
        decision,
    };
    review::decide(&world.app, reviewer, request).await
}

/// The submission of a degree in the world's batch, as it is stored.
pub(crate) async fn stored(world: &World, submission: SubmissionId) -> Submission {
    let submissions = world.parts.store.submissions();
    submissions.find(submission).await.unwrap().unwrap()
}

/// Names of the messages in the app, newest first.
pub(crate) async fn messages(world: &World, student: &Caller) -> Vec<&'static str> {
    let account = student.student().unwrap();
    let notifications = world.parts.store.notifications();
    let page = notifications
        .list_of_account(account, store::PageRequest::default())
        .await
        .unwrap();
    page.items.iter().map(|item| item.message.name()).collect()
}

/// The bytes of an object.
pub(crate) async fn content(vault: &Vault, blob: &BlobKey) -> Vec<u8> {
    vault.get(blob).await.unwrap().unwrap().to_vec()
}

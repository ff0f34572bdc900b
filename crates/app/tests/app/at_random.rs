//! Reviewers and students at random from a seed, all at the same time, with a worker beside them: no photo is decided
//! twice, none is lost, and the audit log tells all of it. Eight seconds with every run of the tests; longer and with
//! more people by `CAIXIANG_RANDOM_SECONDS`, `CAIXIANG_RANDOM_STUDENTS` and `CAIXIANG_RANDOM_REVIEWERS`, another way by
//! `CAIXIANG_RANDOM_SEED`.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "how long it runs, and with whom, is chosen outside; what it did is said"
)]

use std::collections::HashSet;
use std::time::{Duration as StdDuration, Instant};

use app::{Caller, Expected, Failure, PageRequest, photo, review, submission, upkeep};
use domain::*;
use fastrand::Rng;
use store::QueueOrder;
use test_kit::postgres::Server;

use crate::harness::{World, code_of};
use crate::steps::{hand_in, rejection, run_jobs};

/// Tasks that the students share: a student does one thing at a time.
const HANDS: usize = 8;

pub(crate) fn number(name: &str, otherwise: u64) -> u64 {
    let given = std::env::var(name).ok();
    given.map_or(otherwise, |text| text.parse().unwrap())
}

/// A student and what the world knows of it.
struct Person {
    caller: Caller,
    degree: DegreeId,
    submission: SubmissionId,
}

/// Refusals are a part of life; what is broken stops the test.
fn outcome<T>(result: Result<T, Failure>) -> Option<T> {
    match result {
        Ok(done) => Some(done),
        refused => {
            code_of(refused);
            None
        }
    }
}

async fn student_acts(world: &World, person: &Person, rng: &mut Rng) {
    let app = &world.app;
    let Person {
        caller,
        degree,
        submission,
    } = person;
    let view = submission::read(app, caller, *degree).await.unwrap();
    match view.submission.state.name() {
        "awaiting-photo" | "rejected" => {
            let words = if rng.f32() < 0.2 {
                "good warn:sharp"
            } else {
                "good"
            };
            let words = format!("{words} shot:{}", rng.u64(..));
            outcome(hand_in(world, caller, *degree, &words).await);
        }
        "awaiting-confirmation" => {
            let photo = view.submission.state.photo().unwrap();
            let found = photo::read(app, caller, photo).await.unwrap();
            let doubts = found
                .photo
                .assessment()
                .unwrap()
                .doubts()
                .cloned()
                .collect();
            outcome(photo::confirm(app, caller, photo, doubts, &Expected::Any).await);
            outcome(submission::submit(app, caller, *submission, &Expected::Any).await);
        }
        "awaiting-review" if rng.f32() < 0.1 => {
            outcome(submission::withdraw(app, caller, *submission, &Expected::Any).await);
        }
        "withdrawn" => {
            outcome(submission::submit(app, caller, *submission, &Expected::Any).await);
        }
        _ => {}
    }
}

async fn students(world: &World, people: &[Person], mut rng: Rng, until: Instant) {
    while Instant::now() < until {
        let person = &people[rng.usize(..people.len())];
        student_acts(world, person, &mut rng).await;
    }
}

/// Takes one of the first in the queue, whether or not a colleague has just done so, and decides.
async fn reviewer(world: &World, caller: &Caller, mut rng: Rng, until: Instant) {
    let app = &world.app;
    while Instant::now() < until {
        let choice = review::QueueChoice {
            order: if rng.bool() {
                QueueOrder::Age
            } else {
                QueueOrder::Doubts
            },
            free: rng.bool(),
            ..review::QueueChoice::all(ReviewRound::Centre)
        };
        let request = review::QueueRequest {
            centre: world.centre.id,
            choice,
            page: PageRequest::first(10),
        };
        let waiting = review::queue(app, caller, request).await.unwrap().items;
        let Some(item) = rng.choice(&waiting) else {
            tokio::time::sleep(StdDuration::from_millis(5)).await;
            continue;
        };
        let request = review::DecideReview {
            submission: item.submission.id,
            photo: item.photo.id,
            round: ReviewRound::Centre,
            decision: if rng.f32() < 0.7 {
                Decision::Approve
            } else {
                rejection()
            },
        };
        if rng.bool() {
            outcome(review::claim(app, caller, request.submission, ReviewRound::Centre).await);
        }
        if rng.f32() < 0.8 {
            let id = request.submission;
            let held = outcome(review::hold(app, caller, request).await);
            if held.is_some() && rng.f32() < 0.15 {
                outcome(review::undo(app, caller, id).await);
            }
        } else {
            outcome(review::decide(app, caller, request).await);
        }
    }
}

async fn worker(world: &World, until: Instant) {
    while Instant::now() < until {
        world.clock.advance(Duration::from_seconds(1));
        run_jobs(world).await;
        tokio::time::sleep(StdDuration::from_millis(2)).await;
    }
}

async fn all_at_once(world: World) {
    let seed = number("CAIXIANG_RANDOM_SEED", 20_231_013);
    println!("seed {seed}");
    let seconds = number("CAIXIANG_RANDOM_SECONDS", 8);
    let mut people = Vec::new();
    for at in 0..number("CAIXIANG_RANDOM_STUDENTS", 48) {
        let caller = world.student(&format!("13{at:09}")).await;
        let (degree, submission) = world.bound_degree(&caller, &format!("R{at}")).await;
        people.push(Person {
            caller,
            degree: degree.id,
            submission: submission.id,
        });
    }
    let mut reviewers = Vec::new();
    for at in 0..number("CAIXIANG_RANDOM_REVIEWERS", 6) {
        let login = format!("reviewer-{at}");
        reviewers.push(world.staff(&login, vec![Role::CentreReviewer]).await);
    }
    let mut rng = Rng::with_seed(seed);
    let until = Instant::now() + StdDuration::from_secs(seconds);
    let (world, people, reviewers) = (&world, &people, &reviewers);
    let share = people.len().div_ceil(HANDS);
    let hands = people
        .chunks(share)
        .map(|people| students(world, people, rng.fork(), until));
    let hands: Vec<_> = hands.collect();
    let desks = reviewers
        .iter()
        .map(|caller| reviewer(world, caller, rng.fork(), until));
    let desks: Vec<_> = desks.collect();
    tokio::join!(
        futures_util::future::join_all(hands),
        futures_util::future::join_all(desks),
        worker(world, until),
    );
    // Decisions that were held take effect, photos that were handed in are looked at.
    world.clock.advance(Duration::from_minutes(5));
    while run_jobs(world).await > 0 {}
    check(world, people).await;
}

async fn check(world: &World, people: &[Person]) {
    let store = &world.parts.store;
    let (mut approved, mut decisions) = (0, 0);
    for person in people {
        let submission = store
            .submissions()
            .find(person.submission)
            .await
            .unwrap()
            .unwrap();
        let reviews = store
            .reviews()
            .list_of_submission(submission.id)
            .await
            .unwrap();
        let decided: HashSet<_> = reviews
            .iter()
            .map(|review| (review.submission_version, review.reviewer.round))
            .collect();
        assert_eq!(
            decided.len(),
            reviews.len(),
            "two decisions about one state"
        );
        decisions += reviews.len();
        let approvals = reviews
            .iter()
            .filter(|review| review.decision == Decision::Approve);
        match submission.state.name() {
            "approved" => {
                approved += 1;
                let photos: Vec<PhotoId> = approvals.map(|review| review.photo).collect();
                assert_eq!(photos, [submission.state.photo().unwrap()], "approved once");
                assert_eq!(reviews.last().unwrap().decision, Decision::Approve);
            }
            _ => assert_eq!(approvals.count(), 0, "{:?}", submission.state.name()),
        }
        let rejections = reviews.len() - usize::from(submission.state.name() == "approved");
        let is_rejected = submission.state.name() == "rejected";
        let known = submission.earlier_rejections.len() + usize::from(is_rejected);
        assert_eq!(known, rejections, "every rejection is in the submission");
        assert!(submission.attempts <= 3);
        for photo in store.photos().list_of_degree(person.degree).await.unwrap() {
            assert_ne!(photo.state.name(), "received", "nobody looked at it");
        }
    }
    println!("{decisions} decisions, {approved} approved");
    assert!(decisions > 0, "somebody decided something");
    let objects = upkeep::check_objects(&world.app, &Caller::System, |_| {})
        .await
        .unwrap();
    assert_eq!(
        (objects.missing, objects.unreadable),
        (Vec::new(), Vec::new())
    );
    upkeep::chain_waiting(&world.app).await;
    let logs = upkeep::verify_audit(&world.app, &Caller::System)
        .await
        .unwrap();
    assert!(logs.iter().all(upkeep::VerifiedLog::is_sound), "{logs:?}");
    let mut noted = 0;
    for person in people {
        let of = Subject::Submission(person.submission);
        let events = store.audit().list_of_subject(of).await.unwrap();
        noted += events
            .iter()
            .filter(|event| event.action.as_str() == "decide-review")
            .count();
    }
    assert_eq!(noted, decisions, "every decision is in the log");
}

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite() {
    all_at_once(World::new().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres() {
    // Says by itself why there is none.
    let Some(server) = Server::shared() else {
        return;
    };
    let database = server.database();
    all_at_once(World::on_database(&database.url()).await).await;
    database.remove();
}

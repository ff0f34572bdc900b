//! Second looks: blind, and without any effect on the photo.

use app::review::{self, AgreementFigures};
use app::{Caller, Settings};
use domain::*;

use crate::harness::{World, code_of};
use crate::steps::{decide, rejection, stored, submitted};

const ROUND: ReviewRound = ReviewRound::Centre;

/// A service that has a share of all decisions made once more, two reviewers, and photos in review.
async fn desk(percent: u8, photos: usize) -> (World, [Caller; 2], Vec<Submission>) {
    let settings = Settings {
        second_looks_percent: percent,
        ..Settings::default()
    };
    let world = World::with(settings, |_| {}).await;
    let mut waiting = Vec::new();
    for number in 0..photos {
        let student = world.student(&format!("138000000{number:02}")).await;
        let (degree, _) = world.bound_degree(&student, &number.to_string()).await;
        let words = format!("good {number}");
        waiting.push(submitted(&world, &student, degree.id, &words).await);
    }
    let first = world.staff("first", vec![Role::CentreReviewer]).await;
    let second = world.staff("second", vec![Role::CentreReviewer]).await;
    (world, [first, second], waiting)
}

async fn figures(world: &World) -> AgreementFigures {
    let boss = world.staff("boss", vec![Role::Administrator]).await;
    let now = world.app.now();
    let time = [now - Duration::from_days(1), now + Duration::from_days(1)];
    review::agreement(&world.app, &boss, time).await.unwrap()
}

#[tokio::test]
async fn another_reviewer_looks_without_knowing_of_the_first_decision() {
    let (world, [first, second], waiting) = desk(100, 2).await;
    let app = &world.app;
    decide(&world, &first, &waiting[0], rejection())
        .await
        .unwrap();
    decide(&world, &first, &waiting[1], Decision::Approve)
        .await
        .unwrap();
    // The own decisions are nobody's second look.
    let own = review::next_second_look(app, &first, ROUND).await.unwrap();
    assert!(own.is_none());
    let look = review::next_second_look(app, &second, ROUND)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(look.sheet.item.submission.id, waiting[0].id);
    assert_eq!(look.sheet.item.photo.id, waiting[0].state.photo().unwrap());
    // Neither the state nor the history gives the first decision away.
    assert_eq!(look.sheet.item.submission.state.name(), "awaiting-review");
    assert!(look.sheet.earlier.is_empty());
    let answer =
        async |by, id, decision| code_of(review::answer_second_look(app, by, id, decision).await);
    assert_eq!(
        answer(&first, look.id, DecisionName::Approve).await,
        "not-found"
    );
    let officer = world.staff("operator", vec![Role::Operator]).await;
    assert_eq!(
        answer(&officer, look.id, DecisionName::Approve).await,
        "not-allowed"
    );
    review::answer_second_look(app, &second, look.id, DecisionName::Approve)
        .await
        .unwrap();
    assert_eq!(
        answer(&second, look.id, DecisionName::Reject).await,
        "stale"
    );
    assert_eq!(stored(&world, waiting[0].id).await.state.name(), "rejected");
    let look = review::next_second_look(app, &second, ROUND)
        .await
        .unwrap()
        .unwrap();
    review::answer_second_look(app, &second, look.id, DecisionName::Approve)
        .await
        .unwrap();
    assert!(
        review::next_second_look(app, &second, ROUND)
            .await
            .unwrap()
            .is_none()
    );

    let figures = figures(&world).await;
    assert_eq!((figures.agreement.photos(), figures.waiting), (2, 0));
    assert_eq!(
        (
            figures.agreement.both_approved,
            figures.agreement.second_approved
        ),
        (1, 1)
    );
    assert_eq!(figures.agreement.kappa(), Some(0.0));
    let differences: Vec<_> = figures
        .differences
        .iter()
        .map(|one| one.submission)
        .collect();
    assert_eq!(differences, [waiting[0].id]);
}

#[tokio::test]
async fn a_share_is_drawn_and_none_where_none_is_wanted() {
    let (world, [first, _], waiting) = desk(0, 1).await;
    decide(&world, &first, &waiting[0], Decision::Approve)
        .await
        .unwrap();
    assert_eq!(figures(&world).await.waiting, 0);

    let (world, [first, _], waiting) = desk(50, 40).await;
    for submission in &waiting {
        decide(&world, &first, submission, Decision::Approve)
            .await
            .unwrap();
    }
    let drawn = figures(&world).await.waiting;
    assert!((5..=35).contains(&drawn), "{drawn} of 40");
}

#[tokio::test]
async fn who_manages_no_staff_reads_no_agreement() {
    let (world, [first, _], _) = desk(100, 0).await;
    let now = world.app.now();
    let refused = review::agreement(&world.app, &first, [now, now]).await;
    assert_eq!(code_of(refused), "not-allowed");
}

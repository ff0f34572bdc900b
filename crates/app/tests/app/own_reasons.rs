//! A centre's own reasons for rejections: decided by administrators, given by reviewers, told in the words of that time.

use app::review::{self, DecideReview};
use app::{Caller, Expected, Failure, organisation, submission};
use domain::*;
use standard::{ReasonCode, Text};

use crate::harness::{World, code_of};
use crate::steps::{decide, later, messages, run_jobs, stored, submitted};

fn wish(code: Option<&str>, title: &str) -> WishedReason {
    let text = |zh: &str, en: &str| Text::new(zh.to_owned(), en.to_owned());
    let words = OwnWords::new(
        text(title, "A scarf"),
        text("摘下围巾", "Take it off"),
        Some(DrawnExample::Jewellery),
    );
    WishedReason {
        code: code.map(|code| code.parse().unwrap()),
        words: words.unwrap(),
        is_retired: false,
    }
}

async fn decided(world: &World, wished: Vec<WishedReason>) -> Result<Centre, Failure> {
    let administrator = world.staff("chief", vec![Role::Administrator]).await;
    organisation::decide_reasons(&world.app, &administrator, wished, &Expected::Any).await
}

async fn given(world: &World, reviewer: &Caller, codes: &[&str]) -> Result<Decision, Failure> {
    let codes: Vec<OwnCode> = codes.iter().map(|code| code.parse().unwrap()).collect();
    let own = organisation::given_reasons(&world.app, reviewer, &codes).await?;
    let reasons = Reasons::with_own(&[ReasonCode::P04], own, None).unwrap();
    Ok(Decision::Reject { reasons })
}

#[tokio::test]
async fn a_student_is_told_the_words_of_that_time() {
    let world = World::new().await;
    decided(&world, vec![wish(None, "围巾")]).await.unwrap();
    let student = world.student("19900000001").await;
    let (degree, _) = world.bound_degree(&student, "A1").await;
    let waiting = submitted(&world, &student, degree.id, "ok").await;
    let reviewer = world.staff("wang", vec![Role::CentreReviewer]).await;
    let decision = given(&world, &reviewer, &["Z01"]).await.unwrap();
    decide(&world, &reviewer, &waiting, decision).await.unwrap();
    run_jobs(&world).await;

    let before = stored(&world, waiting.id).await;
    let centre = world.parts.store.centres().find(world.centre.id).await;
    let centre = centre.unwrap().unwrap();
    let reworded = vec![wish(Some("Z01"), "别的")];
    let (after, _) = centre
        .clone()
        .decide_reasons(reworded, world.app.now())
        .unwrap();
    let work = world.work().await;
    let advance = work.centres().advance(&centre, &after).await.unwrap();
    assert_eq!(advance, store::Advance::Done);
    work.commit().await.unwrap();

    let view = submission::read(&world.app, &student, degree.id)
        .await
        .unwrap();
    let reasons = view.reasons.unwrap();
    assert_eq!(reasons.list(), [ReasonCode::P04]);
    let [own] = reasons.own() else {
        panic!("{reasons:?}")
    };
    assert_eq!(own.code.to_string(), "Z01");
    assert_eq!(own.words.title.zh, "围巾");
    assert_eq!(own.words.example, Some(DrawnExample::Jewellery));
    assert!(messages(&world, &student).await.contains(&"rejected"));

    later(&world);
    let time = [world.app.now() - Duration::from_days(1), world.app.now()];
    let figures = review::reviewer_figures(&world.app, &reviewer, time).await;
    let figures = figures.unwrap().remove(0);
    assert_eq!(figures.own_reasons.get(&own.code), Some(&1));
    assert_eq!(figures.reasons.get(&ReasonCode::P04), Some(&1));
    let line = world.audit(Subject::Submission(before.id)).await;
    let decided = line.iter().find(|line| line.contains("decide-review"));
    assert!(decided.is_some(), "{line:?}");
}

#[tokio::test]
async fn only_reasons_in_use_are_given() {
    let world = World::new().await;
    let retired = WishedReason {
        is_retired: true,
        ..wish(None, "旧的")
    };
    decided(&world, vec![wish(None, "围巾"), retired])
        .await
        .unwrap();
    let reviewer = world.staff("wang", vec![Role::CentreReviewer]).await;
    assert!(given(&world, &reviewer, &["Z01", "Z01"]).await.is_ok());
    for code in ["Z02", "Z03"] {
        let refused = given(&world, &reviewer, &["Z01", code]).await;
        assert_eq!(code_of(refused), "invalid", "{code}");
    }
}

#[tokio::test]
async fn reasons_of_the_centre_alone_are_enough() {
    let world = World::new().await;
    decided(&world, vec![wish(None, "围巾")]).await.unwrap();
    let reviewer = world.staff("wang", vec![Role::CentreReviewer]).await;
    let code = "Z01".parse().unwrap();
    let own = organisation::given_reasons(&world.app, &reviewer, &[code])
        .await
        .unwrap();
    let student = world.student("19900000001").await;
    let (degree, _) = world.bound_degree(&student, "A1").await;
    let waiting = submitted(&world, &student, degree.id, "ok").await;
    let request = DecideReview {
        submission: waiting.id,
        photo: waiting.state.photo().unwrap(),
        round: ReviewRound::Centre,
        decision: Decision::Reject {
            reasons: Reasons::with_own(&[], own, None).unwrap(),
        },
    };
    review::decide(&world.app, &reviewer, request)
        .await
        .unwrap();
    let after = stored(&world, waiting.id).await;
    assert_eq!(after.state.name(), "rejected");
}

#[tokio::test]
async fn administrators_decide_them_and_nobody_overwrites() {
    let world = World::new().await;
    for role in [Role::Operator, Role::CentreReviewer] {
        let staff = world.staff(role.name(), vec![role]).await;
        let wished = vec![wish(None, "围巾")];
        let refused =
            organisation::decide_reasons(&world.app, &staff, wished, &Expected::Any).await;
        assert_eq!(code_of(refused), "not-allowed");
        // To read them is everybody's.
        assert!(organisation::with_reasons(&world.app, &staff).await.is_ok());
    }
    let first = decided(&world, vec![wish(None, "围巾")]).await.unwrap();
    let administrator = world.staff("other", vec![Role::Administrator]).await;
    let stale = Expected::OneOf(vec![world.centre.version]);
    let wished = vec![wish(Some("Z01"), "别的")];
    let refused = organisation::decide_reasons(&world.app, &administrator, wished, &stale).await;
    assert_eq!(code_of(refused), "stale");
    let present = Expected::OneOf(vec![first.version]);
    let missing = organisation::decide_reasons(&world.app, &administrator, Vec::new(), &present);
    assert_eq!(code_of(missing.await), "invalid");
    let lines = world.audit(Subject::Centre(world.centre.id)).await;
    assert!(lines.iter().any(|line| line.contains("decide-reasons")));
}

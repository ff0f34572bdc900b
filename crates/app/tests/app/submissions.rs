//! Submitting, taking back, and what may not come back.

use app::submission::{NextStep, Party};
use app::{Caller, Expected, Failure, photo, submission};
use domain::*;
use standard::{Outcome, ReasonCode};

use crate::harness::{World, code_of};
use crate::steps::{checked, confirmed, decide, hand_in, messages, rejection, stored, submitted};

async fn one_student() -> (World, Caller, Degree, Submission) {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, submission) = world.bound_degree(&student, "1").await;
    (world, student, degree, submission)
}

#[track_caller]
fn check<T: std::fmt::Debug>(result: Result<T, Failure>, expected: &str) {
    assert_eq!(code_of(result), expected);
}

async fn next_step(world: &World, student: &Caller, degree: &Degree) -> &'static str {
    let view = submission::read(&world.app, student, degree.id).await;
    view.unwrap().next_step.name()
}

#[tokio::test]
async fn from_the_first_photo_to_approval() {
    let (world, student, degree, begun) = one_student().await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    assert_eq!(next_step(&world, &student, &degree).await, "take-photo");
    checked(&world, &student, degree.id, "fail:eyes-open").await;
    assert_eq!(next_step(&world, &student, &degree).await, "take-photo");
    checked(&world, &student, degree.id, "shot:one").await;
    assert_eq!(
        next_step(&world, &student, &degree).await,
        "look-and-submit"
    );
    let unconfirmed = submission::submit(&world.app, &student, begun.id, &Expected::Any).await;
    check(unconfirmed, "wrong-state");
    let first = submitted(&world, &student, degree.id, "shot:one again").await;
    assert_eq!(next_step(&world, &student, &degree).await, "await-review");
    let view = submission::read(&world.app, &student, degree.id).await;
    let view = view.unwrap();
    let closes_at = world.batch.plan.window.closes_at;
    assert_eq!(view.deadline, None, "there is nothing to finish");
    assert_eq!(view.deadline_after_withdrawal, Some(closes_at));
    decide(&world, &reviewer, &first, rejection())
        .await
        .unwrap();
    let view = submission::read(&world.app, &student, degree.id).await;
    let view = view.unwrap();
    assert_eq!(view.next_step, NextStep::ReplacePhoto);
    assert_eq!((view.attempts_left, view.checks_left), (2, 7));
    let replace_by = world.app.now() + Duration::from_days(2);
    assert_eq!(view.deadline, Some(replace_by));
    assert_eq!(view.reasons.unwrap().list().len(), 1);

    let same = checked(&world, &student, degree.id, "shot:one once more").await;
    let id = same.photo.id;
    let refused = photo::confirm(&world.app, &student, id, Vec::new(), &Expected::Any).await;
    check(refused, "not-usable");
    let second = submitted(&world, &student, degree.id, "shot:two").await;
    let view = submission::read(&world.app, &student, degree.id).await;
    let own = view.unwrap().deadline_after_withdrawal;
    assert_eq!(own, Some(replace_by), "not the end of the collection");
    let approved = decide(&world, &reviewer, &second, Decision::Approve).await;
    assert_eq!(approved.unwrap().state.name(), "approved");
    assert_eq!(next_step(&world, &student, &degree).await, "done");
    check(
        submission::withdraw(&world.app, &student, begun.id, &Expected::Any).await,
        "wrong-state",
    );
    let told = messages(&world, &student).await;
    assert_eq!(told[0], "approved");
    assert_eq!(told[1..], ["rejected"], "the rest was on the screen");
}

#[tokio::test]
async fn what_is_taken_back_can_be_submitted_again() {
    let (world, student, degree, begun) = one_student().await;
    submitted(&world, &student, degree.id, "good").await;
    submission::withdraw(&world.app, &student, begun.id, &Expected::Any)
        .await
        .unwrap();
    assert_eq!(next_step(&world, &student, &degree).await, "submit-again");
    for _ in 0..4 {
        submission::submit(&world.app, &student, begun.id, &Expected::Any)
            .await
            .unwrap();
        let view = submission::withdraw(&world.app, &student, begun.id, &Expected::Any).await;
        assert_eq!(view.unwrap().attempts_left, 3, "a withdrawal costs nothing");
    }
    assert_eq!(next_step(&world, &student, &degree).await, "submit-again");
}

#[tokio::test]
async fn decisions_use_the_attempts_up() {
    let (world, student, degree, begun) = one_student().await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    for number in 0..3 {
        let shot = format!("shot:{number}");
        let in_review = submitted(&world, &student, degree.id, &shot).await;
        decide(&world, &reviewer, &in_review, rejection())
            .await
            .unwrap();
    }
    assert_eq!(next_step(&world, &student, &degree).await, "ask-centre");
    let after = stored(&world, begun.id).await;
    assert_eq!(after.attempts, 3);
    let used_up = hand_in(&world, &student, degree.id, "shot:four").await;
    check(used_up, "attempts-used-up");
}

#[tokio::test]
async fn staff_give_attempts_and_checks_to_one_student() {
    let (world, student, degree, begun) = one_student().await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let request = submission::AllowMore {
        submission: begun.id,
        more: Allowance {
            attempts: 1,
            checks: 5,
        },
        reason: AllowanceReason::ReviewMistake,
    };
    let any = Expected::Any;
    for other in [&student, &reviewer] {
        let refused = submission::allow(&world.app, other, request, &any).await;
        check(refused, "not-allowed");
    }
    let view = submission::allow(&world.app, &operator, request, &any).await;
    let view = view.unwrap();
    assert_eq!((view.attempts_left, view.checks_left), (4, 15));
    let nothing = submission::AllowMore {
        more: Allowance::default(),
        ..request
    };
    let refused = submission::allow(&world.app, &operator, nothing, &any).await;
    check(refused, "not-allowable");
    let traces = world.audit(Subject::Submission(begun.id)).await;
    assert_eq!(traces.last().map(|trace| &trace[..]), Some("allow-more"));
    let history = submission::history(&world.app, &student, begun.id).await;
    let history = history.unwrap();
    let told = history.last().unwrap();
    assert_eq!((told.by, told.event.name()), (Party::Staff, "more-allowed"));
    let seen = submission::read(&world.app, &student, degree.id).await;
    assert_eq!(seen.unwrap().checks_left, 15);
}

#[tokio::test]
async fn of_a_withdrawal_and_a_decision_one_wins() {
    let world = std::sync::Arc::new(World::new().await);
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    for round in 0..8 {
        let student = world.student(&format!("1380000100{round}")).await;
        let (degree, _) = world.bound_degree(&student, &round.to_string()).await;
        let words = format!("photo of {round}");
        let submission = submitted(&world, &student, degree.id, &words).await;
        let decision = {
            let (world, submission) = (world.clone(), submission.clone());
            let reviewer = reviewer.clone();
            tokio::spawn(
                async move { decide(&world, &reviewer, &submission, Decision::Approve).await },
            )
        };
        let withdrawal =
            submission::withdraw(&world.app, &student, submission.id, &Expected::Any).await;
        let decision = decision.await.unwrap();
        assert_ne!(withdrawal.is_ok(), decision.is_ok());
        let expected = if decision.is_ok() {
            "approved"
        } else {
            "withdrawn"
        };
        let submission = stored(&world, submission.id).await;
        assert_eq!(submission.state.name(), expected);
        let lost = withdrawal.err().or(decision.err()).unwrap();
        let lost = code_of::<()>(Err(lost));
        assert!(["stale", "wrong-state"].contains(&lost), "{lost}");
        let reviews = world.parts.store.reviews();
        let reviews = reviews.list_of_submission(submission.id).await.unwrap();
        assert_eq!(reviews.len(), usize::from(expected == "approved"));
    }
}

/// Whether the photo of one degree is taken for another one, as the student agrees or not.
async fn second_degree(agrees: bool) -> Result<submission::SubmissionView, Failure> {
    let (world, student, degree, _) = one_student().await;
    if agrees {
        world.agree(&student, Purpose::Comparison).await;
    }
    let (other, begun) = world.bound_degree(&student, "2").await;
    confirmed(&world, &student, other.id, "shot:one for the other").await;
    submitted(&world, &student, degree.id, "shot:one").await;
    submission::submit(&world.app, &student, begun.id, &Expected::Any).await
}

#[tokio::test]
async fn photos_of_two_degrees_are_compared_where_the_student_agrees() {
    second_degree(false).await.unwrap();
    check(second_degree(true).await, "same-shot");
}

/// The failed rule of a photo that is checked, its reason and what is told; none where the photo is usable.
async fn refused_by_check(
    world: &World,
    student: &Caller,
    degree: &Degree,
    words: &str,
) -> Option<(String, ReasonCode, String)> {
    let view = checked(world, student, degree.id, words).await;
    let assessment = view.photo.assessment().unwrap();
    let verdicts = view.verdicts.into_iter();
    let mut failed = verdicts.filter(|verdict| verdict.outcome == Outcome::Fail);
    let first = failed.next();
    assert_eq!(assessment.is_usable(), first.is_none());
    first.map(|verdict| {
        let rule = verdict.rule.as_str().to_owned();
        (rule, verdict.code, verdict.advice.unwrap().zh)
    })
}

#[tokio::test]
async fn the_check_tells_what_was_rejected_before() {
    let (world, student, degree, begun) = one_student().await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let first = submitted(&world, &student, degree.id, "shot:one").await;
    decide(&world, &reviewer, &first, rejection())
        .await
        .unwrap();
    for (words, told) in [
        ("shot:one", "这张照片之前被退回过，请重新拍一张。"),
        (
            "shot:one fail:eyes-open",
            "这张与之前退回的照片是同一次拍摄，请重新拍一张。",
        ),
    ] {
        let refused = refused_by_check(&world, &student, &degree, words).await;
        let expected = (photo::NEW_SHOT.to_owned(), ReasonCode::D04, told.to_owned());
        assert_eq!(refused, Some(expected));
        let after = stored(&world, begun.id).await;
        assert_eq!(after.state.name(), "rejected");
        assert_eq!(after.checks_used(world.app.now()), 1, "costs no check");
    }
    let another = refused_by_check(&world, &student, &degree, "shot:two").await;
    assert_eq!(another, None);
}

#[tokio::test]
async fn the_check_tells_the_shot_of_another_degree_where_the_student_agrees() {
    let (world, student, degree, _) = one_student().await;
    submitted(&world, &student, degree.id, "shot:one").await;
    let (other, _) = world.bound_degree(&student, "2").await;
    let unasked = refused_by_check(&world, &student, &other, "shot:one again").await;
    assert_eq!(unasked, None);
    world.agree(&student, Purpose::Comparison).await;
    let refused = refused_by_check(&world, &student, &other, "shot:one once more").await;
    let (rule, code, _) = refused.unwrap();
    assert_eq!((&rule[..], code), (photo::NEW_SHOT, ReasonCode::D03));
}

#[tokio::test]
async fn another_students_submission_does_not_exist() {
    let (world, student, degree, begun) = one_student().await;
    submitted(&world, &student, degree.id, "good").await;
    let stranger = world.student("13800000002").await;
    let app = &world.app;
    check(
        submission::read(app, &stranger, degree.id).await,
        "not-found",
    );
    check(
        submission::submit(app, &stranger, begun.id, &Expected::Any).await,
        "not-found",
    );
    check(
        submission::withdraw(app, &stranger, begun.id, &Expected::Any).await,
        "not-found",
    );
    check(
        submission::history(app, &stranger, begun.id).await,
        "not-found",
    );
    let officer = Role::SchoolOfficer {
        school: world.school.id,
    };
    let officer = world.staff("officer", vec![officer]).await;
    submission::read(app, &officer, degree.id).await.unwrap();
    check(
        submission::withdraw(app, &officer, begun.id, &Expected::Any).await,
        "not-allowed",
    );
}

#[tokio::test]
async fn the_history_tells_what_happened_and_names_nobody() {
    let (world, student, degree, begun) = one_student().await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let submitted = submitted(&world, &student, degree.id, "good").await;
    let photo = submitted.state.photo().unwrap();
    world.clock.advance(Duration::from_hours(1));
    app::photo::links(&world.app, &reviewer, photo)
        .await
        .unwrap();
    decide(&world, &reviewer, &submitted, rejection())
        .await
        .unwrap();
    let history = submission::history(&world.app, &student, begun.id).await;
    let history = history.unwrap();
    let told: Vec<(&str, Party)> = history
        .iter()
        .map(|entry| (entry.event.name(), entry.by))
        .collect();
    let (by_student, by_service, by_staff) = (Party::Student, Party::Service, Party::Staff);
    let mut expected = [
        ("photo-handed-in", by_student),
        ("photo-assessed", by_service),
        ("photo-confirmed", by_student),
        ("submitted", by_student),
        ("rejected", by_staff),
    ];
    assert_eq!(told, expected.as_mut_slice());
    let Caller::Staff(staff) = &reviewer else {
        unreachable!("staff are staff");
    };
    assert!(!format!("{history:?}").contains(&staff.id.to_string()));
}

#[tokio::test]
async fn a_batch_that_rests_says_when_to_come_back() {
    let hours = |plan: &mut BatchPlan| {
        plan.window.daily_hours = Some(domain::DailyHours {
            from: "08:00".parse().unwrap(),
            until: "22:00".parse().unwrap(),
        });
    };
    let world = World::with_plan(hours).await;
    let student = world.student("13800000001").await;
    let (degree, begun) = world.bound_degree(&student, "1").await;
    confirmed(&world, &student, degree.id, "good").await;
    world.set_time("09-10 22:00");
    assert_eq!(next_step(&world, &student, &degree).await, "come-back");
    let refused = submission::submit(&world.app, &student, begun.id, &Expected::Any).await;
    check(refused, "not-accepting");
    world.set_time("10-13 18:00");
    assert_eq!(next_step(&world, &student, &degree).await, "over");
}

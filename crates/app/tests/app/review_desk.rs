//! The reviewers' desk: photos in hand, decisions that are held and taken back, and who was first.

use app::review::{self, NextPhotos, QueueChoice};
use app::{Caller, Expected, QueueOrder, photo, submission};
use domain::*;

use crate::harness::{World, code_of};
use crate::steps::{decide, later, messages, rejection, run_jobs, stored, submitted};

/// Two reviewers and as many photos in review as there are names, each with what the check says.
async fn desk(words: &[&str]) -> (World, [Caller; 2], Vec<Submission>) {
    let world = World::with_plan(|_| {}).await;
    let mut waiting = Vec::new();
    for (number, words) in words.iter().enumerate() {
        let student = world.student(&format!("1380000000{number}")).await;
        let (degree, _) = world.bound_degree(&student, &number.to_string()).await;
        waiting.push(submitted(&world, &student, degree.id, words).await);
    }
    let first = world.staff("first", vec![Role::CentreReviewer]).await;
    let second = world.staff("second", vec![Role::CentreReviewer]).await;
    (world, [first, second], waiting)
}

fn of_centre() -> QueueChoice {
    QueueChoice::all(ReviewRound::Centre)
}

fn some(count: u8) -> NextPhotos {
    NextPhotos {
        choice: of_centre(),
        count,
        except: Vec::new(),
    }
}

async fn next(world: &World, reviewer: &Caller, request: NextPhotos) -> Vec<SubmissionId> {
    let sheets = review::next(&world.app, reviewer, request).await.unwrap();
    sheets
        .iter()
        .map(|sheet| sheet.item.submission.id)
        .collect()
}

fn about(submission: &Submission, decision: Decision) -> review::DecideReview {
    review::DecideReview {
        submission: submission.id,
        photo: submission.state.photo().unwrap(),
        round: ReviewRound::Centre,
        decision,
    }
}

async fn hold(
    world: &World,
    reviewer: &Caller,
    submission: &Submission,
    decision: Decision,
) -> Result<review::Held, app::Failure> {
    review::hold(&world.app, reviewer, about(submission, decision)).await
}

#[tokio::test]
async fn no_two_reviewers_get_the_same_photo() {
    let (world, [first, second], waiting) = desk(&["a", "b", "c", "d"]).await;
    let ids: Vec<_> = waiting.iter().map(|submission| submission.id).collect();
    assert_eq!(next(&world, &first, some(2)).await, ids[..2]);
    assert_eq!(next(&world, &second, some(3)).await, ids[2..]);
    // Who asks again keeps what is in hand; who skips gets others, if there are any.
    assert_eq!(next(&world, &first, some(2)).await, ids[..2]);
    let skipping = NextPhotos {
        except: vec![ids[0]],
        ..some(2)
    };
    assert_eq!(next(&world, &first, skipping).await, ids[1..2]);
    review::release(&world.app, &first, ids[0]).await.unwrap();
    assert_eq!(
        next(&world, &second, some(10)).await,
        [ids[0], ids[2], ids[3]]
    );
    // A claim ends by itself.
    world.clock.advance(review::CLAIMED_FOR);
    assert_eq!(next(&world, &first, some(10)).await, ids);
}

#[tokio::test]
async fn nobody_keeps_a_whole_queue_from_the_others() {
    let (world, [first, second], waiting) = desk(&["a"]).await;
    // Thirty that wait elsewhere, as far as the claims go.
    let work = world.work().await;
    let now = world.app.now();
    for _ in 0..30 {
        let claim = review::ReviewClaim {
            submission: SubmissionId::from_uuid(world.id()),
            round: ReviewRound::Centre,
            staff: first.staff().unwrap().id,
            claimed_at: now,
            until: now + review::CLAIMED_FOR,
        };
        assert!(work.review_claims().try_claim(&claim, now).await.unwrap());
    }
    work.commit().await.unwrap();
    assert!(next(&world, &first, some(1)).await.is_empty());
    let round = ReviewRound::Centre;
    let refused = review::claim(&world.app, &first, waiting[0].id, round).await;
    assert_eq!(code_of(refused), "too-many");
    assert_eq!(next(&world, &second, some(1)).await, [waiting[0].id]);
}

#[tokio::test]
async fn everybody_sees_who_has_what_in_hand() {
    let (world, [first, second], waiting) = desk(&["a", "b"]).await;
    next(&world, &first, some(1)).await;
    let request = review::QueueRequest {
        centre: world.centre.id,
        choice: of_centre(),
        page: app::PageRequest::default(),
    };
    let page = review::queue(&world.app, &second, request).await.unwrap();
    let claims: Vec<_> = page.items.iter().map(|item| item.claim.clone()).collect();
    let name = app::staff::name(&world.app, first.staff().unwrap()).unwrap();
    assert_eq!(claims[0].as_ref().map(|claim| &claim.name), Some(&name));
    assert_eq!(claims[1], None);
    let round = ReviewRound::Centre;
    let refused = review::claim(&world.app, &second, waiting[0].id, round).await;
    assert_eq!(code_of(refused), "in-other-hands");
    let refused = hold(&world, &second, &waiting[0], Decision::Approve).await;
    assert_eq!(code_of(refused), "in-other-hands");
    let mine = review::claim(&world.app, &second, waiting[1].id, round).await;
    assert_eq!(mine.unwrap().staff, second.staff().unwrap().id);
}

#[tokio::test]
async fn the_most_doubtful_come_first_when_asked_for() {
    let (world, [first, _], waiting) = desk(&["a", "warn:sharp", "b"]).await;
    let by_doubt = NextPhotos {
        choice: QueueChoice {
            order: QueueOrder::Doubts,
            ..of_centre()
        },
        ..some(3)
    };
    let ids: Vec<_> = [1, 0, 2].map(|place: usize| waiting[place].id).into();
    assert_eq!(next(&world, &first, by_doubt).await, ids);
    let doubtful = NextPhotos {
        choice: QueueChoice {
            with_doubts: Some(true),
            ..of_centre()
        },
        ..some(3)
    };
    assert_eq!(next(&world, &first, doubtful).await, ids[..1]);
    let sizes = review::sizes(&world.app, &first).await.unwrap();
    assert_eq!((sizes[0].waiting, sizes[0].with_doubts), (3, 1));
    assert_eq!(sizes.len(), 1);
}

#[tokio::test]
async fn a_sheet_holds_what_a_decision_needs() {
    let (world, [first, _], waiting) = desk(&["warn:sharp"]).await;
    let rejected = decide(&world, &first, &waiting[0], rejection())
        .await
        .unwrap();
    let student = Caller::Student(rejected.account);
    let again = submitted(&world, &student, rejected.degree, "better").await;
    let sheet = review::sheet(&world.app, &first, again.id).await.unwrap();
    assert_eq!(sheet.item.submission.id, again.id);
    assert_eq!(sheet.item.masked_name.as_deref(), Some("张*"));
    assert!(!sheet.photo.verdicts.is_empty());
    assert!(sheet.links.portrait.is_some());
    let earlier = &sheet.earlier[0];
    assert_eq!(earlier.photo, waiting[0].state.photo().unwrap());
    assert!(earlier.links.is_some());
    // Whoever looks is in the log.
    let photo = again.state.photo().unwrap();
    let traces = world.audit(Subject::Photo(photo)).await;
    assert!(traces.contains(&"view-photo".to_owned()), "{traces:?}");
    let officer = world.staff("boss", vec![Role::Administrator]).await;
    let refused = review::sheet(&world.app, &officer, again.id).await;
    assert_eq!(code_of(refused), "not-allowed");
    let refused = review::sheet(&world.app, &student, again.id).await;
    assert_eq!(code_of(refused), "not-allowed");
}

#[tokio::test]
async fn nothing_leaves_before_half_a_minute_is_over() {
    let (world, [first, _], waiting) = desk(&["a"]).await;
    let student = Caller::Student(waiting[0].account);
    let before = messages(&world, &student).await;
    world.clock.advance(Duration::from_seconds(8));
    next(&world, &first, some(1)).await;
    world.clock.advance(Duration::from_seconds(8));
    let held = hold(&world, &first, &waiting[0], rejection())
        .await
        .unwrap();
    run_jobs(&world).await;
    let seen = submission::read(&world.app, &student, waiting[0].degree).await;
    assert_eq!(seen.unwrap().submission.state.name(), "awaiting-review");
    assert_eq!(messages(&world, &student).await, before);
    let history = submission::history(&world.app, &student, waiting[0].id).await;
    let last = history.unwrap().pop().unwrap();
    assert_eq!(last.event.name(), "submitted");
    // It is out of the queue meanwhile.
    assert!(next(&world, &first, some(1)).await.is_empty());
    world.clock.advance(UNDO_FOR);
    run_jobs(&world).await;
    let settled = stored(&world, waiting[0].id).await;
    assert_eq!(settled.state.name(), "rejected");
    assert_eq!(messages(&world, &student).await[0], "rejected");
    let reviews = world.parts.store.reviews();
    let record = reviews.list_of_submission(settled.id).await.unwrap().pop();
    let record = record.unwrap();
    assert_eq!(record.id, held.review);
    assert_eq!(record.took, Some(Duration::from_seconds(8)));
    let traces = world.audit(Subject::Submission(settled.id)).await;
    assert_eq!(traces, ["submit-photo", "hold-decision", "decide-review"]);
    // A second run of the job changes nothing.
    run_jobs(&world).await;
    assert_eq!(stored(&world, settled.id).await, settled);
}

#[tokio::test]
async fn a_decision_that_is_taken_back_never_was() {
    let (world, [first, second], waiting) = desk(&["a", "b"]).await;
    let student = Caller::Student(waiting[0].account);
    let before = messages(&world, &student).await;
    hold(&world, &first, &waiting[0], Decision::Approve)
        .await
        .unwrap();
    let strange = review::undo(&world.app, &second, waiting[0].id).await;
    assert_eq!(code_of(strange), "not-yours");
    world.clock.advance(Duration::from_seconds(20));
    review::undo(&world.app, &first, waiting[0].id)
        .await
        .unwrap();
    // It is in the reviewer's hand again, at its place in the queue.
    assert_eq!(next(&world, &second, some(9)).await, [waiting[1].id]);
    assert_eq!(next(&world, &first, some(9)).await, [waiting[0].id]);
    world.clock.advance(UNDO_FOR);
    run_jobs(&world).await;
    let back = stored(&world, waiting[0].id).await;
    assert_eq!(back.state.name(), "awaiting-review");
    assert_eq!(messages(&world, &student).await, before);
    let traces = world.audit(Subject::Submission(back.id)).await;
    assert_eq!(traces, ["submit-photo", "hold-decision", "undo-decision"]);
    let nothing = review::undo(&world.app, &first, back.id).await;
    assert_eq!(code_of(nothing), "undo-over");
}

#[tokio::test]
async fn the_loser_is_told_who_was_first_and_with_what() {
    let (world, [first, second], waiting) = desk(&["a", "b"]).await;
    let [one, two] = &waiting[..] else {
        panic!("two wait");
    };
    hold(&world, &first, one, Decision::Approve).await.unwrap();
    let late = hold(&world, &second, one, rejection()).await;
    let app::Failure::Refused(app::Refusal::Meanwhile(told)) = late.unwrap_err() else {
        panic!("somebody was first");
    };
    let name = app::staff::name(&world.app, first.staff().unwrap()).unwrap();
    assert_eq!(told.what, app::refusal::Meanwhile::Approved);
    assert_eq!(told.by, Some(name));
    let student = Caller::Student(one.account);
    let withdrawn = submission::withdraw(&world.app, &student, one.id, &Expected::Any).await;
    assert_eq!(code_of(withdrawn), "being-decided");
    // And the other way round.
    let student = Caller::Student(two.account);
    let withdrawn = submission::withdraw(&world.app, &student, two.id, &Expected::Any).await;
    withdrawn.unwrap();
    let late = hold(&world, &second, two, Decision::Approve).await;
    let app::Failure::Refused(app::Refusal::Meanwhile(told)) = late.unwrap_err() else {
        panic!("somebody was first");
    };
    assert_eq!(told.what, app::refusal::Meanwhile::Withdrawn);
    assert_eq!(told.by, None);
    later(&world);
    // What is gone can be put back in peace.
    review::release(&world.app, &second, two.id).await.unwrap();
}

#[tokio::test]
async fn another_photo_than_the_one_that_was_looked_at_is_not_decided() {
    let (world, [first, _], waiting) = desk(&["a"]).await;
    let student = Caller::Student(waiting[0].account);
    let id = waiting[0].id;
    submission::withdraw(&world.app, &student, id, &Expected::Any)
        .await
        .unwrap();
    let newer = submitted(&world, &student, waiting[0].degree, "b").await;
    let late = hold(&world, &first, &waiting[0], Decision::Approve).await;
    assert_eq!(code_of(late), "decided-meanwhile");
    hold(&world, &first, &newer, Decision::Approve)
        .await
        .unwrap();
    let photos = photo::list(&world.app, &student, newer.degree)
        .await
        .unwrap();
    assert_eq!(photos.len(), 2);
}

#[tokio::test]
async fn withdrawn_consent_stops_a_decision_that_is_held() {
    let (world, [first, _], waiting) = desk(&["a"]).await;
    let student = Caller::Student(waiting[0].account);
    hold(&world, &first, &waiting[0], Decision::Approve)
        .await
        .unwrap();
    let purpose = Purpose::CollectReviewHandOver;
    app::consent::withdraw(&world.app, &student, purpose)
        .await
        .unwrap();
    world.clock.advance(UNDO_FOR);
    run_jobs(&world).await;
    let stopped = stored(&world, waiting[0].id).await;
    assert_ne!(stopped.state.name(), "approved");
}

#[tokio::test]
async fn figures_tell_who_decides_how_and_where_rules_are_wrong() {
    let (world, [first, second], waiting) = desk(&["a", "warn:sharp", "b"]).await;
    let (from, until) = (world.app.now(), world.app.now() + Duration::from_days(1));
    next(&world, &first, some(3)).await;
    world.clock.advance(Duration::from_seconds(6));
    let not_sharp = Decision::Reject {
        reasons: Reasons::new(&[standard::ReasonCode::L04], None).unwrap(),
    };
    for (submission, decision) in
        waiting
            .iter()
            .zip([not_sharp, Decision::Approve, Decision::Approve])
    {
        hold(&world, &first, submission, decision).await.unwrap();
    }
    world.clock.advance(UNDO_FOR);
    run_jobs(&world).await;
    let boss = world.staff("boss", vec![Role::Administrator]).await;
    let time = [from, until];
    let all = review::reviewer_figures(&world.app, &boss, time)
        .await
        .unwrap();
    let [figures] = &all[..] else {
        panic!("one has decided: {all:?}");
    };
    assert_eq!((figures.approved, figures.rejected), (2, 1));
    assert_eq!(figures.median, Some(Duration::from_seconds(6)));
    assert_eq!(figures.reasons, [(standard::ReasonCode::L04, 1)].into());
    let own = review::reviewer_figures(&world.app, &second, time)
        .await
        .unwrap();
    assert_eq!(own, []);
    let rules = review::rule_figures(&world.app, &boss, time).await.unwrap();
    let sharp = &rules[&RuleCode::new("sharp")];
    assert_eq!((sharp.false_alarms, sharp.misses), (1, 1), "{rules:?}");
    let mut labels = review::labels(&world.app, &boss, time).await.unwrap();
    let mut lines = Vec::new();
    while let Some(more) = labels.next().await.unwrap() {
        lines.extend(more);
    }
    let lines = String::from_utf8(lines).unwrap();
    let lines: Vec<Vec<&str>> = lines
        .lines()
        .map(|line| line.split(',').collect())
        .collect();
    let column = lines[0].iter().position(|name| *name == "sharp").unwrap();
    let said: Vec<_> = lines[1..]
        .iter()
        .map(|line| (line[0], line[2], line[column]))
        .collect();
    assert_eq!(said.len(), 3);
    assert!(said.contains(&("reject", "L04", "pass")), "{said:?}");
    assert!(said.contains(&("approve", "", "warn")), "{said:?}");
    let long = [from, from + Duration::from_days(93)];
    let refused = review::rule_figures(&world.app, &boss, long).await;
    assert_eq!(code_of(refused), "invalid");
}

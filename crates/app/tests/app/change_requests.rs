//! Changes after approval take two people.

use app::change_request::{self, Answer, AskChange, WantedChange};
use app::{Caller, Failure};
use domain::*;
use store::PageRequest;

use crate::harness::{World, code_of};
use crate::steps::{checked, decide, messages, stored, submitted};

#[track_caller]
fn check<T: std::fmt::Debug>(result: Result<T, Failure>, expected: &str) {
    assert_eq!(code_of(result), expected);
}

struct Approved {
    world: World,
    student: Caller,
    submission: Submission,
    operator: Caller,
    second: Caller,
}

async fn approved() -> Approved {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let submission = submitted(&world, &student, degree.id, "good").await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let decided = decide(&world, &reviewer, &submission, Decision::Approve).await;
    Approved {
        operator: world.staff("operator", vec![Role::Operator]).await,
        second: world.staff("boss", vec![Role::Administrator]).await,
        submission: decided.unwrap(),
        world,
        student,
    }
}

impl Approved {
    async fn ask(&self, by: &Caller, wanted: WantedChange) -> Result<ChangeRequest, Failure> {
        let request = AskChange {
            submission: self.submission.id,
            wanted,
        };
        change_request::ask(&self.world.app, by, request).await
    }

    async fn answer(
        &self,
        by: &Caller,
        request: &ChangeRequest,
        answer: Answer,
    ) -> Result<ChangeRequest, Failure> {
        change_request::answer(&self.world.app, by, request.id, answer).await
    }

    async fn state(&self) -> &'static str {
        stored(&self.world, self.submission.id).await.state.name()
    }
}

const VOID: WantedChange = WantedChange::Void(VoidReason::StudentAsked);

#[tokio::test]
async fn nothing_is_taken_out_by_one_person() {
    let it = approved().await;
    check(it.ask(&it.second, VOID).await, "not-allowed");
    check(it.ask(&it.student, VOID).await, "not-allowed");
    let request = it.ask(&it.operator, VOID).await.unwrap();
    check(it.ask(&it.operator, VOID).await, "change-asked-already");
    let own = it.answer(&it.operator, &request, Answer::Agree).await;
    check(own, "second-person-needed");
    assert_eq!(it.state().await, "approved");
    let app = &it.world.app;
    let page = PageRequest::default();
    let list = change_request::list(app, &it.operator, true, page).await;
    let list = list.unwrap().items;
    assert!(!list[0].is_answerable && list[0].photo == it.submission.state.photo());
    let list = change_request::list(app, &it.second, true, page).await;
    assert!(list.unwrap().items[0].is_answerable);
    let agreed = it.answer(&it.second, &request, Answer::Agree).await;
    assert_eq!(agreed.unwrap().state.name(), "agreed");
    assert_eq!(it.state().await, "voided");
    let told = messages(&it.world, &it.student).await;
    assert!(told.contains(&"corrected"), "{told:?}");
    let traces = it.world.audit(Subject::Submission(it.submission.id)).await;
    let last = ["ask-change", "void-submission", "agree-to-change"];
    assert_eq!(traces[traces.len() - 3..], last);
    let again = it.answer(&it.second, &request, Answer::Agree).await;
    check(again, "wrong-state");
    check(it.ask(&it.operator, VOID).await, "wrong-state");
}

#[tokio::test]
async fn what_is_declined_taken_back_or_forgotten_changes_nothing() {
    let it = approved().await;
    let app = &it.world.app;
    let first = it.ask(&it.operator, VOID).await.unwrap();
    it.answer(&it.second, &first, Answer::Decline)
        .await
        .unwrap();
    let second = it.ask(&it.operator, VOID).await.unwrap();
    let foreign = change_request::take_back(app, &it.second, second.id).await;
    check(foreign, "not-allowed");
    change_request::take_back(app, &it.operator, second.id)
        .await
        .unwrap();
    let third = it.ask(&it.operator, VOID).await.unwrap();
    it.world.clock.advance(LAPSES_AFTER);
    let late = it.answer(&it.second, &third, Answer::Agree).await;
    check(late, "request-lapsed");
    // A lapsed one stands in nobody's way.
    it.ask(&it.operator, VOID).await.unwrap();
    assert_eq!(it.state().await, "approved");
    let page = PageRequest::default();
    let all = change_request::list(app, &it.second, false, page)
        .await
        .unwrap();
    let states = all.items.iter().map(|one| one.request.state.name());
    assert_eq!(
        states.collect::<Vec<_>>(),
        ["open", "lapsed", "taken-back", "declined"]
    );
}

#[tokio::test]
async fn another_photo_takes_the_place_of_the_approved_one() {
    let it = approved().await;
    let degree = it.submission.degree;
    let before = stored(&it.world, it.submission.id).await;
    // Staff prepare it: that costs the student nothing, offers nothing, and tells nobody.
    let told = messages(&it.world, &it.student).await;
    let other = checked(&it.world, &it.operator, degree, "good another")
        .await
        .photo;
    assert_eq!(stored(&it.world, it.submission.id).await, before);
    let bad = checked(&it.world, &it.operator, degree, "fail:eyes-open")
        .await
        .photo;
    assert_eq!(messages(&it.world, &it.student).await, told);
    let reason = ReplaceReason::StudentAsked;
    let unusable = it
        .ask(&it.operator, WantedChange::Replace(bad.id, reason))
        .await;
    check(unusable, "wrong-state");
    let nowhere = WantedChange::Replace(PhotoId::from_uuid(it.world.id()), reason);
    check(it.ask(&it.operator, nowhere).await, "not-found");
    let wanted = WantedChange::Replace(other.id, reason);
    let request = it.ask(&it.operator, wanted).await.unwrap();
    it.answer(&it.second, &request, Answer::Agree)
        .await
        .unwrap();
    let after = stored(&it.world, it.submission.id).await;
    let SubmissionState::AwaitingReview { photo, entry, .. } = &after.state else {
        panic!("not in review: {after:?}");
    };
    assert_eq!(
        (*photo, *entry),
        (other.reference(), ReviewEntry::Replacement)
    );
    assert_eq!(after.attempts, before.attempts);
    let kept = it.world.parts.store.photos().find(other.id).await.unwrap();
    assert_eq!(kept.unwrap().state.name(), "confirmed");
    let reviewer = it.world.staff("again", vec![Role::CentreReviewer]).await;
    let decided = decide(&it.world, &reviewer, &after, Decision::Approve).await;
    assert_eq!(decided.unwrap().state.photo(), Some(other.id));
}

#[tokio::test]
async fn of_two_second_persons_one_is_first() {
    let it = approved().await;
    let request = it.ask(&it.operator, VOID).await.unwrap();
    let third = it.world.staff("third", vec![Role::Operator]).await;
    let (agreed, declined) = tokio::join!(
        it.answer(&it.second, &request, Answer::Agree),
        it.answer(&third, &request, Answer::Decline),
    );
    assert!(
        agreed.is_ok() != declined.is_ok(),
        "{agreed:?} {declined:?}"
    );
    let expected = if agreed.is_ok() { "voided" } else { "approved" };
    assert_eq!(it.state().await, expected);
}

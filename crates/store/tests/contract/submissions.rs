//! Submissions and decisions: the queue, the states that expire, and races.

use std::sync::Arc;

use domain::audit::LogName;
use domain::{
    Actor, CentreId, Decision, ReviewId, ReviewRecord, ReviewRound, Subject, Submission,
    SubmissionState, SubmissionStateName,
};
use store::{Advance, PageRequest, QueueFilter, QueueOrder, Store, StoreError, UniqueKey};
use tokio::sync::Barrier;
use uuid::Uuid;

use crate::audit::chain;
use crate::fixtures::{
    ACCOUNT, BATCH, CENTRE, STUDENT, batch, bound, centre_reviewer, event, in_review, minute,
    photo_ref, proposed, reasons, submission, uuid,
};
use crate::harness::{Database, on_both_engines};

on_both_engines![
    a_degree_has_one_submission_in_a_batch,
    a_degree_comes_with_its_present_submission,
    the_queue_is_in_the_order_of_submitting,
    a_queue_that_moves_shows_nothing_twice,
    states_that_expire_are_listed_and_counted,
    rejections_are_reminded_of_by_urgency,
    decisions_are_kept_in_their_order,
    of_a_withdrawal_and_a_decision_one_wins,
];

async fn insert(store: &Store, submissions: &[Submission]) {
    let work = store.begin().await.unwrap();
    for submission in submissions {
        work.submissions().insert(submission).await.unwrap();
    }
    work.commit().await.unwrap();
}

fn ids(submissions: &[Submission]) -> Vec<Uuid> {
    submissions
        .iter()
        .map(|submission| submission.id.as_uuid())
        .collect()
}

async fn a_degree_has_one_submission_in_a_batch(Database { store, .. }: Database) {
    let first = submission(1);
    insert(&store, std::slice::from_ref(&first)).await;
    let submissions = store.submissions();
    let degree = bound(1, 1).id;
    assert_eq!(
        submissions.find(first.id).await.unwrap(),
        Some(first.clone())
    );
    assert_eq!(
        submissions.find_of_degree(degree, BATCH).await.unwrap(),
        Some(first.clone())
    );
    let elsewhere = domain::BatchId::from_uuid(uuid(99));
    assert_eq!(
        submissions.find_of_degree(degree, elsewhere).await.unwrap(),
        None
    );
    assert_eq!(
        submissions.list_of_account(ACCOUNT).await.unwrap(),
        std::slice::from_ref(&first)
    );

    let mut rival = first;
    rival.id = domain::SubmissionId::from_uuid(uuid(2));
    let work = store.begin().await.unwrap();
    let twice = work.submissions().insert(&rival).await;
    assert!(
        matches!(twice, Err(StoreError::Taken(UniqueKey::SubmissionOfDegree))),
        "{twice:?}"
    );
}

fn of_round(round: ReviewRound) -> QueueFilter {
    QueueFilter::all(CENTRE, round)
}

fn of_batch() -> QueueFilter {
    QueueFilter {
        batch: Some(BATCH),
        ..of_round(ReviewRound::Centre)
    }
}

async fn queue(store: &Store, limit: u32) -> Vec<Uuid> {
    let mut seen = Vec::new();
    let mut request = PageRequest::first(limit);
    loop {
        let queue = store.review_queue();
        let page = queue
            .list(&of_batch(), QueueOrder::Age, request)
            .await
            .unwrap();
        seen.extend(ids(&page.items));
        request.after = page.next;
        if page.next.is_none() {
            return seen;
        }
    }
}

async fn a_degree_comes_with_its_present_submission(Database { store, .. }: Database) {
    let with = bound(1, 1);
    let without = proposed(2, 2, minute(0));
    let work = store.begin().await.unwrap();
    for degree in [&with, &without] {
        work.degrees().insert(degree).await.unwrap();
    }
    work.commit().await.unwrap();
    let present = submission(1);
    let mut former = submission(3);
    former.degree = with.id;
    former.batch = domain::BatchId::from_uuid(uuid(99));
    insert(&store, &[present.clone(), former]).await;

    let degrees = store.degrees();
    let found = degrees.find_with_submission(with.id).await.unwrap();
    assert_eq!(found, Some((with.clone(), Some(present.clone()))));
    let found = degrees.find_with_submission(without.id).await.unwrap();
    assert_eq!(found, Some((without.clone(), None)));
    let nobody = domain::DegreeId::from_uuid(uuid(9));
    assert_eq!(degrees.find_with_submission(nobody).await.unwrap(), None);
    let all = degrees.list_of_account_with_submissions(ACCOUNT).await;
    assert_eq!(all.unwrap(), [(with, Some(present)), (without, None)]);
}

async fn the_queue_is_in_the_order_of_submitting(Database { store, .. }: Database) {
    // Several of one instant, on both sides of every border of a page.
    let instants = [3, 1, 1, 1, 2, 1, 3, 2, 0];
    let numbered = instants.into_iter().zip(1..);
    let all = numbered.map(|(at, number)| in_review(number, minute(at)));
    let all: Vec<_> = all.collect();
    insert(&store, &all).await;
    insert(&store, &[submission(20)]).await;
    let mut other_centre = in_review(30, minute(1));
    other_centre.centre = CentreId::from_uuid(uuid(98));
    let mut other_batch = in_review(31, minute(1));
    other_batch.batch = domain::BatchId::from_uuid(uuid(99));
    insert(&store, &[other_centre, other_batch]).await;

    let expected = [9, 2, 3, 4, 6, 5, 8, 1, 7].map(uuid);
    for limit in [1, 2, 3, 4, 9, 10, 200] {
        assert_eq!(queue(&store, limit).await, expected, "pages of {limit}");
    }
    let submissions = store.review_queue();
    let all_batches = PageRequest::default();
    let page = submissions
        .list(&of_round(ReviewRound::Centre), QueueOrder::Age, all_batches)
        .await
        .unwrap();
    assert_eq!(page.items.len(), 10);
    let page = submissions
        .list(&of_round(ReviewRound::School), QueueOrder::Age, all_batches)
        .await
        .unwrap();
    assert!(page.items.is_empty());
}

async fn a_queue_that_moves_shows_nothing_twice(Database { store, .. }: Database) {
    let all: Vec<_> = (1..=6).map(|number| in_review(number, minute(1))).collect();
    insert(&store, &all).await;
    let submissions = store.review_queue();
    let centre = of_round(ReviewRound::Centre);
    let first = PageRequest::first(3);
    let first = submissions
        .list(&centre, QueueOrder::Age, first)
        .await
        .unwrap();
    assert_eq!(ids(&first.items), [1, 2, 3].map(uuid));

    // One of the first page and one of the next are decided, one more comes.
    let work = store.begin().await.unwrap();
    for before in [&all[1], &all[3]] {
        let after = before
            .clone()
            .approve(centre_reviewer(), minute(5))
            .unwrap();
        assert_eq!(
            work.submissions().advance(before, &after).await.unwrap(),
            Advance::Done
        );
    }
    work.submissions()
        .insert(&in_review(7, minute(6)))
        .await
        .unwrap();
    work.commit().await.unwrap();

    let rest = PageRequest {
        after: first.next,
        limit: 10,
    };
    let rest = submissions
        .list(&centre, QueueOrder::Age, rest)
        .await
        .unwrap();
    assert_eq!(ids(&rest.items), [5, 6, 7].map(uuid));
    assert_eq!(rest.next, None);
}

async fn states_that_expire_are_listed_and_counted(Database { store, .. }: Database) {
    let batch = batch();
    let offered = submission(2).offer(photo_ref(2), minute(2)).unwrap();
    let withdrawn = in_review(4, minute(2))
        .withdraw(STUDENT, minute(3))
        .unwrap();
    let rejected = in_review(5, minute(2));
    let rejected = rejected
        .reject(reasons(), centre_reviewer(), &batch, minute(3))
        .unwrap();
    let approved = in_review(6, minute(2))
        .approve(centre_reviewer(), minute(3))
        .unwrap();
    let ended = minute(11 * 24 * 60);
    let expired = submission(7).expire(&batch, ended).unwrap();
    let all = [
        submission(1),
        offered,
        in_review(3, minute(2)),
        withdrawn,
        rejected,
        approved,
        expired,
    ];
    insert(&store, &all).await;

    let mut seen = Vec::new();
    let mut request = PageRequest::first(2);
    loop {
        let page = store
            .submissions()
            .list_with_student(BATCH, request)
            .await
            .unwrap();
        seen.extend(ids(&page.items));
        request.after = page.next;
        if page.next.is_none() {
            break;
        }
    }
    assert_eq!(seen, [1, 2, 4, 5].map(uuid));

    let counts = store.submissions().count_by_state(BATCH).await.unwrap();
    let expected = [
        SubmissionStateName::Approved,
        SubmissionStateName::AwaitingConfirmation,
        SubmissionStateName::AwaitingPhoto,
        SubmissionStateName::AwaitingReview,
        SubmissionStateName::Expired,
        SubmissionStateName::Rejected,
        SubmissionStateName::Withdrawn,
    ];
    assert_eq!(counts, expected.map(|state| (state, 1)).into());
    let nowhere = domain::BatchId::from_uuid(uuid(99));
    assert_eq!(
        store.submissions().count_by_state(nowhere).await.unwrap(),
        [].into()
    );
}

async fn rejections_are_reminded_of_by_urgency(Database { store, .. }: Database) {
    let batch = batch();
    let rejected = |number, at| {
        let submission = in_review(number, minute(0));
        submission
            .reject(reasons(), centre_reviewer(), &batch, minute(at))
            .unwrap()
    };
    insert(
        &store,
        &[
            rejected(1, 30),
            rejected(2, 10),
            rejected(3, 20),
            in_review(4, minute(0)),
        ],
    )
    .await;
    let two_days = 2 * 24 * 60;
    let submissions = store.submissions();
    let urgent = submissions
        .list_to_replace_before(minute(two_days + 20), 10)
        .await
        .unwrap();
    assert_eq!(ids(&urgent), [uuid(2), uuid(3)]);
    let urgent = submissions
        .list_to_replace_before(minute(two_days + 60), 1)
        .await
        .unwrap();
    assert_eq!(ids(&urgent), [uuid(2)]);
}

async fn decisions_are_kept_in_their_order(Database { store, .. }: Database) {
    let subject = in_review(1, minute(0));
    let review = |number, at, decision| ReviewRecord {
        id: ReviewId::from_uuid(uuid(number)),
        centre: CENTRE,
        submission: subject.id,
        submission_version: subject.version,
        photo: photo_ref(1).id,
        reviewer: centre_reviewer(),
        decision,
        decided_at: minute(at),
        took: None,
    };
    let noted = r#"{"codes":["X00"],"note":"collar"}"#;
    let reasons = serde_json::from_str(noted).unwrap();
    let reject = review(1, 9, Decision::Reject { reasons });
    let approve = review(2, 3, Decision::Approve);
    let work = store.begin().await.unwrap();
    work.reviews().insert(&reject).await.unwrap();
    work.reviews().insert(&approve).await.unwrap();
    work.commit().await.unwrap();
    let kept = store
        .reviews()
        .list_of_submission(subject.id)
        .await
        .unwrap();
    assert_eq!(kept, [approve.clone(), reject.clone()]);

    let work = store.begin().await.unwrap();
    work.reviews().forget_notes(subject.id).await.unwrap();
    work.commit().await.unwrap();
    let kept = store.reviews().list_of_submission(subject.id).await;
    assert_eq!(kept.unwrap(), [approve, reject.forget_note()]);
}

/// One of 64: the even ones withdraw, the odd ones decide, all from the same stored state.
async fn race(store: Store, number: u32, ready: Arc<Barrier>) -> Option<Submission> {
    let id = submission(1).id;
    let before = store.submissions().find(id).await.unwrap().unwrap();
    ready.wait().await;
    let (action, after) = match number % 4 {
        0 | 2 => (
            "withdraw-submission",
            before.clone().withdraw(STUDENT, minute(5)),
        ),
        1 => (
            "approve-submission",
            before.clone().approve(centre_reviewer(), minute(5)),
        ),
        _ => (
            "reject-submission",
            before
                .clone()
                .reject(reasons(), centre_reviewer(), &batch(), minute(5)),
        ),
    };
    let after = after.unwrap();
    let work = store.begin().await.unwrap();
    // The trace is written first, so that only the rollback keeps a loser's out.
    let subject = Subject::Submission(id);
    work.audit().append(event(number, action, subject));
    match work.submissions().advance(&before, &after).await.unwrap() {
        Advance::Stale => None,
        Advance::Done => {
            work.commit().await.unwrap();
            Some(after)
        }
    }
}

async fn of_a_withdrawal_and_a_decision_one_wins(Database { store, .. }: Database) {
    const RACERS: u32 = 64;
    insert(&store, &[in_review(1, minute(1))]).await;
    let ready = Arc::new(Barrier::new(RACERS as usize));
    let racers =
        (0..RACERS).map(|number| tokio::spawn(race(store.clone(), number, Arc::clone(&ready))));
    let mut winners = Vec::new();
    for racer in racers.collect::<Vec<_>>() {
        winners.extend(racer.await.unwrap());
    }
    let [winner] = winners.as_slice() else {
        panic!("{} winners", winners.len());
    };
    let stored = store.submissions().find(winner.id).await.unwrap().unwrap();
    assert_eq!(&stored, winner);

    chain(&store).await;
    let log = LogName::keyed(Some(CENTRE));
    let trace = store.audit().list(log, 0, 100).await.unwrap();
    let [line] = trace.as_slice() else {
        panic!("{} lines in the log", trace.len());
    };
    assert_eq!(line.number, 1);
    let expected = match stored.state {
        SubmissionState::Withdrawn { .. } => "withdraw-submission",
        SubmissionState::Approved { .. } => "approve-submission",
        _ => "reject-submission",
    };
    assert_eq!(line.event.action.as_str(), expected);
    assert_eq!(line.event.actor, Actor::System);
}

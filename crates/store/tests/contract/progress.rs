//! How far students have come: approvals by their day.

use domain::{Decision, ReviewId, ReviewRecord, SchoolId, Scope, Submission, Timestamp};
use store::{Advance, Store, Students};

use crate::fixtures::{BATCH, CENTRE, SCHOOL, centre_reviewer, in_review, minute, reasons, uuid};
use crate::harness::{Database, on_both_engines};

on_both_engines![approvals_are_counted_by_the_day_of_the_last_decision,];

fn record(number: u32, of: &Submission, decision: Decision, at: Timestamp) -> ReviewRecord {
    ReviewRecord {
        id: ReviewId::from_uuid(uuid(number)),
        centre: CENTRE,
        submission: of.id,
        submission_version: of.version,
        photo: of.state.photo().unwrap(),
        reviewer: centre_reviewer(),
        decision,
        decided_at: at,
        took: None,
    }
}

async fn approved(store: &Store, number: u32, at: i64) {
    let before = in_review(number, minute(0));
    let after = before
        .clone()
        .approve(centre_reviewer(), minute(at))
        .unwrap();
    let reject = Decision::Reject { reasons: reasons() };
    let earlier = record(100 + number, &before, reject, minute(at - 2000));
    let last = record(200 + number, &before, Decision::Approve, minute(at));
    let work = store.begin().await.unwrap();
    work.submissions().insert(&before).await.unwrap();
    let advanced = work.submissions().advance(&before, &after).await;
    assert_eq!(advanced.unwrap(), Advance::Done);
    work.reviews().insert(&earlier).await.unwrap();
    work.reviews().insert(&last).await.unwrap();
    work.commit().await.unwrap();
}

async fn approvals_are_counted_by_the_day_of_the_last_decision(Database { store, .. }: Database) {
    // A minute before midnight in China, at midnight, and two days later.
    for (number, at) in [(1, -1), (2, 0), (3, 1), (4, 2880)] {
        approved(&store, number, at).await;
    }
    let waiting = in_review(5, minute(0));
    let work = store.begin().await.unwrap();
    work.submissions().insert(&waiting).await.unwrap();
    work.commit().await.unwrap();
    let students = |within| Students {
        batch: BATCH,
        within,
        school: None,
        unit: None,
        class: None,
    };
    let days = store
        .progress()
        .approved_by_day(&students(vec![Scope::Centre]))
        .await;
    let days: Vec<_> = days
        .unwrap()
        .into_iter()
        .map(|(day, count)| (day.to_string(), count))
        .collect();
    let expected = [("2023-09-05", 1), ("2023-09-06", 2), ("2023-09-08", 1)];
    assert_eq!(days, expected.map(|(day, count)| (day.to_owned(), count)));
    let other = SchoolId::from_uuid(uuid(77));
    assert_ne!(other, SCHOOL);
    let none = store
        .progress()
        .approved_by_day(&students(vec![Scope::School(other)]))
        .await;
    assert_eq!(none.unwrap(), []);
}

//! Photos that reviewers have in hand, and the queue without them.

use std::sync::Arc;

use domain::{Duration, ReviewRound, StaffId, SubmissionId, SubmissionState, Timestamp};
use store::{PageRequest, QueueFilter, QueueOrder, ReviewClaim, Store};
use tokio::sync::Barrier;

use crate::fixtures::{CENTRE, in_review, minute, uuid};
use crate::harness::{Database, on_both_engines};

on_both_engines![
    a_photo_is_in_one_hand_at_a_time,
    of_many_who_reach_for_a_photo_one_gets_it,
    the_queue_leaves_out_what_others_have_in_hand,
    what_somebody_took_is_in_no_own_queue,
    claims_that_are_over_are_dropped,
];

fn claim(submission: u32, staff: u32, at: Timestamp) -> ReviewClaim {
    ReviewClaim {
        submission: SubmissionId::from_uuid(uuid(submission)),
        round: ReviewRound::Centre,
        staff: StaffId::from_uuid(uuid(staff)),
        claimed_at: at,
        until: at + Duration::from_minutes(3),
    }
}

async fn try_claim(store: &Store, claim: ReviewClaim) -> bool {
    let work = store.begin().await.unwrap();
    let now = claim.claimed_at;
    let taken = work.review_claims().try_claim(&claim, now).await.unwrap();
    work.commit().await.unwrap();
    taken
}

async fn a_photo_is_in_one_hand_at_a_time(Database { store, .. }: Database) {
    let id = SubmissionId::from_uuid(uuid(1));
    assert!(try_claim(&store, claim(1, 8, minute(0))).await);
    assert!(!try_claim(&store, claim(1, 9, minute(1))).await);
    // Kept longer, from the same beginning.
    assert!(try_claim(&store, claim(1, 8, minute(2))).await);
    let found = store.review_claims().find(id).await.unwrap().unwrap();
    assert_eq!((found.claimed_at, found.until), (minute(0), minute(5)));
    // One of a set is longer, and does not end sooner.
    let short = ReviewClaim {
        until: minute(3),
        ..claim(1, 8, minute(2))
    };
    assert!(try_claim(&store, short).await);
    let found = store.review_claims().find(id).await.unwrap().unwrap();
    assert_eq!(found.until, minute(5));
    // The next round is another matter.
    let school = ReviewClaim {
        round: ReviewRound::School,
        ..claim(1, 9, minute(3))
    };
    assert!(try_claim(&store, school).await);
    assert!(try_claim(&store, claim(1, 9, minute(9))).await);
    let work = store.begin().await.unwrap();
    let claims = work.review_claims();
    claims
        .release(id, StaffId::from_uuid(uuid(8)))
        .await
        .unwrap();
    assert!(claims.find(id).await.unwrap().is_some());
    claims
        .release(id, StaffId::from_uuid(uuid(9)))
        .await
        .unwrap();
    assert_eq!(claims.find(id).await.unwrap(), None);
    work.commit().await.unwrap();
}

async fn of_many_who_reach_for_a_photo_one_gets_it(Database { store, .. }: Database) {
    let barrier = Arc::new(Barrier::new(8));
    let reaching = (0..8).map(|staff| {
        let (store, barrier) = (store.clone(), Arc::clone(&barrier));
        tokio::spawn(async move {
            barrier.wait().await;
            try_claim(&store, claim(1, staff, minute(0))).await
        })
    });
    let mut got = 0;
    for one in reaching.collect::<Vec<_>>() {
        got += usize::from(one.await.unwrap());
    }
    assert_eq!(got, 1);
}

async fn the_queue_leaves_out_what_others_have_in_hand(Database { store, .. }: Database) {
    let work = store.begin().await.unwrap();
    for number in 1..=3 {
        let waiting = in_review(number, minute(i64::from(number)));
        work.submissions().insert(&waiting).await.unwrap();
    }
    work.commit().await.unwrap();
    assert!(try_claim(&store, claim(1, 8, minute(5))).await);
    assert!(try_claim(&store, claim(2, 9, minute(5))).await);
    for (staff, at, expected) in [
        (8_u32, minute(6), vec![1_u32, 3]),
        (9, minute(6), vec![2, 3]),
        (9, minute(8), vec![1, 2, 3]),
    ] {
        let filter = QueueFilter {
            free_for: Some((StaffId::from_uuid(uuid(staff)), at)),
            ..QueueFilter::all(CENTRE, ReviewRound::Centre)
        };
        let queue = store.review_queue();
        for order in [QueueOrder::Age, QueueOrder::Doubts] {
            let page = queue.list(&filter, order, PageRequest::default());
            let page = page.await.unwrap();
            let seen: Vec<_> = page.items.iter().map(|item| item.id.as_uuid()).collect();
            let expected: Vec<_> = expected.iter().copied().map(uuid).collect();
            assert_eq!(seen, expected);
        }
        assert_eq!(queue.count(&filter).await.unwrap(), expected.len() as u64);
    }
}

async fn what_somebody_took_is_in_no_own_queue(Database { store, .. }: Database) {
    let taker = StaffId::from_uuid(uuid(8));
    let work = store.begin().await.unwrap();
    for number in 1..=3 {
        let mut waiting = in_review(number, minute(i64::from(number)));
        if let SubmissionState::AwaitingReview { photo, .. } = &mut waiting.state {
            photo.taken_by = (number == 2).then_some(taker);
        }
        work.submissions().insert(&waiting).await.unwrap();
    }
    work.commit().await.unwrap();
    for (staff, expected) in [(8, vec![1_u32, 3]), (9, vec![1, 2, 3])] {
        let filter = QueueFilter {
            not_taken_by: Some(StaffId::from_uuid(uuid(staff))),
            ..QueueFilter::all(CENTRE, ReviewRound::Centre)
        };
        let queue = store.review_queue();
        let page = queue.list(&filter, QueueOrder::Age, PageRequest::default());
        let page = page.await.unwrap();
        let seen: Vec<_> = page.items.iter().map(|item| item.id.as_uuid()).collect();
        let expected: Vec<_> = expected.into_iter().map(uuid).collect();
        assert_eq!(seen, expected);
        assert_eq!(queue.count(&filter).await.unwrap(), expected.len() as u64);
    }
}

async fn claims_that_are_over_are_dropped(Database { store, .. }: Database) {
    assert!(try_claim(&store, claim(1, 8, minute(0))).await);
    assert!(try_claim(&store, claim(2, 8, minute(1))).await);
    let work = store.begin().await.unwrap();
    assert_eq!(work.review_claims().prune(minute(3)).await.unwrap(), 1);
    work.commit().await.unwrap();
    let both = [1, 2].map(|number| SubmissionId::from_uuid(uuid(number)));
    let of_staff = store.review_claims();
    let of_staff = of_staff.list_of_staff(StaffId::from_uuid(uuid(8)), minute(3));
    assert_eq!(of_staff.await.unwrap(), [claim(2, 8, minute(1))]);
    let left = store.review_claims().list(&both).await.unwrap();
    assert_eq!(left, [claim(2, 8, minute(1))]);
}

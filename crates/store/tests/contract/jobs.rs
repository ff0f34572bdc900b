//! The queue of jobs: order, leases, fencing, the same job once, giving up.

use std::collections::BTreeSet;

use domain::{Duration, Timestamp};
use futures_util::future::join_all;
use serde_json::json;
use store::{
    ClaimedJob, Engine, Enqueued, Fenced, JobCount, JobKind, JobStatus, Lease, NewJob, PageRequest,
    Store,
};
use uuid::Uuid;

use crate::harness::{Database, on_both_engines};

on_both_engines!(
    a_job_comes_out_as_it_went_in,
    what_is_urgent_comes_first,
    nothing_is_taken_early_or_by_others,
    no_job_is_taken_twice,
    after_the_lease_another_worker_has_it,
    a_heartbeat_keeps_the_lease,
    a_job_ends_with_its_effects_or_not_at_all,
    the_same_job_is_queued_once,
    of_many_at_once_one_is_queued,
    a_job_that_failed_comes_back_later,
    a_job_that_an_outage_stopped_loses_no_try,
    without_tries_left_a_job_is_given_up,
    a_worker_that_never_comes_back_uses_tries_up,
    a_revived_job_has_all_its_tries,
    a_revived_job_leaves_it_to_the_one_that_is_queued,
    a_discarded_job_is_gone,
    the_dead_are_listed_in_pages,
    jobs_are_counted,
    a_row_that_is_no_json_stops_nobody,
    an_open_transaction_holds_nobody_up,
);

const ASSESS: JobKind = JobKind::new("assess-photo");
const SEND: JobKind = JobKind::new("send-notification");

fn at(second: u32) -> Timestamp {
    Timestamp::from_micros(0) + Duration::from_seconds(second)
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// Due at once, tried three times.
fn job(number: u128) -> NewJob {
    NewJob {
        id: id(number),
        kind: ASSESS,
        payload: json!({ "photo": id(number) }),
        dedup: None,
        priority: 0,
        run_at: at(0),
        max_attempts: 3,
    }
}

async fn enqueue(store: &Store, job: NewJob) -> Enqueued {
    let work = store.begin().await.unwrap();
    let enqueued = work.jobs().enqueue(job, at(0)).await.unwrap();
    work.commit().await.unwrap();
    enqueued
}

/// Takes jobs of both kinds for ten seconds.
async fn claim(store: &Store, token: u128, second: u32, limit: u32) -> Vec<ClaimedJob> {
    let lease = Lease {
        token: id(token),
        until: at(second + 10),
    };
    let kinds = [ASSESS, SEND];
    store.claim(&kinds, lease, at(second), limit).await.unwrap()
}

async fn claim_ids(store: &Store, token: u128, second: u32, limit: u32) -> Vec<u128> {
    let claimed = claim(store, token, second, limit).await;
    claimed.iter().map(|job| job.id.as_u128()).collect()
}

async fn finish(store: &Store, number: u128, token: u128) -> Fenced {
    let work = store.begin().await.unwrap();
    let fenced = work.jobs().finish(id(number), id(token)).await.unwrap();
    work.commit().await.unwrap();
    fenced
}

async fn retry(store: &Store, number: u128, token: u128, second: u32) -> Fenced {
    let work = store.begin().await.unwrap();
    let jobs = work.jobs();
    let fenced = jobs.retry(id(number), id(token), at(second), "no memory");
    let fenced = fenced.await.unwrap();
    work.commit().await.unwrap();
    fenced
}

async fn postpone(store: &Store, number: u128, token: u128, second: u32) -> Fenced {
    let work = store.begin().await.unwrap();
    let jobs = work.jobs();
    let fenced = jobs.postpone(id(number), id(token), at(second), "no object store");
    let fenced = fenced.await.unwrap();
    work.commit().await.unwrap();
    fenced
}

async fn bury(store: &Store, number: u128, token: u128, second: u32) -> Fenced {
    let work = store.begin().await.unwrap();
    let jobs = work.jobs();
    let fenced = jobs.bury(id(number), id(token), "no such photo", at(second));
    let fenced = fenced.await.unwrap();
    work.commit().await.unwrap();
    fenced
}

async fn revive(store: &Store, number: u128, second: u32) -> Option<Enqueued> {
    let work = store.begin().await.unwrap();
    let revived = work.jobs().revive(id(number), at(second)).await.unwrap();
    work.commit().await.unwrap();
    revived
}

/// Id, tries and error of every job that was given up, the last one first.
async fn dead(store: &Store) -> Vec<(u128, u16, Option<String>)> {
    let page = store.jobs().list_dead(PageRequest::default()).await;
    let dead = page.unwrap().items.into_iter();
    dead.map(|dead| (dead.id.as_u128(), dead.attempts, dead.error))
        .collect()
}

async fn a_job_comes_out_as_it_went_in(database: Database) {
    let store = &database.store;
    let payload = json!({ "school": "韶关学院", "ids": [1, 2, null] });
    let new = NewJob {
        payload: payload.clone(),
        ..job(7)
    };
    assert_eq!(enqueue(store, new).await, Enqueued::Added);
    let claimed = claim(store, 100, 1, 5).await;
    let expected = ClaimedJob {
        id: id(7),
        kind: ASSESS,
        payload,
        attempt: 1,
        max_attempts: 3,
        token: id(100),
        enqueued_at: at(0),
    };
    assert_eq!(claimed, [expected]);
}

async fn what_is_urgent_comes_first(database: Database) {
    let store = &database.store;
    for (number, priority, second) in [
        (1, 0, 2),
        (2, 0, 1),
        (3, -5, 0),
        (4, 10, 3),
        (6, 0, 1),
        (5, 0, 1),
    ] {
        let new = NewJob {
            priority,
            run_at: at(second),
            ..job(number)
        };
        assert_eq!(enqueue(store, new).await, Enqueued::Added);
    }
    assert_eq!(claim_ids(store, 100, 9, 4).await, [4, 2, 5, 6]);
    assert_eq!(claim_ids(store, 101, 9, 4).await, [1, 3]);
}

async fn nothing_is_taken_early_or_by_others(database: Database) {
    let store = &database.store;
    let later = NewJob {
        run_at: at(60),
        ..job(1)
    };
    let other = NewJob {
        kind: JobKind::new("sweep-objects"),
        ..job(2)
    };
    assert_eq!(enqueue(store, later).await, Enqueued::Added);
    assert_eq!(enqueue(store, other).await, Enqueued::Added);
    assert!(claim_ids(store, 100, 59, 5).await.is_empty());
    let lease = Lease {
        token: id(100),
        until: at(99),
    };
    assert_eq!(store.claim(&[], lease, at(60), 5).await.unwrap(), []);
    assert_eq!(claim_ids(store, 100, 60, 0).await, []);
    assert_eq!(claim_ids(store, 100, 60, 5).await, [1]);
}

async fn no_job_is_taken_twice(database: Database) {
    let store = &database.store;
    let work = store.begin().await.unwrap();
    for number in 0..200 {
        let enqueued = work.jobs().enqueue(job(number), at(0)).await.unwrap();
        assert_eq!(enqueued, Enqueued::Added);
    }
    work.commit().await.unwrap();
    let another = database.another_server().await;
    let claimers = (0..16_u128).map(|claimer| {
        let store = if claimer % 2 == 0 { store } else { &another }.clone();
        tokio::spawn(async move {
            let mut taken = Vec::new();
            loop {
                let ids = claim_ids(&store, 1000 + claimer, 1, 7).await;
                if ids.is_empty() {
                    return taken;
                }
                taken.extend(ids);
            }
        })
    });
    let taken: Vec<u128> = join_all(claimers)
        .await
        .into_iter()
        .flat_map(Result::unwrap)
        .collect();
    // A claimer that finds everything held by others may end early, the last one does not.
    let mut rest = claim_ids(store, 2000, 1, 200).await;
    rest.extend(&taken);
    assert_eq!(rest.len(), 200);
    assert_eq!(rest.iter().collect::<BTreeSet<_>>().len(), 200);
}

async fn after_the_lease_another_worker_has_it(database: Database) {
    let store = &database.store;
    assert_eq!(enqueue(store, job(1)).await, Enqueued::Added);
    assert_eq!(claim_ids(store, 100, 0, 1).await, [1]);
    assert!(claim_ids(store, 101, 9, 1).await.is_empty());
    let second = claim(store, 101, 10, 1).await;
    assert_eq!((second[0].id, second[0].attempt), (id(1), 2));

    assert_eq!(finish(store, 1, 100).await, Fenced::Lost);
    assert_eq!(retry(store, 1, 100, 10).await, Fenced::Lost);
    assert_eq!(bury(store, 1, 100, 10).await, Fenced::Lost);
    let work = store.begin().await.unwrap();
    let kept = work.jobs().heartbeat(id(1), id(100), at(99)).await;
    assert!(!kept.unwrap());
    drop(work);

    assert_eq!(finish(store, 1, 101).await, Fenced::Done);
    assert_eq!(finish(store, 1, 101).await, Fenced::Lost);
    assert!(dead(store).await.is_empty());
}

async fn a_heartbeat_keeps_the_lease(database: Database) {
    let store = &database.store;
    assert_eq!(enqueue(store, job(1)).await, Enqueued::Added);
    assert_eq!(claim_ids(store, 100, 0, 1).await, [1]);
    let work = store.begin().await.unwrap();
    let kept = work.jobs().heartbeat(id(1), id(100), at(30)).await;
    assert!(kept.unwrap());
    work.commit().await.unwrap();
    assert!(claim_ids(store, 101, 29, 1).await.is_empty());
    assert_eq!(claim_ids(store, 101, 30, 1).await, [1]);
}

async fn a_job_ends_with_its_effects_or_not_at_all(database: Database) {
    let store = &database.store;
    assert_eq!(enqueue(store, job(1)).await, Enqueued::Added);
    assert_eq!(claim_ids(store, 100, 0, 1).await, [1]);
    for is_committed in [false, true] {
        let work = store.begin().await.unwrap();
        let hits = work.counters().hit("effect", at(0), 1).await.unwrap();
        assert_eq!(hits, 1);
        let fenced = work.jobs().finish(id(1), id(100)).await.unwrap();
        assert_eq!(fenced, Fenced::Done);
        if is_committed {
            work.commit().await.unwrap();
        }
    }
    assert_eq!(store.jobs().counts().await.unwrap(), []);
}

async fn the_same_job_is_queued_once(database: Database) {
    let store = &database.store;
    let same = |number, kind| NewJob {
        kind,
        dedup: Some("photo-1".to_owned()),
        ..job(number)
    };
    assert_eq!(enqueue(store, same(1, ASSESS)).await, Enqueued::Added);
    assert_eq!(enqueue(store, same(2, ASSESS)).await, Enqueued::Duplicate);
    assert_eq!(enqueue(store, same(3, SEND)).await, Enqueued::Added);
    assert_eq!(claim_ids(store, 100, 0, 1).await, [1]);
    assert_eq!(enqueue(store, same(4, ASSESS)).await, Enqueued::Duplicate);
    assert_eq!(finish(store, 1, 100).await, Fenced::Done);
    assert_eq!(enqueue(store, same(5, ASSESS)).await, Enqueued::Added);
    assert_eq!(claim_ids(store, 101, 0, 5).await, [3, 5]);
    assert_eq!(bury(store, 5, 101, 0).await, Fenced::Done);
    assert_eq!(enqueue(store, same(6, ASSESS)).await, Enqueued::Added);
}

async fn of_many_at_once_one_is_queued(database: Database) {
    let store = &database.store;
    let queueing = (0..32).map(|number| {
        let store = store.clone();
        let new = NewJob {
            dedup: Some("hourly".to_owned()),
            ..job(number)
        };
        tokio::spawn(async move { enqueue(&store, new).await })
    });
    let outcomes = join_all(queueing).await.into_iter().map(Result::unwrap);
    let added = outcomes.filter(|outcome| *outcome == Enqueued::Added);
    assert_eq!(added.count(), 1);
    assert_eq!(claim_ids(store, 100, 0, 5).await.len(), 1);
}

async fn a_job_that_failed_comes_back_later(database: Database) {
    let store = &database.store;
    assert_eq!(enqueue(store, job(1)).await, Enqueued::Added);
    assert_eq!(claim_ids(store, 100, 0, 1).await, [1]);
    assert_eq!(retry(store, 1, 100, 60).await, Fenced::Done);
    assert!(claim_ids(store, 101, 59, 1).await.is_empty());
    assert_eq!(claim(store, 102, 60, 1).await[0].attempt, 2);
}

async fn a_job_that_an_outage_stopped_loses_no_try(database: Database) {
    let store = &database.store;
    assert_eq!(enqueue(store, job(1)).await, Enqueued::Added);
    for outage in 0..5 {
        let claimed = claim(store, 100 + outage, 60 * outage as u32, 1).await;
        assert_eq!((claimed[0].id, claimed[0].attempt), (id(1), 1));
        let run_at = 60 * (outage as u32 + 1);
        assert_eq!(postpone(store, 1, 100 + outage, run_at).await, Fenced::Done);
        assert_eq!(postpone(store, 1, 100 + outage, 0).await, Fenced::Lost);
        assert!(claim_ids(store, 200, run_at - 1, 1).await.is_empty());
    }
    assert_eq!(retry(store, 1, 300, 0).await, Fenced::Lost);
    assert_eq!(claim(store, 301, 300, 1).await[0].attempt, 1);
}

async fn without_tries_left_a_job_is_given_up(database: Database) {
    let store = &database.store;
    assert_eq!(enqueue(store, job(1)).await, Enqueued::Added);
    assert_eq!(enqueue(store, job(2)).await, Enqueued::Added);
    for attempt in 0..3 {
        assert_eq!(claim_ids(store, 100 + attempt, 0, 1).await, [1]);
        assert_eq!(retry(store, 1, 100 + attempt, 0).await, Fenced::Done);
    }
    // In its place the next one is taken.
    assert_eq!(claim_ids(store, 200, 0, 1).await, [2]);
    let expected = (1, 3, Some("no memory".to_owned()));
    assert_eq!(dead(store).await, [expected]);
    assert!(claim_ids(store, 201, 0, 1).await.is_empty());
}

async fn a_worker_that_never_comes_back_uses_tries_up(database: Database) {
    let store = &database.store;
    assert_eq!(enqueue(store, job(1)).await, Enqueued::Added);
    for attempt in 0..3 {
        let claimed = claim_ids(store, 100, attempt * 10, 1).await;
        assert_eq!(claimed, [1]);
    }
    assert!(claim_ids(store, 100, 30, 1).await.is_empty());
    assert_eq!(dead(store).await, [(1, 3, None)]);
    assert_eq!(finish(store, 1, 100).await, Fenced::Lost);
}

async fn a_revived_job_has_all_its_tries(database: Database) {
    let store = &database.store;
    assert_eq!(enqueue(store, job(1)).await, Enqueued::Added);
    assert_eq!(claim_ids(store, 100, 0, 1).await, [1]);
    assert_eq!(revive(store, 1, 0).await, None);
    assert_eq!(bury(store, 1, 100, 1).await, Fenced::Done);
    let expected = (1, 1, Some("no such photo".to_owned()));
    assert_eq!(dead(store).await, [expected]);
    assert_eq!(revive(store, 1, 50).await, Some(Enqueued::Added));
    assert!(dead(store).await.is_empty());
    assert!(claim_ids(store, 101, 49, 1).await.is_empty());
    let claimed = claim(store, 101, 50, 1).await;
    assert_eq!((claimed[0].attempt, claimed[0].max_attempts), (1, 3));
    assert_eq!(claimed[0].payload, job(1).payload);
}

async fn a_revived_job_leaves_it_to_the_one_that_is_queued(database: Database) {
    let store = &database.store;
    let same = |number| NewJob {
        dedup: Some("photo-1".to_owned()),
        ..job(number)
    };
    assert_eq!(enqueue(store, same(1)).await, Enqueued::Added);
    assert_eq!(claim_ids(store, 100, 0, 1).await, [1]);
    assert_eq!(bury(store, 1, 100, 0).await, Fenced::Done);
    assert_eq!(enqueue(store, same(2)).await, Enqueued::Added);
    assert_eq!(revive(store, 1, 0).await, Some(Enqueued::Duplicate));
    assert!(dead(store).await.is_empty());
    assert_eq!(claim_ids(store, 101, 0, 5).await, [2]);
}

async fn a_discarded_job_is_gone(database: Database) {
    let store = &database.store;
    assert_eq!(enqueue(store, job(1)).await, Enqueued::Added);
    assert_eq!(claim_ids(store, 100, 0, 1).await, [1]);
    assert_eq!(bury(store, 1, 100, 0).await, Fenced::Done);
    let work = store.begin().await.unwrap();
    assert!(work.jobs().discard(id(1)).await.unwrap());
    assert!(!work.jobs().discard(id(1)).await.unwrap());
    work.commit().await.unwrap();
    assert!(dead(store).await.is_empty());
}

async fn the_dead_are_listed_in_pages(database: Database) {
    let store = &database.store;
    for number in 1..=7 {
        assert_eq!(enqueue(store, job(number)).await, Enqueued::Added);
        assert_eq!(claim_ids(store, 100, 0, 1).await, [number]);
        // Five of them at the same instant.
        let second = if number < 3 { 1 } else { 2 };
        assert_eq!(bury(store, number, 100, second).await, Fenced::Done);
    }
    let mut seen = Vec::new();
    let mut request = PageRequest::first(3);
    loop {
        let page = store.jobs().list_dead(request).await.unwrap();
        seen.extend(page.items.iter().map(|dead| dead.id.as_u128()));
        let Some(next) = page.next else {
            break;
        };
        request.after = Some(next.to_string().parse().unwrap());
    }
    assert_eq!(seen, [7, 6, 5, 4, 3, 2, 1]);
}

async fn jobs_are_counted(database: Database) {
    let store = &database.store;
    assert_eq!(store.jobs().oldest_due(at(9)).await.unwrap(), None);
    for number in 1..=5 {
        let new = NewJob {
            kind: if number == 5 { SEND } else { ASSESS },
            run_at: at(number as u32),
            ..job(number)
        };
        assert_eq!(enqueue(store, new).await, Enqueued::Added);
    }
    assert_eq!(claim_ids(store, 100, 2, 5).await, [1, 2]);
    assert_eq!(bury(store, 1, 100, 2).await, Fenced::Done);
    let count = |kind, status, count| JobCount {
        kind,
        status,
        count,
    };
    let expected = [
        count(ASSESS, JobStatus::Ready, 2),
        count(ASSESS, JobStatus::Running, 1),
        count(ASSESS, JobStatus::Dead, 1),
        count(SEND, JobStatus::Ready, 1),
    ];
    assert_eq!(store.jobs().counts().await.unwrap(), expected);
    assert_eq!(store.jobs().oldest_due(at(2)).await.unwrap(), None);
    assert_eq!(store.jobs().oldest_due(at(9)).await.unwrap(), Some(at(3)));
}

async fn a_row_that_is_no_json_stops_nobody(database: Database) {
    use sea_orm::ConnectionTrait as _;

    let store = &database.store;
    assert_eq!(enqueue(store, job(1)).await, Enqueued::Added);
    let connection = database.behind_the_back().await;
    let damage = "UPDATE job SET payload = 'oops'";
    connection.execute_unprepared(damage).await.unwrap();
    assert_eq!(enqueue(store, job(2)).await, Enqueued::Added);
    let claimed = claim(store, 100, 0, 5).await;
    assert_eq!(claimed.len(), 2);
    assert_eq!(claimed[0].payload, json!("oops"));
}

/// With SQLite a transaction that writes is alone; with PostgreSQL jobs that it holds are left out.
async fn an_open_transaction_holds_nobody_up(database: Database) {
    let store = &database.store;
    if store.engine() == Engine::Sqlite {
        return;
    }
    assert_eq!(enqueue(store, job(1)).await, Enqueued::Added);
    assert_eq!(enqueue(store, job(2)).await, Enqueued::Added);
    assert_eq!(claim_ids(store, 100, 0, 1).await, [1]);
    let work = store.begin().await.unwrap();
    let fenced = work.jobs().finish(id(1), id(100)).await.unwrap();
    assert_eq!(fenced, Fenced::Done);
    // The lease is over, the job is not free.
    assert_eq!(claim_ids(store, 101, 20, 5).await, [2]);
    work.commit().await.unwrap();
    assert!(claim_ids(store, 102, 20, 5).await.is_empty());
}

//! Workers that are killed at any point: every job still has its effect once.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::task::{Context, Poll};

use domain::Timestamp;
use futures_util::future::join_all;
use serde_json::Value;
use store::{Enqueued, Fenced, JobKind, Lease, NewJob, Store};
use uuid::Uuid;

use crate::harness::{Database, on_both_engines};

on_both_engines!(workers_may_be_killed_at_any_point,);

const KIND: JobKind = JobKind::new("assess-photo");
const JOBS: u128 = 60;
const WORKERS: u64 = 6;

/// Where the effects of all jobs are counted.
const WINDOW: Timestamp = Timestamp::from_micros(0);

async fn workers_may_be_killed_at_any_point(database: Database) {
    let store = &database.store;
    let work = store.begin().await.unwrap();
    for number in 0..JOBS {
        let new = NewJob {
            id: Uuid::from_u128(number),
            kind: KIND,
            payload: Value::Null,
            dedup: None,
            priority: 0,
            run_at: WINDOW,
            max_attempts: u16::MAX,
        };
        let enqueued = work.jobs().enqueue(new, WINDOW).await.unwrap();
        assert_eq!(enqueued, Enqueued::Added);
    }
    work.commit().await.unwrap();

    let clock = Arc::new(AtomicI64::new(1));
    let workers = (1..=WORKERS).map(|seed| {
        let worker = Worker {
            store: store.clone(),
            clock: Arc::clone(&clock),
            random: seed,
        };
        tokio::spawn(worker.live())
    });
    let killed: Vec<u32> = join_all(workers)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    assert!(killed.iter().sum::<u32>() > 0, "nobody was killed");

    let work = store.begin().await.unwrap();
    for number in 0..JOBS {
        let effects = work.counters().hit(&effect(number), WINDOW, 0).await;
        assert_eq!(effects.unwrap(), 1, "of job {number}");
    }
}

fn effect(number: u128) -> String {
    format!("effect:{number}")
}

struct Worker {
    store: Store,
    /// Goes on by a microsecond whenever somebody looks at it.
    clock: Arc<AtomicI64>,
    random: u64,
}

impl Worker {
    /// Lives again after each death until nothing is left to do; says how often it died.
    async fn live(mut self) -> u32 {
        let mut killed = 0;
        while !self.store.jobs().counts().await.unwrap().is_empty() {
            let polls = match self.random() % 4 {
                0 => u64::MAX,
                _ => self.random() % 120,
            };
            let token = Uuid::from_u64_pair(self.random(), self.random());
            let round = round(self.store.clone(), Arc::clone(&self.clock), token);
            killed += u32::from(!survives(round, polls).await);
        }
        killed
    }

    /// Xorshift: the same numbers every time.
    fn random(&mut self) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random
    }
}

/// Takes some jobs for a while that others may find too long, and has their effects.
async fn round(store: Store, clock: Arc<AtomicI64>, token: Uuid) {
    let now = Timestamp::from_micros(clock.fetch_add(1, Ordering::Relaxed));
    let until = Timestamp::from_micros(now.as_micros() + 4);
    let lease = Lease { token, until };
    for job in store.claim(&[KIND], lease, now, 3).await.unwrap() {
        let work = store.begin().await.unwrap();
        let bucket = effect(job.id.as_u128());
        work.counters().hit(&bucket, WINDOW, 1).await.unwrap();
        let fenced = work.jobs().finish(job.id, job.token).await.unwrap();
        if fenced == Fenced::Done {
            work.commit().await.unwrap();
        }
    }
}

/// Runs a future and drops it after so many polls, wherever it then is.
async fn survives(round: impl Future<Output = ()>, polls: u64) -> bool {
    struct Doomed<F> {
        round: F,
        polls: u64,
    }

    impl<F: Future<Output = ()> + Unpin> Future for Doomed<F> {
        type Output = bool;

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<bool> {
            if self.polls == 0 {
                return Poll::Ready(false);
            }
            self.polls -= 1;
            Pin::new(&mut self.round).poll(context).map(|()| true)
        }
    }

    Doomed {
        round: pin!(round),
        polls,
    }
    .await
}

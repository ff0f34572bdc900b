//! Random sequences of everything that can happen to the queue, held against a small model of it.

use domain::Timestamp;
use serde_json::Value;
use store::{Enqueued, Fenced, JobKind, Lease, NewJob, PageRequest, Store};
use uuid::Uuid;

use crate::harness::{Database, on_both_engines};

on_both_engines!(the_queue_is_what_its_model_is,);

const KINDS: [JobKind; 2] = [JobKind::new("assess-photo"), JobKind::new("prune")];
const STEPS: u32 = 400;

async fn the_queue_is_what_its_model_is(database: Database) {
    let mut pair = Pair {
        store: &database.store,
        model: Model::default(),
        random: 0x2545_f491_4f6c_dd1d,
        now: 1000,
        ids: 0,
    };
    for step in 0..STEPS {
        match pair.below(10) {
            0..=2 => pair.enqueue().await,
            3..=5 => pair.claim().await,
            6 => pair.finish().await,
            7 => pair.retry().await,
            8 => pair.bury_or_heartbeat().await,
            _ => pair.revive_or_discard().await,
        }
        pair.now += pair.below(3) as i64;
        pair.compare(step).await;
    }
    assert!(pair.model.were_dead > 10, "hardly anything was given up");
}

#[derive(Clone)]
struct ModelJob {
    id: Uuid,
    kind: usize,
    dedup: Option<String>,
    priority: i16,
    due_at: i64,
    token: Option<Uuid>,
    attempts: u16,
    max_attempts: u16,
}

#[derive(Default)]
struct Model {
    alive: Vec<ModelJob>,
    /// With the instant at which each was given up.
    dead: Vec<(i64, ModelJob)>,
    were_dead: u32,
}

impl Model {
    fn add(&mut self, job: ModelJob) -> Enqueued {
        let is_same = |other: &ModelJob| other.kind == job.kind && other.dedup == job.dedup;
        if job.dedup.is_some() && self.alive.iter().any(is_same) {
            return Enqueued::Duplicate;
        }
        self.alive.push(job);
        Enqueued::Added
    }

    /// The jobs that are taken, in order.
    fn claim(&mut self, kinds: &[usize], lease: (Uuid, i64), now: i64, limit: usize) -> Vec<Uuid> {
        self.alive
            .sort_by_key(|job| (-job.priority, job.due_at, job.id));
        let mut claimed = Vec::new();
        for mut job in std::mem::take(&mut self.alive) {
            let is_due = job.due_at <= now && kinds.contains(&job.kind);
            if !is_due || claimed.len() == limit {
                self.alive.push(job);
            } else if job.attempts >= job.max_attempts {
                self.bury(job, now);
            } else {
                claimed.push(job.id);
                job.token = Some(lease.0);
                job.due_at = lease.1;
                job.attempts += 1;
                self.alive.push(job);
            }
        }
        claimed
    }

    fn bury(&mut self, job: ModelJob, now: i64) {
        self.were_dead += 1;
        self.dead.push((now, job));
    }

    /// Takes out the job that a token is right for.
    fn take(&mut self, id: Uuid, token: Uuid) -> Option<ModelJob> {
        let is_it = |job: &ModelJob| job.id == id && job.token == Some(token);
        let place = self.alive.iter().position(is_it)?;
        Some(self.alive.remove(place))
    }
}

struct Pair<'a> {
    store: &'a Store,
    model: Model,
    random: u64,
    now: i64,
    ids: u128,
}

fn at(micros: i64) -> Timestamp {
    Timestamp::from_micros(micros)
}

impl Pair<'_> {
    /// Xorshift: the same numbers every time.
    fn below(&mut self, count: u64) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        (self.random >> 32) % count
    }

    fn new_id(&mut self) -> Uuid {
        self.ids += 1;
        Uuid::from_u128(self.ids)
    }

    /// A job and a token, mostly those that go together.
    fn someone(&mut self) -> (Uuid, Uuid) {
        let place = self.below(1 + self.model.alive.len() as u64) as usize;
        let job = self.model.alive.get(place);
        let (id, token) = job.map_or((Uuid::max(), None), |job| (job.id, job.token));
        let is_right = self.below(4) > 0;
        let token = token.filter(|_| is_right);
        (id, token.unwrap_or(Uuid::max()))
    }

    async fn enqueue(&mut self) {
        let job = ModelJob {
            id: self.new_id(),
            kind: self.below(2) as usize,
            dedup: Some(self.below(6))
                .filter(|key| *key > 0)
                .map(|key| key.to_string()),
            priority: self.below(3) as i16 - 1,
            due_at: self.now + self.below(4) as i64,
            token: None,
            attempts: 0,
            max_attempts: 1 + self.below(3) as u16,
        };
        let new = NewJob {
            id: job.id,
            kind: KINDS[job.kind].clone(),
            payload: Value::Null,
            dedup: job.dedup.clone(),
            priority: job.priority,
            run_at: at(job.due_at),
            max_attempts: job.max_attempts,
        };
        let work = self.store.begin().await.unwrap();
        let enqueued = work.jobs().enqueue(new, at(self.now)).await.unwrap();
        work.commit().await.unwrap();
        assert_eq!(enqueued, self.model.add(job));
    }

    async fn claim(&mut self) {
        let kinds = [&[0][..], &[1], &[0, 1], &[0, 1]][self.below(4) as usize];
        let token = self.new_id();
        let until = self.now + 1 + self.below(4) as i64;
        let limit = 1 + self.below(3) as u32;
        let names: Vec<_> = kinds.iter().map(|kind| KINDS[*kind].clone()).collect();
        let lease = Lease {
            token,
            until: at(until),
        };
        let claimed = self.store.claim(&names, lease, at(self.now), limit).await;
        let claimed: Vec<_> = claimed.unwrap().iter().map(|job| job.id).collect();
        let lease = (token, until);
        let expected = self.model.claim(kinds, lease, self.now, limit as usize);
        assert_eq!(claimed, expected);
    }

    async fn finish(&mut self) {
        let (id, token) = self.someone();
        let work = self.store.begin().await.unwrap();
        let fenced = work.jobs().finish(id, token).await.unwrap();
        work.commit().await.unwrap();
        assert_eq!(fenced == Fenced::Done, self.model.take(id, token).is_some());
    }

    async fn retry(&mut self) {
        let (id, token) = self.someone();
        let due_at = self.now + self.below(4) as i64;
        let work = self.store.begin().await.unwrap();
        let fenced = work.jobs().retry(id, token, at(due_at), "failed").await;
        let is_done = fenced.unwrap() == Fenced::Done;
        work.commit().await.unwrap();
        let job = self.model.take(id, token);
        assert_eq!(is_done, job.is_some());
        self.model.alive.extend(job.map(|job| ModelJob {
            token: None,
            due_at,
            ..job
        }));
    }

    async fn bury_or_heartbeat(&mut self) {
        let (id, token) = self.someone();
        let is_burial = self.below(2) == 0;
        let until = self.now + 3;
        let work = self.store.begin().await.unwrap();
        let jobs = work.jobs();
        let is_done = if is_burial {
            let fenced = jobs.bury(id, token, "failed", at(self.now)).await;
            fenced.unwrap() == Fenced::Done
        } else {
            jobs.heartbeat(id, token, at(until)).await.unwrap()
        };
        work.commit().await.unwrap();
        let job = self.model.take(id, token);
        assert_eq!(is_done, job.is_some());
        match job {
            Some(job) if is_burial => self.model.bury(job, self.now),
            Some(job) => self.model.alive.push(ModelJob {
                due_at: until,
                ..job
            }),
            None => {}
        }
    }

    async fn revive_or_discard(&mut self) {
        let place = self.below(1 + self.model.dead.len() as u64) as usize;
        let is_there = place < self.model.dead.len();
        let dead = is_there.then(|| self.model.dead.remove(place).1);
        let id = dead.as_ref().map_or(Uuid::max(), |job| job.id);
        let work = self.store.begin().await.unwrap();
        let jobs = work.jobs();
        if self.below(2) == 0 {
            assert_eq!(jobs.discard(id).await.unwrap(), dead.is_some());
        } else {
            let revived = jobs.revive(id, at(self.now)).await.unwrap();
            let expected = dead.map(|job| {
                self.model.add(ModelJob {
                    token: None,
                    due_at: self.now,
                    attempts: 0,
                    ..job
                })
            });
            assert_eq!(revived, expected);
        }
        work.commit().await.unwrap();
    }

    async fn compare(&mut self, step: u32) {
        let jobs = self.store.jobs();
        let alive = jobs.counts().await.unwrap();
        let alive = alive.iter().map(|count| count.count).sum::<u64>();
        let model = &mut self.model;
        let expected = model.alive.len() + model.dead.len();
        assert_eq!(alive, expected as u64, "after step {step}");
        let page = jobs.list_dead(PageRequest::first(200)).await.unwrap();
        let dead: Vec<_> = page
            .items
            .iter()
            .map(|job| (job.id, job.attempts))
            .collect();
        model
            .dead
            .sort_by_key(|(buried_at, job)| (-buried_at, std::cmp::Reverse(job.id)));
        let expected = model.dead.iter().map(|(_, job)| (job.id, job.attempts));
        assert_eq!(dead, expected.collect::<Vec<_>>(), "after step {step}");
        let due = model.alive.iter().map(|job| job.due_at).min();
        let due = due.filter(|due_at| *due_at <= self.now).map(at);
        assert_eq!(jobs.oldest_due(at(self.now)).await.unwrap(), due);
    }
}

//! Places for transfers that cost memory, a thread or an open object while they run: photos, pictures of
//! codes, exports. They are limited per process, per network and per person. A process that is full gives
//! up the slowest transfer for a new one, if that is slower than a phone on a poor connection: otherwise
//! a few slow machines could hold every place.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use domain::Actor;
use futures_util::{StreamExt as _, stream};
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::body::Interrupted;
use crate::config::ServerConfig;
use crate::network::ClientAddress;
use crate::problem::{HttpProblem, Problem};

/// After as many seconds it may be tried again.
const RETRY_AFTER_SECONDS: i64 = 5;

/// A transfer is not judged before.
const SLOW_AFTER: Duration = Duration::from_secs(5);

/// Bytes per second below which a transfer gives way when the process is full: 160 kbit/s.
const SLOW_BYTES_PER_SECOND: u64 = 20_000;

/// The places of one kind of transfer in this process.
pub(crate) struct Places {
    max: usize,
    per_person: usize,
    per_network: usize,
    running: Arc<Mutex<Running>>,
}

#[derive(Default)]
struct Running {
    last: u64,
    transfers: HashMap<u64, Progress>,
}

struct Progress {
    person: Actor,
    network: ClientAddress,
    started: Instant,
    bytes: Arc<AtomicU64>,
    give_way: Arc<Notify>,
    /// It has been told to give way; its place counts no longer.
    gives_way: bool,
}

/// The place of one transfer; free again when dropped.
pub(crate) struct Place {
    number: u64,
    bytes: Arc<AtomicU64>,
    give_way: Arc<Notify>,
    running: Arc<Mutex<Running>>,
}

impl Places {
    /// No picture of a code is under way. One person has one at a time, one network three quarters.
    pub(crate) fn of_codes(config: &ServerConfig) -> Self {
        let max = config.max_code_pictures as usize;
        Self {
            max,
            per_person: 1,
            per_network: (max * 3).div_ceil(4),
            running: Arc::default(),
        }
    }

    /// No export is under way. One person has one at a time, one network half of the places.
    pub(crate) fn of_exports(config: &ServerConfig) -> Self {
        let max = config.max_exports as usize;
        Self {
            max,
            per_person: 1,
            per_network: max.div_ceil(2),
            running: Arc::default(),
        }
    }

    /// No photo is under way.
    pub(crate) fn of_photos(config: &ServerConfig) -> Self {
        Self {
            max: config.max_uploads as usize,
            per_person: config.max_uploads_per_student as usize,
            per_network: config.max_uploads_per_network as usize,
            running: Arc::default(),
        }
    }

    /// Takes a place for a student, or for staff on site.
    ///
    /// # Errors
    /// 503 `busy` while the process or the network has as many as it takes, 429 `too-many-uploads`
    /// while the person has.
    pub(crate) fn begin(&self, person: Actor, network: ClientAddress) -> Result<Place, Problem> {
        let mut running = lock(&self.running);
        let held = |is_theirs: &dyn Fn(&Progress) -> bool| {
            let counted = running
                .transfers
                .values()
                .filter(|transfer| !transfer.gives_way);
            counted.filter(|transfer| is_theirs(transfer)).count()
        };
        if held(&|transfer| transfer.person == person) >= self.per_person {
            return Err(too_many());
        }
        if held(&|transfer| transfer.network == network) >= self.per_network {
            return Err(busy());
        }
        if held(&|_| true) >= self.max && !running.make_room() {
            return Err(busy());
        }
        running.last += 1;
        let place = Place {
            number: running.last,
            bytes: Arc::default(),
            give_way: Arc::default(),
            running: self.running.clone(),
        };
        let progress = Progress {
            person,
            network,
            started: Instant::now(),
            bytes: place.bytes.clone(),
            give_way: place.give_way.clone(),
            gives_way: false,
        };
        running.transfers.insert(place.number, progress);
        drop(running);
        Ok(place)
    }
}

impl Running {
    /// Tells the slowest transfer to give way. `false` where none is slow.
    fn make_room(&mut self) -> bool {
        let slow = self.transfers.values_mut().filter(|transfer| {
            !transfer.gives_way
                && transfer.started.elapsed() >= SLOW_AFTER
                && transfer.bytes_per_second() < SLOW_BYTES_PER_SECOND
        });
        let Some(slowest) = slow.min_by_key(|transfer| transfer.bytes_per_second()) else {
            return false;
        };
        slowest.gives_way = true;
        slowest.give_way.notify_one();
        true
    }
}

impl Progress {
    fn bytes_per_second(&self) -> u64 {
        let bytes = self.bytes.load(Ordering::Relaxed);
        bytes / self.started.elapsed().as_secs().max(1)
    }
}

impl Place {
    /// The body of a request, counted while it is read; it ends when the transfer has to give way.
    pub(crate) fn follow(&self, body: Body) -> Body {
        followed(body, self.bytes.clone(), self.give_way.clone(), ())
    }

    /// The body of an answer, which holds the place until it is sent.
    pub(crate) fn hold(self, body: Body) -> Body {
        followed(body, self.bytes.clone(), self.give_way.clone(), self)
    }
}

fn followed(
    body: Body,
    bytes: Arc<AtomicU64>,
    give_way: Arc<Notify>,
    held: impl Send + 'static,
) -> Body {
    let state = (body.into_data_stream(), bytes, give_way, held);
    let next = async |mut state: (BodyDataStream, Arc<AtomicU64>, Arc<Notify>, _)| {
        let (body, bytes, give_way, _) = &mut state;
        let chunk: Option<Result<Bytes, axum::Error>> = tokio::select! {
            chunk = body.next() => chunk,
            () = give_way.notified() => return Err(axum::Error::new(Interrupted::TooSlow)),
        };
        let Some(chunk) = chunk.transpose()? else {
            return Ok(None);
        };
        bytes.fetch_add(chunk.len() as u64, Ordering::Relaxed);
        Ok(Some((chunk, state)))
    };
    Body::from_stream(stream::try_unfold(state, next))
}

impl Drop for Place {
    fn drop(&mut self) {
        lock(&self.running).transfers.remove(&self.number);
    }
}

fn lock(running: &Mutex<Running>) -> MutexGuard<'_, Running> {
    // The list is whole after every statement, so a panic elsewhere leaves nothing half done.
    running.lock().unwrap_or_else(PoisonError::into_inner)
}

fn busy() -> Problem {
    Problem::from(HttpProblem::Busy).retry_after(RETRY_AFTER_SECONDS)
}

fn too_many() -> Problem {
    Problem::from(HttpProblem::TooManyUploads).retry_after(RETRY_AFTER_SECONDS)
}

#[cfg(test)]
mod tests {
    use domain::AccountId;
    use uuid::Uuid;

    use super::*;
    use crate::layer::pace::of_body_error;

    fn student(number: u128) -> Actor {
        Actor::Student(AccountId::from_uuid(Uuid::from_u128(number)))
    }

    fn network(number: u8) -> ClientAddress {
        ClientAddress([203, 0, 113, number].into())
    }

    fn uploads() -> Places {
        Places::of_photos(&ServerConfig {
            max_uploads: 3,
            max_uploads_per_student: 2,
            max_uploads_per_network: 2,
            ..ServerConfig::default()
        })
    }

    /// Begins uploads of students in networks one after the other and keeps them all.
    #[track_caller]
    fn check(begun: &[(u128, u8)], expected: &[Option<&str>]) {
        let uploads = uploads();
        let begun: Vec<_> = begun
            .iter()
            .map(|(person, from)| uploads.begin(student(*person), network(*from)))
            .collect();
        let codes: Vec<_> = begun
            .iter()
            .map(|begun| begun.as_ref().err().map(|problem| problem.code().as_str()))
            .collect();
        assert_eq!(codes, expected);
        drop(begun);
        assert!(lock(&uploads.running).transfers.is_empty());
        assert!(uploads.begin(student(1), network(1)).is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn places_are_counted_by_person_network_and_process() {
        let busy = Some("busy");
        let too_many = Some("too-many-uploads");
        check(&[(1, 1), (1, 2), (1, 3)], &[None, None, too_many]);
        check(&[(1, 1), (2, 1), (3, 1), (3, 2)], &[None, None, busy, None]);
        check(&[(1, 1), (2, 2), (3, 3), (4, 4)], &[None, None, None, busy]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_upload_gives_way_and_a_fast_one_does_not() {
        let uploads = uploads();
        let begin = |person, from| uploads.begin(student(person), network(from));
        let slow = begin(1, 1).unwrap();
        let body = slow.follow(Body::from_stream(stream::pending::<
            Result<Bytes, axum::Error>,
        >()));
        let (fast, third) = (begin(2, 2).unwrap(), begin(3, 3).unwrap());
        for upload in [&fast, &third] {
            upload.bytes.store(10_000_000, Ordering::Relaxed);
        }
        assert!(begin(4, 4).is_err(), "nobody is slow yet");
        tokio::time::advance(SLOW_AFTER).await;
        let fourth = begin(4, 4).unwrap();
        let ended = axum::body::to_bytes(body, usize::MAX).await.unwrap_err();
        assert_eq!(of_body_error(&ended).code().as_str(), "upload-too-slow");
        assert!(begin(5, 5).is_err(), "the others are fast or new");
        drop((slow, fourth));
        assert!(begin(5, 5).is_ok());
    }
}

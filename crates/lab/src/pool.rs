//! A bounded thread pool for CPU-bound work: a fixed number of tasks runs at a time, the others
//! wait. A task that panics or exceeds its time budget returns an error. A thread that is still
//! busy keeps its place until it is done, so that slow pictures cannot accumulate in memory.
//!
//! The pool has threads of its own. On the runtime's blocking threads, each picture would run on
//! another one of hundreds of threads, and the system's allocator keeps for each thread the memory
//! of its largest picture.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

type Work = Box<dyn FnOnce() + Send>;

/// The pool; cheap to clone. Its threads end when the last clone is dropped.
#[derive(Debug, Clone)]
pub(crate) struct Pool {
    places: Arc<Semaphore>,
    threads: mpsc::Sender<Work>,
    budget: Duration,
    waiting: Arc<AtomicUsize>,
}

/// One task that waits for a place.
struct Waits<'a>(&'a AtomicUsize);

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The reason why a task has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PoolFault {
    /// The task panicked.
    Broke,
    /// The task exceeded the time budget.
    TooLong,
    /// Too many tasks wait.
    Full,
    /// The process is ending.
    Closed,
}

impl Pool {
    /// Runs at most `places` tasks at a time, each within `budget` from its start.
    pub(crate) fn new(places: usize, budget: Duration) -> Self {
        let places = places.max(1);
        let (threads, line) = mpsc::channel();
        let line = Arc::new(Mutex::new(line));
        for _ in 0..places {
            let line = Arc::clone(&line);
            thread::spawn(move || work_off(&line));
        }
        Self {
            places: Arc::new(Semaphore::new(places)),
            threads,
            budget,
            waiting: Arc::default(),
        }
    }

    /// As [`Self::run`], where no more than `most` others wait already.
    pub(crate) async fn run_soon<T: Send + 'static>(
        &self,
        most: usize,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PoolFault> {
        let before = self.waiting.fetch_add(1, Ordering::Relaxed);
        let waits = Waits(&self.waiting);
        if before >= most {
            return Err(PoolFault::Full);
        }
        let place = Arc::clone(&self.places).acquire_owned().await;
        drop(waits);
        self.carry_out(place.map_err(|_| PoolFault::Closed)?, work)
            .await
    }

    /// Waits for a free place, runs the task, and returns its result.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PoolFault> {
        let place = Arc::clone(&self.places).acquire_owned().await;
        self.carry_out(place.map_err(|_| PoolFault::Closed)?, work)
            .await
    }

    async fn carry_out<T: Send + 'static>(
        &self,
        place: OwnedSemaphorePermit,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PoolFault> {
        let (tell, told) = oneshot::channel();
        let work = move || {
            // The work keeps nothing that a panic could leave half done.
            let result = catch_unwind(AssertUnwindSafe(work));
            drop(place);
            // Nobody waits any more for what took too long.
            let _nobody_waits = tell.send(result);
        };
        let sent = self.threads.send(Box::new(work));
        sent.map_err(|_| PoolFault::Closed)?;
        match tokio::time::timeout(self.budget, told).await {
            Ok(Ok(Ok(result))) => Ok(result),
            Ok(Ok(Err(_))) => Err(PoolFault::Broke),
            Ok(Err(_)) => Err(PoolFault::Closed),
            Err(_) => Err(PoolFault::TooLong),
        }
    }
}

/// Runs tasks one after the other until the pool is dropped.
fn work_off(line: &Mutex<mpsc::Receiver<Work>>) {
    loop {
        // The lock is held while waiting: the other threads wait for the same channel.
        let next = line.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(work) = next else { return };
        work();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn a_panic_costs_one_result() {
        let pool = Pool::new(1, Duration::from_mins(1));
        let broken = pool.run(|| panic!("on purpose")).await;
        assert_eq!(broken, Err::<(), _>(PoolFault::Broke));
        assert_eq!(pool.run(|| 7).await, Ok(7));
    }

    #[tokio::test]
    async fn work_that_takes_too_long_keeps_its_place_until_it_is_done() {
        let pool = Pool::new(1, Duration::from_millis(20));
        let (release, held) = mpsc::channel::<()>();
        let slow = pool.run(move || held.recv().is_ok()).await;
        assert_eq!(slow, Err(PoolFault::TooLong));
        assert_eq!(pool.places.available_permits(), 0);
        release.send(()).unwrap();
        assert_eq!(pool.run(|| 7).await, Ok(7));
    }

    #[tokio::test]
    async fn a_full_line_is_told_at_once() {
        let pool = Pool::new(1, Duration::from_mins(1));
        let (release, held) = mpsc::channel::<()>();
        let first = pool.clone();
        let first =
            tokio::spawn(async move { first.run_soon(1, move || held.recv().is_ok()).await });
        while pool.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let second = pool.clone();
        let second = tokio::spawn(async move { second.run_soon(1, || true).await });
        while pool.waiting.load(Ordering::Relaxed) == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(pool.run_soon(1, || true).await, Err(PoolFault::Full));
        release.send(()).unwrap();
        assert_eq!(first.await.unwrap(), Ok(true));
        assert_eq!(second.await.unwrap(), Ok(true));
        assert_eq!(pool.waiting.load(Ordering::Relaxed), 0);
    }

    #[tokio::test]
    async fn no_more_at_a_time_than_there_are_places() {
        let pool = Pool::new(2, Duration::from_mins(1));
        let (begun, begins) = mpsc::channel();
        let mut held = Vec::new();
        let mut running = Vec::new();
        for number in 0..3 {
            let (release, wait) = mpsc::channel::<()>();
            let (pool, begun) = (pool.clone(), begun.clone());
            held.push(release);
            running.push(tokio::spawn(async move {
                let work = move || (begun.send(number).is_ok(), wait.recv().is_ok());
                pool.run(work).await
            }));
        }
        // Two have begun; the third can only begin once one of them is let go.
        let first = tokio::task::spawn_blocking(move || {
            let two: Vec<i32> = begins.iter().take(2).collect();
            (two, begins)
        });
        let (two, begins) = first.await.unwrap();
        assert!(begins.try_recv().is_err(), "a third one has begun");
        for release in &held {
            release.send(()).unwrap();
        }
        for task in running {
            assert_eq!(task.await.unwrap(), Ok((true, true)));
        }
        let last: Vec<i32> = begins.try_iter().collect();
        assert_eq!([two, last].concat().len(), 3);
    }
}

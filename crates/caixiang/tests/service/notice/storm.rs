//! A service that is killed at random moments, mostly in the middle of something, and started again.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use fastrand::Rng;
use tokio::runtime::Handle;

use crate::harness::{Home, Process};

/// One call of as many brings a kill.
const EVERY: u32 = 9;

/// The kill comes within that time after the call was begun, milliseconds: most answers take less.
const WITHIN_MS: u64 = 40;

/// The process, and who kills it.
#[derive(Debug)]
pub(super) struct Storm {
    home: Arc<Home>,
    /// One call of as many brings a kill; none where a test strikes itself.
    every: Option<u32>,
    random: Mutex<Rng>,
    service: tokio::sync::Mutex<Process>,
    is_over: AtomicBool,
    kills: AtomicU32,
}

impl Storm {
    /// Begins over a process that runs.
    pub(super) fn begin(home: &Arc<Home>, service: Process, seed: u64) -> Arc<Self> {
        Self::over(home, service, seed, Some(EVERY))
    }

    /// Over a process that is killed when the test says so.
    pub(super) fn at_will(home: &Arc<Home>, service: Process) -> Arc<Self> {
        Self::over(home, service, 0, None)
    }

    fn over(home: &Arc<Home>, service: Process, seed: u64, every: Option<u32>) -> Arc<Self> {
        Arc::new(Self {
            home: home.clone(),
            every,
            random: Mutex::new(Rng::with_seed(seed)),
            service: tokio::sync::Mutex::new(service),
            is_over: AtomicBool::new(false),
            kills: AtomicU32::new(0),
        })
    }

    /// A call begins: now and then the process is killed a moment later.
    pub(super) fn brew(self: &Arc<Self>) {
        let wait = self.every.and_then(|every| {
            let mut random = self.random.lock().unwrap();
            (random.u32(0..every) == 0).then(|| random.u64(0..WITHIN_MS))
        });
        if let Some(wait_ms) = wait {
            self.strike_after(Duration::from_millis(wait_ms));
        }
    }

    /// Kills the process a moment later.
    pub(super) fn strike_after(self: &Arc<Self>, wait: Duration) {
        let storm = self.clone();
        let runtime = tokio::runtime::Handle::current();
        tokio::task::spawn_blocking(move || {
            std::thread::sleep(wait);
            runtime.block_on(storm.strike());
        });
    }

    /// Kills the process before this returns, also from a thread of another runtime; `runtime` starts it again.
    pub(super) fn strike_now(self: &Arc<Self>, runtime: &Handle) {
        let Ok(mut service) = self.service.try_lock() else {
            return;
        };
        service.kill();
        drop(service);
        self.kills.fetch_add(1, Ordering::Relaxed);
        let storm = self.clone();
        let again = runtime.clone();
        runtime.spawn_blocking(move || {
            again.block_on(async {
                let mut service = storm.service.lock().await;
                *service = storm.home.serve().await;
            });
        });
    }

    async fn strike(&self) {
        // One that is being started is left alone.
        let Ok(mut service) = self.service.try_lock() else {
            return;
        };
        if self.is_over.load(Ordering::Relaxed) {
            return;
        }
        service.kill();
        self.kills.fetch_add(1, Ordering::Relaxed);
        *service = self.home.serve().await;
    }

    /// Ends it, once the last process is up; how often it struck.
    pub(super) async fn end(&self) -> u32 {
        self.is_over.store(true, Ordering::Relaxed);
        drop(self.service.lock().await);
        self.kills.load(Ordering::Relaxed)
    }

    /// The process that is left.
    pub(super) fn into_service(self: Arc<Self>) -> Process {
        let storm = Arc::into_inner(self).expect("nobody calls any more");
        storm.service.into_inner()
    }
}

//! What is outside the service and controlled by a test: the time, chance, and where messages go.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard};

use app::ports::{AuditAnchor, AuditAnchors, Clock, Random};
use async_trait::async_trait;
use domain::{Channel, Duration, Timestamp};
use gateways::{Outbox, OutboxError, OutboxItem};

/// A clock that stands still until the test moves it.
#[derive(Debug)]
pub(crate) struct TestClock(AtomicI64);

impl TestClock {
    pub(crate) fn at(now: Timestamp) -> Self {
        Self(AtomicI64::new(now.as_micros()))
    }

    pub(crate) fn set(&self, now: Timestamp) {
        self.0.store(now.as_micros(), Ordering::SeqCst);
    }

    pub(crate) fn advance(&self, by: Duration) {
        self.0.fetch_add(by.as_micros(), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// The ends of the audit logs in memory.
#[derive(Debug, Default)]
pub(crate) struct MemoryAnchors(Mutex<Vec<AuditAnchor>>);

impl AuditAnchors for MemoryAnchors {
    fn write(&self, anchors: &[AuditAnchor]) -> std::io::Result<()> {
        self.0.lock().unwrap().extend_from_slice(anchors);
        Ok(())
    }

    fn read(&self) -> std::io::Result<Vec<AuditAnchor>> {
        Ok(self.0.lock().unwrap().clone())
    }
}

/// Numbers that look random and are the same in every run. The ten bytes that an id asks for count
/// up instead: ids that are made while the clock stands still sort in the order of their making.
#[derive(Debug, Default)]
pub(crate) struct TestRandom {
    state: AtomicU64,
    ids: AtomicU64,
}

impl Random for TestRandom {
    fn fill(&self, bytes: &mut [u8]) {
        if let Ok(id) = <&mut [u8; 10]>::try_from(&mut *bytes) {
            let number = self.ids.fetch_add(1, Ordering::SeqCst);
            // The first three bytes share their bits with version and variant.
            *id = [0; 10];
            id[3..].copy_from_slice(&number.to_be_bytes()[1..]);
            return;
        }
        for chunk in bytes.chunks_mut(8) {
            // SplitMix64 (Steele, Lea, Flood 2014).
            let step = 0x9e37_79b9_7f4a_7c15;
            let mut word = self
                .state
                .fetch_add(step, Ordering::SeqCst)
                .wrapping_add(step);
            word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            word ^= word >> 31;
            chunk.copy_from_slice(&word.to_le_bytes()[..chunk.len()]);
        }
    }
}

/// A message that went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sent {
    pub(crate) channel: Channel,
    pub(crate) template: String,
    pub(crate) body: String,
}

/// Keeps what would be sent; refuses while it is broken.
#[derive(Debug, Default)]
pub(crate) struct MemoryOutbox(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    sent: Vec<Sent>,
    is_broken: bool,
}

impl MemoryOutbox {
    /// From now on nothing can be sent, or everything again.
    pub(crate) fn break_down(&self, is_broken: bool) {
        self.kept().is_broken = is_broken;
    }

    /// Everything that was sent, oldest first.
    pub(crate) fn sent(&self) -> Vec<Sent> {
        self.kept().sent.clone()
    }

    /// The six digits of the last message that has any.
    pub(crate) fn last_code(&self) -> String {
        let sent = self.sent();
        let codes = sent.iter().rev().find_map(|message| {
            let mut runs = message.body.split(|letter: char| !letter.is_ascii_digit());
            runs.find(|run| run.len() == 6).map(str::to_owned)
        });
        codes.unwrap()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap()
    }
}

#[async_trait]
impl Outbox for MemoryOutbox {
    async fn deliver(&self, item: OutboxItem) -> Result<(), OutboxError> {
        let mut kept = self.kept();
        if kept.is_broken {
            return Err(OutboxError::new(std::io::Error::other("out of order")));
        }
        kept.sent.push(Sent {
            channel: item.channel,
            template: item.template.name().to_owned(),
            body: item.body.expose().to_owned(),
        });
        Ok(())
    }
}

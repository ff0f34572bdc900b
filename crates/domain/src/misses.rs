//! Wrong guesses of one account, code, phone, login or network, and the lock that follows. The store
//! keeps one value for each.

use serde::{Deserialize, Serialize};

use crate::timestamp::{Duration, Timestamp};

/// Misses that lock.
const MISSES_PER_LOCK: u8 = 5;

/// The first lock; each further one is twice as long.
const FIRST_LOCK: Duration = Duration::from_minutes(30);

/// Doublings of the first lock: 30 min · 2⁵ = 16 h is the longest.
const MAX_DOUBLINGS: u8 = 5;

/// The first pause of a guess that is slowed down; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_seconds(2);

/// Doublings of the first pause: 2 s · 2⁷ ≈ 4 min is the longest.
const MAX_PAUSE_DOUBLINGS: u8 = 7;

/// After as long without a miss, earlier ones are forgotten.
const FORGOTTEN_AFTER: Duration = Duration::from_days(2);

/// Misses of one account, or on one code.
///
/// A field that this version does not know is refused: written back without it, a lock could be lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Misses {
    /// Misses since the last lock, 0 … 4; where guesses are slowed down and not locked, all misses.
    since_lock: u8,
    /// Locks so far.
    locks: u8,
    /// The last miss.
    last: Option<Timestamp>,
    /// The end of the last lock.
    locked_until: Option<Timestamp>,
}

/// Guessing is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("locked until {until} after too many wrong answers")]
pub struct Locked {
    /// When the next guess is allowed.
    pub until: Timestamp,
}

impl Misses {
    /// Whether a guess is allowed now. Guesses while locked are not looked at and do not count.
    ///
    /// # Errors
    /// [`Locked`] says until when it is not.
    pub fn check(&self, now: Timestamp) -> Result<(), Locked> {
        match self.locked_until {
            Some(until) if now < until => Err(Locked { until }),
            _ => Ok(()),
        }
    }

    /// One more miss; the fifth locks.
    pub fn miss(self, now: Timestamp) -> Self {
        let counted = if self.is_forgotten(now) {
            Self::default()
        } else {
            self
        };
        let since_lock = counted.since_lock + 1;
        if since_lock < MISSES_PER_LOCK {
            return Self {
                since_lock,
                last: Some(now),
                ..counted
            };
        }
        let doublings = counted.locks.min(MAX_DOUBLINGS);
        Self {
            since_lock: 0,
            locks: counted.locks.saturating_add(1),
            last: Some(now),
            locked_until: Some(now + FIRST_LOCK.times(1 << doublings)),
        }
    }

    /// One more miss of a kind that is slowed down and never locked: from the fifth on each is followed by a
    /// pause, which doubles from 2 s to about 4 min. So a stranger who guesses delays the person whose login it is, and
    /// does not lock them out.
    pub fn slow(self, now: Timestamp) -> Self {
        let counted = if self.is_forgotten(now) {
            Self::default()
        } else {
            self
        };
        let since_lock = counted.since_lock.saturating_add(1);
        let doublings = since_lock.checked_sub(MISSES_PER_LOCK);
        let pause = doublings.map(|doublings| {
            let doublings = doublings.min(MAX_PAUSE_DOUBLINGS);
            now + FIRST_PAUSE.times(1 << doublings)
        });
        Self {
            since_lock,
            last: Some(now),
            locked_until: pause,
            ..counted
        }
    }

    /// Guesses left before the next lock, 1 … 5.
    pub fn left(&self, now: Timestamp) -> u8 {
        if self.is_forgotten(now) {
            return MISSES_PER_LOCK;
        }
        MISSES_PER_LOCK.saturating_sub(self.since_lock).max(1)
    }

    /// Whether the value can be dropped: it says no more than none at all.
    pub fn is_forgotten(&self, now: Timestamp) -> bool {
        self.last
            .is_none_or(|last| now.since(last) >= FORGOTTEN_AFTER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: u32) -> Timestamp {
        Timestamp::from_micros(0) + Duration::from_minutes(minute)
    }

    /// Misses at these minutes; the minute until which it is locked after the last.
    #[track_caller]
    fn check(minutes: &[u32], locked_until: Option<u32>) {
        let misses = minutes
            .iter()
            .fold(Misses::default(), |misses, minute| misses.miss(at(*minute)));
        let last = at(*minutes.last().unwrap());
        let seen = misses.check(last).err().map(|locked| locked.until);
        assert_eq!(seen, locked_until.map(at));
        if let Some(until) = seen {
            assert_eq!(misses.check(until), Ok(()));
        }
    }

    #[test]
    fn the_fifth_miss_locks() {
        check(&[0, 1, 2, 3], None);
        check(&[0, 1, 2, 3, 4], Some(34));
    }

    #[test]
    fn each_lock_is_twice_as_long() {
        check(&[0, 0, 0, 0, 0, 30, 30, 30, 30], None);
        check(&[0, 0, 0, 0, 0, 30, 30, 30, 30, 30], Some(90));
        let many = [0; 200];
        check(&many, Some(16 * 60));
    }

    #[test]
    fn two_days_of_peace_forget() {
        let day = 24 * 60;
        check(&[0, 0, 0, 0, 2 * day], None);
        check(&[0, 0, 0, 0, 2 * day - 1], Some(2 * day + 29));
    }

    #[test]
    fn slowed_guesses_wait_longer_each_time_and_never_hours() {
        let mut misses = Misses::default();
        let mut pauses = Vec::new();
        for _ in 0..40 {
            misses = misses.slow(at(0));
            let until = misses.check(at(0)).err().map(|locked| locked.until);
            pauses.push(until.map_or(0, |until| until.since(at(0)).as_seconds_rounded_up()));
        }
        assert_eq!(pauses[..8], [0, 0, 0, 0, 2, 4, 8, 16]);
        assert_eq!(pauses.iter().max(), Some(&256));
        assert_eq!(misses.slow(at(3 * 24 * 60)).check(at(3 * 24 * 60)), Ok(()));
    }

    #[test]
    fn what_is_left_is_told() {
        let none = Misses::default();
        assert_eq!(none.left(at(0)), 5);
        let one = none.miss(at(0));
        assert_eq!(one.left(at(1)), 4);
        assert_eq!(one.left(at(3 * 24 * 60)), 5);
        assert!(one.is_forgotten(at(3 * 24 * 60)));
    }
}

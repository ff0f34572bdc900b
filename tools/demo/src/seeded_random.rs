//! Pseudo-random numbers that are the same in every run. They are *not* secret: keys come from elsewhere,
//! and the sessions made with them end before the demonstration is served.

use std::sync::atomic::{AtomicU64, Ordering};

use app::ports::Random;

/// The step of the sequence.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// A generator; threads share its sequence.
#[derive(Debug)]
pub(crate) struct SeededRandom(AtomicU64);

impl SeededRandom {
    /// A generator whose sequence depends on `seed` alone.
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    /// `SplitMix64` (Steele, Lea, Flood 2014).
    fn word(&self) -> u64 {
        let mut word = self.0.fetch_add(STEP, Ordering::SeqCst).wrapping_add(STEP);
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let word = self.word().to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_seed_same_numbers() {
        let draw = |seed| {
            let mut bytes = [0; 20];
            SeededRandom::seeded(seed).fill(&mut bytes);
            bytes
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
        assert_ne!(draw(1), [0; 20]);
    }
}

//! Reproducible random numbers: the same seed gives the same picture on every machine.
//!
//! They are *not* suitable for secrets. The generator (`SplitMix64`, Steele et al. 2014, a dozen
//! lines) is implemented here because a library may change its sequence between versions, and with
//! it every drawn picture.

/// A stream of numbers that depends on the seed alone.
#[derive(Debug, Clone)]
pub(crate) struct Random {
    state: u64,
}

impl Random {
    /// A stream for `seed` and a `purpose`, so that adding hair does not change the nose.
    pub(crate) fn new(seed: u64, purpose: &str) -> Self {
        // FNV-1a keeps purposes apart.
        let start = seed ^ 0xCBF2_9CE4_8422_2325;
        let state = purpose.bytes().fold(start, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        Self { state }
    }

    /// Evenly distributed in 0 … 1.
    pub(crate) fn share(&mut self) -> f32 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        (mix(self.state) >> 40) as f32 / (1u64 << 24) as f32
    }

    /// Evenly distributed in `low` … `high`.
    pub(crate) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.share()
    }

    /// Evenly distributed in −`reach` … `reach`.
    pub(crate) fn around_zero(&mut self, reach: f32) -> f32 {
        self.between(-reach, reach)
    }
}

/// Nearly Gaussian noise for three channels, mean 0 and deviation 1, that depends on the place
/// alone: bands of a picture can be drawn in any order.
pub(crate) fn noise_at(seed: u64, index: u64) -> [f32; 3] {
    let bits = mix(seed ^ index.wrapping_mul(0xD6E8_FEB8_6659_FD93));
    // Three 7-bit uniform values per channel: their sum has mean 190.5 and deviation 64.
    [0, 21, 42].map(|channel| {
        let sum: u64 = (0..3)
            .map(|part| (bits >> (channel + 7 * part)) & 127)
            .sum();
        (sum as f32 - 190.5) / 64.0
    })
}

/// Smooth noise −1 … 1 over the plane, one bump per unit square.
pub(crate) fn bumps(seed: u64, x: f32, y: f32) -> f32 {
    let (column, row) = (x.floor(), y.floor());
    let (across, down) = (smooth(x - column), smooth(y - row));
    let corner = |dx: i64, dy: i64| {
        let at =
            (column as i64 + dx).wrapping_mul(0x1F12_3BB5) ^ (row as i64 + dy).wrapping_shl(32);
        (mix(seed ^ at as u64) >> 40) as f32 / (1u64 << 23) as f32 - 1.0
    };
    let top = corner(0, 0) + (corner(1, 0) - corner(0, 0)) * across;
    let bottom = corner(0, 1) + (corner(1, 1) - corner(0, 1)) * across;
    top + (bottom - top) * down
}

/// The step from 0 to 1 without corners.
pub(crate) fn smooth(share: f32) -> f32 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_has_mean_zero_and_deviation_one() {
        let values: Vec<f32> = (0..40_000).flat_map(|index| noise_at(7, index)).collect();
        let mean = values.iter().sum::<f32>() / 120_000.0;
        let variance = values.iter().map(|value| value * value).sum::<f32>() / 120_000.0;
        assert!(mean.abs() < 0.02, "{mean}");
        assert!((variance - 1.0).abs() < 0.03, "{variance}");
    }

    #[test]
    fn a_purpose_has_its_own_stream() {
        assert_eq!(
            Random::new(1, "hair").share(),
            Random::new(1, "hair").share()
        );
        assert_ne!(
            Random::new(1, "hair").share(),
            Random::new(1, "nose").share()
        );
        assert_ne!(
            Random::new(1, "hair").share(),
            Random::new(2, "hair").share()
        );
    }
}

//! Mixing happens in light, not in sRGB numbers: a lens sums light, so do we.

use std::sync::LazyLock;

use raster::colour::{decode_gamma, encode_gamma, linear};

/// Steps of the encoding table; spaced by the square root of light, so dark tones keep their steps.
const STEPS: usize = 4096;

static SHARES: LazyLock<Vec<f32>> = LazyLock::new(|| {
    (0..=STEPS)
        .map(|step| encode_gamma((step as f32 / STEPS as f32).powi(2)))
        .collect()
});

/// Light 0 … 1 of an 8-bit colour.
pub(crate) fn light(rgb: [u8; 3]) -> [f32; 3] {
    rgb.map(linear)
}

/// Light 0 … 1 of sRGB shares 0 … 1.
pub(crate) fn light_of_shares(shares: [f32; 3]) -> [f32; 3] {
    shares.map(decode_gamma)
}

/// sRGB shares 0 … 1 of light, which is cut to 0 … 1.
pub(crate) fn shares(light: [f32; 3]) -> [f32; 3] {
    light.map(|value| SHARES[(value.clamp(0.0, 1.0).sqrt() * STEPS as f32 + 0.5) as usize])
}

/// 8-bit colour of light, which is cut to 0 … 1.
pub(crate) fn rgb(light: [f32; 3]) -> [u8; 3] {
    shares(light).map(|share| (share * 255.0 + 0.5) as u8)
}

/// `front` at opacity `alpha` before `back`.
pub(crate) fn mix(front: [f32; 3], back: [f32; 3], alpha: f32) -> [f32; 3] {
    [0, 1, 2].map(|k| front[k] * alpha + back[k] * (1.0 - alpha))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_8_bit_value_survives() {
        for value in 0..=255 {
            assert_eq!(rgb(light([value; 3])), [value; 3]);
        }
    }

    #[test]
    fn half_of_white_is_lighter_than_the_middle_number() {
        assert_eq!(rgb(mix([1.0; 3], [0.0; 3], 0.5)), [188; 3]);
    }
}

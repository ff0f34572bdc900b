//! Arithmetic on colours as sRGB shares 0 … 1.

/// 8-bit values as shares 0 … 1.
pub(crate) fn share(rgb: [u8; 3]) -> [f32; 3] {
    rgb.map(|value| f32::from(value) / 255.0)
}

/// 8-bit values of shares, which are cut to 0 … 1.
pub(crate) fn rgb(shares: [f32; 3]) -> [u8; 3] {
    shares.map(|share| (share.clamp(0.0, 1.0) * 255.0 + 0.5) as u8)
}

/// `front` at opacity `alpha` before `back`.
pub(crate) fn mix(front: [f32; 3], back: [f32; 3], alpha: f32) -> [f32; 3] {
    [0, 1, 2].map(|k| front[k] * alpha + back[k] * (1.0 - alpha))
}

/// `a − b`, channel by channel.
pub(crate) fn difference(a: [f32; 3], b: [f32; 3]) -> [f32; 3] {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

/// Length of a colour difference, 0 … √3.
pub(crate) fn length(difference: [f32; 3]) -> f32 {
    difference
        .iter()
        .map(|value| value * value)
        .sum::<f32>()
        .sqrt()
}

/// 0 below the first limit, 1 above the second, linear between.
pub(crate) fn ramp(value: f32, [from, to]: [f32; 2]) -> f32 {
    ((value - from) / (to - from)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_8_bit_value_survives() {
        for value in 0..=255 {
            assert_eq!(rgb(share([value; 3])), [value; 3]);
        }
    }
}

//! Arithmetic on colours as sRGB shares 0 … 1.

/// From this opacity on the photo's own pixel is kept, bit for bit; as far from 0 nothing is.
pub(super) const OPAQUE: f32 = 0.98;

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

/// The person's colour in a pixel that is partly background: `seen` at opacity `alpha`, given the
/// colours of both as carried there.
pub(super) fn unmix(seen: [f32; 3], alpha: f32, person: [f32; 3], background: [f32; 3]) -> [u8; 3] {
    let own: [f32; 3] =
        [0, 1, 2].map(|k| (seen[k] - (1.0 - alpha) * background[k]) / alpha.max(0.08));
    // The thinner, the less the pixel itself knows about the person's colour.
    let mut colour = mix(own, person, ramp(alpha, [0.15, 0.65]));
    // A rim is background that was not taken out: no thin pixel may be nearer to the background's
    // colour than its surroundings of the person are.
    let towards = difference(background, person);
    let off = difference(colour, person);
    let square: f32 = towards.iter().map(|value| value * value).sum();
    let along: f32 = (0..3).map(|k| off[k] * towards[k]).sum::<f32>() / square.max(1e-5);
    if along > 0.0 {
        let strength = 1.0 - ramp(alpha, [0.7, OPAQUE]);
        for (value, direction) in colour.iter_mut().zip(towards) {
            *value -= along * strength * direction;
        }
    }
    rgb(colour)
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

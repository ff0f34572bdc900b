//! Means, medians, quantiles and variances of values, and gradients of planes.

use crate::colour::Lab;
use crate::plane::Plane;

/// Mean colour; `None` without colours.
pub fn mean_lab(colours: impl IntoIterator<Item = Lab>) -> Option<Lab> {
    let (mut sum, mut count) = (Lab::default(), 0u32);
    for colour in colours {
        sum.lightness += colour.lightness;
        sum.a += colour.a;
        sum.b += colour.b;
        count += 1;
    }
    let share = 1.0 / count as f32;
    (count > 0).then_some(Lab {
        lightness: sum.lightness * share,
        a: sum.a * share,
        b: sum.b * share,
    })
}

/// Middle value (the upper one of two); `None` without values.
pub fn median(mut values: Vec<f32>) -> Option<f32> {
    let middle = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    let (_, median, _) = values.select_nth_unstable_by(middle, f32::total_cmp);
    Some(*median)
}

/// Mean; `None` without values.
pub fn mean(values: impl IntoIterator<Item = f32>) -> Option<f32> {
    let (mut sum, mut count) = (0.0f64, 0u32);
    for value in values {
        sum += f64::from(value);
        count += 1;
    }
    (count > 0).then(|| (sum / f64::from(count)) as f32)
}

/// The value below which `share` (0 … 1) of all values lie; `None` without values.
pub fn quantile(mut values: Vec<f32>, share: f32) -> Option<f32> {
    let place = (values.len().saturating_sub(1) as f32 * share) as usize;
    if values.is_empty() {
        return None;
    }
    let (_, value, _) = values.select_nth_unstable_by(place, f32::total_cmp);
    Some(*value)
}

/// Sobel gradient magnitude at an inner place, 0 … about 1442 for 8-bit values.
pub fn sobel(luma: &Plane<u8>, x: usize, y: usize) -> f32 {
    let at = |dx: usize, dy: usize| f32::from(luma.at(x + dx - 1, y + dy - 1));
    let across = at(2, 0) + 2.0 * at(2, 1) + at(2, 2) - at(0, 0) - 2.0 * at(0, 1) - at(0, 2);
    let down = at(0, 2) + 2.0 * at(1, 2) + at(2, 2) - at(0, 0) - 2.0 * at(1, 0) - at(2, 0);
    across.hypot(down)
}

/// Whether a place and its eight neighbours are inside the plane and belong to `set`.
pub fn all_around(set: &Plane<bool>, x: usize, y: usize) -> bool {
    x > 0
        && y > 0
        && x + 1 < set.width_px()
        && y + 1 < set.height_px()
        && (y - 1..=y + 1).all(|row| set.row(row)[x - 1..=x + 1].iter().all(|&holds| holds))
}

/// Variance around the mean; `None` without values.
pub fn variance(values: impl IntoIterator<Item = f32>) -> Option<f32> {
    let (mut sum, mut squares, mut count) = (0.0f64, 0.0f64, 0u32);
    for value in values {
        sum += f64::from(value);
        squares += f64::from(value) * f64::from(value);
        count += 1;
    }
    let count = f64::from(count);
    (count > 0.0).then(|| (squares / count - (sum / count).powi(2)).max(0.0) as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[f32], expected: [Option<f32>; 2]) {
        let seen = [median(values.to_vec()), variance(values.iter().copied())];
        assert_eq!(seen, expected);
    }

    #[test]
    fn median_and_variance() {
        check(&[], [None; 2]);
        check(&[3.0], [Some(3.0), Some(0.0)]);
        check(&[1.0, 5.0, 0.0, 2.0], [Some(2.0), Some(3.5)]);
    }
}

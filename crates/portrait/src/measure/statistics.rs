//! Small statistics over measured values.

use raster::colour::Lab;

/// Mean colour; `None` without colours.
pub(crate) fn mean_lab(colours: impl IntoIterator<Item = Lab>) -> Option<Lab> {
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
pub(crate) fn median(mut values: Vec<f32>) -> Option<f32> {
    let middle = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    let (_, median, _) = values.select_nth_unstable_by(middle, f32::total_cmp);
    Some(*median)
}

/// The value below which the given share (0 … 1) of all values lies; `None` without values.
pub(crate) fn quantile(mut values: Vec<f32>, share: f32) -> Option<f32> {
    let index = (values.len() as f32 * share.clamp(0.0, 1.0)) as usize;
    let index = index.min(values.len().checked_sub(1)?);
    let (_, value, _) = values.select_nth_unstable_by(index, f32::total_cmp);
    Some(*value)
}

/// Variance around the mean; `None` without values.
pub(crate) fn variance(values: impl IntoIterator<Item = f32>) -> Option<f32> {
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

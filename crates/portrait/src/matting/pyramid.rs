//! Push-pull interpolation: extrapolates known values to unknown pixels through an image pyramid
//! (Gortler et al., "The Lumigraph", 1996).

use raster::Plane;

/// Three values, each times its weight, and the weight (0 unknown … 1 known).
pub(super) type Weighted = [f32; 4];

/// A weight from which a value counts as known.
const KNOWN: f32 = 0.999;

/// The mean of each 2 × 2 block; a last odd row or column is repeated.
pub(super) fn halve(plane: &Plane<Weighted>) -> Plane<Weighted> {
    let (width, height) = (plane.width_px(), plane.height_px());
    let (columns, rows) = (width.div_ceil(2), height.div_ceil(2));
    let mut data = Vec::with_capacity(columns * rows);
    let quarter_sum = |a: Weighted, b: Weighted, c: Weighted, d: Weighted| -> Weighted {
        std::array::from_fn(|k| 0.25 * (a[k] + b[k] + c[k] + d[k]))
    };
    for y in 0..rows {
        let (upper, lower) = (plane.row(2 * y), plane.row((2 * y + 1).min(height - 1)));
        let (upper_pairs, upper_last) = upper.as_chunks::<2>();
        let (lower_pairs, lower_last) = lower.as_chunks::<2>();
        let pairs = upper_pairs.iter().zip(lower_pairs);
        data.extend(pairs.map(|(up, low)| quarter_sum(up[0], up[1], low[0], low[1])));
        let last = upper_last.iter().zip(lower_last);
        data.extend(last.map(|(&up, &low)| quarter_sum(up, up, low, low)));
    }
    Plane::from_vec(columns, rows, data)
}

/// Fills unknown places from ever coarser levels, at most `levels` of them.
pub(super) fn fill(plane: &mut Plane<Weighted>, levels: usize) {
    let (width, height) = (plane.width_px(), plane.height_px());
    if levels == 0 || width.max(height) == 1 {
        return;
    }
    let mut coarse = halve(plane);
    coarse.as_mut_slice().iter_mut().for_each(saturate);
    fill(&mut coarse, levels - 1);
    let columns: Vec<_> = (0..width).map(|x| between(x, coarse.width_px())).collect();
    let mut line = vec![[0.0; 4]; coarse.width_px()];
    for y in 0..height {
        let (upper, lower, down) = between(y, coarse.height_px());
        for ((mixed, upper), lower) in line
            .iter_mut()
            .zip(coarse.row(upper))
            .zip(coarse.row(lower))
        {
            *mixed = std::array::from_fn(|k| upper[k] + (lower[k] - upper[k]) * down);
        }
        let row = &mut plane.as_mut_slice()[y * width..][..width];
        for (value, &(left, right, across)) in row.iter_mut().zip(&columns) {
            if value[3] >= KNOWN {
                continue;
            }
            let (left, right) = (line[left], line[right]);
            let below: Weighted = std::array::from_fn(|k| left[k] + (right[k] - left[k]) * across);
            if below[3] > 1e-4 {
                let gain = (1.0 - value[3]).max(0.0) / below[3].max(0.02);
                for (sum, coarse) in value.iter_mut().zip(below) {
                    *sum += gain * coarse;
                }
            }
        }
    }
}

/// One known place of four is enough to know the colour; else far levels would drown near ones.
fn saturate(place: &mut Weighted) {
    let gain = place[3].recip().clamp(1.0, 4.0);
    for value in place {
        *value *= gain;
    }
}

/// The two coarse places around fine place `at`, and the share of the second.
fn between(at: usize, count: usize) -> (usize, usize, f32) {
    let position = (0.5 * at as f32 - 0.25).max(0.0);
    let first = (position as usize).min(count - 1);
    let second = (first + 1).min(count - 1);
    (first, second, (position - first as f32).min(1.0))
}

/// The three values of a weighted one; zero where nothing is known.
pub(super) fn values(weighted: Weighted) -> [f32; 3] {
    let weight = weighted[3].max(1e-3);
    [0, 1, 2].map(|k| weighted[k] / weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_known_place_fills_the_plane() {
        let mut plane = Plane::filled(37, 21, [0.0; 4]);
        plane.set(30, 3, [0.2, 0.4, 0.6, 1.0]);
        fill(&mut plane, 9);
        for &place in plane.as_slice() {
            for (seen, expected) in values(place).into_iter().zip([0.2, 0.4, 0.6]) {
                assert!((seen - expected).abs() < 1e-3, "{place:?}");
            }
        }
    }

    #[test]
    fn the_nearer_value_wins() {
        let mut plane = Plane::filled(64, 4, [0.0; 4]);
        for y in 0..4 {
            plane.set(0, y, [0.0, 0.0, 0.0, 1.0]);
            plane.set(63, y, [1.0, 1.0, 1.0, 1.0]);
        }
        fill(&mut plane, 9);
        assert!(values(plane.at(6, 2))[0] < 0.3);
        assert!(values(plane.at(57, 2))[0] > 0.7);
    }
}

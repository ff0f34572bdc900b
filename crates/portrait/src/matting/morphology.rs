//! Operations on sets of pixels: erosion, closing, flood filling, smoothing.

use raster::Plane;

/// Keeps what is at least `radius_px` away (in rows and columns) from everything that is not set;
/// beyond the plane's edge everything counts as set.
pub(super) fn erode(set: &Plane<bool>, radius_px: usize) -> Plane<bool> {
    let (width, height) = (set.width_px(), set.height_px());
    let window = 2 * radius_px + 1;
    // Rows with a rim of set places at both ends; what a window holds then stands at its start.
    let padded = width + 2 * radius_px;
    let mut rows = vec![true; padded * height];
    for (y, row) in rows.chunks_exact_mut(padded.max(1)).enumerate() {
        row[radius_px..][..width].copy_from_slice(set.row(y));
    }
    // Windows run over the ends of rows: there they are not asked for.
    all_in_window(&mut rows, window, 1);
    let mut columns = vec![true; width * (height + 2 * radius_px)];
    for y in 0..height {
        columns[(radius_px + y) * width..][..width].copy_from_slice(&rows[y * padded..][..width]);
    }
    all_in_window(&mut columns, window, width);
    columns.truncate(width * height);
    Plane::from_vec(width, height, columns)
}

/// Replaces each value by whether all of `window` values are set that start there and stand `step`
/// apart; the last ones, whose windows are cut off, are of no use.
///
/// A window is two overlapping ones of half its length, so that a few passes do.
fn all_in_window(values: &mut [bool], window: usize, step: usize) {
    let mut length = 1;
    while length < window {
        let shift = length.min(window - length);
        let reach = values.len().saturating_sub(shift * step);
        let both: Vec<bool> = values[..reach]
            .iter()
            .zip(&values[values.len() - reach..])
            .map(|(a, b)| a & b)
            .collect();
        values[..reach].copy_from_slice(&both);
        length += shift;
    }
}

/// Adds the gaps that are at most twice `radius_px` wide.
pub(super) fn close(set: &Plane<bool>, radius_px: usize) -> Plane<bool> {
    let shrunk = erode(&set.map(|set| !set), radius_px);
    erode(&shrunk.map(|outside| !outside), radius_px)
}

/// Adds to `reached` what is connected with `seeds` through the four neighbours while `open`
/// holds, and lists what was added; `width_px` is that of the plane.
pub(super) fn reach(
    width_px: usize,
    reached: &mut [bool],
    seeds: impl Iterator<Item = usize>,
    open: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let mut added: Vec<usize> = Vec::new();
    for seed in seeds {
        if !reached[seed] {
            reached[seed] = true;
            added.push(seed);
        }
    }
    let mut done = 0;
    while let Some(&at) = added.get(done) {
        done += 1;
        let x = at % width_px;
        let neighbours = [
            (x > 0).then(|| at - 1),
            (x + 1 < width_px).then(|| at + 1),
            at.checked_sub(width_px),
            (at + width_px < reached.len()).then(|| at + width_px),
        ];
        for next in neighbours.into_iter().flatten() {
            if !reached[next] && open(next) {
                reached[next] = true;
                added.push(next);
            }
        }
    }
    added
}

/// Three box averages of `radius_px`: close to a Gaussian; edges are repeated.
pub(crate) fn smooth(plane: &Plane<f32>, radius_px: usize) -> Plane<f32> {
    let mut now = plane.clone();
    let mut next = plane.clone();
    for _ in 0..3 {
        for y in 0..plane.height_px() {
            let width = plane.width_px();
            average(
                now.row(y),
                radius_px,
                &mut next.as_mut_slice()[y * width..][..width],
            );
        }
        average_rows(&next, radius_px, &mut now);
    }
    now
}

/// The running mean of a line.
fn average(line: &[f32], radius_px: usize, mean: &mut [f32]) {
    let place = |at: usize| at.saturating_sub(radius_px).min(line.len() - 1);
    let mut sum: f32 = (0..=2 * radius_px).map(|at| line[place(at)]).sum();
    let share = 1.0 / (2 * radius_px + 1) as f32;
    for (at, mean) in mean.iter_mut().enumerate() {
        *mean = sum * share;
        sum += line[(at + radius_px + 1).min(line.len() - 1)] - line[at.saturating_sub(radius_px)];
    }
}

/// [`average`] of all columns at once, row by row.
fn average_rows(plane: &Plane<f32>, radius_px: usize, mean: &mut Plane<f32>) {
    let (width, height) = (plane.width_px(), plane.height_px());
    let mut sums = vec![0.0; width];
    for at in 0..=2 * radius_px {
        let row = plane.row(at.saturating_sub(radius_px).min(height - 1));
        sums.iter_mut()
            .zip(row)
            .for_each(|(sum, value)| *sum += value);
    }
    let share = 1.0 / (2 * radius_px + 1) as f32;
    for (y, means) in mean.as_mut_slice().chunks_exact_mut(width).enumerate() {
        let comes = plane.row((y + radius_px + 1).min(height - 1));
        let goes = plane.row(y.saturating_sub(radius_px));
        for (((mean, sum), comes), goes) in means.iter_mut().zip(&mut sums).zip(comes).zip(goes) {
            *mean = *sum * share;
            *sum += comes - goes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn erosion_takes_a_rim_but_not_at_the_edge() {
        let set = Plane::from_vec(9, 1, (0..9).map(|x| x != 6).collect());
        let kept = erode(&set, 2);
        let expected = [true, true, true, true, false, false, false, false, false];
        assert_eq!(kept.as_slice(), expected);
    }

    #[test]
    fn erosion_is_what_it_says_at_every_place() {
        let (width, height, radius) = (23_usize, 17_usize, 3_usize);
        let set = Plane::from_vec(
            width,
            height,
            (0..width * height).map(|at| at * 37 % 101 > 2).collect(),
        );
        let kept = erode(&set, radius);
        for y in 0..height {
            for x in 0..width {
                let rows = y.saturating_sub(radius)..(y + radius + 1).min(height);
                let columns = x.saturating_sub(radius)..(x + radius + 1).min(width);
                let all = rows.clone().all(|y| columns.clone().all(|x| set.at(x, y)));
                assert_eq!(kept.at(x, y), all, "({x}, {y})");
            }
        }
    }

    #[test]
    fn narrow_gaps_close_and_wide_ones_stay() {
        let set = Plane::from_vec(
            12,
            1,
            (0..12).map(|x| ![2, 3, 6, 7, 8].contains(&x)).collect(),
        );
        let closed = close(&set, 1);
        let open: Vec<usize> = (0..12).filter(|&x| !closed.at(x, 0)).collect();
        assert_eq!(open, [6, 7, 8]);
    }

    #[test]
    fn an_island_is_not_reached() {
        let open = [true, true, false, true];
        let mut reached = [false; 4];
        let added = reach(4, &mut reached, [0].into_iter(), |at| open[at]);
        assert_eq!(added, [0, 1]);
        assert_eq!(reached, [true, true, false, false]);
    }

    #[test]
    fn smoothing_keeps_the_mean_of_a_flat_plane() {
        let flat = Plane::filled(7, 5, 0.4);
        for &value in smooth(&flat, 2).as_slice() {
            assert!((value - 0.4).abs() < 1e-5);
        }
    }
}

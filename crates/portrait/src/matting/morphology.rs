//! Sets of pixels: shrinking, flood filling, soft masks made smooth.

use raster::Plane;

/// Keeps what is at least `radius_px` away (in rows and columns) from everything that is not set;
/// beyond the plane's edge everything counts as set.
pub(super) fn erode(set: &Plane<bool>, radius_px: usize) -> Plane<bool> {
    let (width, height) = (set.width_px(), set.height_px());
    let mut rows = Plane::filled(width, height, false);
    for y in 0..height {
        let line = shrink(set.row(y).iter().copied(), radius_px);
        rows.as_mut_slice()[y * width..][..width].copy_from_slice(&line);
    }
    let mut eroded = Plane::filled(width, height, false);
    for x in 0..width {
        let line = shrink((0..height).map(|y| rows.at(x, y)), radius_px);
        for (y, &keep) in line.iter().enumerate() {
            eroded.set(x, y, keep);
        }
    }
    eroded
}

/// One line of [`erode`].
fn shrink(line: impl ExactSizeIterator<Item = bool>, radius_px: usize) -> Vec<bool> {
    let length = line.len();
    let mut kept = vec![true; length];
    for (at, set) in line.enumerate() {
        if !set {
            let from = at.saturating_sub(radius_px);
            let to = (at + radius_px + 1).min(length);
            // The part before `at` may have been cleared by the last unset place already.
            let from = (from..at)
                .rev()
                .find(|&place| !kept[place])
                .map_or(from, |place| place + 1);
            kept[from..to].fill(false);
        }
    }
    kept
}

/// Adds to `reached` what hangs together with `seeds` through the four neighbours while `open`
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
pub(super) fn smooth(plane: &Plane<f32>, radius_px: usize) -> Plane<f32> {
    let (width, height) = (plane.width_px(), plane.height_px());
    let mut data = plane.as_slice().to_vec();
    let mut line = Vec::new();
    for _ in 0..3 {
        for y in 0..height {
            average(
                &mut data[y * width..][..width],
                1,
                width,
                radius_px,
                &mut line,
            );
        }
        for x in 0..width {
            average(&mut data[x..], width, height, radius_px, &mut line);
        }
    }
    Plane::from_vec(width, height, data)
}

/// Replaces `count` values, each `step` after the last, by their running mean.
fn average(data: &mut [f32], step: usize, count: usize, radius_px: usize, line: &mut Vec<f32>) {
    line.clear();
    line.extend((0..count).map(|at| data[at * step]));
    let last = count - 1;
    let value = |at: isize| line[at.clamp(0, last as isize) as usize];
    let radius = radius_px as isize;
    let mut sum: f32 = (-radius..=radius).map(value).sum();
    let share = 1.0 / (2 * radius_px + 1) as f32;
    for at in 0..count {
        data[at * step] = sum * share;
        sum += value(at as isize + radius + 1) - value(at as isize - radius);
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

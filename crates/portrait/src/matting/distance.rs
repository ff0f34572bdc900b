//! How deep in a set its places lie.

use raster::Plane;

/// Steps to the four and to the diagonal neighbours; the sum of steps is at most 8 % above the distance
/// (Borgefors, "Distance transformations in digital images", 1986).
const STEPS: [f32; 2] = [1.0, std::f32::consts::SQRT_2];

/// Distance of every place of the set from the nearest place that is not in it, pixels; 0 outside the set.
/// Beyond the plane's edge everything counts as in the set.
pub(super) fn depth(width_px: usize, set: impl ExactSizeIterator<Item = bool>) -> Plane<f32> {
    let count = set.len();
    let data = set
        .map(|inside| if inside { f32::MAX } else { 0.0 })
        .collect();
    let mut depth = Plane::from_vec(width_px, count / width_px.max(1), data);
    let height = depth.height_px();
    for y in 0..height {
        for x in 0..width_px {
            let before = [(-1, 0, 0), (-1, -1, 1), (0, -1, 0), (1, -1, 1)];
            relax(&mut depth, (x, y), before);
        }
    }
    for y in (0..height).rev() {
        for x in (0..width_px).rev() {
            let after = [(1, 0, 0), (1, 1, 1), (0, 1, 0), (-1, 1, 1)];
            relax(&mut depth, (x, y), after);
        }
    }
    depth
}

/// The shortest way over some neighbours: column, row and step of each.
fn relax(depth: &mut Plane<f32>, (x, y): (usize, usize), over: [(isize, isize, usize); 4]) {
    let mut best = depth.at(x, y);
    if best <= 0.0 {
        return;
    }
    for (right, down, step) in over {
        let column = x.checked_add_signed(right);
        let row = y.checked_add_signed(down);
        if let (Some(column), Some(row)) = (column, row)
            && column < depth.width_px()
            && row < depth.height_px()
        {
            best = best.min(depth.at(column, row) + STEPS[step]);
        }
    }
    depth.set(x, y, best);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_to_the_nearest_place_outside() {
        let set = (0..7 * 5).map(|at| at != 2 * 7 + 3);
        let depth = depth(7, set);
        assert_eq!(depth.at(3, 2), 0.0);
        assert_eq!(depth.at(0, 2), 3.0);
        assert!((depth.at(5, 0) - 2.0 * STEPS[1]).abs() < 1e-6);
    }

    #[test]
    fn a_set_without_end() {
        let depth = depth(4, [true; 8].into_iter());
        assert!(depth.as_slice().iter().all(|&deep| deep > 1e9));
    }
}

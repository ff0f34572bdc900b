//! Measures edges on the aligned face: the gradient of brightness in both directions, and its usual
//! strength on plain skin.

use raster::{Plane, statistics};

use super::aligned::{AlignedFace, SIDE_PX};
use crate::vision::anatomy;

/// Slopes of the aligned face after a Gaussian of 1 px, by Sobel's kernel: eight times the luma
/// steps per pixel.
#[derive(Debug)]
pub(crate) struct Edges {
    /// |slope| from left to right: upright lines.
    pub(crate) across: Plane<f32>,
    /// |slope| from top to bottom: level lines.
    pub(crate) down: Plane<f32>,
    cheeks: Plane<bool>,
}

impl Edges {
    pub(crate) fn of(face: &AlignedFace) -> Self {
        let smooth = smoothed(&face.luma);
        let mut across = Plane::filled(SIDE_PX, SIDE_PX, 0.0);
        let mut down = Plane::filled(SIDE_PX, SIDE_PX, 0.0);
        for y in 1..SIDE_PX - 1 {
            let [above, here, below] = [smooth.row(y - 1), smooth.row(y), smooth.row(y + 1)];
            for x in 1..SIDE_PX - 1 {
                let column = |x: usize| above[x] + 2.0 * here[x] + below[x];
                let row = |row: &[f32]| row[x - 1] + 2.0 * row[x] + row[x + 1];
                across.set(x, y, (column(x + 1) - column(x - 1)).abs());
                down.set(x, y, (row(below) - row(above)).abs());
            }
        }
        let mut cheeks = face.region(&anatomy::CHEEK_AREA_RIGHT);
        let left = face.region(&anatomy::CHEEK_AREA_LEFT);
        for (inside, &also) in cheeks.as_mut_slice().iter_mut().zip(left.as_slice()) {
            *inside |= also;
        }
        Self {
            across,
            down,
            cheeks,
        }
    }

    /// The slope `of` that a share of both cheeks stays below; 0 where there are no cheeks.
    pub(crate) fn on_cheeks(&self, of: &Plane<f32>, share: f32) -> f32 {
        slope_quantile(of, &self.cheeks, share)
    }
}

/// The slope `of` that a share of a region stays below; 0 where the region is empty.
pub(crate) fn slope_quantile(of: &Plane<f32>, region: &Plane<bool>, share: f32) -> f32 {
    let pixels = of.as_slice().iter().zip(region.as_slice());
    let inside = pixels.filter_map(|(&slope, &inside)| inside.then_some(slope));
    statistics::quantile(inside.collect(), share).unwrap_or(0.0)
}

/// Five binomial taps in both directions, close to a Gaussian of 1 px.
fn smoothed(luma: &Plane<u8>) -> Plane<f32> {
    let (width, height) = (luma.width_px(), luma.height_px());
    let mut rows = luma.map(f32::from);
    for y in 0..height {
        let row = luma.row(y);
        for x in 2..width.saturating_sub(2) {
            let at = |x: usize| f32::from(row[x]);
            let sum = at(x - 2) + at(x + 2) + 4.0 * (at(x - 1) + at(x + 1)) + 6.0 * at(x);
            rows.set(x, y, sum / 16.0);
        }
    }
    let mut both = rows.clone();
    for y in 2..height.saturating_sub(2) {
        let [a, b, c, d, e] = [y - 2, y - 1, y, y + 1, y + 2].map(|y| rows.row(y));
        for x in 0..width {
            let sum = a[x] + e[x] + 4.0 * (b[x] + d[x]) + 6.0 * c[x];
            both.set(x, y, sum / 16.0);
        }
    }
    both
}

#[cfg(test)]
mod tests {
    use raster::RgbImage;

    use super::*;
    use crate::measure::drawn;

    #[track_caller]
    fn check(luma: impl Fn(usize, usize) -> u8, across: bool, down: bool) {
        let (landmarks, _) = drawn::flat_face();
        let image = RgbImage::from_fn(400, 400, |x, y| [luma(x, y); 3]);
        let face = AlignedFace::cut(&image, &landmarks).unwrap();
        let edges = Edges::of(&face);
        let strongest =
            |plane: &Plane<f32>| plane.as_slice().iter().copied().fold(0.0, f32::max) > 100.0;
        assert_eq!(
            [strongest(&edges.across), strongest(&edges.down)],
            [across, down]
        );
        assert_eq!(edges.on_cheeks(&edges.down, 0.5), 0.0);
    }

    #[test]
    fn lines_are_told_by_their_direction() {
        check(|_, _| 128, false, false);
        check(|x, _| if x > 200 { 200 } else { 60 }, true, false);
        check(|_, y| if y > 160 { 200 } else { 60 }, false, true);
    }
}

//! Measures sensor noise on areas that are smooth: skin and wall.

use raster::{Point, RgbImage, statistics};
use standard::facts::{Measured, NotMeasurable};

use super::aligned::AlignedFace;
use crate::vision::anatomy;

/// Fewer samples than this say nothing.
const MIN_SAMPLES: usize = 200;

/// Up to this many samples are taken; more change nothing.
const MAX_SAMPLES: usize = 20_000;

/// Response of the mask to white noise of standard deviation 1: √(1+4+1+4+16+4+1+4+1).
const MASK_GAIN: f32 = 6.0;

/// Standard deviation by median of the absolute value, normal distribution.
const DEVIATION_BY_MEDIAN: f32 = 1.0 / 0.6745;

/// Standard deviation of the noise on the cheeks of the working picture, 8-bit steps.
pub(super) fn on_skin(image: &RgbImage, face: &AlignedFace) -> Measured<f32> {
    let mut samples = Samples::new(image);
    for area in [anatomy::CHEEK_AREA_RIGHT, anatomy::CHEEK_AREA_LEFT] {
        let outline: Vec<Point> = area.map(|index| face.to_working(face.at(index))).to_vec();
        samples.take_inside(&outline);
    }
    Measured::from_option(samples.deviation(), NotMeasurable::FaceTooSmall)
}

/// Standard deviation of the noise at the points that `places` yields, working pixels; `None` with
/// too few of them inside the picture.
pub(super) fn at_places(image: &RgbImage, places: impl Iterator<Item = Point>) -> Option<f32> {
    let mut samples = Samples::new(image);
    for place in places {
        if place.x >= 0.0 && place.y >= 0.0 {
            samples.take(place.x as usize, place.y as usize);
        }
    }
    samples.deviation()
}

/// Responses of Immerkær's mask (1996), the difference of two Laplacians: blind to slopes and to
/// straight edges along rows and columns.
struct Samples<'a> {
    image: &'a RgbImage,
    responses: Vec<f32>,
}

impl<'a> Samples<'a> {
    fn new(image: &'a RgbImage) -> Self {
        Self {
            image,
            responses: Vec::new(),
        }
    }

    /// Takes every pixel inside the convex outline, or an even part of them.
    fn take_inside(&mut self, outline: &[Point]) {
        let hull = super::aligned::convex_hull(outline.to_vec());
        let column = |point: &Point| point.x;
        let row = |point: &Point| point.y;
        let range = |part: fn(&Point) -> f32| {
            let low = hull.iter().map(part).fold(f32::INFINITY, f32::min);
            let high = hull.iter().map(part).fold(0.0, f32::max);
            (low.max(0.0), high)
        };
        let ((left, right), (top, bottom)) = (range(column), range(row));
        if left >= right || top >= bottom {
            return;
        }
        let [columns, rows] = [right - left, bottom - top].map(|length| length as usize + 1);
        let moved: Vec<Point> = hull
            .iter()
            .map(|point| point.offset(-left.floor(), -top.floor()))
            .collect();
        let step = ((columns * rows) as f32 / (MAX_SAMPLES / 2) as f32)
            .sqrt()
            .ceil()
            .max(1.0) as usize;
        let inside = super::aligned::fill_polygon(&moved, columns, rows);
        for y in (0..rows).step_by(step) {
            for x in (0..columns).step_by(step) {
                if inside.at(x, y) {
                    self.take(x + left as usize, y + top as usize);
                }
            }
        }
    }

    fn take(&mut self, x: usize, y: usize) {
        let fits =
            x > 0 && y > 0 && x + 1 < self.image.width_px() && y + 1 < self.image.height_px();
        if !fits || self.responses.len() >= MAX_SAMPLES {
            return;
        }
        let at = |x: usize, y: usize| f32::from(self.image.pixel(x, y)[1]);
        let line = |y: usize| at(x - 1, y) - 2.0 * at(x, y) + at(x + 1, y);
        let response = line(y - 1) - 2.0 * line(y) + line(y + 1);
        self.responses.push(response.abs());
    }

    fn deviation(self) -> Option<f32> {
        if self.responses.len() < MIN_SAMPLES {
            return None;
        }
        // Pores, hairs and edges are outliers of the noise: the median does not see them.
        let median = statistics::median(self.responses)?;
        Some(median * DEVIATION_BY_MEDIAN / MASK_GAIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nearly normal noise of the given standard deviation by summing twelve uniform values.
    #[track_caller]
    fn check(deviation: f32, slope: f32) {
        let mut state = 12345u32;
        let mut uniform = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 24) as f32
        };
        let image = RgbImage::from_fn(120, 120, |x, y| {
            let noise: f32 = (0..12).map(|_| uniform()).sum::<f32>() - 6.0;
            [(100.0 + slope * (x + y) as f32 + noise * deviation).round() as u8; 3]
        });
        let places = (0..120).flat_map(|y| (0..120).map(move |x| Point::new(x as f32, y as f32)));
        let seen = at_places(&image, places).unwrap();
        let expected = deviation.hypot(0.29);
        assert!(
            (seen - expected).abs() < 0.15 * expected + 0.15,
            "{seen}, expected {expected}"
        );
    }

    #[test]
    fn noise_is_measured_also_on_a_slope() {
        check(1.0, 0.0);
        check(3.0, 0.0);
        check(6.0, 0.3);
    }
}

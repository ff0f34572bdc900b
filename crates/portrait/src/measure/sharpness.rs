//! Measures focus, compression and noise on the face.

use raster::{Plane, Point, Rect, RgbImage, statistics};
use standard::facts::{Measured, NotMeasurable, SharpnessFacts};

use super::aligned::{AlignedFace, SIDE_PX};
use super::noise;
use crate::vision::{FaceLandmarks, Scene, anatomy};

/// Below this distance between the eyes in the full photo a sharp face cannot be told from an
/// enlarged one.
pub(super) const MIN_INTER_EYE_PX: f32 = 90.0;

/// Blocks of a JPEG, full-photo pixels.
const BLOCK_PX: f32 = 8.0;

/// Fewer steps than this over block borders say nothing.
const MIN_BLOCK_STEPS: usize = 400;

/// Measures sharpness of the largest face.
pub(super) fn measure(
    scene: &Scene,
    landmarks: &FaceLandmarks,
    face: &AlignedFace,
) -> SharpnessFacts {
    let eyes = anatomy::eye_centers(landmarks);
    let inter_eye_px = eyes.right.distance(eyes.left) * scene.reduction;
    let laplacian_variance = if inter_eye_px < MIN_INTER_EYE_PX {
        Measured::NotMeasurable(NotMeasurable::FaceTooSmall)
    } else {
        let variance = laplacian_variance(&face.luma, &face.region(&anatomy::FACE_OVAL));
        Measured::from_option(variance, NotMeasurable::OutsidePicture)
    };
    SharpnessFacts {
        laplacian_variance,
        blockiness: blockiness(&scene.image, face_bounds(landmarks), scene.reduction),
        noise: noise::on_skin(&scene.image, face),
    }
}

/// Variance of the Laplacian (4 neighbours) over the region.
fn laplacian_variance(luma: &Plane<u8>, region: &Plane<bool>) -> Option<f32> {
    let last = SIDE_PX - 1;
    let inner = (1..last).flat_map(|y| (1..last).map(move |x| (x, y)));
    statistics::variance(inner.filter(|&(x, y)| region.at(x, y)).map(|(x, y)| {
        let at = |x: usize, y: usize| f32::from(luma.at(x, y));
        at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4.0 * at(x, y)
    }))
}

/// The upright rectangle around the face oval, working pixels.
fn face_bounds(landmarks: &FaceLandmarks) -> Rect {
    let oval = anatomy::FACE_OVAL.map(|index| landmarks.at(index));
    let (mut low, mut high) = (oval[0], oval[0]);
    for point in oval {
        low = Point::new(low.x.min(point.x), low.y.min(point.y));
        high = Point::new(high.x.max(point.x), high.y.max(point.y));
    }
    Rect {
        x: low.x,
        y: low.y,
        width: high.x - low.x,
        height: high.y - low.y,
    }
}

/// Mean step over block borders by the mean step elsewhere, along rows and columns.
///
/// The grid may start anywhere, as the photo may have been turned or cropped after compression:
/// of all its positions the one with the strongest borders counts, against the median of the
/// others. A reduced decode shrinks the blocks with the picture.
fn blockiness(image: &RgbImage, area: Rect, reduction: f32) -> Measured<f32> {
    let period = (BLOCK_PX / reduction).round() as usize;
    if period < 2 {
        return Measured::NotMeasurable(NotMeasurable::FaceTooSmall);
    }
    let clip = |from: f32, to: f32, count: usize| {
        let first = from.max(1.0) as usize;
        first..(to.max(0.0) as usize).min(count)
    };
    let columns = clip(area.x, area.right(), image.width_px());
    let rows = clip(area.y, area.bottom(), image.height_px());
    if columns.is_empty() || rows.is_empty() {
        return Measured::NotMeasurable(NotMeasurable::OutsidePicture);
    }
    if columns.len() * rows.len() / period < MIN_BLOCK_STEPS {
        return Measured::NotMeasurable(NotMeasurable::FaceTooSmall);
    }
    let mut across = vec![0u64; period];
    let mut down = vec![0u64; period];
    for y in rows.clone() {
        let (row, above) = (image.row(y), image.row(y - 1));
        for x in columns.clone() {
            // Green alone is close to luma, and the step between neighbours needs no more.
            let here = row[3 * x + 1];
            across[x % period] += u64::from(here.abs_diff(row[3 * x - 2]));
            down[y % period] += u64::from(here.abs_diff(above[3 * x + 1]));
        }
    }
    let both = [across, down].map(|steps| border_ratio(&steps));
    Measured::Value(f32::midpoint(both[0], both[1]))
}

/// The largest sum by the median of the others, at least 1.
fn border_ratio(steps: &[u64]) -> f32 {
    let mut sorted = steps.to_vec();
    sorted.sort_unstable();
    let Some((&largest, others)) = sorted.split_last() else {
        return 1.0;
    };
    let median = others.get(others.len() / 2).copied().unwrap_or_default();
    // One grey step per pixel more on both sides: a flat picture has no borders either.
    (largest as f32 + 1.0) / (median as f32 + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::drawn;

    /// The 400-px test face filled by `pixel`, enlarged `size` times.
    #[track_caller]
    fn check(size: usize, pixel: impl Fn(usize, usize) -> u8) -> SharpnessFacts {
        let (mut landmarks, _) = drawn::flat_face();
        for point in &mut landmarks.points {
            *point = point.map(|value| value * size as f32);
        }
        let scene = Scene {
            image: RgbImage::from_fn(400 * size, 400 * size, |x, y| [pixel(x, y); 3]),
            reduction: 1.0,
            faces: Vec::new(),
            landmarks: None,
            head: None,
        };
        let face = AlignedFace::cut(&scene.image, &landmarks).unwrap();
        measure(&scene, &landmarks, &face)
    }

    /// Reproducible noise −8 … 7.
    fn grain(x: usize, y: usize) -> u8 {
        let mixed = (x * 7919 + y * 104_729) ^ (x * y * 31 + 17);
        120 + (mixed.wrapping_mul(2_654_435_761) >> 7 & 15) as u8
    }

    #[test]
    fn small_faces_have_no_sharpness() {
        let seen = check(1, grain);
        assert_eq!(
            seen.laplacian_variance,
            Measured::NotMeasurable(NotMeasurable::FaceTooSmall)
        );
    }

    #[test]
    fn a_wide_stripe_pattern_is_softer_than_a_narrow_one() {
        let narrow = check(2, |x, _| if x / 8 % 2 == 0 { 90 } else { 160 });
        let wide = check(2, |x, _| {
            90 + (70.0 * (0.5 + 0.5 * (x as f32 / 20.0).sin())) as u8
        });
        let [narrow, wide] = [narrow, wide].map(|seen| seen.laplacian_variance.value().unwrap());
        assert!(narrow > 20.0 * wide.max(1.0), "{narrow} {wide}");
    }

    #[test]
    fn block_borders_are_seen_wherever_the_grid_starts() {
        for start in [0, 3] {
            let blocks = check(2, |x, y| {
                let flat = grain((x + start) / 8, (y + start) / 8);
                flat / 2 + grain(x, y) / 8
            });
            let even = check(2, grain);
            let [blocks, even] = [blocks, even].map(|seen| seen.blockiness.value().unwrap());
            assert!(blocks > 1.3 && even < 1.1, "{blocks} {even}");
        }
    }
}

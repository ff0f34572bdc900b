//! Measures the light on the face: evenness, exposure, colour.
//!
//! Definitions follow OFIQ 1.0 (ISO/IEC 29794-5), on zones of our own: the cheeks between nose, eye
//! and edge, and the face oval without the eyes. Luminance is Rec. 601 luma of the sRGB values.

use raster::colour::Lab;
use raster::{Plane, RgbImage, statistics};
use standard::facts::{LightFacts, Measured, NotMeasurable};

use super::aligned::AlignedFace;
use super::colours;
use crate::vision::anatomy;

/// Fewer pixels than this of a cheek are no cheek: the head is turned away.
const CHEEK_AREA_PX: usize = 60;

/// Less of a cheek than this inside the photo cannot be measured.
const CHEEK_SHARE_IN_PICTURE: f32 = 0.8;

/// Bins of the cheek histograms; our zones have a quarter of OFIQ's pixels, so we take fewer than
/// its 256.
const CHEEK_BINS: usize = 64;

/// OFIQ `OverExposurePrevention`: luminance from here on is blown out.
const OVEREXPOSED_LUMA: usize = 247;

/// OFIQ `UnderExposurePrevention`: luminance up to here is black.
const UNDEREXPOSED_LUMA: usize = 25;

/// OFIQ `NaturalColour`: range of a* and of b* of natural skin.
const NATURAL_A: [f32; 2] = [5.0, 25.0];
const NATURAL_B: [f32; 2] = [5.0, 35.0];

/// Measures the light on the face that was cut from `picture`.
pub(super) fn measure(face: &AlignedFace, picture: &RgbImage) -> Measured<LightFacts> {
    let areas = [&anatomy::CHEEK_AREA_RIGHT, &anatomy::CHEEK_AREA_LEFT];
    for area in areas {
        let outline = area.map(|index| face.at(index));
        if face.share_in_picture(&outline) < CHEEK_SHARE_IN_PICTURE {
            return Measured::NotMeasurable(NotMeasurable::OutsidePicture);
        }
    }
    let [right, left] = areas.map(|area| Cheek::of(face, area));
    let (Some(right), Some(left)) = (right, left) else {
        return Measured::NotMeasurable(NotMeasurable::HeadTurned);
    };
    let Some(exposure) = Exposure::of(face) else {
        return Measured::NotMeasurable(NotMeasurable::OutsidePicture);
    };
    let skin_ab = [
        f32::midpoint(right.colour.a, left.colour.a),
        f32::midpoint(right.colour.b, left.colour.b),
    ];
    Measured::Value(LightFacts {
        cheek_difference: right.colour.lightness - left.colour.lightness,
        uniformity: intersection(&right.histogram, &left.histogram),
        luminance_mean: exposure.mean,
        overexposed_share: exposure.overexposed_share,
        underexposed_share: exposure.underexposed_share,
        dynamic_range_bits: exposure.entropy_bits,
        skin_ab,
        colour_cast: distance_outside(skin_ab[0], NATURAL_A)
            .hypot(distance_outside(skin_ab[1], NATURAL_B)),
        colour_spread: colours::spread(picture),
    })
}

struct Cheek {
    colour: Lab,
    /// Shares that sum to 1.
    histogram: [f32; CHEEK_BINS],
}

impl Cheek {
    fn of(face: &AlignedFace, area: &[usize]) -> Option<Self> {
        let region = face.region(area);
        let mut counts = [0u32; CHEEK_BINS];
        for luma in face.lumas(&region) {
            counts[usize::from(luma) * CHEEK_BINS / 256] += 1;
        }
        let total: u32 = counts.iter().sum();
        if (total as usize) < CHEEK_AREA_PX {
            return None;
        }
        Some(Self {
            colour: statistics::mean_lab(face.labs(&region))?,
            histogram: counts.map(|count| count as f32 / total as f32),
        })
    }
}

/// Common share of two histograms that each sum to 1.
fn intersection(a: &[f32; CHEEK_BINS], b: &[f32; CHEEK_BINS]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a.min(*b)).sum()
}

struct Exposure {
    mean: f32,
    overexposed_share: f32,
    underexposed_share: f32,
    entropy_bits: f32,
}

impl Exposure {
    fn of(face: &AlignedFace) -> Option<Self> {
        let mut counts = [0u32; 256];
        for luma in face.lumas(&oval_without_eyes(face)) {
            counts[usize::from(luma)] += 1;
        }
        let total: u32 = counts.iter().sum();
        if total == 0 {
            return None;
        }
        let share = |count: &[u32]| count.iter().sum::<u32>() as f32 / total as f32;
        let weighted = counts
            .iter()
            .zip(0u16..)
            .map(|(&count, luma)| count as f32 * f32::from(luma));
        let entropy = counts.iter().filter(|&&count| count > 0).map(|&count| {
            let share = count as f32 / total as f32;
            -share * share.log2()
        });
        Some(Self {
            mean: weighted.sum::<f32>() / total as f32 / 255.0,
            overexposed_share: share(&counts[OVEREXPOSED_LUMA..]),
            underexposed_share: share(&counts[..=UNDEREXPOSED_LUMA]),
            entropy_bits: entropy.sum(),
        })
    }
}

/// The face oval; pupils and lashes would count as underexposed skin.
fn oval_without_eyes(face: &AlignedFace) -> Plane<bool> {
    let mut oval = face.region(&anatomy::FACE_OVAL);
    for eye in [anatomy::EYE_OUTLINE_RIGHT, anatomy::EYE_OUTLINE_LEFT] {
        let eye = face.region(&eye);
        for (inside, &in_eye) in oval.as_mut_slice().iter_mut().zip(eye.as_slice()) {
            *inside &= !in_eye;
        }
    }
    oval
}

fn distance_outside(value: f32, [low, high]: [f32; 2]) -> f32 {
    (low - value).max(value - high).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::drawn;

    /// A face lit by `right` on its right half and by `left` on its left half.
    #[track_caller]
    fn check(right: [u8; 3], left: [u8; 3]) -> LightFacts {
        let (landmarks, middle_x) = drawn::flat_face();
        let image = RgbImage::from_fn(
            400,
            400,
            |x, _| {
                if (x as f32) < middle_x { right } else { left }
            },
        );
        let face = AlignedFace::cut(&image, &landmarks).unwrap();
        measure(&face, &image).value().unwrap()
    }

    #[test]
    fn even_light_has_no_difference() {
        let seen = check([200, 150, 130], [200, 150, 130]);
        assert_eq!(seen.cheek_difference, 0.0);
        assert_eq!(seen.uniformity, 1.0);
        assert_eq!(seen.colour_cast, 0.0);
        assert_eq!(seen.dynamic_range_bits, 0.0);
        assert!(
            (seen.luminance_mean - 163.0 / 255.0).abs() < 0.01,
            "{seen:?}"
        );
    }

    #[test]
    fn a_dark_left_side_makes_the_right_one_lighter() {
        let seen = check([220, 170, 150], [110, 80, 70]);
        assert!(seen.cheek_difference > 20.0, "{seen:?}");
        assert_eq!(seen.uniformity, 0.0);
    }

    #[test]
    fn blown_out_and_black_faces_are_counted() {
        assert_eq!(check([255; 3], [255; 3]).overexposed_share, 1.0);
        assert_eq!(check([12; 3], [12; 3]).underexposed_share, 1.0);
    }

    #[test]
    fn a_blue_face_is_not_natural() {
        assert!(check([120, 140, 220], [120, 140, 220]).colour_cast > 20.0);
    }
}

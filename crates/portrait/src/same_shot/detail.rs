//! The fine detail of a face at one size: lines and texture, without light, tone and colour.

use raster::resize::{Filter, crop_and_resize};
use raster::{Plane, Rect};

use crate::matting::smooth;
use crate::measure::aligned::AlignedFace;

/// The part of the aligned face that is kept: forehead to chin and cheek to cheek. Further out lie
/// hair and wall, which is replaced in portraits.
const AREA: Rect = Rect {
    x: 32.0,
    y: 8.0,
    width: 192.0,
    height: 240.0,
};

/// What is coarser than this (radius of [`smooth`]) is light, not detail.
const COARSE_RADIUS_PX: usize = 2;

/// Detail is measured against the mean strength within this radius: contrast and brightness go.
const STRENGTH_RADIUS_PX: usize = 6;

/// Added to that strength, 8-bit steps: what is weaker is noise and compression, and stays weak.
const NOISE_FLOOR: f32 = 3.0;

/// Difference of neighbouring levels, in units of the mean strength.
const LEVEL_STEP: f32 = 0.4;

/// Levels are −8 … 7; this is added to store them in four bits.
const LEVEL_OFFSET: f32 = 8.0;

/// Detail in units of its mean strength, about −3 … 3.
#[derive(Debug, Clone)]
pub(super) struct Detail {
    pub(super) values: Plane<f32>,
}

impl Detail {
    pub(super) const WIDTH_PX: usize = 128;
    pub(super) const HEIGHT_PX: usize = 160;

    /// Two levels in a byte.
    pub(super) const PACKED_BYTES: usize = Self::WIDTH_PX * Self::HEIGHT_PX / 2;

    /// Width of a usual face, cheek to cheek: 1.6 times the distance of the outer eye corners.
    pub(super) const FACE_WIDTH_PX: f32 = 115.0;

    /// The detail of a face.
    pub(super) fn of(face: &AlignedFace) -> Self {
        let size = (Self::WIDTH_PX, Self::HEIGHT_PX);
        let patch = crop_and_resize(&face.image, AREA, size, Filter::Bilinear);
        Self::of_luma(&patch.luma())
    }

    /// The detail of a patch of [`Self::WIDTH_PX`] × [`Self::HEIGHT_PX`] pixels.
    pub(super) fn of_luma(luma: &Plane<u8>) -> Self {
        let luma = luma.map(f32::from);
        let coarse = smooth(&luma, COARSE_RADIUS_PX);
        let fine = combined(&luma, &coarse, |luma, coarse| luma - coarse);
        let power = smooth(&fine.map(|value| value * value), STRENGTH_RADIUS_PX);
        let values = combined(&fine, &power, |fine, power| {
            let strength = power.max(0.0).sqrt() + NOISE_FLOOR;
            from_level(to_level(fine / strength))
        });
        Self { values }
    }

    /// As stored: the first value of each pair in the lower four bits.
    pub(super) fn packed(&self) -> impl Iterator<Item = u8> {
        let (pairs, _) = self.values.as_slice().as_chunks::<2>();
        let pack = |[first, second]: &[f32; 2]| to_level(*first) | (to_level(*second) << 4);
        pairs.iter().map(pack)
    }

    /// From [`Self::PACKED_BYTES`] stored bytes.
    pub(super) fn unpacked(bytes: &[u8]) -> Self {
        let levels = bytes.iter().flat_map(|byte| [byte & 15, byte >> 4]);
        let values = levels.map(from_level).collect();
        Self {
            values: Plane::from_vec(Self::WIDTH_PX, Self::HEIGHT_PX, values),
        }
    }

    /// Without its finest octave.
    pub(super) fn softened(&self) -> Self {
        Self {
            values: smooth(&self.values, 1),
        }
    }
}

fn to_level(value: f32) -> u8 {
    ((value / LEVEL_STEP).round() + LEVEL_OFFSET).clamp(0.0, 15.0) as u8
}

fn from_level(level: u8) -> f32 {
    (f32::from(level) - LEVEL_OFFSET) * LEVEL_STEP
}

fn combined(a: &Plane<f32>, b: &Plane<f32>, both: impl Fn(f32, f32) -> f32) -> Plane<f32> {
    let pairs = a.as_slice().iter().zip(b.as_slice());
    let values = pairs.map(|(&a, &b)| both(a, b)).collect();
    Plane::from_vec(a.width_px(), a.height_px(), values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_survives_storing() {
        let values = (0..Detail::WIDTH_PX * Detail::HEIGHT_PX)
            .map(|at| from_level((at % 16) as u8))
            .collect();
        let detail = Detail {
            values: Plane::from_vec(Detail::WIDTH_PX, Detail::HEIGHT_PX, values),
        };
        let bytes: Vec<u8> = detail.packed().collect();
        assert_eq!(bytes.len(), Detail::PACKED_BYTES);
        assert_eq!(Detail::unpacked(&bytes).values, detail.values);
    }

    #[test]
    fn contrast_and_brightness_go() {
        let stripes = |contrast: usize, brightness: usize| {
            let luma = (0..Detail::WIDTH_PX * Detail::HEIGHT_PX)
                .map(|at| (brightness + contrast * (at / 3 % 2)) as u8);
            let luma = Plane::from_vec(Detail::WIDTH_PX, Detail::HEIGHT_PX, luma.collect());
            Detail::of_luma(&luma).values
        };
        let pairs = stripes(60, 50);
        let distance = combined(&pairs, &stripes(90, 120), |a, b| (a - b).abs());
        let mean = distance.as_slice().iter().sum::<f32>() / distance.as_slice().len() as f32;
        assert!(mean < 0.1, "{mean}");
    }
}

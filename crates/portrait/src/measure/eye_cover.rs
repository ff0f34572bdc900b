//! Measures what covers the eyes: pixels around and in them that look neither like skin nor like an
//! eye.

use raster::{Plane, Point};
use standard::facts::{EyeCoverFacts, Measured, NotMeasurable, Sides};

use super::aligned::{AlignedFace, SIDE_PX};
use super::skin::Skin;
use crate::vision::anatomy;

/// An eye area reaches this far from the middle of the eye, by eye width, across and down.
const AREA: [f32; 2] = [0.62, 0.42];

/// Pixels within this distance of the eye's outline may be lashes or the shadow of the lid, by eye
/// width.
const LASHES: f32 = 0.07;

/// A pixel within this many iris radii of its centre belongs to the eye.
const IRIS: f32 = 1.15;

/// White of the eye has less chroma than this; eye shadow below a lamp may be yellowish.
const WHITE_CHROMA: f32 = 22.0;

/// White of the eye is at least this light by the cheeks.
const WHITE_LIGHTNESS: f32 = 0.5;

/// Less of an area than this inside the photo cannot be measured.
const SHARE_IN_PICTURE: f32 = 0.9;

/// Measures both eye areas.
pub(super) fn measure(face: &AlignedFace, skin: Option<&Skin>) -> EyeCoverFacts {
    let Some(skin) = skin else {
        return EyeCoverFacts {
            covered_share: Measured::NotMeasurable(NotMeasurable::HeadTurned),
        };
    };
    let right = Eye::of(face, &anatomy::EYE_OUTLINE_RIGHT, anatomy::IRIS_RIGHT);
    let left = Eye::of(face, &anatomy::EYE_OUTLINE_LEFT, anatomy::IRIS_LEFT);
    let covered_share = match [right, left].map(|eye| eye.covered_share(face, skin)) {
        [Some(right), Some(left)] => Measured::Value(Sides { right, left }),
        _ => Measured::NotMeasurable(NotMeasurable::OutsidePicture),
    };
    EyeCoverFacts { covered_share }
}

/// One eye on the aligned face.
struct Eye {
    outline: Vec<Point>,
    middle: Point,
    width: f32,
    iris: Point,
    iris_radius: f32,
}

impl Eye {
    fn of(face: &AlignedFace, outline: &[usize; 16], iris: usize) -> Self {
        let outline: Vec<Point> = outline.iter().map(|&index| face.at(index)).collect();
        // The outline begins at the outer corner; the inner one is opposite.
        let [outer, inner] = [outline[0], outline[outline.len() / 2]];
        let center = face.at(iris);
        let rim = (1..=4).map(|step| center.distance(face.at(iris + step)));
        Self {
            middle: outer.midpoint(inner),
            width: outer.distance(inner),
            iris: center,
            iris_radius: rim.sum::<f32>() / 4.0,
            outline,
        }
    }

    fn area(&self) -> Vec<Point> {
        let corner = |step: u8| {
            let (sin, cos) = (f32::from(step) / 24.0 * std::f32::consts::TAU).sin_cos();
            self.middle
                .offset(AREA[0] * self.width * cos, AREA[1] * self.width * sin)
        };
        (0..24).map(corner).collect()
    }

    fn covered_share(&self, face: &AlignedFace, skin: &Skin) -> Option<f32> {
        const AREA_PX: usize = 40;
        let area = self.area();
        if face.share_in_picture(&area) < SHARE_IN_PICTURE {
            return None;
        }
        let inside_lids = AlignedFace::polygon(&self.outline);
        let area = AlignedFace::polygon(&area);
        let (mut covered, mut all) = (0usize, 0usize);
        for y in 0..SIDE_PX {
            for x in (0..SIDE_PX).filter(|&x| area.at(x, y)) {
                all += 1;
                covered += usize::from(!self.is_seen(face, skin, &inside_lids, (x, y)));
            }
        }
        (all >= AREA_PX).then(|| covered as f32 / all as f32)
    }

    /// Whether the pixel looks like skin or a part of the eye.
    fn is_seen(
        &self,
        face: &AlignedFace,
        skin: &Skin,
        inside_lids: &Plane<bool>,
        (x, y): (usize, usize),
    ) -> bool {
        let at = Point::new(x as f32, y as f32);
        if at.distance(self.iris) <= IRIS * self.iris_radius && inside_lids.at(x, y) {
            return true;
        }
        let colour = raster::colour::lab(face.image.pixel(x, y));
        if skin.is_like(colour) || self.distance_to_lids(at) <= LASHES * self.width {
            return true;
        }
        inside_lids.at(x, y)
            && colour.chroma() < WHITE_CHROMA
            && colour.lightness > WHITE_LIGHTNESS * skin.mean.lightness
    }

    fn distance_to_lids(&self, at: Point) -> f32 {
        let distances = self.outline.iter().map(|point| point.distance(at));
        distances.fold(f32::INFINITY, f32::min)
    }
}

#[cfg(test)]
mod tests {
    use raster::RgbImage;

    use super::*;
    use crate::measure::drawn;

    const SKIN: [u8; 3] = [205, 150, 125];
    const HAIR: [u8; 3] = [40, 32, 30];

    /// Skin with white eyes; hair over the picture's columns below `hair_to_x`.
    #[track_caller]
    fn check(hair_to_x: usize, right: std::ops::Range<f32>, left: std::ops::Range<f32>) {
        let (landmarks, _) = drawn::flat_face();
        let image = RgbImage::from_fn(400, 400, |x, y| match (x, y) {
            // Free cheeks below the eyes.
            (_, 200..) => SKIN,
            (x, _) if x < hair_to_x => HAIR,
            (154..172 | 228..246, 177..183) => [225, 222, 215],
            _ => SKIN,
        });
        let face = AlignedFace::cut(&image, &landmarks).unwrap();
        let seen = measure(&face, Skin::of(&face).as_ref());
        let share = seen.covered_share.value().unwrap();
        assert!(
            right.contains(&share.right) && left.contains(&share.left),
            "{share:?}"
        );
    }

    #[test]
    fn hair_over_one_eye_covers_that_eye() {
        check(0, 0.0..0.05, 0.0..0.05);
        check(200, 0.2..1.0, 0.0..0.05);
        check(400, 0.2..1.0, 0.2..1.0);
    }
}

//! Measures the mouth: lip gap and teeth.

use raster::statistics;
use standard::facts::{Measured, MouthFacts, NotMeasurable};

use super::aligned::AlignedFace;
use crate::vision::{FaceLandmarks, anatomy};

/// Inner edge of the upper and the lower lip in the middle.
const LIP_MIDDLES: [usize; 2] = [13, 14];

/// Inner corners of the mouth.
const CORNERS: [usize; 2] = [78, 308];

/// Fewer pixels than this between the lips of the aligned face are a closed mouth.
const CLOSED_AREA_PX: usize = 12;

/// Teeth are lighter than this share of the cheeks' lightness.
const TOOTH_LIGHTNESS_BY_CHEEK: f32 = 0.72;

/// Teeth are at least this much less red than the cheeks, a*.
const TOOTH_LESS_RED: f32 = 4.0;

/// Measures the mouth.
pub(super) fn measure(landmarks: &FaceLandmarks, face: &AlignedFace) -> MouthFacts {
    let distance = |[from, to]: [usize; 2]| landmarks.at(from).distance(landmarks.at(to));
    let gap = distance(LIP_MIDDLES);
    MouthFacts {
        opening: gap / distance(CORNERS).max(f32::EPSILON),
        opening_by_t: gap / anatomy::eye_to_chin(landmarks),
        teeth_share: teeth_share(face),
    }
}

/// Share of the area between the lips that is light and hardly red.
fn teeth_share(face: &AlignedFace) -> Measured<f32> {
    let outline = anatomy::LIPS_INNER.map(|index| face.at(index));
    if face.share_in_picture(&outline) < 1.0 {
        return Measured::NotMeasurable(NotMeasurable::OutsidePicture);
    }
    let Some(cheeks) = statistics::mean_lab(
        face.labs(&face.region(&anatomy::CHEEK_AREA_RIGHT))
            .chain(face.labs(&face.region(&anatomy::CHEEK_AREA_LEFT))),
    ) else {
        return Measured::NotMeasurable(NotMeasurable::HeadTurned);
    };
    let between_lips = AlignedFace::polygon(&outline);
    let (mut teeth, mut all) = (0, 0);
    for colour in face.labs(&between_lips) {
        all += 1;
        let light = colour.lightness >= TOOTH_LIGHTNESS_BY_CHEEK * cheeks.lightness;
        teeth += usize::from(light && colour.a <= cheeks.a - TOOTH_LESS_RED);
    }
    if all < CLOSED_AREA_PX {
        return Measured::Value(0.0);
    }
    Measured::Value(teeth as f32 / all as f32)
}

#[cfg(test)]
mod tests {
    use raster::{Point, RgbImage};

    use super::*;

    const SKIN: [u8; 3] = [205, 150, 125];

    /// A skin-coloured square with a mouth `gap` px high and 40 px wide, filled with `inside`.
    #[track_caller]
    fn check(gap: f32, inside: [u8; 3], opening: f32, teeth_share: f32) {
        let mut points = vec![[200.0, 200.0, 0.0]; FaceLandmarks::COUNT];
        points[anatomy::EYE_OUTER_CORNER_RIGHT] = [146.25, 180.0, 0.0];
        points[anatomy::EYE_OUTER_CORNER_LEFT] = [253.75, 180.0, 0.0];
        for (step, &index) in anatomy::LIPS_INNER.iter().enumerate() {
            // From the right corner (180) over the upper lip to the left one (220) and back.
            let along = step as f32 / 10.0;
            points[index] = if step <= 10 {
                [180.0 + along * 40.0, 260.0, 0.0]
            } else {
                [220.0 - (along - 1.0) * 40.0, 260.0 + gap, 0.0]
            };
        }
        points[14] = [200.0, 260.0 + gap, 0.0];
        for (center_x, area) in [
            (165.0, anatomy::CHEEK_AREA_RIGHT),
            (235.0, anatomy::CHEEK_AREA_LEFT),
        ] {
            for (step, index) in area.into_iter().enumerate() {
                let angle = step as f32;
                points[index] = [center_x + 9.0 * angle.cos(), 225.0 + 9.0 * angle.sin(), 0.0];
            }
        }
        let landmarks = FaceLandmarks {
            points,
            presence: 1.0,
        };
        let image = RgbImage::from_fn(400, 400, |x, y| {
            let at = Point::new(x as f32, y as f32);
            let in_mouth = (180.0..=220.0).contains(&at.x) && (260.0..=260.0 + gap).contains(&at.y);
            if in_mouth { inside } else { SKIN }
        });
        let face = AlignedFace::cut(&image, &landmarks).unwrap();
        let seen = measure(&landmarks, &face);
        assert!((seen.opening - opening).abs() < 1e-3, "{seen:?}");
        let share = seen.teeth_share.value().unwrap();
        assert!((share - teeth_share).abs() < 0.1, "{seen:?}");
    }

    #[test]
    fn closed_lips_show_no_teeth() {
        check(0.2, SKIN, 0.005, 0.0);
    }

    #[test]
    fn teeth_are_light_and_a_dark_mouth_has_none() {
        check(20.0, [225, 220, 205], 0.5, 1.0);
        check(20.0, [60, 20, 20], 0.5, 0.0);
    }
}

//! Measures skin where an ear is expected, and whether an ear is hidden.

use raster::Point;
use standard::facts::{Measured, NotMeasurable, Sides};

use super::aligned::AlignedFace;
use super::heads::Clues;
use super::skin::Skin;

/// The edge of the face beside each ear, from top to bottom.
const EDGES: Sides<[usize; 3]> = Sides {
    right: [127, 234, 93],
    left: [356, 454, 323],
};

/// The strip begins this far outside the edge, pixels of the aligned face.
const STRIP_FROM_PX: f32 = 3.0;

/// The strip ends this far outside the edge, by the face width.
const STRIP_BY_FACE_WIDTH: f32 = 0.11;

/// Fewer pixels than this are no strip.
const STRIP_AREA_PX: usize = 20;

/// Less of a strip than this inside the photo cannot be measured.
const STRIP_SHARE_IN_PICTURE: f32 = 0.8;

/// Skin shares of both strips.
pub(super) fn skin_share(face: &AlignedFace, skin: Option<&Skin>) -> Measured<Sides<f32>> {
    let Some(skin) = skin else {
        return Measured::NotMeasurable(NotMeasurable::HeadTurned);
    };
    let strips = [(EDGES.right, -1.0), (EDGES.left, 1.0)].map(|(edge, outwards)| {
        let width = STRIP_BY_FACE_WIDTH * face.at(EDGES.right[1]).distance(face.at(EDGES.left[1]));
        let points = edge.map(|index| face.at(index));
        let inner = points.map(|point| point.offset(outwards * STRIP_FROM_PX, 0.0));
        let outer = points.map(|point| point.offset(outwards * width, 0.0));
        let [a, b, c] = inner;
        let [d, e, f] = outer;
        [a, b, c, f, e, d]
    });
    let in_picture = |strip: &[Point; 6]| face.share_in_picture(strip) >= STRIP_SHARE_IN_PICTURE;
    if !strips.iter().all(in_picture) {
        return Measured::NotMeasurable(NotMeasurable::OutsidePicture);
    }
    let [right, left] =
        strips.map(|strip| skin.share(face, &AlignedFace::polygon(&strip), STRIP_AREA_PX));
    match (right, left) {
        (Some(right), Some(left)) => Measured::Value(Sides { right, left }),
        // The strip of the far side has no width, or leaves the aligned face.
        _ => Measured::NotMeasurable(NotMeasurable::HeadTurned),
    }
}

/// Clues of the landmarks about hidden ears: skin share of the worse and of the better ear, and
/// how far the head is turned (0 … 1 at 30°).
pub(super) fn clues(share: Measured<Sides<f32>>, yaw_deg: f32) -> Clues {
    let share = share.value().unwrap_or(Sides {
        right: 0.5,
        left: 0.5,
    });
    vec![
        share.right.min(share.left),
        share.right.max(share.left),
        (yaw_deg.abs() / 30.0).min(1.0),
    ]
}

#[cfg(test)]
mod tests {
    use raster::RgbImage;

    use super::*;
    use crate::measure::drawn;

    const SKIN: [u8; 3] = [205, 150, 125];
    const HAIR: [u8; 3] = [40, 32, 30];

    /// Skin in the face, `right` and `left` of the picture's columns 118 and 282 other colours.
    #[track_caller]
    fn check(right: [u8; 3], left: [u8; 3], expected: Option<Sides<f32>>, width_px: usize) {
        let (mut landmarks, _) = drawn::flat_face();
        for (edge, x) in [(EDGES.right, 120.0), (EDGES.left, 280.0)] {
            for (step, index) in edge.into_iter().enumerate() {
                landmarks.points[index] = [x, 180.0 + 15.0 * step as f32, 0.0];
            }
        }
        let image = RgbImage::from_fn(width_px, 400, |x, _| match x {
            0..121 => right,
            121..280 => SKIN,
            _ => left,
        });
        let face = AlignedFace::cut(&image, &landmarks).unwrap();
        let seen = skin_share(&face, Skin::of(&face).as_ref()).value();
        match (seen, expected) {
            (None, None) => {}
            (Some(seen), Some(expected)) => {
                assert!((seen.right - expected.right).abs() < 0.1, "{seen:?}");
                assert!((seen.left - expected.left).abs() < 0.1, "{seen:?}");
            }
            _ => panic!("{seen:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn skin_beside_the_face_is_an_ear_and_hair_is_not() {
        let expected = |right: f32, left: f32| Some(Sides { right, left });
        check(SKIN, SKIN, expected(1.0, 1.0), 400);
        check(HAIR, SKIN, expected(0.0, 1.0), 400);
        check(HAIR, HAIR, expected(0.0, 0.0), 400);
    }

    #[test]
    fn beyond_the_picture_there_is_no_ear() {
        check(SKIN, SKIN, None, 270);
    }
}

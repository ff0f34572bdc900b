//! Landmark numbers of the parts of a face, and what follows from landmarks alone: the centres of
//! the eyes and how far they are open.
//!
//! The numbers are those of MediaPipe's face mesh with irises (478 points). "Right" and "left" are
//! the person's own sides: the right eye is on the left of the picture.

use raster::Point;
use standard::facts::Sides;

use super::face::FaceLandmarks;

/// Outer corner of the right eye.
pub(crate) const EYE_OUTER_CORNER_RIGHT: usize = 33;
/// Inner corner of the right eye.
pub(crate) const EYE_INNER_CORNER_RIGHT: usize = 133;
/// Outer corner of the left eye.
pub(crate) const EYE_OUTER_CORNER_LEFT: usize = 263;
/// Inner corner of the left eye.
pub(crate) const EYE_INNER_CORNER_LEFT: usize = 362;
/// Widest point of the right cheek.
pub(crate) const CHEEK_RIGHT: usize = 234;
/// Widest point of the left cheek.
pub(crate) const CHEEK_LEFT: usize = 454;
/// Middle of the forehead at its upper end (not the hairline).
pub(crate) const FOREHEAD_TOP: usize = 10;
/// Lowest point of the chin.
pub(crate) const CHIN: usize = 152;
/// Centre of the right iris; its rim is 469 … 472.
pub(crate) const IRIS_RIGHT: usize = 468;
/// Centre of the left iris; its rim is 474 … 477.
pub(crate) const IRIS_LEFT: usize = 473;

/// Outline of the face, clockwise in the picture from the top of the forehead.
pub(crate) const FACE_OVAL: [usize; 36] = [
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
];
/// Outline of the right eye, starting at its outer corner.
pub(crate) const EYE_OUTLINE_RIGHT: [usize; 16] = [
    33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7,
];
/// Outline of the left eye, starting at its outer corner.
pub(crate) const EYE_OUTLINE_LEFT: [usize; 16] = [
    263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249,
];
/// Inner edge of the lips, starting at the right corner of the mouth.
pub(crate) const LIPS_INNER: [usize; 20] = [
    78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95,
];
/// The right cheek away from nose, eye and edge.
pub(crate) const CHEEK_AREA_RIGHT: [usize; 7] = [50, 101, 118, 117, 123, 187, 205];
/// The left cheek away from nose, eye and edge.
pub(crate) const CHEEK_AREA_LEFT: [usize; 7] = [280, 330, 347, 346, 352, 411, 425];
/// Outer corner, two points of the upper lid, inner corner, two of the lower lid.
pub(crate) type EyeContour = [usize; 6];
/// Contour of the right eye.
pub(crate) const CONTOUR_RIGHT: EyeContour = [33, 160, 158, 133, 153, 144];
/// Contour of the left eye.
pub(crate) const CONTOUR_LEFT: EyeContour = [263, 387, 385, 362, 380, 373];

/// Below this openness the iris is guessed by the network, not seen.
const IRIS_SEEN_OPENNESS: f32 = 0.12;

/// Eye aspect ratio of each eye (Soukupová and Čech, 2016) as it appears in the picture: mean lid
/// gap by eye width.
pub(crate) fn openness(landmarks: &FaceLandmarks) -> Sides<f32> {
    let ratio = |contour: EyeContour| {
        let [outer, upper_a, upper_b, inner, lower_b, lower_a] =
            contour.map(|index| landmarks.at(index));
        let gaps = upper_a.distance(lower_a) + upper_b.distance(lower_b);
        gaps / (2.0 * outer.distance(inner)).max(f32::EPSILON)
    };
    Sides {
        right: ratio(CONTOUR_RIGHT),
        left: ratio(CONTOUR_LEFT),
    }
}

/// Middle of each eye in working pixels: the iris centre where it is seen, else halfway between
/// the corners.
pub(crate) fn eye_centers(landmarks: &FaceLandmarks) -> Sides<Point> {
    let openness = openness(landmarks);
    let center = |openness: f32, iris: usize, corners: [usize; 2]| {
        if openness >= IRIS_SEEN_OPENNESS {
            landmarks.at(iris)
        } else {
            landmarks.at(corners[0]).midpoint(landmarks.at(corners[1]))
        }
    };
    Sides {
        right: center(
            openness.right,
            IRIS_RIGHT,
            [EYE_OUTER_CORNER_RIGHT, EYE_INNER_CORNER_RIGHT],
        ),
        left: center(
            openness.left,
            IRIS_LEFT,
            [EYE_OUTER_CORNER_LEFT, EYE_INNER_CORNER_LEFT],
        ),
    }
}

/// OFIQ's T: eye midpoint to chin, working pixels, at least a hundredth of a pixel.
pub(crate) fn eye_to_chin(landmarks: &FaceLandmarks) -> f32 {
    let eyes = eye_centers(landmarks);
    let middle = eyes.right.midpoint(eyes.left);
    middle.distance(landmarks.at(CHIN)).max(0.01)
}

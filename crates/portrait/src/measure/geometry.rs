//! Measures positions and sizes in the upright full-size photo.
//!
//! The matte gives the crown, because the face mesh ends at the hairline; here it is only
//! converted.

use raster::Point;
use standard::facts::{GeometryFacts, Measured, NotMeasurable, PointPx, Sides};

use crate::vision::anatomy::{self, eye_centers, eye_to_chin};
use crate::vision::face::FaceLandmarks;

/// Measures positions and sizes. `crown` is in working pixels, `reduction` in full-photo pixels
/// per working pixel.
pub(super) fn measure(
    landmarks: &FaceLandmarks,
    crown: Measured<Point>,
    reduction: f32,
) -> GeometryFacts {
    let full = |point: Point| PointPx {
        x: point.x * reduction,
        y: point.y * reduction,
    };
    let eyes = eye_centers(landmarks);
    let chin = landmarks.at(anatomy::CHIN);
    let cheek_right = landmarks.at(anatomy::CHEEK_RIGHT);
    let cheek_left = landmarks.at(anatomy::CHEEK_LEFT);
    GeometryFacts {
        eye_px: Sides {
            right: full(eyes.right),
            left: full(eyes.left),
        },
        eye_line_px: eyes.right.midpoint(eyes.left).y * reduction,
        chin_px: full(chin),
        crown_px: crown.map(full),
        face_width_px: cheek_right.distance(cheek_left) * reduction,
        face_center_x_px: cheek_right.midpoint(cheek_left).x * reduction,
        inter_eye_px: eyes.right.distance(eyes.left) * reduction,
        eye_to_chin_px: eye_to_chin(landmarks) * reduction,
        margin_above_px: match crown {
            // The head touches the photo's upper edge.
            Measured::NotMeasurable(NotMeasurable::OutsidePicture) => Measured::Value(0.0),
            crown => crown.map(|crown| crown.y * reduction),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upright_face() -> FaceLandmarks {
        let mut points = vec![[0.0; 3]; FaceLandmarks::COUNT];
        for (index, x, y) in [
            (anatomy::CHEEK_RIGHT, 100.0, 220.0),
            (anatomy::CHEEK_LEFT, 300.0, 220.0),
            (anatomy::EYE_OUTER_CORNER_RIGHT, 130.0, 200.0),
            (anatomy::EYE_INNER_CORNER_RIGHT, 170.0, 200.0),
            (anatomy::EYE_INNER_CORNER_LEFT, 230.0, 200.0),
            (anatomy::EYE_OUTER_CORNER_LEFT, 270.0, 200.0),
            (anatomy::CHIN, 200.0, 320.0),
        ] {
            points[index] = [x, y, 0.0];
        }
        FaceLandmarks {
            points,
            presence: 1.0,
        }
    }

    #[track_caller]
    fn check(crown: Measured<Point>, reduction: f32, margin: Measured<f32>) {
        let seen = measure(&upright_face(), crown, reduction);
        assert_eq!(seen.margin_above_px, margin);
        assert_eq!(seen.face_width_px, 200.0 * reduction);
        assert_eq!(seen.eye_line_px, 200.0 * reduction);
        assert_eq!(seen.inter_eye_px, 100.0 * reduction);
        assert_eq!(seen.eye_to_chin_px, 120.0 * reduction);
        assert_eq!(seen.face_center_x_px, 200.0 * reduction);
    }

    #[test]
    fn sizes_are_those_of_the_full_photo() {
        let crown = Measured::Value(Point::new(200.0, 60.0));
        check(crown, 1.0, Measured::Value(60.0));
        check(crown, 4.0, Measured::Value(240.0));
    }

    #[test]
    fn no_matte_no_crown() {
        let missing = NotMeasurable::NoMatte;
        check(
            Measured::NotMeasurable(missing),
            2.0,
            Measured::NotMeasurable(missing),
        );
    }
}

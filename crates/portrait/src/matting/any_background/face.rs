//! Where the face lies on the bench.

use crate::matting::place::Place;
use crate::vision::FaceLandmarks;
use crate::vision::anatomy::{self, eye_centers};

/// Where the face lies on the bench, pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Face {
    pub(super) width: f32,
    pub(super) center_x: f32,
    pub(super) eyes_y: f32,
    pub(super) chin_y: f32,
}

impl Face {
    /// By the landmarks.
    pub(super) fn of(place: &Place, landmarks: &FaceLandmarks) -> Self {
        let on_bench = |index: usize| place.to_bench(landmarks.at(index));
        let eyes = eye_centers(landmarks);
        let cheeks = on_bench(anatomy::CHEEK_RIGHT).midpoint(on_bench(anatomy::CHEEK_LEFT));
        Self {
            width: place.face_width_px,
            center_x: cheeks.x,
            eyes_y: place.to_bench(eyes.right.midpoint(eyes.left)).y,
            chin_y: on_bench(anatomy::CHIN).y,
        }
    }
}

//! A schematic flat face for tests, drawn only where the measures read pixels.

use crate::vision::{FaceLandmarks, anatomy};

/// Landmarks of an upright face in a picture of 400 × 400 px, and the column of its middle.
///
/// The aligned face has the size of the picture's: outer eye corners 107.5 px apart.
pub(crate) fn flat_face() -> (FaceLandmarks, f32) {
    const MIDDLE_X: f32 = 200.0;
    let mut points = vec![[MIDDLE_X, 210.0, 0.0]; FaceLandmarks::COUNT];
    let mut ring = |indices: &[usize], center: [f32; 2], radius: [f32; 2]| {
        for (step, &index) in indices.iter().enumerate() {
            let angle = step as f32 / indices.len() as f32 * std::f32::consts::TAU;
            points[index] = [
                center[0] + radius[0] * angle.sin(),
                center[1] - radius[1] * angle.cos(),
                0.0,
            ];
        }
    };
    ring(&anatomy::FACE_OVAL, [MIDDLE_X, 210.0], [80.0, 105.0]);
    ring(&anatomy::CHEEK_AREA_RIGHT, [158.0, 225.0], [17.0, 17.0]);
    ring(&anatomy::CHEEK_AREA_LEFT, [242.0, 225.0], [17.0, 17.0]);
    ring(&anatomy::EYE_OUTLINE_RIGHT, [163.0, 180.0], [16.0, 6.0]);
    ring(&anatomy::EYE_OUTLINE_LEFT, [237.0, 180.0], [16.0, 6.0]);
    ring(&anatomy::LIPS_INNER, [MIDDLE_X, 270.0], [20.0, 2.0]);
    points[anatomy::EYE_OUTER_CORNER_RIGHT] = [146.25, 180.0, 0.0];
    points[anatomy::EYE_INNER_CORNER_RIGHT] = [179.0, 180.0, 0.0];
    points[anatomy::EYE_OUTER_CORNER_LEFT] = [253.75, 180.0, 0.0];
    points[anatomy::EYE_INNER_CORNER_LEFT] = [221.0, 180.0, 0.0];
    for (center, x) in [(anatomy::IRIS_RIGHT, 163.0), (anatomy::IRIS_LEFT, 237.0)] {
        for (step, [dx, dy]) in [[0.0, 0.0], [6.0, 0.0], [0.0, -6.0], [-6.0, 0.0], [0.0, 6.0]]
            .into_iter()
            .enumerate()
        {
            points[center + step] = [x + dx, 180.0 + dy, 0.0];
        }
    }
    let landmarks = FaceLandmarks {
        points,
        presence: 1.0,
    };
    (landmarks, MIDDLE_X)
}

//! Estimates the head pose from an orthogonal basis fitted to the landmarks, whose depth the
//! network gives.
//!
//! No camera model and no canonical face is fitted. Yaw and roll are accurate to about 3°; pitch
//! depends on the shape of the face and is only centred on the average one.

use standard::facts::PoseFacts;

use crate::vision::{FaceLandmarks, anatomy};

/// Pitch of the basis on a face that looks straight ahead, degrees: forehead and chin do not lie
/// above each other. Median over the faces labelled frontal in the evaluation set
/// (`cargo xtask labels`).
const PITCH_OF_STRAIGHT_FACE_DEG: f32 = -6.0;

/// Measures the pose.
pub(crate) fn measure(landmarks: &FaceLandmarks) -> PoseFacts {
    let across = sum(
        between(landmarks, anatomy::CHEEK_RIGHT, anatomy::CHEEK_LEFT),
        between(
            landmarks,
            anatomy::EYE_OUTER_CORNER_RIGHT,
            anatomy::EYE_OUTER_CORNER_LEFT,
        ),
    );
    let right = normalised(across);
    let down = between(landmarks, anatomy::FOREHEAD_TOP, anatomy::CHIN);
    let down = normalised(sum(down, right.map(|value| -value * dot(right, down))));
    // x to the right of the picture, y down: their cross product points away from the camera.
    let away = cross(right, down);
    PoseFacts {
        yaw_deg: (-away[0]).atan2(away[2]).to_degrees(),
        pitch_deg: away[1].clamp(-1.0, 1.0).asin().to_degrees() - PITCH_OF_STRAIGHT_FACE_DEG,
        roll_deg: right[1].atan2(right[0]).to_degrees(),
    }
}

fn between(landmarks: &FaceLandmarks, from: usize, to: usize) -> [f32; 3] {
    let (from, to) = (landmarks.points[from], landmarks.points[to]);
    [to[0] - from[0], to[1] - from[1], to[2] - from[2]]
}

fn sum(a: [f32; 3], b: [f32; 3]) -> [f32; 3] {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

fn dot(a: [f32; 3], b: [f32; 3]) -> f32 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn cross(a: [f32; 3], b: [f32; 3]) -> [f32; 3] {
    [
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    ]
}

fn normalised(vector: [f32; 3]) -> [f32; 3] {
    let length = dot(vector, vector).sqrt().max(f32::EPSILON);
    vector.map(|value| value / length)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A flat face that looks straight ahead, turned about the picture's axes: first yaw towards
    /// the person's left, then pitch upwards, then roll clockwise.
    fn turned(yaw_deg: f32, pitch_deg: f32, roll_deg: f32) -> FaceLandmarks {
        let (yaw, pitch, roll) = (
            yaw_deg.to_radians(),
            pitch_deg.to_radians(),
            roll_deg.to_radians(),
        );
        let mut points = vec![[0.0; 3]; FaceLandmarks::COUNT];
        for (index, [x, y]) in [
            (anatomy::CHEEK_RIGHT, [-70.0, 0.0]),
            (anatomy::CHEEK_LEFT, [70.0, 0.0]),
            (anatomy::EYE_OUTER_CORNER_RIGHT, [-45.0, -20.0]),
            (anatomy::EYE_OUTER_CORNER_LEFT, [45.0, -20.0]),
            (anatomy::FOREHEAD_TOP, [0.0, -90.0]),
            (anatomy::CHIN, [0.0, 90.0]),
        ] {
            // The face looks along −z; turning it to the picture's right brings its own left
            // side (x > 0) away from the camera.
            let [x, y, z] = [x * yaw.cos(), y, x * yaw.sin()];
            let [x, y, z] = [
                x,
                y * pitch.cos() - z * pitch.sin(),
                z * pitch.cos() - y * pitch.sin(),
            ];
            points[index] = [
                x * roll.cos() - y * roll.sin(),
                x * roll.sin() + y * roll.cos(),
                z,
            ];
        }
        FaceLandmarks {
            points,
            presence: 1.0,
        }
    }

    #[track_caller]
    fn check(yaw_deg: f32, pitch_deg: f32, roll_deg: f32) {
        let seen = measure(&turned(yaw_deg, pitch_deg, roll_deg));
        assert!((seen.yaw_deg - yaw_deg).abs() < 0.1, "{seen:?}");
        let pitch = seen.pitch_deg + PITCH_OF_STRAIGHT_FACE_DEG;
        assert!((pitch - pitch_deg).abs() < 0.1, "{seen:?}");
        assert!((seen.roll_deg - roll_deg).abs() < 0.1, "{seen:?}");
    }

    #[test]
    fn each_turn_is_seen_with_its_sign() {
        check(0.0, 0.0, 0.0);
        check(20.0, 0.0, 0.0);
        check(-20.0, 0.0, 0.0);
        check(0.0, 15.0, 0.0);
        check(0.0, 0.0, 10.0);
        check(0.0, 0.0, -10.0);
    }
}

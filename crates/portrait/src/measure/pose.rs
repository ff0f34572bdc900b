//! Estimates the head pose from the landmarks, whose depth the network gives.
//!
//! Yaw and roll come from an orthogonal basis on cheeks, eyes, forehead and chin. For pitch that basis is misled by the
//! profile of the person, since forehead and chin do not lie above each other: a mean face is turned onto all rigid
//! points at once instead ([`reference_face`]).

use standard::facts::PoseFacts;

use super::reference_face::{self, REFERENCE};
use crate::vision::{FaceLandmarks, anatomy};

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
    let seen = REFERENCE.map(|(index, _)| landmarks.points[index]);
    PoseFacts {
        yaw_deg: (-away[0]).atan2(away[2]).to_degrees(),
        pitch_deg: reference_face::pitch_deg(&seen),
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

    /// The mean face, turned about the picture's axes: first yaw towards the person's left, then pitch upwards,
    /// then roll clockwise.
    fn turned(yaw_deg: f32, pitch_deg: f32, roll_deg: f32) -> FaceLandmarks {
        let (yaw, pitch, roll) = (
            yaw_deg.to_radians(),
            pitch_deg.to_radians(),
            roll_deg.to_radians(),
        );
        let mut points = vec![[0.0; 3]; FaceLandmarks::COUNT];
        let ends = [
            (anatomy::FOREHEAD_TOP, [0.0, -60.0, -5.0]),
            (anatomy::CHIN, [0.0, 60.0, -5.0]),
        ];
        for (index, [x, y, z]) in REFERENCE.into_iter().chain(ends) {
            // The face looks along −z; turning it to the picture's right brings its own left
            // side (x > 0) away from the camera.
            let [x, z] = [x * yaw.cos() - z * yaw.sin(), z * yaw.cos() + x * yaw.sin()];
            let [y, z] = [
                y * pitch.cos() + z * pitch.sin(),
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
        let straight = measure(&turned(0.0, 0.0, 0.0));
        assert!((seen.yaw_deg - yaw_deg).abs() < 0.1, "{seen:?}");
        let pitch = seen.pitch_deg - straight.pitch_deg;
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

//! A mean face of the landmarks that move least with expression and jaw, and the rotation that brings it onto a seen one.
//!
//! The mean face is that of 122 rendered photos of 20 people, as the landmark network sees them (`cargo xtask eval truth
//! rendered`), made symmetric; what it has to be raised by to look straight ahead is known from their true angles.

/// Landmarks of [`REFERENCE`].
pub(super) const REFERENCE_POINTS: usize = 26;

/// Degrees by which the mean face looks up in its own axes: the median over those photos. With one person left out at
/// a time the median error of pitch is 1.6°, and its bias 0.1°.
const PITCH_OF_REFERENCE_DEG: f32 = 1.7;

/// Landmark, and its place on the mean face: x to the picture's right, y down, z away from the camera; a hundred from cheek to
/// cheek, the middle of all points at the origin.
pub(super) const REFERENCE: [(usize, [f32; 3]); REFERENCE_POINTS] = [
    (9, [0.0, -22.9, -15.7]),
    (8, [0.0, -17.2, -14.2]),
    (168, [0.0, -12.6, -13.3]),
    (6, [0.0, -7.5, -16.1]),
    (197, [0.0, -2.3, -19.4]),
    (195, [0.0, 2.6, -22.9]),
    (5, [0.0, 8.0, -26.7]),
    (4, [0.0, 14.3, -28.1]),
    (1, [0.0, 18.9, -26.3]),
    (2, [0.0, 22.8, -14.5]),
    (33, [-31.8, -11.1, 3.1]),
    (133, [-12.9, -8.8, -0.7]),
    (362, [12.9, -8.8, -0.7]),
    (263, [31.8, -11.1, 3.1]),
    (234, [-50.0, 2.0, 43.8]),
    (454, [50.0, 2.0, 43.8]),
    (127, [-50.3, -8.2, 39.7]),
    (356, [50.3, -8.2, 39.7]),
    (50, [-34.1, 13.3, 0.0]),
    (280, [34.1, 13.3, 0.0]),
    (116, [-45.4, 1.5, 12.7]),
    (345, [45.4, 1.5, 12.7]),
    (117, [-37.6, 1.3, 3.8]),
    (346, [37.6, 1.3, 3.8]),
    (101, [-24.1, 8.0, -3.9]),
    (330, [24.1, 8.0, -3.9]),
];

/// The direction in which the mean face looks once it is turned onto `seen`: degrees above the line of sight.
///
/// `seen` are the places of [`REFERENCE`]'s landmarks, x to the right, y down, z away from the camera, in any unit.
/// Some number where they all lie in one place.
pub(super) fn pitch_deg(seen: &[[f32; 3]; REFERENCE_POINTS]) -> f32 {
    let [_, down, _] = turned_onto(seen).map(|row| row[2]);
    // The face looks along −z: its y component is that of the turned axis with its sign changed.
    down.clamp(-1.0, 1.0).asin().to_degrees() + PITCH_OF_REFERENCE_DEG
}

/// The rotation that brings the mean face nearest to `seen` (Horn, 1987: the largest eigenvector of a symmetric
/// matrix is its quaternion).
fn turned_onto(seen: &[[f32; 3]; REFERENCE_POINTS]) -> [[f32; 3]; 3] {
    /// Steps of the power iteration; faces before a camera need some ten.
    const STEPS: usize = 60;
    let count = REFERENCE_POINTS as f32;
    let mut middle = [0.0; 3];
    for point in seen {
        for (sum, value) in middle.iter_mut().zip(point) {
            *sum += value / count;
        }
    }
    // Products of the mean face's coordinates with the seen ones.
    let mut products = [[0.0f32; 3]; 3];
    let mut size = f32::MIN_POSITIVE;
    for ((_, from), to) in REFERENCE.iter().zip(seen) {
        for (row, &a) in products.iter_mut().zip(from) {
            for ((sum, &b), &middle) in row.iter_mut().zip(to).zip(&middle) {
                *sum += a * (b - middle);
                size += (a * (b - middle)).abs();
            }
        }
    }
    let [[xx, xy, xz], [yx, yy, yz], [zx, zy, zz]] = products.map(|row| row.map(|sum| sum / size));
    // Shifted, so that the largest eigenvalue is also the one of largest amount.
    let shift = 1.0;
    let matrix = [
        [xx + yy + zz + shift, yz - zy, zx - xz, xy - yx],
        [yz - zy, xx - yy - zz + shift, xy + yx, zx + xz],
        [zx - xz, xy + yx, yy - xx - zz + shift, yz + zy],
        [xy - yx, zx + xz, yz + zy, zz - xx - yy + shift],
    ];
    let mut turn = [1.0f32, 0.0, 0.0, 0.0];
    for _ in 0..STEPS {
        let next = matrix.map(|row| row.iter().zip(turn).map(|(a, b)| a * b).sum::<f32>());
        let length = next.iter().map(|value| value * value).sum::<f32>().sqrt();
        turn = next.map(|value| value / length);
    }
    let [w, x, y, z] = turn;
    [
        [
            1.0 - 2.0 * (y * y + z * z),
            2.0 * (x * y - w * z),
            2.0 * (x * z + w * y),
        ],
        [
            2.0 * (x * y + w * z),
            1.0 - 2.0 * (x * x + z * z),
            2.0 * (y * z - w * x),
        ],
        [
            2.0 * (x * z - w * y),
            2.0 * (y * z + w * x),
            1.0 - 2.0 * (x * x + y * y),
        ],
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mean face looking up by this angle, twice as large and elsewhere, then leaning to a side.
    #[track_caller]
    fn check(up_deg: f32, roll_deg: f32) {
        let (sin, cos) = up_deg.to_radians().sin_cos();
        let (roll_sin, roll_cos) = roll_deg.to_radians().sin_cos();
        let seen = REFERENCE.map(|(_, [x, y, z])| {
            let [y, z] = [y * cos + z * sin, z * cos - y * sin];
            let [x, y] = [x * roll_cos - y * roll_sin, x * roll_sin + y * roll_cos];
            [2.0 * x + 300.0, 2.0 * y + 500.0, 2.0 * z]
        });
        let read = pitch_deg(&seen) - PITCH_OF_REFERENCE_DEG;
        let expected = (up_deg.to_radians().sin() * roll_deg.to_radians().cos())
            .asin()
            .to_degrees();
        assert!(
            (read - expected).abs() < 0.05,
            "{read}, expected {expected}"
        );
    }

    #[test]
    fn a_raised_face_reads_plus_and_a_lowered_one_minus() {
        check(0.0, 0.0);
        check(12.0, 0.0);
        check(-20.0, 0.0);
        check(10.0, 15.0);
    }

    #[test]
    fn a_face_without_extent_still_gives_a_number() {
        let seen = [[5.0; 3]; REFERENCE_POINTS];
        assert!((pitch_deg(&seen) - PITCH_OF_REFERENCE_DEG).abs() < 90.0);
    }
}

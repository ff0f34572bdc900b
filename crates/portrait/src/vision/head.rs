//! Inner activations of the full-range detector over the head, on a grid, for the attribute heads.
//!
//! The activations separate hats, glasses and hair although the detector was not trained for them;
//! `measure::heads` learns to interpret them. The output of the detector itself is not used here.

use nn::{Network, NetworkError};
use raster::{Point, RgbImage, RotatedRect};

use super::face::FaceLandmarks;
use super::landmarks::cut_square;

/// Side of the network's input.
const INPUT_PX: usize = 192;

/// Side of the square that is shown, by face height from forehead (10) to chin (152).
const SIDE_BY_FACE_HEIGHT: f32 = 2.3;

/// The square's centre lies this share of the face height above the middle of the landmarks, so
/// that a hat is in it.
const RAISED_BY: f32 = 0.18;

/// From this reduction on the picture is averaged first: small and large photos of one face then
/// give the same activations.
const AVERAGED_REDUCTION: f32 = 2.0;

/// Activations that are read, from fine to coarse, with the channels of each.
const TAPS: [(&str, usize); 5] = [
    ("activation_10", 64),
    ("activation_16", 128),
    ("activation_22", 256),
    ("activation_28", 384),
    ("activation_30", 384),
];

/// Cells along each side of the grid.
pub(crate) const GRID: usize = 6;

/// Values of one cell: the channels of all activations.
pub(crate) const CHANNELS: usize = 1216;

/// The activations on the grid, as means over each cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeadActivations {
    /// Row by row from the top, cells from left to right, [`CHANNELS`] values each.
    pub(crate) values: Vec<f32>,
}

/// Runs the full-range detector on the head that `landmarks` show; `None` when they have no extent.
///
/// # Errors
/// [`NetworkError`] when the network is not the full-range detector.
pub(crate) fn read_head(
    network: &Network,
    image: &RgbImage,
    landmarks: &FaceLandmarks,
) -> Result<Option<HeadActivations>, NetworkError> {
    let Some(square) = square_of(landmarks) else {
        return Ok(None);
    };
    let mut input = cut_square(image, &square, INPUT_PX, AVERAGED_REDUCTION);
    for value in &mut input {
        *value = *value / 127.5 - 1.0;
    }
    let names = TAPS.map(|(name, _)| name);
    let tapped = network.run_to_taps(&input, &names)?;
    let mut values = vec![0.0; GRID * GRID * CHANNELS];
    let mut first_channel = 0;
    for (tensor, (name, channels)) in tapped.iter().zip(TAPS) {
        let &[1, height, width, found] = tensor.shape.as_slice() else {
            return Err(NetworkError::Malformed(format!("{name} is not a picture")));
        };
        let fits = height == width && height % GRID == 0 && height > 0 && found == channels;
        if !fits {
            let shape = &tensor.shape;
            return Err(NetworkError::Malformed(format!(
                "{name} has shape {shape:?}"
            )));
        }
        pool(
            &tensor.values,
            width,
            channels,
            &mut values[first_channel..],
        );
        first_channel += channels;
    }
    Ok(Some(HeadActivations { values }))
}

/// Adds the mean of each cell to `cells`, whose first value belongs to the first cell.
fn pool(values: &[f32], side: usize, channels: usize, cells: &mut [f32]) {
    let cell_side = side / GRID;
    let share = 1.0 / (cell_side * cell_side) as f32;
    for (index, pixel) in values.chunks_exact(channels).enumerate() {
        let (x, y) = (index % side / cell_side, index / side / cell_side);
        let first = (y * GRID + x) * CHANNELS;
        for (sum, &value) in cells[first..first + channels].iter_mut().zip(pixel) {
            *sum += share * value;
        }
    }
}

/// The upright square around the head.
fn square_of(landmarks: &FaceLandmarks) -> Option<RotatedRect> {
    const FOREHEAD_TOP: usize = 10;
    const CHIN: usize = 152;
    const EYE_CORNERS: [usize; 2] = [33, 263];
    const MESH_POINTS: usize = 468;
    let [top, chin] = [FOREHEAD_TOP, CHIN].map(|index| landmarks.at(index));
    let height = top.distance(chin);
    if !height.is_finite() || height < 1.0 {
        return None;
    }
    let mesh = landmarks.points.iter().take(MESH_POINTS);
    let (sum_x, sum_y) = mesh.fold((0.0, 0.0), |(x, y), point| (x + point[0], y + point[1]));
    let middle = Point::new(sum_x / MESH_POINTS as f32, sum_y / MESH_POINTS as f32);
    let [right, left] = EYE_CORNERS.map(|index| landmarks.at(index));
    Some(RotatedRect {
        center: middle.offset((top.x - chin.x) * RAISED_BY, (top.y - chin.y) * RAISED_BY),
        width: height * SIDE_BY_FACE_HEIGHT,
        height: height * SIDE_BY_FACE_HEIGHT,
        angle_rad: (left.y - right.y).atan2(left.x - right.x),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Engine;

    fn face_at(x: f32, y: f32, height: f32) -> FaceLandmarks {
        let mut points = vec![[x, y, 0.0]; FaceLandmarks::COUNT];
        points[10] = [x, y - height / 2.0, 0.0];
        points[152] = [x, y + height / 2.0, 0.0];
        points[33][0] -= height / 4.0;
        points[263][0] += height / 4.0;
        FaceLandmarks {
            points,
            presence: 1.0,
        }
    }

    #[track_caller]
    fn check(landmarks: &FaceLandmarks, expected: bool) {
        let engine = Engine::new().unwrap();
        let network = &engine.networks.face_detection_full_range;
        let image = RgbImage::from_fn(300, 200, |x, y| [x as u8, y as u8, 90]);
        let seen = read_head(network, &image, landmarks).unwrap();
        assert_eq!(seen.is_some(), expected);
        if let Some(seen) = seen {
            assert_eq!(seen.values.len(), GRID * GRID * CHANNELS);
            assert!(seen.values.iter().all(|value| value.is_finite()));
        }
    }

    #[test]
    fn heads_inside_and_outside_the_picture_are_read_and_a_point_is_no_head() {
        check(&face_at(150.0, 100.0, 80.0), true);
        check(&face_at(-900.0, 4000.0, 300.0), true);
        check(&face_at(150.0, 100.0, 0.0), false);
    }
}

//! Describes crops of both ear lobes and of the neck by their edges and colours, for the attribute
//! heads that detect earrings and necklaces.

use raster::{Point, RgbImage, RotatedRect};

use crate::vision::{FaceLandmarks, anatomy, cut_square};

/// Edge of the jaw beside each ear lobe, right and left.
const LOBES: [usize; 2] = [132, 361];

/// An ear crop is this wide by the face width; its centre lies this far outside the jaw and below.
const EAR_SIDE: f32 = 0.36;
const EAR_OUTSIDE: f32 = 0.05;
const EAR_BELOW: f32 = 0.02;

/// A neck crop is this wide by the face width; its centre lies this far below the chin, by face
/// height.
const NECK_SIDE: f32 = 1.2;
const NECK_BELOW: f32 = 0.42;

/// Side of an ear crop and of the neck crop, pixels: about the resolution of the photos themselves, in which a stud
/// is five pixels wide.
const EAR_PX: usize = 96;
const NECK_PX: usize = 128;

/// Side of a cell in which edges and colours are counted, pixels.
const CELL_PX: usize = 12;
const NECK_CELL_PX: usize = 16;

/// Directions of edges.
const DIRECTIONS: usize = 8;

/// Values of a cell: its edges by direction, its brightest spot, mean brightness, mean a* and b*; the darkest and the
/// brightest spot against the cell's own mean, its sharpest point, its most golden one.
const CELL_VALUES: usize = DIRECTIONS + 8;

/// Values of [`ears`].
pub(crate) const EAR_VALUES: usize = 2 * (EAR_PX / CELL_PX) * (EAR_PX / CELL_PX) * CELL_VALUES;

/// Values of [`neck`].
pub(crate) const NECK_VALUES: usize =
    (NECK_PX / NECK_CELL_PX) * (NECK_PX / NECK_CELL_PX) * CELL_VALUES;

/// Describes both ear lobes together: the mean of both and the larger of both, the left one
/// mirrored; `None` when neither is in the picture.
pub(super) fn ears(image: &RgbImage, landmarks: &FaceLandmarks) -> Option<Vec<f32>> {
    let face = Frame::of(landmarks)?;
    let [right, left] = [0, 1].map(|side| {
        let outwards = [-1.0, 1.0][side];
        let center = face.moved(
            landmarks.at(LOBES[side]),
            outwards * EAR_OUTSIDE * face.width,
            EAR_BELOW * face.width,
        );
        face.crop(image, center, EAR_SIDE * face.width, EAR_PX)
            .map(|crop| describe(&crop, (EAR_PX, CELL_PX), side == 1))
    });
    let (right, left) = match (right, left) {
        (Some(right), Some(left)) => (right, left),
        (Some(one), None) | (None, Some(one)) => (one.clone(), one),
        (None, None) => return None,
    };
    let pairs = || right.iter().zip(&left);
    let means = pairs().map(|(&right, &left)| f32::midpoint(right, left));
    let larger = pairs().map(|(&right, &left)| right.max(left));
    Some(means.chain(larger).collect())
}

/// Describes the neck; `None` when most of it is outside the picture.
pub(super) fn neck(image: &RgbImage, landmarks: &FaceLandmarks) -> Option<Vec<f32>> {
    let face = Frame::of(landmarks)?;
    let center = face.moved(landmarks.at(anatomy::CHIN), 0.0, NECK_BELOW * face.height);
    let crop = face.crop(image, center, NECK_SIDE * face.width, NECK_PX)?;
    Some(describe(&crop, (NECK_PX, NECK_CELL_PX), false))
}

/// Size and tilt of the face in the working picture.
struct Frame {
    width: f32,
    height: f32,
    angle_rad: f32,
}

impl Frame {
    fn of(landmarks: &FaceLandmarks) -> Option<Self> {
        let [right, left] = [
            anatomy::EYE_OUTER_CORNER_RIGHT,
            anatomy::EYE_OUTER_CORNER_LEFT,
        ]
        .map(|index| landmarks.at(index));
        let between = |from: usize, to: usize| landmarks.at(from).distance(landmarks.at(to));
        let frame = Self {
            width: between(anatomy::CHEEK_RIGHT, anatomy::CHEEK_LEFT),
            height: between(anatomy::FOREHEAD_TOP, anatomy::CHIN),
            angle_rad: (left.y - right.y).atan2(left.x - right.x),
        };
        let usable = frame.width.is_finite() && frame.height.is_finite() && frame.width >= 8.0;
        usable.then_some(frame)
    }

    /// `from` moved to the right and down in the face's own directions.
    fn moved(&self, from: Point, right: f32, down: f32) -> Point {
        let (sin, cos) = self.angle_rad.sin_cos();
        from.offset(right * cos - down * sin, right * sin + down * cos)
    }

    /// A square of the picture; `None` where its centre is outside.
    fn crop(&self, image: &RgbImage, center: Point, side: f32, side_px: usize) -> Option<Vec<f32>> {
        let (width, height) = (image.width_px() as f32, image.height_px() as f32);
        if !(0.0..width).contains(&center.x) || !(0.0..height).contains(&center.y) {
            return None;
        }
        let square = RotatedRect {
            center,
            width: side,
            height: side,
            angle_rad: self.angle_rad,
        };
        Some(cut_square(image, &square, side_px, 2.0))
    }
}

/// Edges by direction and colours of every cell, row by row.
fn describe(crop: &[f32], (side_px, cell_px): (usize, usize), mirrored: bool) -> Vec<f32> {
    let (pixels, _) = crop.as_chunks::<3>();
    let at = |x: usize, y: usize| {
        let x = if mirrored { side_px - 1 - x } else { x };
        pixels[y * side_px + x]
    };
    let luma = |x: usize, y: usize| {
        let [red, green, blue] = at(x, y);
        0.299 * red + 0.587 * green + 0.114 * blue
    };
    let whole_luma = pixels.len() as f32;
    let mean_luma = (0..pixels.len())
        .map(|index| luma(index % side_px, index / side_px))
        .sum::<f32>()
        / whole_luma;
    let cells = side_px / cell_px;
    let mut values = vec![0.0; cells * cells * CELL_VALUES];
    let share = 1.0 / (cell_px * cell_px) as f32;
    for y in 0..cells * cell_px {
        for x in 0..cells * cell_px {
            let first = (y / cell_px * cells + x / cell_px) * CELL_VALUES;
            let cell = &mut values[first..first + CELL_VALUES];
            let [left, right] = [x.saturating_sub(1), (x + 1).min(side_px - 1)];
            let [above, below] = [y.saturating_sub(1), (y + 1).min(side_px - 1)];
            let across = luma(right, y) - luma(left, y);
            let down = luma(x, below) - luma(x, above);
            let turn = down.atan2(across) / std::f32::consts::PI;
            let direction = ((turn + 1.0) * DIRECTIONS as f32) as usize % DIRECTIONS;
            cell[direction] += share * across.hypot(down);
            let here = luma(x, y);
            let brighter = (here - mean_luma) / 128.0;
            let lab = raster::colour::lab(at(x, y).map(|value| value as u8));
            let around = luma(left, y) + luma(right, y) + luma(x, above) + luma(x, below);
            cell[DIRECTIONS] = cell[DIRECTIONS].max(brighter);
            cell[DIRECTIONS + 1] += share * brighter;
            cell[DIRECTIONS + 2] += share * lab.a / 50.0;
            cell[DIRECTIONS + 3] += share * lab.b / 50.0;
            cell[DIRECTIONS + 4] = cell[DIRECTIONS + 4].min(brighter);
            cell[DIRECTIONS + 6] = cell[DIRECTIONS + 6].max((4.0 * here - around).abs() / 128.0);
            cell[DIRECTIONS + 7] = cell[DIRECTIONS + 7].max(lab.b / 50.0);
        }
    }
    for cell in values.as_chunks_mut::<CELL_VALUES>().0 {
        let mean = cell[DIRECTIONS + 1];
        cell[DIRECTIONS + 4] -= mean;
        cell[DIRECTIONS + 5] = cell[DIRECTIONS] - mean;
    }
    normalise_edges(&mut values);
    values
}

/// Brings the strength of edges to the contrast of the crop.
fn normalise_edges(values: &mut [f32]) {
    const LEAST_STRENGTH: f32 = 2.0;
    let (cells, _) = values.as_chunks_mut::<CELL_VALUES>();
    let strength = |cell: &[f32; CELL_VALUES]| cell[..DIRECTIONS].iter().sum::<f32>();
    let mean = cells.iter().map(strength).sum::<f32>() / cells.len().max(1) as f32;
    for cell in cells {
        for value in &mut cell[..DIRECTIONS] {
            *value = (*value / (mean + LEAST_STRENGTH)).sqrt();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::drawn;

    #[track_caller]
    fn check(moved_x: f32, moved_y: f32, expected: [bool; 2]) {
        let (mut landmarks, _) = drawn::flat_face();
        for point in &mut landmarks.points {
            *point = [point[0] + moved_x, point[1] + moved_y, 0.0];
        }
        let image = RgbImage::from_fn(400, 400, |x, y| [x as u8, y as u8, 90]);
        let [ears, neck] = [ears(&image, &landmarks), neck(&image, &landmarks)];
        assert_eq!([ears.is_some(), neck.is_some()], expected);
        assert!(ears.is_none_or(|values| values.len() == EAR_VALUES));
        assert!(neck.is_none_or(|values| values.len() == NECK_VALUES));
    }

    #[test]
    fn ears_and_neck_are_described_where_they_are_in_the_picture() {
        check(0.0, -60.0, [true, true]);
        check(0.0, 40.0, [true, false]);
        check(-150.0, -60.0, [true, true]);
        check(-900.0, 9000.0, [false, false]);
    }

    #[test]
    fn a_mirrored_ear_is_described_the_same() {
        let crop: Vec<f32> = (0..EAR_PX * EAR_PX * 3)
            .map(|index| (index % 255) as f32)
            .collect();
        let mut mirrored = crop.clone();
        for y in 0..EAR_PX {
            for x in 0..EAR_PX {
                for channel in 0..3 {
                    let to = (y * EAR_PX + EAR_PX - 1 - x) * 3 + channel;
                    mirrored[to] = crop[(y * EAR_PX + x) * 3 + channel];
                }
            }
        }
        assert_eq!(
            describe(&crop, (EAR_PX, CELL_PX), true),
            describe(&mirrored, (EAR_PX, CELL_PX), false)
        );
    }
}

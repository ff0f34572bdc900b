//! Measures the shoulders: their slope, and whether they are in the picture.

use raster::statistics;
use standard::facts::{Measured, NotMeasurable, ShoulderFacts, Sides};

use crate::matting::Workbench;

/// Columns beside the face's middle in which the shoulder's height is read, by face width: outside
/// neck and most hair, inside the shoulder joints.
const COLUMNS: [f32; 7] = [0.72, 0.77, 0.82, 0.87, 0.92, 0.97, 1.02];

/// Columns that have to show a shoulder for a slope.
const LEAST_COLUMNS: usize = 3;

/// Measures the shoulders.
pub(super) fn measure(bench: &Workbench) -> Measured<ShoulderFacts> {
    let sides = [-1.0, 1.0].map(|side| Side::of(bench, side));
    let [right, left] = &sides;
    let slope = if right.heights.len() >= LEAST_COLUMNS && left.heights.len() >= LEAST_COLUMNS {
        // Column by column: the same distance from the middle on both sides.
        let slopes: Vec<f32> = right
            .heights
            .iter()
            .filter_map(|&(share, right)| {
                let left = left.heights.iter().find(|&&(other, _)| other == share)?.1;
                let apart = 2.0 * share * bench.face_width_px();
                Some((left - right).atan2(apart).to_degrees())
            })
            .collect();
        statistics::median(slopes)
    } else {
        None
    };
    Measured::Value(ShoulderFacts {
        slope_deg: Measured::from_option(slope, NotMeasurable::OutsidePicture),
        visible: Sides {
            right: right.visible,
            left: left.visible,
        },
    })
}

struct Side {
    /// Distance from the middle by face width, row of the shoulder on the bench.
    heights: Vec<(f32, f32)>,
    /// Share of columns that show a shoulder.
    visible: f32,
}

impl Side {
    fn of(bench: &Workbench, side: f32) -> Self {
        let center = (bench.head.center_x - bench.origin.x) * bench.scale;
        let heights: Vec<(f32, f32)> = COLUMNS
            .iter()
            .filter_map(|&share| {
                let x = center + side * share * bench.face_width_px();
                shoulder_row(bench, x).map(|row| (share, row))
            })
            .collect();
        Self {
            visible: heights.len() as f32 / COLUMNS.len() as f32,
            heights,
        }
    }
}

/// Top of the part of the person that reaches the lower edge of what the bench shows, in one
/// column; `None` where the column is not in the photo or shows no person.
fn shoulder_row(bench: &Workbench, x: f32) -> Option<f32> {
    let alpha = &bench.matte.alpha;
    let bottom = bench.photo.bottom().min(alpha.height_px() as f32) as usize;
    let column = x as usize;
    if x < 0.0 || column >= alpha.width_px() || !bench.shows(column, bottom.checked_sub(1)?) {
        return None;
    }
    let person = |row: &usize| alpha.at(column, *row) > 0.5;
    // The photo's last rows may be blurred by scaling.
    let start = bottom.checked_sub(3)?;
    let rows = (0..start).rev().take_while(person).count();
    (rows > 0).then(|| (start - rows) as f32)
}

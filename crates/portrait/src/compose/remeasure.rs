//! Measures the finished file independently: it is decoded, its landmarks are located, and the
//! crown is found against the background.

use codec::{Limits, Scale};
use raster::{RgbImage, RotatedRect};
use standard::OutputSpec;

use super::error::RenderError;
use super::geometry::RenderedGeometry;
use crate::engine::Engine;
use crate::matting::longest_run;
use crate::vision::anatomy::{self, eye_centers};
use crate::vision::locate_accepted;

/// A pixel this far from the background in one channel is not background: JPEG's ringing stays
/// below.
const OFF_BACKGROUND: u8 = 48;

/// A row of the head is at least this wide, pixels of the portrait; single strands are not.
const LEAST_RUN_PX: usize = 8;

/// Half the width of the band of columns in which the crown is looked for, by face width.
const CROWN_BAND: f32 = 0.42;

/// Geometry of the portrait file; `None` where the network finds no face in `region` or nothing
/// stands before the background.
///
/// # Errors
/// [`RenderError::Unreadable`] and [`RenderError::Network`]: faults of this program, not of the photo.
pub(super) fn remeasure(
    engine: &Engine,
    jpeg: &[u8],
    region: &RotatedRect,
    output: &OutputSpec,
) -> Result<Option<RenderedGeometry>, RenderError> {
    let image = codec::decode(jpeg, &Limits::default(), Scale::Full)
        .map_err(RenderError::Unreadable)?
        .image;
    let landmarks =
        locate_accepted(&engine.networks, &image, region).map_err(RenderError::Network)?;
    let Some(landmarks) = landmarks else {
        return Ok(None);
    };
    let cheeks = [anatomy::CHEEK_RIGHT, anatomy::CHEEK_LEFT].map(|index| landmarks.at(index));
    let center_x = cheeks[0].midpoint(cheeks[1]).x;
    let face_width_px = cheeks[0].distance(cheeks[1]);
    let eyes = eye_centers(&landmarks);
    let crown = crown_row(&image, center_x, face_width_px, output.background);
    Ok(crown.map(|row| RenderedGeometry {
        crown_px: row as f32,
        eye_line_px: eyes.right.midpoint(eyes.left).y,
        face_width_px,
        center_offset_px: center_x - output.width_px as f32 / 2.0,
        chin_px: landmarks.at(anatomy::CHIN).y,
    }))
}

fn crown_row(
    image: &RgbImage,
    center_x: f32,
    face_width_px: f32,
    background: [u8; 3],
) -> Option<usize> {
    let edge = |side: f32| {
        let x = center_x + side * CROWN_BAND * face_width_px;
        x.clamp(0.0, image.width_px() as f32) as usize
    };
    let off = |rgb: &[u8; 3]| {
        rgb.iter()
            .zip(background)
            .any(|(&value, wanted)| value.abs_diff(wanted) > OFF_BACKGROUND)
    };
    (0..image.height_px()).find(|&y| {
        let (pixels, _) = image.row(y).as_chunks::<3>();
        pixels
            .get(edge(-1.0)..edge(1.0))
            .is_some_and(|pixels| longest_run(pixels, off).1 >= LEAST_RUN_PX)
    })
}

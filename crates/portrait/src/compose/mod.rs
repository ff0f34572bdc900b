//! Renders the portrait: frames the person, replaces the background, encodes the file, and measures
//! the result.

mod error;
mod geometry;
mod remeasure;

use codec::JpegTarget;
use raster::{Point, Rect, RgbImage};
use standard::OutputSpec;
use standard::facts::Measured;

use crate::analysis::Analysis;
use crate::engine::Engine;
use crate::framing::{self, Frame, FramingFault};
use crate::matting::{Workbench, shares};
use crate::vision::{Scene, anatomy};

pub use error::RenderError;
pub use geometry::RenderedGeometry;

/// A finished portrait.
#[derive(Debug, Clone)]
pub struct Portrait {
    /// The JPEG file.
    pub jpeg: Vec<u8>,
    /// Its quality, 1 … 100.
    pub quality: u8,
    /// The pixels before JPEG.
    pub image: raster::RgbImage,
    /// Geometry planned from the photo's landmarks and matte.
    pub geometry: RenderedGeometry,
    /// The part of the upright full-size photo that the portrait shows, pixels; it may reach beyond
    /// the photo's edge, where only background is shown.
    pub source_area: Rect,
    /// Geometry measured in the decoded JPEG; `None` where no face is found in it.
    pub remeasured: Option<RenderedGeometry>,
}

/// Renders the portrait that `output` describes.
///
/// Where the matte is opaque the portrait's pixels are those of the scaled photo, bit for bit: it
/// is never turned, mirrored, smoothed or toned.
///
/// # Errors
/// [`RenderError`].
pub fn render(
    engine: &Engine,
    analysis: &Analysis,
    output: &OutputSpec,
) -> Result<Portrait, RenderError> {
    let scene = &analysis.scene;
    let landmarks = scene.landmarks.as_ref().ok_or(RenderError::NoFace)?;
    let bench = match &analysis.workbench {
        Measured::Value(bench) => bench,
        Measured::NotMeasurable(reason) => return Err(RenderError::NoMatte(*reason)),
    };
    let again;
    let (bench, corner) = match crop(bench, scene, output)? {
        Crop::Here(corner) => (bench, corner),
        Crop::Elsewhere(frame) => {
            let cut = bench.again(&engine.networks, scene, &frame, output);
            again = match cut.map_err(RenderError::Network)? {
                Measured::Value(bench) => bench,
                Measured::NotMeasurable(reason) => return Err(RenderError::NoMatte(reason)),
            };
            match crop(&again, scene, output)? {
                Crop::Here(corner) => (&again, corner),
                Crop::Elsewhere(_) => {
                    return Err(RenderError::CannotFrame(FramingFault::Proportions));
                }
            }
        }
    };
    let image = composite(bench, corner, output);
    let encoded = codec::encode_jpeg(
        &image,
        &JpegTarget {
            min_bytes: output.bytes.min_bytes as usize,
            max_bytes: output.bytes.max_bytes as usize,
            min_quality: output.min_quality,
            dpi: output.dpi,
        },
    )?;
    let on_portrait = |point: Point| {
        let at = bench.to_bench(point);
        at.offset(-(corner.0 as f32), -(corner.1 as f32))
    };
    let chin = on_portrait(landmarks.at(anatomy::CHIN));
    let head = &bench.head;
    let face = on_portrait(Point::new(head.center_x, head.eye_line_y));
    let geometry = RenderedGeometry {
        crown_px: on_portrait(Point::new(head.center_x, head.crown_y)).y,
        eye_line_px: face.y,
        face_width_px: bench.face_width_px(),
        center_offset_px: face.x - output.width_px as f32 / 2.0,
        chin_px: chin.y,
    };
    let region = landmarks.region(on_portrait);
    let remeasured = remeasure::remeasure(engine, &encoded.bytes, &region, output)?;
    Ok(Portrait {
        jpeg: encoded.bytes,
        quality: encoded.quality,
        image,
        geometry,
        source_area: bench
            .area(
                corner,
                (output.width_px as usize, output.height_px as usize),
            )
            .scaled(scene.reduction),
        remeasured,
    })
}

/// Position of the portrait on the workbench.
enum Crop {
    /// The corner on this bench, whole pixels: nothing is scaled twice.
    Here((usize, usize)),
    /// This bench does not hold it; another one at this frame will.
    Elsewhere(Frame),
}

fn crop(bench: &Workbench, scene: &Scene, output: &OutputSpec) -> Result<Crop, RenderError> {
    if bench.crown_in_photo().value().is_none() {
        return Err(RenderError::HeadCut);
    }
    let bounds = bench.bounds(scene, output);
    if let Ok(frame) = framing::place(&bench.head, &bounds, output, Some(bench.scale)) {
        let corner = bench.to_bench(frame.corner);
        let room = |bench: usize, portrait: u32| bench.checked_sub(portrait as usize);
        let across = room(bench.image.width_px(), output.width_px);
        let down = room(bench.image.height_px(), output.height_px);
        let whole = |at: f32, room: Option<usize>| {
            let at = at.round();
            room.filter(|&room| at >= 0.0 && at as usize <= room)
                .map(|_| at as usize)
        };
        if let (Some(x), Some(y)) = (whole(corner.x, across), whole(corner.y, down)) {
            return Ok(Crop::Here((x, y)));
        }
    }
    framing::place(&bench.head, &bounds, output, None)
        .map(Crop::Elsewhere)
        .map_err(|fault| match fault {
            FramingFault::TooSmall { upscale, allowed } => {
                RenderError::TooSmall { upscale, allowed }
            }
            fault => RenderError::CannotFrame(fault),
        })
}

/// The person before the new background.
fn composite(bench: &Workbench, corner: (usize, usize), output: &OutputSpec) -> RgbImage {
    let background = shares::share(output.background);
    let matte = &bench.matte;
    let (width, height) = (output.width_px as usize, output.height_px as usize);
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (x + corner.0, y + corner.1);
        let alpha = matte.alpha.at(x, y);
        let own = matte.foreground.pixel(x, y);
        if alpha >= 1.0 {
            own
        } else if alpha <= 0.0 {
            output.background
        } else {
            shares::rgb(shares::mix(shares::share(own), background, alpha))
        }
    })
}

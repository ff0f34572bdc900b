//! What the networks saw, for evaluation tools only; no stable interface.

use nn::NetworkError;
use raster::{Plane, Rect, RgbImage};

use crate::{Analysis, Engine, vision};

/// What was seen in a picture.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Boxes of the faces that count, largest first, pixels.
    pub faces: Vec<Rect>,
    /// The 478 landmarks of the largest face, x and y in pixels, z in the same scale.
    pub landmarks: Option<Vec<[f32; 3]>>,
}

/// Looks at a picture without measuring it.
///
/// # Errors
/// [`NetworkError`], when a network file is not what its name says.
pub fn see(engine: &Engine, image: &RgbImage) -> Result<Seen, NetworkError> {
    let observed = vision::observe(&engine.networks, image)?;
    Ok(Seen {
        faces: observed.faces.iter().map(|face| face.bounds).collect(),
        landmarks: observed.landmarks.map(|landmarks| landmarks.points),
    })
}

/// The person mask of the whole picture, 256 × 256, shares 0 … 1.
///
/// # Errors
/// [`NetworkError`], when the network file is not what its name says.
pub fn person_mask(engine: &Engine, image: &RgbImage) -> Result<Plane<f32>, NetworkError> {
    let whole = Rect {
        x: 0.0,
        y: 0.0,
        width: image.width_px() as f32,
        height: image.height_px() as f32,
    };
    let network = &engine.networks.selfie_segmentation;
    Ok(vision::segment::segment(network, image, whole)?.shares)
}

/// The 478 landmarks of an analysed photo, in pixels of the full photo.
pub fn landmarks(analysis: &Analysis) -> Option<Vec<[f32; 3]>> {
    let scene = &analysis.scene;
    let landmarks = scene.landmarks.as_ref()?;
    let full = |point: &[f32; 3]| point.map(|value| value * scene.reduction);
    Some(landmarks.points.iter().map(full).collect())
}

/// The person cut out, before the background is put behind.
#[derive(Debug, Clone)]
pub struct CutOut {
    /// Opacity 0 … 1.
    pub alpha: Plane<f32>,
    /// The part of the upright full-size photo that it covers, pixels.
    pub area: Rect,
}

/// The matte of an analysed photo; `None` where the person could not be cut out.
pub fn cut_out(analysis: &Analysis) -> Option<CutOut> {
    let bench = analysis.workbench.as_value()?;
    let alpha = bench.matte.alpha.clone();
    let area = bench
        .area((0, 0), (alpha.width_px(), alpha.height_px()))
        .scaled(analysis.scene.reduction);
    Some(CutOut { alpha, area })
}

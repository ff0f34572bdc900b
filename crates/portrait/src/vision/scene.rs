//! The working picture with the faces found in it.

use raster::RgbImage;

use super::face::{Detection, FaceLandmarks};
use super::head::HeadActivations;

/// The working picture and what the networks saw in it.
#[derive(Debug)]
pub(crate) struct Scene {
    /// Upright sRGB; the full photo or a reduction of it.
    pub(crate) image: RgbImage,
    /// Full-photo pixels per working pixel: 1, 2, 4 or 8.
    pub(crate) reduction: f32,
    /// All faces that count, largest first.
    pub(crate) faces: Vec<Detection>,
    /// Landmarks of the largest face, where the network accepts it (presence ≥ 0.5).
    pub(crate) landmarks: Option<FaceLandmarks>,
    /// The head of the landmarks as the full-range detector sees it.
    pub(crate) head: Option<HeadActivations>,
}

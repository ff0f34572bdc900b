//! Analyses a photo: decodes the file, finds the face, cuts the person out, and measures the facts.

use codec::{DecodeError, DecodedPhoto, Limits, Scale};
use nn::NetworkError;
use standard::facts::{FileFacts, Measured};
use standard::{OutputSpec, PhotoFacts};
use thiserror::Error;

use crate::engine::Engine;
use crate::matting::Workbench;
use crate::measure;
use crate::vision::{self, Observed, Scene, anatomy};

/// Longer side that the working picture keeps where the photo has it. A head-and-shoulders photo
/// of this size shows the face at about 500 px; half the side would be too little for the
/// portrait, twice the side costs four times the decoding.
const WORKING_LONGER_SIDE_PX: u32 = 1600;

/// The face in the working picture is at least this much wider than in the portrait, where the
/// photo has it: the portrait is then always a reduction.
const FACE_WIDTH_BY_OUTPUT: f32 = 1.25;

/// The reason why a photo could not be analysed.
#[derive(Debug, Error)]
pub enum AnalyzeError {
    /// The file is not a readable picture.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// A network did not run.
    #[error("a network could not run")]
    Network(#[from] NetworkError),
}

/// A measured photo, with the intermediate results that `render` needs.
#[derive(Debug)]
pub struct Analysis {
    /// The measurements.
    pub facts: PhotoFacts,
    pub(crate) scene: Scene,
    pub(crate) workbench: Measured<Workbench>,
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
    let (scene, file) = look(engine, bytes, limits, output)?;
    let workbench = Workbench::prepare(&engine.networks, &scene, output)?;
    let facts = measure::photo(&scene, &workbench, file);
    Ok(Analysis {
        facts,
        scene,
        workbench,
    })
}

/// Decodes at the working scale and finds the faces; decodes once more, larger, when the face
/// turns out to be small.
pub(crate) fn look(
    engine: &Engine,
    bytes: &[u8],
    limits: &Limits,
    output: &OutputSpec,
) -> Result<(Scene, FileFacts), AnalyzeError> {
    let first_scale = Scale::AtLeast {
        longer_side_px: WORKING_LONGER_SIDE_PX,
    };
    let photo = codec::decode(bytes, limits, first_scale)?;
    let observed = vision::observe(&engine.networks, &photo.image)?;
    let Some(scale) = larger_scale(&photo, &observed, output) else {
        return Ok(scene_of(photo, observed));
    };
    // The first picture goes before the larger one comes: memory holds one of them.
    drop(photo);
    let photo = codec::decode(bytes, limits, scale)?;
    let observed = vision::observe(&engine.networks, &photo.image)?;
    Ok(scene_of(photo, observed))
}

/// The scale at which the face would be large enough, if the picture was reduced too much for it.
fn larger_scale(photo: &DecodedPhoto, observed: &Observed, output: &OutputSpec) -> Option<Scale> {
    let landmarks = observed.landmarks.as_ref()?;
    let face_width_px = landmarks
        .at(anatomy::CHEEK_RIGHT)
        .distance(landmarks.at(anatomy::CHEEK_LEFT));
    let wanted_px = output.face_width_px.aim * FACE_WIDTH_BY_OUTPUT;
    if photo.reduction <= 1 || face_width_px >= wanted_px {
        return None;
    }
    let longer_side_px = photo.image.width_px().max(photo.image.height_px()) as f32;
    Some(Scale::AtLeast {
        longer_side_px: (longer_side_px * wanted_px / face_width_px.max(1.0)).ceil() as u32,
    })
}

fn scene_of(photo: DecodedPhoto, observed: Observed) -> (Scene, FileFacts) {
    let scene = Scene {
        image: photo.image,
        reduction: photo.reduction as f32,
        faces: observed.faces,
        landmarks: observed.landmarks,
        head: observed.head,
    };
    (scene, photo.file)
}

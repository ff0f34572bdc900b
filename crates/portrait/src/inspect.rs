//! Intermediate results of the networks, for evaluation tools only; not a stable interface.

use codec::Limits;
use nn::NetworkError;
use raster::resize::{Filter, crop_and_resize, resize};
use raster::{Plane, Rect, RgbImage};
use standard::OutputSpec;
use strum::VariantArray as _;

use crate::analysis::{self, Analysis, AnalyzeError};
use crate::engine::Engine;
use crate::matting::Workbench;
use crate::measure::aligned::AlignedFace;
use crate::measure::attributes::Attributes;
use crate::measure::heads::{Heads, Question, Source};
use crate::measure::pose;
use crate::vision::{self, Scene};

/// Faces and landmarks of a picture.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Boxes of the faces that count, largest first, pixels.
    pub faces: Vec<Rect>,
    /// The 478 landmarks of the largest face, x and y in pixels, z in the same scale.
    pub landmarks: Option<Vec<[f32; 3]>>,
}

/// Detects faces and landmarks without measuring facts.
///
/// # Errors
/// [`NetworkError`], when a network file is damaged.
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
/// [`NetworkError`], when the network file is damaged.
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
    /// The person's colours where it is not transparent.
    pub foreground: RgbImage,
    /// The part of the upright full-size photo that it covers, pixels.
    pub area: Rect,
}

/// The matte of an analysed photo; `None` where the person could not be cut out.
pub fn cut_out(analysis: &Analysis) -> Option<CutOut> {
    let bench = analysis.workbench.as_value()?;
    let matte = &bench.matte;
    Some(cut_on(
        analysis,
        bench,
        (matte.alpha.clone(), matte.foreground.clone()),
    ))
}

/// The person cut out along the smooth outline of the mask, whatever the background: what other ways
/// have to be better than.
pub fn smooth_outline(analysis: &Analysis) -> Option<CutOut> {
    let bench = analysis.workbench.as_value()?;
    Some(cut_on(analysis, bench, bench.smooth_outline()))
}

/// What the fusion network of the second way sees, and what it is asked about.
#[derive(Debug, Clone)]
pub struct FusionInput {
    /// Place by place, row by row.
    pub values: Vec<f32>,
    /// Width, height and values of a place.
    pub shape: [usize; 3],
    /// The part of the upright full-size photo that it covers, pixels.
    pub area: Rect,
}

/// What the fusion network sees of `photo`, which shows the person of `analysis` at the same place before something
/// else; `None` where there is no bench.
///
/// # Errors
/// [`NetworkError`], when a network file is damaged.
pub fn fusion_input(
    engine: &Engine,
    analysis: &Analysis,
    photo: &RgbImage,
) -> Result<Option<FusionInput>, NetworkError> {
    let (Some(bench), Some(landmarks)) = (analysis.workbench.as_value(), &analysis.scene.landmarks)
    else {
        return Ok(None);
    };
    let size = (bench.image.width_px(), bench.image.height_px());
    let area = bench.area((0, 0), size).scaled(analysis.scene.reduction);
    let image = crop_and_resize(photo, area, size, Filter::Lanczos3);
    let (values, shape) = bench.fusion_input(&engine.networks, &image, landmarks)?;
    Ok(Some(FusionInput {
        values,
        shape,
        area,
    }))
}

fn cut_on(
    analysis: &Analysis,
    bench: &Workbench,
    (alpha, foreground): (Plane<f32>, RgbImage),
) -> CutOut {
    let area = bench
        .area((0, 0), (alpha.width_px(), alpha.height_px()))
        .scaled(analysis.scene.reduction);
    CutOut {
        alpha,
        foreground,
        area,
    }
}

/// Inputs of the attribute heads for a photo.
#[derive(Debug, Clone)]
pub struct AttributeInputs {
    /// Activations of the head on a grid of 6 × 6 cells, [`GRID_CHANNELS`] values each.
    pub grid: Vec<f32>,
    /// Description of both ear lobes.
    pub ears: Option<Vec<f32>>,
    /// Description of the neck.
    pub neck: Option<Vec<f32>>,
    /// Question and its clues, in the order of the file of heads.
    pub clues: Vec<(&'static str, Vec<f32>)>,
    /// The aligned face, 32 × 32 lumas, to find faces that are nearly the same.
    pub thumbnail: Vec<f32>,
}

/// Values in each cell of [`AttributeInputs::grid`].
pub const GRID_CHANNELS: usize = vision::head::CHANNELS;

/// Inputs of the attribute heads for a photo, without cutting the person out; `None` without landmarks.
///
/// # Errors
/// [`AnalyzeError`].
pub fn attribute_inputs(
    engine: &Engine,
    bytes: &[u8],
    limits: &Limits,
) -> Result<Option<AttributeInputs>, AnalyzeError> {
    let (scene, _) = analysis::look(engine, bytes, limits, &OutputSpec::DIPLOMA)?;
    Ok(inputs_of(&scene))
}

fn inputs_of(scene: &Scene) -> Option<AttributeInputs> {
    let landmarks = scene.landmarks.as_ref()?;
    let face = AlignedFace::cut(&scene.image, landmarks)?;
    let pose = pose::measure(landmarks);
    let seen = Attributes::see(scene, landmarks, &face, &pose);
    let inputs = seen.inputs();
    let clues = Question::VARIANTS
        .iter()
        .map(|&question| (question.name(), seen.clues(question)));
    let small = resize(&face.image, (32, 32), Filter::Area).luma();
    Some(AttributeInputs {
        grid: inputs.grid?.to_vec(),
        ears: inputs.ears.map(<[f32]>::to_vec),
        neck: inputs.neck.map(<[f32]>::to_vec),
        clues: clues.collect(),
        thumbnail: small.map(f32::from).as_slice().to_vec(),
    })
}

/// Input of a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadSource {
    /// Cells of the grid: from the first to before the second row, and so for columns.
    Grid {
        /// 0 … 6.
        rows: [u8; 2],
        /// 0 … 6.
        columns: [u8; 2],
    },
    /// Both ear lobes.
    Ears,
    /// The neck.
    Neck,
}

/// A learnt head.
#[derive(Debug, Clone)]
pub struct LearntHead {
    /// Question, as in [`AttributeInputs::clues`].
    pub name: &'static str,
    /// Input of the head.
    pub source: HeadSource,
    /// Added to the dot product.
    pub bias: f32,
    /// One for each value that it reads.
    pub weights: Vec<f32>,
    /// Intercept, slope of the score, weight of each clue.
    pub combination: Vec<f32>,
}

/// The file of heads, as the product embeds it: those that it has, with `learnt` ones in the place of their
/// namesakes.
pub fn heads_file(learnt: &[LearntHead]) -> Vec<u8> {
    let mut heads = Heads::embedded().clone();
    for head in learnt {
        let source = match head.source {
            HeadSource::Grid { rows, columns } => Source::Grid { rows, columns },
            HeadSource::Ears => Source::Ears,
            HeadSource::Neck => Source::Neck,
        };
        heads.push(
            head.name,
            source,
            (head.bias, &head.weights),
            &head.combination,
        );
    }
    heads.to_bytes()
}

//! The training examples: labelled synthetic faces, the same with something before the face, and drawn
//! portraits; grouped by nearly equal faces.

use std::path::Path;

use anyhow::{Context, Result};
use codec::{Limits, Scale};
use portrait::Engine;
use portrait::inspect::{self, AttributeInputs, attribute_inputs};
use rayon::prelude::*;
use test_kit::{Flag, JpegOptions, draw, gallery, to_jpeg, to_png};

use super::covers::cover;
use crate::labels::{Row, read_labels};

/// Aligned faces whose lumas correlate more than this are taken for the same face.
const SAME_FACE: f64 = 0.93;

/// Labels of an example.
#[derive(Debug, Clone)]
pub(super) enum Truth {
    /// Labelled by eye.
    Labelled(Row),
    /// Drawn with these faults.
    Drawn(Vec<Flag>),
    /// The labelled face of this row with a cover before it.
    Covered(Row),
}

/// A face with its labels and the inputs of the heads.
#[derive(Debug, Clone)]
pub(super) struct Example {
    pub(super) truth: Truth,
    pub(super) inputs: AttributeInputs,
    /// Examples of one group show nearly the same face.
    pub(super) group: usize,
}

impl Example {
    pub(super) fn is_drawn(&self) -> bool {
        matches!(self.truth, Truth::Drawn(_))
    }

    /// The folder of a labelled face: a theme of the set, such as hats.
    pub(super) fn theme(&self) -> &str {
        match &self.truth {
            Truth::Labelled(row) | Truth::Covered(row) => {
                row.get("path").split('/').next().unwrap_or_default()
            }
            Truth::Drawn(_) => "drawn",
        }
    }
}

/// All labelled faces with one person and landmarks, then all drawn ones, then covered ones.
pub(super) fn gather(shared: &Path) -> Result<Vec<Example>> {
    let folder = shared.join("photos/synthetic");
    let engine = Engine::new()?;
    let rows: Vec<Row> = read_labels(&folder)?
        .into_iter()
        .filter(|row| row.get("persons") == "1")
        .collect();
    let labelled = rows
        .into_par_iter()
        .map(|row| {
            let bytes = std::fs::read(folder.join(row.get("path")))?;
            Ok(see(&engine, &bytes)?.map(|inputs| (Truth::Labelled(row), inputs)))
        })
        .collect::<Result<Vec<_>>>()?;
    let drawn = gallery()
        .into_par_iter()
        .map(|(_, spec)| {
            let photo = draw(&spec);
            let bytes = to_jpeg(&photo.image, &JpegOptions::default())
                .context("a drawn photo cannot be written")?;
            let inputs = see(&engine, &bytes)?;
            Ok(inputs.map(|inputs| (Truth::Drawn(photo.truth.flags), inputs)))
        })
        .collect::<Result<Vec<_>>>()?;
    let seen: Vec<(Truth, AttributeInputs)> = labelled.into_iter().chain(drawn).flatten().collect();
    let groups = groups_of(&seen.iter().map(|(_, inputs)| inputs).collect::<Vec<_>>());
    let examples = seen.into_iter().zip(groups);
    let mut examples: Vec<Example> = examples
        .map(|((truth, inputs), group)| Example {
            truth,
            inputs,
            group,
        })
        .collect();
    let covered = examples
        .par_iter()
        .enumerate()
        .map(|(number, example)| covered(&engine, &folder, number, example))
        .collect::<Result<Vec<_>>>()?;
    examples.extend(covered.into_iter().flatten());
    Ok(examples)
}

/// A face that looks into the camera with the cover of a number before it.
fn covered(
    engine: &Engine,
    folder: &Path,
    number: usize,
    example: &Example,
) -> Result<Option<Example>> {
    let Truth::Labelled(row) = &example.truth else {
        return Ok(None);
    };
    if !matches!(row.get("pose"), "frontal" | "turned") {
        return Ok(None);
    }
    let bytes = std::fs::read(folder.join(row.get("path")))?;
    let photo = codec::decode(&bytes, &Limits::default(), Scale::Full)?.image;
    let Some(points) = inspect::see(engine, &photo)?.landmarks else {
        return Ok(None);
    };
    // Without a second compression: only the cover may tell it from the face of the same photo.
    let bytes =
        to_png(&cover(&photo, &points, number)).context("a covered face cannot be written")?;
    Ok(see(engine, &bytes)?.map(|inputs| Example {
        truth: Truth::Covered(row.clone()),
        inputs,
        group: example.group,
    }))
}

fn see(engine: &Engine, bytes: &[u8]) -> Result<Option<AttributeInputs>> {
    Ok(attribute_inputs(engine, bytes, &Limits::default())?)
}

/// Faces that are nearly the same, directly or through others, get the same number.
fn groups_of(faces: &[&AttributeInputs]) -> Vec<usize> {
    let thumbnails: Vec<Vec<f64>> = faces
        .iter()
        .map(|face| normalised(&face.thumbnail))
        .collect();
    let mut group: Vec<usize> = (0..faces.len()).collect();
    for one in 0..faces.len() {
        for other in 0..one {
            if super::logistic::dot(&thumbnails[one], &thumbnails[other]) > SAME_FACE {
                let (kept, lost) = (group[other], group[one]);
                for number in &mut group {
                    if *number == lost {
                        *number = kept;
                    }
                }
            }
        }
    }
    group
}

/// Without its mean, of length 1.
fn normalised(values: &[f32]) -> Vec<f64> {
    let mean = values.iter().map(|&value| f64::from(value)).sum::<f64>() / values.len() as f64;
    let centred: Vec<f64> = values
        .iter()
        .map(|&value| f64::from(value) - mean)
        .collect();
    let length = super::logistic::dot(&centred, &centred).sqrt().max(1e-9);
    centred.into_iter().map(|value| value / length).collect()
}

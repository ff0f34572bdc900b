//! The training examples: labelled synthetic faces, the same with something before the face or put on, and drawn
//! portraits, some with something before the face; grouped by nearly equal faces.

use std::path::Path;

use anyhow::{Context, Result};
use codec::{Limits, Scale};
use portrait::Engine;
use portrait::inspect::{self, AttributeInputs, attribute_inputs};
use rayon::prelude::*;
use test_kit::{Flag, JpegOptions, draw, gallery, to_jpeg, to_png};

use super::covers::cover;
use super::worn::{Worn, put_on};
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
    /// A portrait drawn with these faults, with a cover before it.
    CoveredDrawing(Vec<Flag>),
    /// The labelled person of this row with something put on.
    Worn(Row, Worn),
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
        matches!(self.truth, Truth::Drawn(_) | Truth::CoveredDrawing(_))
    }

    pub(super) fn is_worn(&self) -> bool {
        matches!(self.truth, Truth::Worn(..))
    }

    /// The folder of a labelled face: a theme of the set, such as hats.
    pub(super) fn theme(&self) -> &str {
        match &self.truth {
            Truth::Labelled(row) | Truth::Covered(row) | Truth::Worn(row, _) => {
                row.get("path").split('/').next().unwrap_or_default()
            }
            Truth::Drawn(_) | Truth::CoveredDrawing(_) => "drawn",
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
    let drawn = drawn(&engine)?;
    let seen: Vec<(Truth, AttributeInputs)> = labelled.into_iter().flatten().chain(drawn).collect();
    let groups = groups_of(&seen.iter().map(|(_, inputs)| inputs).collect::<Vec<_>>());
    let examples = seen.into_iter().zip(groups);
    let mut examples: Vec<Example> = examples
        .map(|((truth, inputs), group)| Example {
            truth,
            inputs,
            group,
        })
        .collect();
    let changed = examples
        .par_iter()
        .enumerate()
        .map(|(number, example)| changed(&engine, &folder, number, example))
        .collect::<Result<Vec<_>>>()?;
    examples.extend(changed.into_iter().flatten());
    Ok(examples)
}

/// The drawn portraits, and those without much before the face once more with a cover.
fn drawn(engine: &Engine) -> Result<Vec<(Truth, AttributeInputs)>> {
    let pairs = gallery()
        .into_par_iter()
        .enumerate()
        .map(|(number, (_, spec))| {
            let photo = draw(&spec);
            let bytes = to_jpeg(&photo.image, &JpegOptions::default())
                .context("a drawn photo cannot be written")?;
            let flags = photo.truth.flags;
            let bare = see(engine, &bytes)?.map(|inputs| (Truth::Drawn(flags.clone()), inputs));
            let landmarks = inspect::see(engine, &photo.image)?.landmarks;
            let covered = landmarks.map(|points| cover(&photo.image, &points, number));
            let covered = match covered {
                Some(image) => see(
                    engine,
                    &to_jpeg(&image, &JpegOptions::default())
                        .context("a covered drawing cannot be written")?,
                )?,
                None => None,
            };
            let covered = covered.map(|inputs| (Truth::CoveredDrawing(flags), inputs));
            Ok([bare, covered])
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(pairs.into_iter().flatten().flatten().collect())
}

/// What may be put on this person, as far as the labels say that nothing of the kind is worn yet.
fn wearable(row: &Row, number: usize) -> impl Iterator<Item = Worn> {
    let says = |column: &str, values: &[&str]| values.contains(&row.get(column));
    let fits = |worn: Worn| match worn {
        Worn::Glasses => says("glasses", &["none"]) && says("eyes_covered", &["no"]),
        Worn::Headwear | Worn::HeadScarf => says("headwear", &["none"]),
        Worn::HairOverEars => says("ears", &["both"]) && says("headwear", &["none"]),
        Worn::Earrings => {
            says("jewellery", &["none", "necklace"]) && says("ears", &["both", "one"])
        }
        Worn::Necklace => says("jewellery", &["none", "earring"]),
    };
    // Every other kind for a person, the others for the next: all of them would double the time.
    let kept = Worn::ALL.into_iter().enumerate();
    let kept: Vec<Worn> = kept
        .filter(|&(kind, worn)| (kind + number).is_multiple_of(2) && fits(worn))
        .map(|(_, worn)| worn)
        .collect();
    kept.into_iter()
}

/// A person who looks into the camera, with the cover of a number before the face, and with things put on.
fn changed(
    engine: &Engine,
    folder: &Path,
    number: usize,
    example: &Example,
) -> Result<Vec<Example>> {
    let Truth::Labelled(row) = &example.truth else {
        return Ok(Vec::new());
    };
    if !matches!(row.get("pose"), "frontal" | "turned") {
        return Ok(Vec::new());
    }
    let bytes = std::fs::read(folder.join(row.get("path")))?;
    let photo = codec::decode(&bytes, &Limits::default(), Scale::Full)?.image;
    let Some(points) = inspect::see(engine, &photo)?.landmarks else {
        return Ok(Vec::new());
    };
    let covered = (Truth::Covered(row.clone()), cover(&photo, &points, number));
    let worn = wearable(row, number).map(|worn| {
        let image = put_on(&photo, &points, worn, number);
        (Truth::Worn(row.clone(), worn), image)
    });
    let mut examples = Vec::new();
    for (truth, image) in std::iter::once(covered).chain(worn) {
        // Without a second compression: only what was drawn may tell it from the same photo without.
        let bytes = to_png(&image).context("a changed photo cannot be written")?;
        examples.extend(see(engine, &bytes)?.map(|inputs| Example {
            truth,
            inputs,
            group: example.group,
        }));
    }
    Ok(examples)
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

//! Compares faces, landmarks and person masks with the reference pipeline (MediaPipe 0.10.14) and
//! with the labels of the shared photos.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use codec::{Limits, Scale};
use portrait::{Engine, inspect};
use raster::{Plane, RgbImage};
use rayon::prelude::*;
use serde_json::Value;

use crate::labels::{Row, read_labels};
use crate::table::Table;

/// Prints the tables.
pub(crate) fn run(shared: &Path) -> Result<()> {
    let engine = Engine::new()?;
    against_reference(&engine, shared)?;
    faces_found(&engine, shared)
}

/// Comparison of one photo with the reference.
#[derive(Debug)]
struct Comparison {
    name: String,
    /// The side that alone found a face; empty when both or none did.
    agreement: &'static str,
    /// Distance of every landmark from the reference, pixels; empty unless both found a face.
    errors_px: Vec<f32>,
    /// Distance of the outer eye corners, pixels.
    eye_corners_px: f32,
    mask_overlap: f32,
    mask_difference: f32,
}

fn against_reference(engine: &Engine, shared: &Path) -> Result<()> {
    let golden = shared.join("golden/landmarks.json");
    let golden: Value = serde_json::from_slice(
        &std::fs::read(&golden).with_context(|| format!("{} is missing", golden.display()))?,
    )?;
    let photos = golden
        .as_object()
        .context("the reference is an object by photo")?;
    let photos: Vec<(&String, &Value)> = photos.iter().collect();
    let mut compared = photos
        .par_iter()
        .map(|(name, reference)| compare(engine, shared, name, reference))
        .collect::<Result<Vec<_>>>()?;

    let mut errors: Vec<f32> = compared
        .iter()
        .flat_map(|one| one.errors_px.clone())
        .collect();
    let mut means: Vec<f32> = compared.iter().filter_map(Comparison::mean_px).collect();
    let mut shares: Vec<f32> = compared
        .iter()
        .filter_map(|one| Some(one.mean_px()? / one.eye_corners_px * 100.0))
        .collect();
    let mut table = Table::new(
        "Landmarks and masks against MediaPipe 0.10.14 (`cargo xtask eval landmarks`)",
        &["measure", "median", "p95", "worst"],
    );
    let mut row = |name: &str, values: &mut Vec<f32>, digits: usize| {
        values.sort_by(f32::total_cmp);
        let at = |share: f32| {
            let index = (share * values.len().saturating_sub(1) as f32).round() as usize;
            values
                .get(index)
                .map_or("–".into(), |value| format!("{value:.digits$}"))
        };
        table.row(&[name.into(), at(0.5), at(0.95), at(1.0)]);
    };
    row("error of a landmark, px", &mut errors, 3);
    row("mean error of a face, px", &mut means, 3);
    row(
        "mean error of a face, % of the outer eye distance",
        &mut shares,
        3,
    );
    let mut misses: Vec<f32> = compared.iter().map(|one| 1.0 - one.mask_overlap).collect();
    row("1 − IoU of the person mask", &mut misses, 4);
    let mut differences: Vec<f32> = compared.iter().map(|one| one.mask_difference).collect();
    row("mean difference of the person mask", &mut differences, 4);
    table.print();

    compared.sort_by(|a, b| {
        b.mean_px()
            .unwrap_or(1e9)
            .total_cmp(&a.mean_px().unwrap_or(1e9))
    });
    let mut worst = Table::new(
        &format!(
            "Disagreements and the five largest errors of {} photos",
            compared.len()
        ),
        &["photo", "mean px", "% of eye distance", "mask IoU"],
    );
    let alone = compared.iter().filter(|one| !one.agreement.is_empty());
    let measured = compared.iter().filter(|one| one.mean_px().is_some());
    for one in alone.chain(measured.take(5)) {
        let mean = one.mean_px();
        worst.row(&[
            one.name.clone(),
            mean.map_or(one.agreement.into(), |mean| format!("{mean:.3}")),
            mean.map_or("–".into(), |mean| {
                format!("{:.2}", mean / one.eye_corners_px * 100.0)
            }),
            format!("{:.4}", one.mask_overlap),
        ]);
    }
    worst.print();
    Ok(())
}

impl Comparison {
    fn mean_px(&self) -> Option<f32> {
        let count = self.errors_px.len();
        (count > 0).then(|| self.errors_px.iter().sum::<f32>() / count as f32)
    }
}

fn compare(engine: &Engine, shared: &Path, name: &str, reference: &Value) -> Result<Comparison> {
    let image = decode(&shared.join("photos").join(name))?;
    let reference: Option<Vec<[f32; 3]>> = serde_json::from_value(reference["landmarks"].clone())?;
    let reference_found = reference.is_some();
    let reference = reference.unwrap_or_else(|| vec![[0.0; 3]; 478]);
    ensure!(
        reference.len() == 478,
        "{name}: the reference has {} points",
        reference.len()
    );
    let seen = inspect::see(engine, &image)?;
    let distance = |a: &[f32; 3], b: &[f32; 3]| (a[0] - b[0]).hypot(a[1] - b[1]);
    let found = seen.landmarks.is_some();
    let both = seen.landmarks.filter(|_| reference_found);
    let errors_px = both.map_or_else(Vec::new, |points| {
        points
            .iter()
            .zip(&reference)
            .map(|(a, b)| distance(a, b))
            .collect()
    });
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mask_file = format!("{}.png", stem.replace('/', "__"));
    let expected = decode(&shared.join("golden/masks").join(mask_file))?;
    let mask = inspect::person_mask(engine, &image)?;
    let (mask_overlap, mask_difference) = compare_masks(&mask, &expected);
    Ok(Comparison {
        name: name.to_owned(),
        agreement: match (found, reference_found) {
            (true, false) => "only we found a face",
            (false, true) => "only the reference found a face",
            _ => "",
        },
        errors_px,
        eye_corners_px: distance(&reference[33], &reference[263]),
        mask_overlap,
        mask_difference,
    })
}

/// Intersection over union at one half, and mean absolute difference.
fn compare_masks(mask: &Plane<f32>, expected: &RgbImage) -> (f32, f32) {
    let (mut both, mut either, mut difference) = (0u32, 0u32, 0.0);
    for (&share, rgb) in mask
        .as_slice()
        .iter()
        .zip(expected.as_raw().chunks_exact(3))
    {
        let expected = f32::from(rgb[0]) / 255.0;
        both += u32::from(share > 0.5 && expected > 0.5);
        either += u32::from(share > 0.5 || expected > 0.5);
        difference += (share - expected).abs();
    }
    let overlap = if either == 0 {
        1.0
    } else {
        both as f32 / either as f32
    };
    (overlap, difference / mask.as_slice().len() as f32)
}

/// Whether a labelled photo belongs to a group.
type Belongs = fn(&Row) -> bool;

/// How often exactly one face is found where the labels say one person.
fn faces_found(engine: &Engine, shared: &Path) -> Result<()> {
    let folder = shared.join("photos/synthetic");
    let rows = read_labels(&folder)?;
    let seen = rows
        .par_iter()
        .map(|row| {
            let image = decode(&folder.join(row.get("path")))?;
            let seen = inspect::see(engine, &image)?;
            Ok((seen.faces.len(), seen.landmarks.is_some()))
        })
        .collect::<Result<Vec<_>>>()?;
    let mut table = Table::new(
        "Faces found (`cargo xtask eval landmarks`)",
        &[
            "labelled",
            "photos",
            "none",
            "exactly one",
            "several",
            "landmarks",
        ],
    );
    let groups: [(&str, Belongs); 4] = [
        ("one person, frontal or turned", |row| {
            row.get("persons") == "1" && ["frontal", "turned"].contains(&row.get("pose"))
        }),
        ("one person, profile", |row| {
            row.get("persons") == "1" && row.get("pose") == "profile"
        }),
        ("one person, any pose", |row| row.get("persons") == "1"),
        ("two persons", |row| row.get("persons") == "2"),
    ];
    for (name, belongs) in groups {
        let chosen: Vec<_> = rows
            .iter()
            .zip(&seen)
            .filter(|(row, _)| belongs(row))
            .collect();
        let part = |wanted: &dyn Fn(&(usize, bool)) -> bool| {
            let count = chosen.iter().filter(|(_, seen)| wanted(seen)).count();
            format!(
                "{count} ({:.1} %)",
                count as f32 / chosen.len().max(1) as f32 * 100.0
            )
        };
        table.row(&[
            name.into(),
            chosen.len().to_string(),
            part(&|seen| seen.0 == 0),
            part(&|seen| seen.0 == 1),
            part(&|seen| seen.0 > 1),
            part(&|seen| seen.1),
        ]);
        if name.starts_with("one person, frontal") {
            for (row, seen) in &chosen {
                if seen.0 != 1 || !seen.1 {
                    table.row(&[format!("  {}: {} faces", row.get("path"), seen.0)]);
                }
            }
        }
    }
    table.print();
    Ok(())
}

fn decode(path: &Path) -> Result<RgbImage> {
    let bytes = std::fs::read(path).with_context(|| format!("{} is missing", path.display()))?;
    let photo = codec::decode(&bytes, &Limits::default(), Scale::Full)
        .with_context(|| format!("{} cannot be decoded", path.display()))?;
    Ok(photo.image)
}

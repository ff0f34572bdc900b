//! Compares full (4:4:4) with half (4:2:0) colour resolution: the distance to the portrait at the
//! same number of bytes.

use std::path::Path;

use anyhow::{Context, Result};
use codec::{Limits, Scale};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use portrait::{Engine, Portrait};
use raster::RgbImage;
use raster::colour::lab;
use rayon::prelude::*;
use standard::OutputSpec;
use test_kit::{JpegOptions, draw, gallery_of};

use crate::table::Table;

/// People per case of the gallery.
const PEOPLE: std::ops::RangeInclusive<u64> = 1..=2;

/// Both ways to store colour.
const WAYS: [(&str, SamplingFactor); 2] = [
    ("4:4:4", SamplingFactor::R_4_4_4),
    ("4:2:0", SamplingFactor::R_4_2_0),
];

/// The edge: pixels this near (in rows and columns) to the plain background and not of it.
const EDGE_PX: usize = 2;

/// Distance of a file from the portrait, ΔE\*ab.
struct Distance {
    quality: u8,
    mean: f32,
    /// The worst hundredth begins here.
    worst: f32,
    /// Mean along the edge of the person.
    edge: f32,
}

/// Prints the table.
pub(crate) fn run(shared: &Path) -> Result<()> {
    let engine = Engine::new()?;
    let output = OutputSpec::DIPLOMA;
    let drawn: Vec<Portrait> = gallery_of(PEOPLE)
        .par_iter()
        .filter_map(|(_, spec)| {
            let photo = test_kit::to_jpeg(&draw(spec).image, &JpegOptions::default());
            photo
                .ok()
                .and_then(|bytes| portrait(&engine, &bytes, &output))
        })
        .collect();
    let mut table = Table::new(
        "Colour resolution at the highest quality that fits the window (`cargo xtask eval chroma`)",
        &[
            "portraits",
            "colour",
            "quality",
            "ΔE mean",
            "ΔE 99 %",
            "ΔE mean along the edge",
        ],
    );
    rows(&mut table, "drawn", &drawn, &output)?;
    match std::fs::read_dir(shared.join("photos/id-style")) {
        Ok(entries) => {
            let mut photos = Vec::new();
            for entry in entries {
                let bytes = std::fs::read(entry?.path())?;
                photos.extend(portrait(&engine, &bytes, &output));
            }
            rows(&mut table, "id-style photos", &photos, &output)?;
        }
        Err(_) => table.row(&["id-style photos: skipped, the shared photos are absent".into()]),
    }
    table.print();
    Ok(())
}

/// `None` for photos that no portrait can be made of.
fn portrait(engine: &Engine, bytes: &[u8], output: &OutputSpec) -> Option<Portrait> {
    let analysis = portrait::analyze(engine, bytes, &Limits::default(), output).ok()?;
    portrait::render(engine, &analysis, output).ok()
}

fn rows(table: &mut Table, name: &str, portraits: &[Portrait], output: &OutputSpec) -> Result<()> {
    for (way, sampling) in WAYS {
        let distances = portraits
            .par_iter()
            .map(|portrait| distance(&portrait.image, sampling, output))
            .collect::<Result<Vec<_>>>()?;
        let mean = |value: fn(&Distance) -> f32| {
            distances.iter().map(value).sum::<f32>() / distances.len().max(1) as f32
        };
        table.row(&[
            format!("{} {name}", portraits.len()),
            way.into(),
            format!("{:.1}", mean(|file| f32::from(file.quality))),
            format!("{:.2}", mean(|file| file.mean)),
            format!("{:.2}", mean(|file| file.worst)),
            format!("{:.2}", mean(|file| file.edge)),
        ]);
    }
    Ok(())
}

fn distance(image: &RgbImage, sampling: SamplingFactor, output: &OutputSpec) -> Result<Distance> {
    let (quality, bytes) = (output.min_quality..=100)
        .rev()
        .map(|quality| (quality, encoded(image, quality, sampling)))
        .find(|(_, bytes)| bytes.len() <= output.bytes.max_bytes as usize)
        .context("no quality fits")?;
    let file = codec::decode(&bytes, &Limits::default(), Scale::Full)?.image;
    let mut all = Vec::new();
    let mut edge = Vec::new();
    for y in 0..image.height_px() {
        for x in 0..image.width_px() {
            let off = lab(image.pixel(x, y)).difference(lab(file.pixel(x, y)));
            all.push(off);
            if is_edge(image, x, y, output.background) {
                edge.push(off);
            }
        }
    }
    let mean = |values: &[f32]| values.iter().sum::<f32>() / values.len().max(1) as f32;
    let (mean_all, mean_edge) = (mean(&all), mean(&edge));
    all.sort_by(f32::total_cmp);
    Ok(Distance {
        quality,
        mean: mean_all,
        worst: all[all.len() * 99 / 100],
        edge: mean_edge,
    })
}

fn encoded(image: &RgbImage, quality: u8, sampling: SamplingFactor) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(sampling);
    encoder.set_optimized_huffman_tables(true);
    let (width, height) = (image.width_px() as u16, image.height_px() as u16);
    // Writing to memory cannot fail, and portraits have sizes that JPEG allows.
    let written = encoder.encode(image.as_raw(), width, height, ColorType::Rgb);
    debug_assert!(written.is_ok());
    bytes
}

fn is_edge(image: &RgbImage, x: usize, y: usize, background: [u8; 3]) -> bool {
    if image.pixel(x, y) == background {
        return false;
    }
    let rows = y.saturating_sub(EDGE_PX)..(y + EDGE_PX + 1).min(image.height_px());
    let columns = x.saturating_sub(EDGE_PX)..(x + EDGE_PX + 1).min(image.width_px());
    rows.flat_map(|row| columns.clone().map(move |column| (column, row)))
        .any(|(column, row)| image.pixel(column, row) == background)
}

//! Photos that a reviewer would accept, with ever less colour: where `natural-colour` begins to take them for
//! grey. Clothes and walls without colour, pale skin and cool light are in them.

use std::path::Path;

use anyhow::{Context, Result};
use codec::{Limits, Scale};
use portrait::Engine;
use raster::RgbImage;
use rayon::prelude::*;
use standard::{Outcome, PhotoSpec, RuleId};
use test_kit::{JpegOptions, to_jpeg};

use crate::table::Table;
use crate::truth::{Case, rendered, synthetic, verdicts_of};

/// Shares of the saturation that are kept.
const KEPT: [f32; 4] = [1.0, 0.7, 0.5, 0.35];

/// Shares of red, green and blue in the lightness that is kept: Rec. 601.
const LUMA: [f32; 3] = [0.299, 0.587, 0.114];

/// A photo with less colour: what the rule says, and the spread that it judges, ΔE.
type Seen = (Outcome, Option<f32>);

/// Prints the table.
pub(crate) fn run(shared: &Path) -> Result<()> {
    let engine = Engine::new()?;
    let spec = PhotoSpec::embedded(PhotoSpec::DEFAULT_NAME).context("no default standard")?;
    let mut table = Table::new(
        "Acceptable photos with less colour",
        &[
            "saturation",
            "photos",
            "blocked",
            "warned",
            "least spread, ΔE",
        ],
    );
    let mut cases = rendered(&shared.join("photos/rendered"))?;
    cases.extend(synthetic(&shared.join("photos/synthetic"))?);
    let in_colour = |case: &Case| case.accept && !case.violates.contains(&RuleId::NaturalColour);
    cases.retain(in_colour);
    for kept in KEPT {
        let seen: Vec<Seen> = cases
            .par_iter()
            .map(|case| seen(&engine, &spec, case, kept))
            .collect::<Result<_>>()?;
        let count = |outcome: Outcome| seen.iter().filter(|(said, _)| *said == outcome).count();
        let spreads = seen.iter().filter_map(|&(_, spread)| spread);
        table.row(&[
            kept.to_string(),
            seen.len().to_string(),
            count(Outcome::Fail).to_string(),
            count(Outcome::Warn).to_string(),
            format!("{:.1}", spreads.fold(f32::INFINITY, f32::min)),
        ]);
    }
    table.print();
    Ok(())
}

fn seen(engine: &Engine, spec: &PhotoSpec, case: &Case, kept: f32) -> Result<Seen> {
    let bytes = std::fs::read(&case.path)?;
    let photo = codec::decode(&bytes, &Limits::default(), Scale::Full)?.image;
    let faded = RgbImage::from_fn(photo.width_px(), photo.height_px(), |x, y| {
        let pixel = photo.pixel(x, y).map(f32::from);
        let luma: f32 = pixel
            .iter()
            .zip(LUMA)
            .map(|(value, share)| value * share)
            .sum();
        pixel.map(|value| (luma + kept * (value - luma)).round().clamp(0.0, 255.0) as u8)
    });
    let jpeg = to_jpeg(&faded, &JpegOptions::default())?;
    let (verdicts, facts) = verdicts_of(engine, spec, &jpeg)?;
    let said = verdicts.get(&RuleId::NaturalColour).copied();
    let light = facts.and_then(|facts| facts.light.value());
    Ok((
        said.unwrap_or(Outcome::NotAssessable),
        light.and_then(|light| light.colour_spread),
    ))
}

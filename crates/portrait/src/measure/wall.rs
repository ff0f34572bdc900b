//! Measures the wall behind the person: colour, unevenness, clutter, shadows.
//!
//! All measures are taken on the workbench, where pixels are certainly wall.

use raster::colour::{Lab, lab, lab_of_shares};
use raster::statistics;
use standard::facts::{Measured, NotMeasurable, WallFacts};

use crate::matting::Workbench;

/// Every this many wall pixels one is looked at: some ten thousand tell the same as all.
const STEP: usize = 11;

/// A pixel darker than the smooth wall by this L\* lies in a shadow.
const SHADOW_LIGHTNESS: f32 = 6.0;

/// Measures the wall.
pub(super) fn measure(bench: &Workbench) -> Measured<WallFacts> {
    let matte = &bench.matte;
    let Some(wall) = &matte.wall else {
        return Measured::NotMeasurable(NotMeasurable::NoWall);
    };
    let width = bench.image.width_px();
    let places: Vec<(usize, usize)> = matte
        .sure_wall
        .as_slice()
        .iter()
        .enumerate()
        .filter(|&(_, &wall)| wall)
        .step_by(STEP)
        .map(|(at, _)| (at % width, at / width))
        .collect();
    if places.is_empty() {
        return Measured::NotMeasurable(NotMeasurable::NoWall);
    }
    let seen: Vec<[u8; 3]> = places
        .iter()
        .map(|&(x, y)| bench.image.pixel(x, y))
        .collect();
    let fitted: Vec<Lab> = places
        .iter()
        .map(|&(x, y)| lab_of_shares(wall.even(x, y)))
        .collect();
    let shadows = seen
        .iter()
        .zip(&fitted)
        .filter(|&(&rgb, fitted)| lab(rgb).lightness < fitted.lightness - SHADOW_LIGHTNESS)
        .count();
    let rgb = [0, 1, 2].map(|channel| {
        let values = seen.iter().map(|rgb| f32::from(rgb[channel])).collect();
        statistics::median(values).unwrap_or(0.0) as u8
    });
    let photo = bench.photo_area_px();
    let sure = matte.sure_wall.as_slice().iter().filter(|&&wall| wall);
    Measured::Value(WallFacts {
        rgb,
        lightness: lab(rgb).lightness,
        unevenness: range(fitted),
        residual: wall.residual,
        shadow_share: shadows as f32 / places.len() as f32,
        edge_strength: edges(bench, &places),
        visible_share: sure.count() as f32 / photo.max(1.0),
    })
}

/// ΔE\*ab between the colours at the 5 % and the 95 % place by lightness.
fn range(mut colours: Vec<Lab>) -> f32 {
    colours.sort_by(|one, other| one.lightness.total_cmp(&other.lightness));
    let at = |share: f32| colours[((colours.len() - 1) as f32 * share) as usize];
    at(0.05).difference(at(0.95))
}

/// Mean Sobel magnitude (OFIQ `BackgroundUniformity`), where all neighbours are wall.
fn edges(bench: &Workbench, places: &[(usize, usize)]) -> f32 {
    let luma = bench.image.luma();
    let wall = &bench.matte.sure_wall;
    let magnitudes = places
        .iter()
        .filter(|&&(x, y)| statistics::all_around(wall, x, y))
        .map(|&(x, y)| statistics::sobel(&luma, x, y));
    statistics::mean(magnitudes).unwrap_or(0.0)
}

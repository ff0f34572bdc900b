//! Measures along the outline how well the person separates from the wall.

use raster::{Plane, statistics};
use standard::facts::{MatteFacts, Measured, NotMeasurable};

use crate::matting::{Workbench, outline};
use crate::vision::{FaceLandmarks, anatomy};

/// Matte and segmentation may differ by this share of the face width before they disagree.
const TOLERANCE: f32 = 0.04;

/// The lower end of the contrasts along the outline: a tenth of it is worse.
const DECILE: f32 = 0.1;

/// Fewer places of the outline than this say nothing.
const LEAST_PLACES: usize = 24;

/// Measures the cut-out.
pub(super) fn measure(bench: &Workbench, landmarks: &FaceLandmarks) -> Measured<MatteFacts> {
    let matte = &bench.matte;
    let face = bench.face_width_px();
    let on_bench = |index: usize| bench.to_bench(landmarks.at(index));
    let ears = on_bench(anatomy::CHEEK_RIGHT)
        .midpoint(on_bench(anatomy::CHEEK_LEFT))
        .y;
    let chin = on_bench(anatomy::CHIN).y;
    let along = |opacity: &Plane<f32>| -> Vec<(usize, usize)> {
        let places = outline(opacity);
        places.filter(|&(x, y)| bench.shows(x, y)).collect()
    };
    let (places, cut) = (along(&bench.segmentation), along(&matte.alpha));
    if places.len() < LEAST_PLACES {
        return Measured::NotMeasurable(NotMeasurable::NoMatte);
    }
    let contrast = |from: f32, to: f32| {
        let values: Vec<f32> = cut
            .iter()
            .filter(|&&(_, y)| (from..to).contains(&(y as f32)))
            .map(|&(x, y)| matte.contrast.at(x, y))
            .collect();
        let enough = values.len() >= LEAST_PLACES;
        Measured::from_option(
            enough
                .then(|| statistics::quantile(values, DECILE))
                .flatten(),
            NotMeasurable::OutsidePicture,
        )
    };
    let thin = matte
        .alpha
        .as_slice()
        .iter()
        .filter(|&alpha| (0.1..=0.9).contains(alpha))
        .count();
    let radius_px = (TOLERANCE * face).round().max(2.0) as usize;
    let apart = places
        .iter()
        .filter(|&&(x, y)| !crosses_half(&matte.alpha, x, y, radius_px))
        .count();
    Measured::Value(MatteFacts {
        hair_contrast: contrast(0.0, ears),
        clothes_contrast: contrast(chin, f32::INFINITY),
        semi_transparent: thin as f32 / (places.len() as f32 * face),
        disagreement: apart as f32 / places.len() as f32,
        quality: Some(matte.quality),
    })
}

/// Whether the matte goes through one half within `radius_px`.
fn crosses_half(alpha: &Plane<f32>, x: usize, y: usize, radius_px: usize) -> bool {
    let right = (x + radius_px + 1).min(alpha.width_px());
    let bottom = (y + radius_px + 1).min(alpha.height_px());
    let (mut person, mut wall) = (false, false);
    for row in y.saturating_sub(radius_px)..bottom {
        for &value in &alpha.row(row)[x.saturating_sub(radius_px)..right] {
            person |= value > 0.5;
            wall |= value < 0.5;
        }
        if person && wall {
            return true;
        }
    }
    false
}

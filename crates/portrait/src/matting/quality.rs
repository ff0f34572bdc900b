//! What a cut is worth, by what can be seen without the truth: measured alike on either way.

use raster::Plane;
use standard::facts::{CutQuality, CutWay, Measured, NotMeasurable};

use super::any_background;
use super::contour::outline;
use super::distance::depth;

/// Shares of the mask between these are unsure.
const UNSURE: [f32; 2] = [0.15, 0.85];

/// Opacities between these are translucent.
const TRANSLUCENT: [f32; 2] = [0.1, 0.9];

/// An edge is at most this wide to both sides, by face width; translucent places deeper within are haze.
const EDGE: f32 = 0.014;

/// Smaller figures are noise.
const LEAST_DOUBT: f32 = 1e-3;

/// Exponents of haze and spread in the expected error, and the logarithm of the error where both are 1. Unsure
/// area and contradiction say nothing beyond these two.
const EXPONENTS: [f32; 2] = [0.317, 0.390];
const AT_ONE: f32 = 5.556;

/// Measures the cut `alpha` made by `mask`; `votes` are those of the second way. Clothes begin at row
/// `clothes_y`.
pub(super) fn measure(
    alpha: &Plane<f32>,
    mask: &Plane<f32>,
    (face_width_px, clothes_y): (f32, f32),
    votes: Option<&any_background::Cut>,
) -> CutQuality {
    let width = alpha.width_px();
    let length = outline(mask).count().max(1) as f32 * face_width_px.max(1.0);
    let translucent = |&opacity: &f32| (TRANSLUCENT[0]..=TRANSLUCENT[1]).contains(&opacity);
    let deep = depth(width, alpha.as_slice().iter().map(translucent));
    let unsure = mask.as_slice().iter();
    let unsure = unsure.filter(|&share| (UNSURE[0]..=UNSURE[1]).contains(share));
    let is_haze = |&(_, &deep): &(usize, &f32)| deep > EDGE * face_width_px;
    let haze = deep.as_slice().iter().enumerate().filter(is_haze);
    let on_clothes = |&(at, _): &(usize, &f32)| (at / width) as f32 > clothes_y;
    let moved = alpha.as_slice().iter().zip(mask.as_slice());
    let moved = moved.filter(|&(&opacity, &share)| (opacity > 0.5) != (share > 0.5));
    let voted = |value: fn(&any_background::Cut) -> f32| {
        Measured::from_option(votes.map(value), NotMeasurable::NotInFile)
    };
    let unsure = unsure.count() as f32 / length;
    let haze_on_clothes = haze.clone().filter(on_clothes).count() as f32 / length;
    let haze = haze.count() as f32 / length;
    CutQuality {
        way: if votes.is_some() {
            CutWay::AnyBackground
        } else {
            CutWay::KnownWall
        },
        unsure,
        haze,
        haze_on_clothes,
        moved: moved.count() as f32 / length,
        spread: voted(|cut| cut.spread),
        contradiction: voted(|cut| cut.contradiction),
        expected_error: Measured::from_option(
            votes.map(|cut| expected_error([haze, cut.spread])),
            NotMeasurable::NotInFile,
        ),
    }
}

/// Colour error at the edge, 8-bit steps, by what is doubtful about the cut: linear in logarithms, fitted
/// on people put before scenes (`cargo xtask eval any-background fit`; docs/measurements.md).
fn expected_error(doubts: [f32; 2]) -> f32 {
    let log: f32 = doubts
        .iter()
        .zip(EXPONENTS)
        .map(|(doubt, exponent)| exponent * doubt.max(LEAST_DOUBT).ln())
        .sum();
    (log + AT_ONE).exp().min(255.0)
}

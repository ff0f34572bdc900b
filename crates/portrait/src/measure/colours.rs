//! Measures how many colours the picture has beside its lightness: a grey photo has none, a sepia one has
//! one for each lightness.

use raster::colour::{Lab, lab};
use raster::resize::{Filter, resize};
use raster::{RgbImage, statistics};

/// The picture is averaged to this longer side first: noise is no colour.
const SIDE_PX: usize = 256;

/// Colours are compared with those of the same lightness, in steps of this many L\*.
const LIGHTNESS_STEP: f32 = 5.0;
const STEPS: usize = 20;

/// Fewer places of one lightness than this say nothing.
const LEAST_PLACES: usize = 20;

/// The share of places that are nearer to the usual colour of their lightness: lips and cheeks before a
/// grey wall are a few in a hundred.
const NEARER: f32 = 0.98;

/// Distance of a\* and b\* from their median among places of the same lightness that two in a hundred exceed,
/// ΔE ≥ 0.
pub(super) fn spread(image: &RgbImage) -> Option<f32> {
    let longer = image.width_px().max(image.height_px()).max(1);
    let side = |length: usize| (length * SIDE_PX / longer).max(1);
    let size = (side(image.width_px()), side(image.height_px()));
    let small = resize(image, size, Filter::Area);
    let mut by_lightness: [Vec<Lab>; STEPS] = std::array::from_fn(|_| Vec::new());
    for &pixel in small.as_raw().as_chunks::<3>().0 {
        let colour = lab(pixel);
        let step = (colour.lightness / LIGHTNESS_STEP).max(0.0) as usize;
        by_lightness[step.min(STEPS - 1)].push(colour);
    }
    let mut distances = Vec::new();
    for colours in by_lightness {
        if colours.len() < LEAST_PLACES {
            continue;
        }
        let median = |of: fn(&Lab) -> f32| statistics::median(colours.iter().map(of).collect());
        let (Some(a), Some(b)) = (median(|colour| colour.a), median(|colour| colour.b)) else {
            continue;
        };
        let off = colours
            .iter()
            .map(|colour| (colour.a - a).hypot(colour.b - b));
        distances.extend(off);
    }
    statistics::quantile(distances, NEARER)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A face before a wall, both shaded from left to right; `change` is what is done to the photo.
    #[track_caller]
    fn check(change: fn([u8; 3]) -> [u8; 3], expected: std::ops::Range<f32>) {
        let image = RgbImage::from_fn(300, 400, |x, y| {
            let light = 0.7 + x as f32 / 1000.0;
            let inside = (100..200).contains(&x) && (100..250).contains(&y);
            let colour = if inside {
                [215.0, 165.0, 140.0]
            } else {
                [190.0, 195.0, 200.0]
            };
            change(colour.map(|value: f32| (value * light) as u8))
        });
        let seen = spread(&image).unwrap();
        assert!(expected.contains(&seen), "{seen}");
    }

    fn grey([red, green, blue]: [u8; 3]) -> [u8; 3] {
        let sum = u32::from(red) * 3 + u32::from(green) * 6 + u32::from(blue);
        [(sum / 10) as u8; 3]
    }

    #[test]
    fn skin_before_a_grey_wall_is_another_colour() {
        check(|pixel| pixel, 8.0..60.0);
    }

    #[test]
    fn a_cast_takes_no_colour_away() {
        check(
            |[red, green, blue]| [red, green, (f32::from(blue) * 0.8) as u8],
            8.0..60.0,
        );
    }

    #[test]
    fn grey_and_sepia_have_one_colour_for_each_lightness() {
        check(grey, 0.0..0.5);
        let sepia = |pixel: [u8; 3]| {
            let value = f32::from(grey(pixel)[0]);
            [value * 1.05, value * 0.9, value * 0.7].map(|value| value.min(255.0) as u8)
        };
        check(sepia, 0.0..2.5);
    }
}

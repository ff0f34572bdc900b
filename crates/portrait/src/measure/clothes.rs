//! Measures the clothes below the chin: main colours, pattern, bare skin.

use raster::colour::{Lab, lab};
use raster::statistics;
use standard::facts::{ClothesFacts, ColourShare, LightFacts, Measured, NotMeasurable};

use crate::matting::Workbench;
use crate::vision::{FaceLandmarks, anatomy};

/// Clothes are looked for from this far below the chin, by face width: below most of the neck.
const BELOW_CHIN: f32 = 0.35;

/// Every this many pixels one is looked at.
const STEP: usize = 3;

/// Fewer pixels than this are no clothes.
const LEAST_PIXELS: usize = 400;

/// Colours closer than this ΔE\*ab are one.
const SAME_COLOUR: f32 = 14.0;

/// Colours kept while counting, and in the facts.
const COLOURS: [usize; 2] = [24, 4];

/// A colour covering less is a button.
const LEAST_SHARE: f32 = 0.04;

/// Skin is within this distance of the cheeks in a\* and b\*, and in lightness.
const SKIN: [f32; 2] = [9.0, 32.0];

/// Mean Sobel magnitude of plain cloth with its folds and seams, 0 … 255 scale.
const PLAIN_CLOTH: f32 = 14.0;

/// Measures the clothes.
pub(super) fn measure(
    bench: &Workbench,
    landmarks: &FaceLandmarks,
    light: &Measured<LightFacts>,
) -> Measured<ClothesFacts> {
    let chin = bench.to_bench(landmarks.at(anatomy::CHIN)).y;
    let from = (chin + BELOW_CHIN * bench.face_width_px()).max(0.0) as usize;
    let person = &bench.matte.sure_person;
    let (width, height) = (person.width_px(), person.height_px());
    let places: Vec<(usize, usize)> = (from..height)
        .step_by(STEP)
        .flat_map(|y| (0..width).step_by(STEP).map(move |x| (x, y)))
        .filter(|&(x, y)| person.at(x, y))
        .collect();
    let cheeks = light.as_value().map(|light| light.skin_ab);
    let skin_lightness = light.as_value().map(|light| light.luminance_mean * 100.0);
    let is_skin = |colour: Lab| match (cheeks, skin_lightness) {
        (Some([a, b]), Some(lightness)) => {
            (colour.a - a).hypot(colour.b - b) < SKIN[0]
                && (colour.lightness - lightness).abs() < SKIN[1]
        }
        _ => false,
    };
    let colours: Vec<Lab> = places
        .iter()
        .map(|&(x, y)| lab(bench.image.pixel(x, y)))
        .collect();
    let cloth: Vec<((usize, usize), Lab)> = places
        .iter()
        .copied()
        .zip(colours.iter().copied())
        .filter(|&(_, colour)| !is_skin(colour))
        .collect();
    if cloth.len() * STEP * STEP < LEAST_PIXELS {
        return Measured::NotMeasurable(NotMeasurable::OutsidePicture);
    }
    let luma = bench.image.luma();
    let edges = cloth
        .iter()
        .filter(|&&((x, y), _)| statistics::all_around(person, x, y))
        .map(|&((x, y), _)| statistics::sobel(&luma, x, y));
    let pattern = statistics::mean(edges).unwrap_or(0.0) / PLAIN_CLOTH;
    Measured::Value(ClothesFacts {
        colours: main_colours(bench, &cloth),
        pattern,
        skin_share: 1.0 - cloth.len() as f32 / places.len() as f32,
    })
}

/// Colours gathered around the first pixel that shows them; most common first.
fn main_colours(bench: &Workbench, cloth: &[((usize, usize), Lab)]) -> Vec<ColourShare> {
    struct Group {
        center: Lab,
        rgb: [u32; 3],
        count: u32,
    }
    let mut groups: Vec<Group> = Vec::new();
    for &((x, y), colour) in cloth {
        let rgb = bench.image.pixel(x, y).map(u32::from);
        let near = groups
            .iter_mut()
            .find(|group| group.center.difference(colour) < SAME_COLOUR);
        if let Some(group) = near {
            group.count += 1;
            for (sum, value) in group.rgb.iter_mut().zip(rgb) {
                *sum += value;
            }
        } else if groups.len() < COLOURS[0] {
            groups.push(Group {
                center: colour,
                rgb,
                count: 1,
            });
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.count));
    groups
        .iter()
        .take(COLOURS[1])
        .map(|group| ColourShare {
            rgb: group.rgb.map(|sum| (sum / group.count) as u8),
            share: group.count as f32 / cloth.len() as f32,
        })
        .filter(|colour| colour.share >= LEAST_SHARE)
        .collect()
}

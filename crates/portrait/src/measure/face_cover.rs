//! Measures how far the parts of a face differ from each other: a mask or a hand before it has another
//! colour than the skin around.

use raster::colour::Lab;
use raster::statistics;

use super::aligned::AlignedFace;
use super::heads::Clues;
use crate::vision::anatomy;

/// Parts of a face that are skin on a bare one: forehead, nose, both cheeks, upper lip, chin; by landmarks.
const PARTS: [&[usize]; 6] = [
    &[108, 151, 337, 336, 9, 107],
    &[6, 198, 48, 4, 278, 420],
    &anatomy::CHEEK_AREA_RIGHT,
    &anatomy::CHEEK_AREA_LEFT,
    &[2, 92, 165, 0, 391, 322],
    &[18, 201, 208, 175, 428, 421],
];

/// Fewer pixels than this of a part say nothing.
const LEAST_PX: usize = 20;

/// Colours are given in hundreds of ΔE, so that clues are of like size.
const HUNDRED: f32 = 100.0;

/// For the attribute head: distance in a\* and b\* of each part from the median of all parts, and difference
/// in lightness, each of the part where it is largest; and the same of the second largest. Zero where a part
/// is outside the picture.
pub(super) fn clues(face: &AlignedFace) -> Clues {
    let parts: Vec<Lab> = PARTS
        .iter()
        .filter_map(|part| {
            let region = face.region(part);
            let colours: Vec<Lab> = face.labs(&region).collect();
            (colours.len() >= LEAST_PX)
                .then(|| statistics::mean_lab(colours))
                .flatten()
        })
        .collect();
    let median = |of: fn(&Lab) -> f32| {
        statistics::median(parts.iter().map(of).collect()).unwrap_or_default()
    };
    let usual = Lab {
        lightness: median(|part| part.lightness),
        a: median(|part| part.a),
        b: median(|part| part.b),
    };
    let largest = |off: &dyn Fn(&Lab) -> f32| {
        let mut offs: Vec<f32> = parts.iter().map(off).collect();
        offs.sort_by(|one, other| other.total_cmp(one));
        offs.resize(2, 0.0);
        [offs[0] / HUNDRED, offs[1] / HUNDRED]
    };
    let [colour, second_colour] = largest(&|part| (part.a - usual.a).hypot(part.b - usual.b));
    let [light, second_light] = largest(&|part| (part.lightness - usual.lightness).abs());
    vec![colour, second_colour, light, second_light]
}

#[cfg(test)]
mod tests {
    use raster::RgbImage;

    use super::*;
    use crate::measure::drawn;

    /// Skin with something of `colour` below row `from`; the largest distance of a part, ΔE.
    #[track_caller]
    fn check(colour: [u8; 3], from: usize, expected: std::ops::Range<f32>) {
        let (mut landmarks, _) = drawn::flat_face();
        // Parts that the flat face does not place: around nose and chin.
        for (part, (x, y)) in PARTS.iter().zip([
            (200.0, 140.0),
            (200.0, 210.0),
            (158.0, 225.0),
            (242.0, 225.0),
            (200.0, 250.0),
            (200.0, 290.0),
        ]) {
            for (step, &index) in part.iter().enumerate() {
                let (sin, cos) = (step as f32).sin_cos();
                landmarks.points[index] = [x + 12.0 * cos, y + 12.0 * sin, 0.0];
            }
        }
        let image = RgbImage::from_fn(
            400,
            400,
            |_, y| {
                if y < from { [205, 150, 125] } else { colour }
            },
        );
        let face = AlignedFace::cut(&image, &landmarks).unwrap();
        let seen = clues(&face)[0] * HUNDRED;
        assert!(expected.contains(&seen), "{seen}");
    }

    #[test]
    fn bare_skin_is_alike() {
        check([205, 150, 125], 0, 0.0..1.0);
    }

    #[test]
    fn a_blue_mask_is_not() {
        check([150, 190, 215], 235, 20.0..80.0);
    }
}

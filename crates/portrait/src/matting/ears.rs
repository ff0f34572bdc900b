//! Corrects the matte at ears, where the extrapolated colour of the person is that of hair.
//!
//! Above and behind an ear is hair, so the pyramid extrapolates the colour of hair to the rim of
//! the ear, and light skin has the colour of dark hair mixed with a light wall. The colour of the
//! cheeks distinguishes skin from that mixture.

use raster::statistics::median;
use raster::{Plane, Point, RgbImage};

use super::place::Place;
use super::pyramid::Weighted;
use super::shares::{difference, length, mix, share};
use super::wall::SmoothWall;
use crate::vision::{FaceLandmarks, anatomy};

/// An ear lies within this distance of the edge of the cheek, by face width.
const REACH: f32 = 0.26;

/// sRGB distance from the line between skin and wall up to which a pixel is a mixture of them.
const ON_LINE: f32 = 0.04;

/// Ears are often in the shade: their skin lies beyond that of the cheeks, as seen from the wall.
const DARKEST_SHARE: f32 = 1.8;

/// A thinner share of skin is not told from noise or a thin strand.
const LEAST_SHARE: f32 = 0.3;

/// Where ears may be, and the colour of the skin beside each.
pub(super) struct Ears {
    sides: [(Point, [f32; 3]); 2],
    reach_px: f32,
}

impl Ears {
    /// Looks at the cheeks; `None` without a face.
    pub(super) fn of(
        image: &RgbImage,
        place: &Place,
        landmarks: Option<&FaceLandmarks>,
    ) -> Option<Self> {
        let landmarks = landmarks?;
        let side = |edge: usize, cheek: &[usize]| {
            let point = |index: usize| place.to_bench(landmarks.at(index));
            let skin = skin(image, cheek.iter().map(|&index| point(index)));
            Some((point(edge), skin?))
        };
        Some(Self {
            sides: [
                side(anatomy::CHEEK_RIGHT, &anatomy::CHEEK_AREA_RIGHT)?,
                side(anatomy::CHEEK_LEFT, &anatomy::CHEEK_AREA_LEFT)?,
            ],
            reach_px: REACH * place.face_width_px,
        })
    }

    /// Gives skin its own colour among the unknown places near the ears, in `person`.
    pub(super) fn recolour(
        &self,
        image: &RgbImage,
        wall: &SmoothWall,
        unknown: &[usize],
        person: &mut Plane<Weighted>,
    ) {
        let width = image.width_px();
        for &at in unknown {
            let (x, y) = (at % width, at / width);
            let here = Point::new(x as f32, y as f32);
            let near = |side: &&(Point, [f32; 3])| side.0.distance(here) < self.reach_px;
            let Some(&(_, skin)) = self.sides.iter().find(near) else {
                continue;
            };
            let seen = share(image.pixel(x, y));
            if is_mixture(seen, skin, wall.colours.at(x, y)) {
                let [red, green, blue] = skin;
                person.set(x, y, [red, green, blue, 1.0]);
            }
        }
    }
}

/// Whether a colour lies between wall and skin, and not near the wall.
fn is_mixture(seen: [f32; 3], skin: [f32; 3], wall: [f32; 3]) -> bool {
    let span = difference(skin, wall);
    let square: f32 = span.iter().map(|value| value * value).sum();
    let off = difference(seen, wall);
    let along: f32 = span.iter().zip(off).map(|(a, b)| a * b).sum();
    let share = along / square.max(1e-5);
    let on_line = mix(skin, wall, share.clamp(0.0, DARKEST_SHARE));
    share > LEAST_SHARE && length(difference(seen, on_line)) < ON_LINE
}

/// Median colour at some places of the bench; `None` where one of them lies outside.
fn skin(image: &RgbImage, places: impl Iterator<Item = Point>) -> Option<[f32; 3]> {
    let mut seen: [Vec<f32>; 3] = Default::default();
    for place in places {
        let inside = place.x >= 0.0
            && place.y >= 0.0
            && place.x < image.width_px() as f32
            && place.y < image.height_px() as f32;
        if !inside {
            return None;
        }
        let colour = share(image.pixel(place.x as usize, place.y as usize));
        for (values, value) in seen.iter_mut().zip(colour) {
            values.push(value);
        }
    }
    let [red, green, blue] = seen.map(median);
    Some([red?, green?, blue?])
}

#[cfg(test)]
mod tests {
    use super::*;

    const SKIN: [f32; 3] = [0.87, 0.72, 0.62];
    const HAIR: [f32; 3] = [0.08, 0.06, 0.06];
    const WALL: [f32; 3] = [0.85, 0.86, 0.85];

    #[track_caller]
    fn check(colour: [f32; 3], share: f32, expected: bool) {
        assert_eq!(is_mixture(mix(colour, WALL, share), SKIN, WALL), expected);
    }

    #[test]
    fn skin_is_told_from_thin_hair_and_from_wall() {
        check(SKIN, 1.0, true);
        check(SKIN, 1.4, true);
        check(SKIN, 0.5, true);
        check(SKIN, 0.1, false);
        check(HAIR, 0.1, false);
        check(HAIR, 0.3, false);
        check(HAIR, 0.9, false);
    }
}

//! Which places are surely person, surely background, or left to the colours.

use raster::Plane;

use super::face::Face;
use crate::matting::distance::depth;
use crate::matting::morphology::reach;
use crate::matting::place::Place;
use crate::matting::trimap;

/// Shares of the mask that say nothing for sure lie between this and its opposite.
const UNSURE: f32 = 0.15;

/// The band reaches this far into what the mask is sure of, by face width: person, background.
const REACHES: [f32; 2] = [0.017, 0.028];

/// Nothing farther from the mask's outline than this is left open, by face width: at the head, at clothes,
/// which have no strands and must not get translucent.
const FARTHEST: [f32; 2] = [0.072, 0.03];

/// Rows below the chin, by face width, where clothes begin.
const CLOTHES: f32 = 0.25;

/// Holes of the mask smaller than this share of the bench belong to the person: pockets are found by
/// colour, and shiny foreheads are none.
const HOLE: f32 = 0.0015;

/// Opacity below which places do not hang together.
const ATTACHED: f32 = 0.15;

/// What is known of every place.
#[derive(Debug)]
pub(super) struct OpenBand {
    /// Surely person.
    pub(super) person: Plane<bool>,
    /// Surely background.
    pub(super) background: Plane<bool>,
}

impl OpenBand {
    /// By the mask's shares.
    pub(super) fn of(mask: &Plane<f32>, face: &Face, place: &Place) -> Self {
        let width = mask.width_px();
        let joined = |limit: f32| -> Vec<bool> {
            let in_face = seeds(mask, face).filter(|&at| mask.as_slice()[at] > limit);
            let mut joined = vec![false; mask.as_slice().len()];
            reach(width, &mut joined, in_face, |at| {
                mask.as_slice()[at] > limit
            });
            joined
        };
        let sure = joined(1.0 - UNSURE);
        let possible = joined(UNSURE);
        let outline = without_holes(width, joined(0.5));
        let not = |set: &[bool]| set.iter().map(|inside| !inside).collect::<Vec<_>>();
        let within = |set: &[bool]| depth(width, set.iter().copied());
        let [into_person, into_background] = REACHES.map(|share| share * face.width);
        let (sure_depth, beyond) = (within(&sure), within(&not(&possible)));
        let (inside, outside) = (within(&outline), within(&not(&outline)));
        let clothes_y = face.chin_y + CLOTHES * face.width;
        let mut band = Self {
            person: mask.map(|_| false),
            background: mask.map(|_| false),
        };
        for at in 0..mask.as_slice().len() {
            let (x, y) = (at % width, at / width);
            let farthest = FARTHEST[usize::from(y as f32 > clothes_y)] * face.width;
            let person =
                sure_depth.as_slice()[at] > into_person || inside.as_slice()[at] > farthest;
            let background = beyond.as_slice()[at] > into_background
                || outside.as_slice()[at] > farthest
                || !trimap::lies_in(&place.photo, x, y);
            band.background.as_mut_slice()[at] = background && !person;
            band.person.as_mut_slice()[at] = person && trimap::lies_in(&place.photo, x, y);
        }
        band
    }

    /// Whether a place is left open.
    pub(super) fn is_open(&self, at: usize) -> bool {
        !self.person.as_slice()[at] && !self.background.as_slice()[at]
    }

    /// Takes out what does not hang together with the person.
    pub(super) fn keep_attached(&self, alpha: &mut Plane<f32>) {
        let mut attached = vec![false; alpha.as_slice().len()];
        let seeds = (0..attached.len()).filter(|&at| self.person.as_slice()[at]);
        let opacity = alpha.as_slice();
        reach(alpha.width_px(), &mut attached, seeds, |at| {
            opacity[at] > ATTACHED
        });
        for (opacity, attached) in alpha.as_mut_slice().iter_mut().zip(attached) {
            if !attached && *opacity > ATTACHED {
                *opacity = 0.0;
            }
        }
    }
}

/// Places in the middle of the face.
fn seeds(mask: &Plane<f32>, face: &Face) -> impl Iterator<Item = usize> {
    let width = mask.width_px();
    let span = |from: f32, to: f32, count: usize| {
        let bound = |value: f32| (value.max(0.0) as usize).min(count);
        bound(from)..bound(to)
    };
    let columns = span(
        face.center_x - 0.15 * face.width,
        face.center_x + 0.15 * face.width,
        width,
    );
    let rows = span(face.eyes_y, face.chin_y, mask.height_px());
    rows.flat_map(move |y| columns.clone().map(move |x| y * width + x))
}

/// The set with its small holes filled.
fn without_holes(width: usize, mut set: Vec<bool>) -> Vec<bool> {
    let largest = (HOLE * set.len() as f32) as usize;
    let mut seen = set.clone();
    for at in 0..set.len() {
        if !seen[at] {
            let hole = reach(width, &mut seen, std::iter::once(at), |at| !set[at]);
            if hole.len() < largest {
                for place in hole {
                    set[place] = true;
                }
            }
        }
    }
    set
}

#[cfg(test)]
mod tests {
    use raster::{Point, Rect};

    use super::*;

    const SIDE: usize = 200;

    /// A person 100 columns wide and a stranger at the left, both standing at the lower edge.
    fn band(strangers_share: f32) -> OpenBand {
        let mask = Plane::from_vec(
            SIDE,
            SIDE,
            (0..SIDE * SIDE)
                .map(|at| match (at % SIDE, at / SIDE) {
                    (60..160, 40..) => 0.99,
                    (0..30, 100..) => strangers_share,
                    _ => 0.01,
                })
                .collect(),
        );
        let face = Face {
            width: 100.0,
            center_x: 110.0,
            eyes_y: 80.0,
            chin_y: 130.0,
        };
        let place = Place {
            origin: Point::default(),
            scale: 1.0,
            photo: Rect {
                x: 0.0,
                y: 0.0,
                width: SIDE as f32,
                height: SIDE as f32,
            },
            face_width_px: 100.0,
        };
        OpenBand::of(&mask, &face, &place)
    }

    #[test]
    fn the_band_lies_at_the_outline_only() {
        let band = band(0.01);
        let open = |x: usize, y: usize| band.is_open(y * SIDE + x);
        assert!(band.person.at(110, 100) && band.background.at(10, 20));
        assert!(open(60, 100) && open(59, 100) && open(110, 40));
        assert!(band.person.at(110, 199), "the lower edge is no outline");
    }

    #[test]
    fn other_people_are_background() {
        assert!(band(0.99).background.at(10, 150));
    }
}

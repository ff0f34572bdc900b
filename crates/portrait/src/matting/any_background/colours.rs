//! The person's and the background's colour at every open place, carried there from where each is seen.

use raster::{Plane, RgbImage};

use crate::matting::pyramid::{Weighted, fill, values};
use crate::matting::shares::{share, unmix};

/// Levels of the pyramid that carries colours.
const LEVELS: usize = 7;

/// A place at least this opaque shows the person's colour alone; as far from 0, the background's.
const PURE: f32 = 0.97;

/// Both colours everywhere, sRGB shares.
pub(super) struct Colours {
    person: Plane<Weighted>,
    background: Plane<Weighted>,
}

impl Colours {
    /// Carried from where `alpha` is next to 1 and next to 0.
    pub(super) fn of(image: &RgbImage, alpha: &Plane<f32>) -> Self {
        let carried = |is_pure: &dyn Fn(usize) -> bool| {
            let pixels = image.as_raw().as_chunks::<3>().0.iter().enumerate();
            let data = pixels.map(|(at, &pixel)| {
                let [red, green, blue] = share(pixel);
                if is_pure(at) {
                    [red, green, blue, 1.0]
                } else {
                    [0.0; 4]
                }
            });
            let mut plane = Plane::from_vec(image.width_px(), image.height_px(), data.collect());
            fill(&mut plane, LEVELS);
            plane
        };
        let alpha = alpha.as_slice();
        Self {
            person: carried(&|at| alpha[at] >= PURE),
            background: carried(&|at| alpha[at] <= 1.0 - PURE),
        }
    }

    /// Person's and background's colour.
    pub(super) fn at(&self, x: usize, y: usize) -> ([f32; 3], [f32; 3]) {
        (
            values(self.person.at(x, y)),
            values(self.background.at(x, y)),
        )
    }

    /// The picture with the background taken out of partly opaque pixels.
    pub(super) fn unmixed(&self, image: &RgbImage, alpha: &Plane<f32>) -> RgbImage {
        let mut result = image.clone();
        let pixels = result.as_raw_mut().as_chunks_mut::<3>().0;
        for (at, (pixel, &opacity)) in pixels.iter_mut().zip(alpha.as_slice()).enumerate() {
            if opacity > 0.0 && opacity < 1.0 {
                let person = values(self.person.as_slice()[at]);
                let background = values(self.background.as_slice()[at]);
                *pixel = unmix(share(*pixel), opacity, person, background);
            }
        }
        result
    }
}

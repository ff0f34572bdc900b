//! Tests whether a pixel looks like this person's skin, whose colour is taken from the cheeks.

use raster::colour::Lab;
use raster::{Plane, statistics};

use super::aligned::AlignedFace;
use crate::vision::anatomy;

/// Farther than this many standard deviations in a* or b* is no skin.
const DEVIATIONS: f32 = 3.2;

/// Smallest standard deviation of a* and b*: cheeks are more even than the rest of the skin.
const LEAST_DEVIATION: f32 = 4.0;

/// Skin in shadow has at least this share of the cheeks' lightness.
const SHADOW: f32 = 0.45;

/// Colour and brightness of the skin of this face.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Skin {
    /// Mean of both cheeks.
    pub(crate) mean: Lab,
    deviation_ab: [f32; 2],
}

impl Skin {
    /// From both cheeks; `None` when they are not in the aligned face.
    pub(crate) fn of(face: &AlignedFace) -> Option<Self> {
        let colours: Vec<Lab> = [&anatomy::CHEEK_AREA_RIGHT, &anatomy::CHEEK_AREA_LEFT]
            .into_iter()
            .flat_map(|area| face.labs(&face.region(area)).collect::<Vec<_>>())
            .collect();
        let deviation = |of: fn(&Lab) -> f32| {
            let variance = statistics::variance(colours.iter().map(of))?;
            Some(variance.sqrt().max(LEAST_DEVIATION))
        };
        Some(Self {
            mean: statistics::mean_lab(colours.iter().copied())?,
            deviation_ab: [deviation(|lab| lab.a)?, deviation(|lab| lab.b)?],
        })
    }

    /// Whether a colour looks like it.
    pub(crate) fn is_like(&self, colour: Lab) -> bool {
        let [a, b] = self.deviation_ab;
        (colour.a - self.mean.a).abs() < DEVIATIONS * a
            && (colour.b - self.mean.b).abs() < DEVIATIONS * b
            && colour.lightness > SHADOW * self.mean.lightness
    }

    /// Share of a region that looks like it, 0 … 1; `None` below `least_px` pixels.
    pub(crate) fn share(
        &self,
        face: &AlignedFace,
        region: &Plane<bool>,
        least_px: usize,
    ) -> Option<f32> {
        let (mut like, mut all) = (0usize, 0usize);
        for colour in face.labs(region) {
            all += 1;
            like += usize::from(self.is_like(colour));
        }
        (all >= least_px.max(1)).then(|| like as f32 / all as f32)
    }
}

#[cfg(test)]
mod tests {
    use raster::{Plane, RgbImage};

    use super::*;
    use crate::measure::drawn;

    #[track_caller]
    fn check(around: [u8; 3], expected: f32) {
        let (landmarks, _) = drawn::flat_face();
        let image = RgbImage::from_fn(
            400,
            400,
            |_, y| {
                if y > 120 { [205, 150, 125] } else { around }
            },
        );
        let face = AlignedFace::cut(&image, &landmarks).unwrap();
        let above = Plane::from_vec(256, 256, (0..256 * 256).map(|at| at < 256 * 20).collect());
        let share = Skin::of(&face).unwrap().share(&face, &above, 10).unwrap();
        assert!((share - expected).abs() < 0.01, "{share}");
    }

    #[test]
    fn hair_is_no_skin_and_shaded_skin_is() {
        check([40, 32, 30], 0.0);
        check([160, 115, 95], 1.0);
        check([90, 120, 200], 0.0);
    }
}

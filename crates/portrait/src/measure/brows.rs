//! Measures hair in the band above the eyebrows.

use raster::{Point, statistics};
use standard::facts::Sides;

use super::aligned::AlignedFace;
use super::edges::{Edges, slope_quantile};
use super::heads::Clues;
use super::skin::Skin;

/// Upper edge of each brow, from outside to inside.
const BROWS: Sides<[usize; 5]> = Sides {
    right: [70, 63, 105, 66, 107],
    left: [300, 293, 334, 296, 336],
};

/// Upper edge of each band, from inside to outside: from a point of the brow towards the hairline.
const TOWARDS_HAIRLINE: Sides<[[usize; 2]; 4]> = Sides {
    right: [[107, 10], [66, 109], [105, 109], [63, 67]],
    left: [[336, 10], [296, 338], [334, 338], [293, 297]],
};

/// The band begins this far above the brow, pixels of the aligned face.
const ABOVE_BROW_PX: f32 = 5.0;

/// The band reaches this share of the way from brow to hairline.
const SHARE_OF_FOREHEAD: f32 = 0.55;

/// Slope that is added to the cheeks', so that smooth skin does not make a shadow a strand.
const LEAST_SLOPE: f32 = 4.0;

/// Darker than this share of the cheeks' lightness is hair or its shadow.
const DARK: f32 = 0.72;

/// Less of a band than this inside the photo cannot be measured.
const BAND_SHARE_IN_PICTURE: f32 = 0.8;

/// Measurements in the band above each brow.
#[derive(Debug, Clone, Copy)]
pub(super) struct BandAboveBrow {
    /// Upright edges by those of the cheeks, ≥ 0.
    pub(super) strands: f32,
    /// Share of dark pixels, 0 … 1.
    pub(super) dark_share: f32,
    /// Share of pixels that look like skin, 0 … 1.
    pub(super) skin_share: f32,
}

impl BandAboveBrow {
    /// Both bands; `None` when one lies outside the picture.
    pub(super) fn of_both(
        face: &AlignedFace,
        edges: &Edges,
        skin: Option<&Skin>,
    ) -> Option<Sides<Self>> {
        let skin = skin?;
        let band = |brow: [usize; 5], towards: [[usize; 2]; 4]| {
            let lower = brow.map(|index| face.at(index).offset(0.0, -ABOVE_BROW_PX));
            let upper =
                towards.map(|[from, to]| face.at(from).lerp(face.at(to), SHARE_OF_FOREHEAD));
            let outline: Vec<Point> = lower.into_iter().chain(upper).collect();
            Self::within(face, edges, skin, &outline)
        };
        Some(Sides {
            right: band(BROWS.right, TOWARDS_HAIRLINE.right)?,
            left: band(BROWS.left, TOWARDS_HAIRLINE.left)?,
        })
    }

    fn within(face: &AlignedFace, edges: &Edges, skin: &Skin, outline: &[Point]) -> Option<Self> {
        const AREA_PX: usize = 20;
        if face.share_in_picture(outline) < BAND_SHARE_IN_PICTURE {
            return None;
        }
        let region = AlignedFace::polygon(outline);
        let skin_share = skin.share(face, &region, AREA_PX)?;
        let plain = edges.on_cheeks(&edges.across, 0.85) + LEAST_SLOPE;
        let lightness: Vec<f32> = face.labs(&region).map(|lab| lab.lightness).collect();
        let dark = DARK * skin.mean.lightness;
        let dark_count = lightness.iter().filter(|&&value| value < dark).count();
        Some(Self {
            strands: slope_quantile(&edges.across, &region, 0.85) / plain,
            dark_share: dark_count as f32 / lightness.len() as f32,
            skin_share,
        })
    }

    /// For the attribute head: logarithm of the strand edges, dark share, skin share.
    pub(super) fn clues(&self) -> Clues {
        vec![self.strands.max(0.2).ln(), self.dark_share, self.skin_share]
    }
}

/// Clues of the side where more speaks for hair.
pub(super) fn worse_clues(bands: Option<Sides<BandAboveBrow>>) -> Clues {
    let Some(bands) = bands else {
        return vec![0.0, 0.0, 1.0];
    };
    let [right, left] = [bands.right, bands.left].map(|band| band.clues());
    let mean = |clues: &Clues| statistics::median(vec![clues[1], 1.0 - clues[2]]).unwrap_or(0.0);
    if mean(&right) >= mean(&left) {
        right
    } else {
        left
    }
}

#[cfg(test)]
mod tests {
    use raster::RgbImage;

    use super::*;
    use crate::measure::drawn;

    const SKIN: [u8; 3] = [205, 150, 125];
    const HAIR: [u8; 3] = [40, 32, 30];

    fn forehead(pixel: impl Fn(usize) -> [u8; 3]) -> Option<Sides<BandAboveBrow>> {
        let (mut landmarks, middle_x) = drawn::flat_face();
        for (side, brow, hairline) in [
            (-1.0, BROWS.right, [10, 109, 67]),
            (1.0, BROWS.left, [10, 338, 297]),
        ] {
            for (step, index) in brow.into_iter().enumerate() {
                let x = middle_x + side * (58.0 - 12.0 * step as f32);
                landmarks.points[index] = [x, 160.0, 0.0];
            }
            for (step, index) in hairline.into_iter().enumerate() {
                let x = middle_x + side * 20.0 * step as f32;
                landmarks.points[index] = [x, 105.0, 0.0];
            }
        }
        let image = RgbImage::from_fn(400, 400, |x, y| if y < 156 { pixel(x) } else { SKIN });
        let face = AlignedFace::cut(&image, &landmarks).unwrap();
        BandAboveBrow::of_both(&face, &Edges::of(&face), Skin::of(&face).as_ref())
    }

    #[track_caller]
    fn check(pixel: impl Fn(usize) -> [u8; 3], covered: bool) {
        let bands = forehead(pixel).unwrap();
        for band in [bands.right, bands.left] {
            assert_eq!(band.strands > 3.0, covered, "{band:?}");
            assert_eq!(band.dark_share > 0.2, covered, "{band:?}");
            assert_eq!(band.skin_share < 0.8, covered, "{band:?}");
        }
    }

    #[test]
    fn strands_are_edges_and_dark_and_a_bare_forehead_is_neither() {
        check(|_| SKIN, false);
        check(|x| if x % 9 < 4 { HAIR } else { SKIN }, true);
    }
}

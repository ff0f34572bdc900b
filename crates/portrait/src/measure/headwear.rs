//! Measures hats, scarves and bands: what is above the forehead.

use raster::colour::Lab;
use raster::{Point, statistics};

use super::aligned::AlignedFace;
use super::edges::{Edges, slope_quantile};
use super::heads::Clues;
use super::skin::Skin;

/// Upper edge of the face from temple to temple.
const HAIRLINE: [usize; 7] = [54, 103, 67, 10, 297, 332, 284];

/// The band above it reaches up this far, pixels of the aligned face.
const BAND_PX: f32 = 34.0;

/// Clues where the band lies outside the picture.
const UNKNOWN: [f32; 4] = [0.5, 0.15, 0.1, 0.0];

/// For the attribute head, from the band above the forehead: lightness by the cheeks', chroma / 100,
/// skin share, logarithm of level by upright edges (a brim is level, hair mostly upright).
pub(super) fn clues(face: &AlignedFace, edges: &Edges, skin: Option<&Skin>) -> Clues {
    const AREA_PX: usize = 60;
    let edge = HAIRLINE.map(|index| face.at(index));
    let raised = edge.map(|at| Point::new(at.x, (at.y - BAND_PX).max(0.0)));
    let outline: Vec<Point> = edge.into_iter().chain(raised.into_iter().rev()).collect();
    let Some(skin) = skin.filter(|_| face.share_in_picture(&outline) > 0.7) else {
        return UNKNOWN.to_vec();
    };
    let band = AlignedFace::polygon(&outline);
    let Some(skin_share) = skin.share(face, &band, AREA_PX) else {
        return UNKNOWN.to_vec();
    };
    let median = |of: fn(Lab) -> f32| {
        statistics::median(face.labs(&band).map(of).collect()).unwrap_or_default()
    };
    let level = slope_quantile(&edges.down, &band, 0.9) + 4.0;
    let upright = slope_quantile(&edges.across, &band, 0.9) + 4.0;
    vec![
        (median(|lab| lab.lightness) / skin.mean.lightness.max(1.0)).min(2.0),
        median(Lab::chroma) / 100.0,
        skin_share,
        (level / upright).ln(),
    ]
}

#[cfg(test)]
mod tests {
    use raster::RgbImage;

    use super::*;
    use crate::measure::drawn;

    #[track_caller]
    fn check(above: [u8; 3], moved_up: f32, expected: impl Fn(&[f32]) -> bool) {
        let (mut landmarks, _) = drawn::flat_face();
        for point in &mut landmarks.points {
            point[1] -= moved_up;
        }
        let edge_y = 160.0 - moved_up;
        let image = RgbImage::from_fn(400, 400, |_, y| {
            if (y as f32) < edge_y {
                above
            } else {
                [205, 150, 125]
            }
        });
        let face = AlignedFace::cut(&image, &landmarks).unwrap();
        let clues = clues(&face, &Edges::of(&face), Skin::of(&face).as_ref());
        assert!(expected(&clues), "{clues:?}");
    }

    #[test]
    fn a_red_hat_is_colourful_and_no_skin() {
        check([200, 20, 40], 0.0, |clues| clues[1] > 0.4 && clues[2] < 0.4);
        check([205, 150, 125], 0.0, |clues| {
            clues[1] < 0.4 && clues[2] > 0.9
        });
    }

    #[test]
    fn a_cut_off_head_says_nothing() {
        check([200, 20, 40], 150.0, |clues| clues == UNKNOWN);
    }
}

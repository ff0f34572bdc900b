//! One cut on the bench: which way it is made, and what comes of it.

use nn::{NetworkError, Networks};
use raster::{Plane, RgbImage};
use standard::facts::CutQuality;

use super::ears::Ears;
use super::known_wall::{self, Known};
use super::place::Place;
use super::trimap::Trimap;
use super::wall::{self, SmoothWall};
use super::{any_background, contour, quality};
use crate::vision::{FaceLandmarks, anatomy};

/// The wall is fitted again when more than this share of the bench turned out to be hair.
const REFIT_SHARE: f32 = 0.003;

/// From this residual on the wall is not plain enough to know its colour behind hair, and the second way
/// cuts better. Plain walls read up to 0.04, busy ones from 0.12; the limit of `background-plain` is the same.
const PLAIN_RESIDUAL: f32 = 0.06;

/// Clothes begin this far below the chin, by face width.
const CLOTHES: f32 = 0.25;

/// Result of matting on the bench.
#[derive(Debug)]
pub(crate) struct Matte {
    /// Opacity of the person, 0 … 1.
    pub(crate) alpha: Plane<f32>,
    /// Unmixed colour of the person where 0 < alpha < 1; equal to the scaled original where
    /// alpha is 1.
    pub(crate) foreground: RgbImage,
    /// The smooth wall as fitted, continued behind the person; `None` where too little of it is seen.
    pub(crate) wall: Option<SmoothWall>,
    /// Where the wall is surely seen.
    pub(crate) sure_wall: Plane<bool>,
    /// Where the person is surely seen.
    pub(crate) sure_person: Plane<bool>,
    /// sRGB distance of person and wall along the outline of `alpha`, 0 … √3; 0 elsewhere.
    pub(crate) contrast: Plane<f32>,
    /// What the cut is worth.
    pub(crate) quality: CutQuality,
}

impl Matte {
    /// Cuts the person out of a plain wall. Otherwise gives what is seen of the wall that is not plain.
    pub(super) fn of_known_wall(
        image: &RgbImage,
        segmentation: &Plane<f32>,
        place: &Place,
        landmarks: Option<&FaceLandmarks>,
    ) -> Result<Self, Box<SeenWall>> {
        let mut trimap = Trimap::of(segmentation, place);
        let Some(mut wall) = wall::fit(image, &trimap.sure_wall) else {
            return Err(Box::new((None, trimap.sure_wall)));
        };
        let by_mask = trimap.clone();
        let freed = trimap.free_hair(image, &wall, place, landmarks);
        if freed as f32 > REFIT_SHARE * (image.width_px() * image.height_px()) as f32 {
            match wall::fit(image, &trimap.sure_wall) {
                Some(again) => wall = again,
                None => return Err(Box::new((Some(wall), by_mask.sure_wall))),
            }
        }
        if wall.residual >= PLAIN_RESIDUAL {
            return Err(Box::new((Some(wall), by_mask.sure_wall)));
        }
        let sure_wall = trimap.sure_wall.clone();
        trimap.keep_face(place, landmarks);
        trimap.close_seams(image, &wall, place);
        trimap.open_pockets(image, &wall, place, landmarks);
        trimap.close_beyond(place);
        let outline = contour::smooth_step(segmentation, place.face_width_px);
        let cut = known_wall::cut(&Known {
            image,
            mask: segmentation,
            sure_person: &trimap.sure_person,
            sure_wall: &trimap.sure_wall,
            wall: &wall,
            outline: &outline,
            ears: Ears::of(image, place, landmarks),
        });
        let scale = (place.face_width_px, clothes_y(place, landmarks));
        let quality = quality::measure(&cut.alpha, segmentation, scale, None);
        Ok(Self {
            alpha: cut.alpha,
            foreground: cut.foreground,
            wall: Some(wall),
            sure_wall,
            sure_person: trimap.sure_person,
            contrast: cut.contrast,
            quality,
        })
    }

    /// Cuts the person out of whatever is behind; the mask of all votes replaces `segmentation`.
    pub(super) fn of_any_background(
        networks: &Networks,
        before: &Before<'_>,
        seen: SeenWall,
        segmentation: &mut Plane<f32>,
    ) -> Result<Self, NetworkError> {
        let Before {
            image,
            place,
            landmarks,
        } = *before;
        let (wall, sure_wall) = seen;
        let cut = any_background::cut(networks, image, place, landmarks)?;
        let scale = (place.face_width_px, clothes_y(place, Some(landmarks)));
        let quality = quality::measure(&cut.alpha, &cut.mask, scale, Some(&cut));
        *segmentation = cut.mask;
        Ok(Self {
            alpha: cut.alpha,
            foreground: cut.foreground,
            wall,
            sure_wall,
            sure_person: cut.sure_person,
            contrast: cut.contrast,
            quality,
        })
    }
}

/// The wall as far as it could be fitted, and where it is surely seen.
pub(super) type SeenWall = (Option<SmoothWall>, Plane<bool>);

/// What a person is cut out of.
pub(super) struct Before<'a> {
    pub(super) image: &'a RgbImage,
    pub(super) place: &'a Place,
    pub(super) landmarks: &'a FaceLandmarks,
}

/// The row of the bench where clothes begin; beyond the bench without landmarks.
fn clothes_y(place: &Place, landmarks: Option<&FaceLandmarks>) -> f32 {
    landmarks.map_or(f32::INFINITY, |landmarks| {
        place.to_bench(landmarks.at(anatomy::CHIN)).y + CLOTHES * place.face_width_px
    })
}

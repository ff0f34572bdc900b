//! The trimap: pixels that are certainly person, certainly wall, or unknown, from the segmentation
//! and the wall.

use raster::statistics::median;
use raster::{Plane, Point, Rect, RgbImage};

use super::morphology::{close, erode, reach};
use super::place::Place;
use super::shares::{difference, length, share};
use super::wall::SmoothWall;
use crate::even_odd;
use crate::vision::{FaceLandmarks, anatomy};

/// Mask shares beyond which the segmentation is believed.
const SURE: [f32; 2] = [0.07, 0.93];

/// The unknown band reaches this far to both sides of the outline, by face width: the mask's cells
/// and the hair that it cuts off.
const BAND: f32 = 0.03;

/// Strands may stand off this far beyond the band, by face width.
const STRANDS: f32 = 0.12;

/// Locks that the segmentation overlooked reach this far, by face width.
const LOCKS: f32 = 0.5;

/// A lock is off the wall's colour by this sRGB distance at least: shadows are not.
const LOCK_OFF_WALL: f32 = 0.22;

/// A lock has the colour of the hair above the forehead within this sRGB distance.
const HAIR_COLOUR: f32 = 0.25;

/// The rim of a lock that may be mixed with wall, by face width.
const LOCK_RIM: f32 = 0.012;

/// Fewer pixels of hair than this say nothing of its colour.
const LEAST_HAIR_PX: usize = 100;

/// A pixel off the wall's colour by this many deviations of noise, and at least by this sRGB
/// distance, is not wall.
const OFF_WALL: [f32; 2] = [5.0, 0.06];

/// A pocket's colour is within this sRGB distance of the wall's.
const POCKET_COLOUR: f32 = 0.055;

/// Smallest pocket, by the square of the face width.
const POCKET_AREA: f32 = 0.0006;

/// Largest pocket, by the square of the face width.
const LARGEST_POCKET: f32 = 0.25;

/// Both sides of the unknown band and the rim of a lock, by face width.
const SEAM: f32 = 2.0 * BAND + LOCK_RIM;

/// A shadow leaves at least this share of the wall's sRGB value.
const DEEPEST_SHADOW: f32 = 0.5;

/// The face oval enlarged by this is never opened.
const FACE_MARGIN: f32 = 1.06;

/// The face oval reduced by this is surely person: landmarks are good to a hundredth of the face.
const FACE_CORE: f32 = 0.975;

/// Surely person, surely wall; the rest is unknown.
#[derive(Clone)]
pub(super) struct Trimap {
    pub(super) sure_person: Plane<bool>,
    pub(super) sure_wall: Plane<bool>,
}

impl Trimap {
    /// By the segmentation alone. What lies beyond the photo is neither.
    pub(super) fn of(mask: &Plane<f32>, place: &Place) -> Self {
        let band = (BAND * place.face_width_px).round().max(2.0) as usize;
        let mut sure_person = erode(&mask.map(|value| value > SURE[1]), band);
        let mut sure_wall = erode(&mask.map(|value| value < SURE[0]), band);
        clear_beyond(&mut sure_person, place);
        clear_beyond(&mut sure_wall, place);
        Self {
            sure_person,
            sure_wall,
        }
    }

    /// Opens the wall around the head where it does not look like wall but is connected with the
    /// person: strands, and locks that the segmentation overlooked. Gives the number of pixels.
    pub(super) fn free_hair(
        &mut self,
        image: &RgbImage,
        wall: &SmoothWall,
        place: &Place,
        landmarks: Option<&FaceLandmarks>,
    ) -> usize {
        let Some(landmarks) = landmarks else { return 0 };
        let (width, height) = (image.width_px(), image.height_px());
        let face = place.face_width_px;
        let near = erode(&self.sure_wall, (STRANDS * face) as usize);
        let far = erode(&self.sure_wall, (LOCKS * face) as usize);
        let hair = self.hair_colour(image, place, landmarks);
        let chin = place.to_bench(landmarks.at(anatomy::CHIN)).y;
        let limit = (OFF_WALL[0] * wall.noise).max(OFF_WALL[1]);
        let like_hair = |at: usize| {
            let colour = share(image.pixel(at % width, at / width));
            hair.is_some_and(|hair| length(difference(colour, hair)) < HAIR_COLOUR)
        };
        let open = |at: usize| {
            let (x, y) = (at % width, at / width);
            if !self.sure_wall.as_slice()[at] || far.as_slice()[at] {
                return false;
            }
            let off = off_wall(image, wall, x, y);
            // Below the chin stand shoulders, and shoulders have no strands but shadows.
            let strand = off > limit && !near.as_slice()[at] && (y as f32) < chin;
            strand || (off > limit.max(LOCK_OFF_WALL) && like_hair(at))
        };
        let mut reached = vec![false; width * height];
        let unknown = |at: &usize| {
            !self.sure_wall.as_slice()[*at] && lies_in(&place.photo, at % width, at / width)
        };
        let seeds = (0..width * height).filter(unknown);
        let added = reach(width, &mut reached, seeds, open);
        let freed: Vec<usize> = added
            .into_iter()
            .filter(|&at| self.sure_wall.as_slice()[at])
            .collect();
        let rim = (LOCK_RIM * face).round().max(2.0) as usize;
        for &at in &freed {
            forget_around(&mut self.sure_wall, at, rim);
        }
        // What is thick and has the hair's colour is hair, not a mixture.
        let lock = |at: usize| {
            self.sure_person.as_slice()[at]
                || (!self.sure_wall.as_slice()[at]
                    && off_wall(image, wall, at % width, at / width) > LOCK_OFF_WALL
                    && like_hair(at))
        };
        let locks = Plane::from_vec(width, height, (0..width * height).map(lock).collect());
        let thick = erode(&locks, rim);
        for (person, thick) in self
            .sure_person
            .as_mut_slice()
            .iter_mut()
            .zip(thick.as_slice())
        {
            *person |= thick;
        }
        freed.len()
    }

    /// Median colour of what is surely person above the forehead, sRGB shares.
    fn hair_colour(
        &self,
        image: &RgbImage,
        place: &Place,
        landmarks: &FaceLandmarks,
    ) -> Option<[f32; 3]> {
        let forehead = place.to_bench(landmarks.at(anatomy::FOREHEAD_TOP));
        let face = place.face_width_px;
        let columns = |x: f32| x.clamp(0.0, image.width_px() as f32) as usize;
        let rows = |y: f32| y.clamp(0.0, image.height_px() as f32) as usize;
        let mut seen: [Vec<f32>; 3] = Default::default();
        for y in rows(forehead.y - face)..rows(forehead.y - 0.1 * face) {
            for x in columns(forehead.x - 0.3 * face)..columns(forehead.x + 0.3 * face) {
                if self.sure_person.at(x, y) {
                    let colour = share(image.pixel(x, y));
                    for (values, value) in seen.iter_mut().zip(colour) {
                        values.push(value);
                    }
                }
            }
        }
        let enough = seen[0].len() > LEAST_HAIR_PX;
        enough.then(|| seen.map(|values| median(values).unwrap_or(0.0)))
    }

    /// The face that the landmarks outline is person, whatever its colour.
    pub(super) fn keep_face(&mut self, place: &Place, landmarks: Option<&FaceLandmarks>) {
        let Some(landmarks) = landmarks else { return };
        let oval = Oval::of(landmarks, place, FACE_CORE);
        for y in 0..self.sure_person.height_px() {
            for x in 0..self.sure_person.width_px() {
                if lies_in(&place.photo, x, y) && oval.contains(Point::new(x as f32, y as f32)) {
                    self.sure_person.set(x, y, true);
                    self.sure_wall.set(x, y, false);
                }
            }
        }
    }

    /// Closes seams inside the person, as between a jaw and a lock behind it that the segmentation
    /// overlooked: so far from the wall nothing is a mixture with it, though light skin before dark
    /// hair has the colour of one. Shadows stay open, for they are wall, but not in a seam so narrow
    /// that both sides of the unknown band fill it.
    pub(super) fn close_seams(&mut self, image: &RgbImage, wall: &SmoothWall, place: &Place) {
        let width = image.width_px();
        let face = place.face_width_px;
        let beyond_bands = (SEAM * face).round().max(6.0) as usize;
        let inner = erode(&self.sure_wall.map(|wall| !wall), beyond_bands);
        let half_seam = ((BAND + LOCK_RIM) * face).round().max(3.0) as usize;
        let narrow = close(&self.sure_person, half_seam);
        let limit = (OFF_WALL[0] * wall.noise).max(OFF_WALL[1]);
        let inner = inner.as_slice().iter().enumerate();
        for (at, _) in inner.filter(|&(_, &inner)| inner) {
            let (x, y) = (at % width, at / width);
            if self.sure_person.at(x, y)
                || !lies_in(&place.photo, x, y)
                || off_wall(image, wall, x, y) <= limit
            {
                continue;
            }
            let seen = share(image.pixel(x, y));
            if narrow.at(x, y) || off_shadow(seen, wall.colours.at(x, y)) > limit {
                self.sure_person.set(x, y, true);
            }
        }
    }

    /// Opens places inside the person beside the face that look like the wall: pockets between
    /// hair and neck.
    pub(super) fn open_pockets(
        &mut self,
        image: &RgbImage,
        wall: &SmoothWall,
        place: &Place,
        landmarks: Option<&FaceLandmarks>,
    ) {
        let Some(landmarks) = landmarks else { return };
        let (width, height) = (image.width_px(), image.height_px());
        let face = place.face_width_px;
        let oval = Oval::of(landmarks, place, FACE_MARGIN);
        let chin = place.to_bench(landmarks.at(anatomy::CHIN)).y;
        let limit = (5.0 * wall.noise).clamp(0.02, POCKET_COLOUR);
        let rows = 0..((chin + 0.12 * face).max(0.0) as usize).min(height);
        let mut candidate = vec![false; width * height];
        for y in rows {
            for x in 0..width {
                candidate[y * width + x] = self.sure_person.at(x, y)
                    && off_wall(image, wall, x, y) < limit
                    && !oval.contains(Point::new(x as f32, y as f32));
            }
        }
        let mut done = vec![false; width * height];
        for seed in 0..candidate.len() {
            if !candidate[seed] || done[seed] {
                continue;
            }
            let pixels = reach(width, &mut done, std::iter::once(seed), |at| candidate[at]);
            let area = pixels.len() as f32 / (face * face);
            if (POCKET_AREA..LARGEST_POCKET).contains(&area) {
                for at in pixels {
                    forget_around(&mut self.sure_person, at, 3);
                }
            }
        }
    }

    /// What lies beyond the photo's edge is no person.
    pub(super) fn close_beyond(&mut self, place: &Place) {
        let (width, height) = (self.sure_wall.width_px(), self.sure_wall.height_px());
        for y in 0..height {
            for x in 0..width {
                if !lies_in(&place.photo, x, y) {
                    self.sure_wall.set(x, y, true);
                }
            }
        }
    }
}

/// Takes a square around a place out of the set.
fn forget_around(set: &mut Plane<bool>, at: usize, radius_px: usize) {
    let (x, y) = (at % set.width_px(), at / set.width_px());
    let right = (x + radius_px).min(set.width_px() - 1);
    let bottom = (y + radius_px).min(set.height_px() - 1);
    for y in y.saturating_sub(radius_px)..=bottom {
        for x in x.saturating_sub(radius_px)..=right {
            set.set(x, y, false);
        }
    }
}

fn clear_beyond(set: &mut Plane<bool>, place: &Place) {
    for y in 0..set.height_px() {
        for x in 0..set.width_px() {
            if !lies_in(&place.photo, x, y) {
                set.set(x, y, false);
            }
        }
    }
}

/// Whether the middle of a bench pixel lies in the photo.
pub(super) fn lies_in(photo: &Rect, x: usize, y: usize) -> bool {
    let (x, y) = (x as f32 + 0.5, y as f32 + 0.5);
    x >= photo.x && y >= photo.y && x <= photo.right() && y <= photo.bottom()
}

/// sRGB distance of a pixel from the wall, 0 … √3.
fn off_wall(image: &RgbImage, wall: &SmoothWall, x: usize, y: usize) -> f32 {
    length(difference(share(image.pixel(x, y)), wall.colours.at(x, y)))
}

/// sRGB distance of a colour from the wall in its own shadow, which is a darker wall, 0 … √3.
fn off_shadow(seen: [f32; 3], wall: [f32; 3]) -> f32 {
    let along: f32 = seen.iter().zip(wall).map(|(a, b)| a * b).sum();
    let square: f32 = wall.iter().map(|value| value * value).sum();
    let light = (along / square.max(1e-5)).clamp(DEEPEST_SHADOW, 1.0);
    length(difference(seen, wall.map(|value| value * light)))
}

/// The outline of the face on the bench, enlarged by a factor.
struct Oval {
    corners: Vec<Point>,
    low: Point,
    high: Point,
}

impl Oval {
    fn of(landmarks: &FaceLandmarks, place: &Place, factor: f32) -> Self {
        let points: Vec<Point> = anatomy::FACE_OVAL
            .iter()
            .map(|&index| place.to_bench(landmarks.at(index)))
            .collect();
        let count = points.len() as f32;
        let center = Point::new(
            points.iter().map(|point| point.x).sum::<f32>() / count,
            points.iter().map(|point| point.y).sum::<f32>() / count,
        );
        let corners: Vec<Point> = points
            .iter()
            .map(|&point| center.lerp(point, factor))
            .collect();
        let (mut low, mut high) = (center, center);
        for corner in &corners {
            low = Point::new(low.x.min(corner.x), low.y.min(corner.y));
            high = Point::new(high.x.max(corner.x), high.y.max(corner.y));
        }
        Self { corners, low, high }
    }

    /// Whether the point lies in the upright box around the oval.
    fn extent(&self, point: Point) -> bool {
        (self.low.x..=self.high.x).contains(&point.x)
            && (self.low.y..=self.high.y).contains(&point.y)
    }

    fn contains(&self, point: Point) -> bool {
        self.extent(point) && even_odd::contains(&self.corners, point)
    }
}

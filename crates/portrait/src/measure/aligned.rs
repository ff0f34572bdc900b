//! The face, turned upright and scaled to one size, so that a measure on it means the same on every
//! photo; and regions on it by landmark numbers.
//!
//! It serves measuring only: no pixel of it is used in the portrait. Coordinates follow the
//! landmarks: pixel centres are at whole numbers.

use raster::colour::Lab;
use raster::resize::{Filter, crop_and_resize};
use raster::warp::{Border, sample};
use raster::{Plane, Point, Rect, RgbImage};

use crate::vision::{FaceLandmarks, anatomy};

/// Side of the aligned face, pixels.
pub(crate) const SIDE_PX: usize = 256;

/// Distance of the outer eye corners on the aligned face, pixels.
pub(crate) const EYE_CORNERS_PX: f32 = 0.42 * SIDE_PX as f32;

/// Where the middle between the outer eye corners lies on the aligned face.
const EYE_MIDDLE: Point = Point::new(0.5 * SIDE_PX as f32, 0.4 * SIDE_PX as f32);

/// The picture is first reduced to this many times the final resolution and then sampled, so that
/// sampling between pixels costs little sharpness.
const OVERSAMPLING: f32 = 1.5;

/// The largest face of a scene, [`SIDE_PX`] × [`SIDE_PX`], eyes level.
#[derive(Debug, Clone)]
pub(crate) struct AlignedFace {
    /// The pixels. Beyond the edge of the photo its last pixels are repeated.
    pub(crate) image: RgbImage,
    /// Brightness of `image` (Rec. 601 luma).
    pub(crate) luma: Plane<u8>,
    /// All 478 landmarks on `image`.
    pub(crate) points: Vec<Point>,
    /// Aligned pixels per working pixel: below 1 the face was reduced, above 1 enlarged.
    pub(crate) scale: f32,
    frame: Frame,
    working_size_px: (usize, usize),
}

/// The similarity between working picture and aligned face.
#[derive(Debug, Clone, Copy)]
struct Frame {
    /// Image of [`EYE_MIDDLE`] in the working picture.
    middle: Point,
    /// Working pixels that one aligned pixel to the right goes to the right and down.
    right: Point,
}

impl Frame {
    /// `None` when the eye corners coincide.
    fn of(landmarks: &FaceLandmarks) -> Option<Self> {
        let corner_right = landmarks.at(anatomy::EYE_OUTER_CORNER_RIGHT);
        let corner_left = landmarks.at(anatomy::EYE_OUTER_CORNER_LEFT);
        let apart = corner_right.distance(corner_left);
        if !apart.is_finite() || apart < 1.0 {
            return None;
        }
        Some(Self {
            middle: corner_right.midpoint(corner_left),
            right: Point::new(
                (corner_left.x - corner_right.x) / EYE_CORNERS_PX,
                (corner_left.y - corner_right.y) / EYE_CORNERS_PX,
            ),
        })
    }

    fn working_px_per_aligned_px(&self) -> f32 {
        self.right.x.hypot(self.right.y)
    }

    fn to_working(self, aligned: Point) -> Point {
        let (dx, dy) = (aligned.x - EYE_MIDDLE.x, aligned.y - EYE_MIDDLE.y);
        self.middle.offset(
            self.right.x * dx - self.right.y * dy,
            self.right.y * dx + self.right.x * dy,
        )
    }

    fn to_aligned(self, working: Point) -> Point {
        let (dx, dy) = (working.x - self.middle.x, working.y - self.middle.y);
        let squared = self.right.x.powi(2) + self.right.y.powi(2);
        EYE_MIDDLE.offset(
            (self.right.x * dx + self.right.y * dy) / squared,
            (self.right.x * dy - self.right.y * dx) / squared,
        )
    }
}

impl AlignedFace {
    /// Cuts the face out of the working picture; `None` when the eye corners coincide or the
    /// picture is empty.
    pub(crate) fn cut(image: &RgbImage, landmarks: &FaceLandmarks) -> Option<Self> {
        if image.as_raw().is_empty() {
            return None;
        }
        let frame = Frame::of(landmarks)?;
        let pixels = sample_frame(image, frame);
        let points = (0..landmarks.points.len())
            .map(|index| frame.to_aligned(landmarks.at(index)))
            .collect();
        Some(Self {
            luma: pixels.luma(),
            image: pixels,
            points,
            scale: 1.0 / frame.working_px_per_aligned_px(),
            frame,
            working_size_px: (image.width_px(), image.height_px()),
        })
    }

    /// The landmark `index` (0 … 477) on the aligned face.
    pub(crate) fn at(&self, index: usize) -> Point {
        self.points[index]
    }

    /// A point of the aligned face in the working picture.
    pub(crate) fn to_working(&self, aligned: Point) -> Point {
        self.frame.to_working(aligned)
    }

    /// A point of the working picture on the aligned face.
    #[cfg_attr(not(test), expect(dead_code, reason = "for measures by mask"))]
    pub(crate) fn to_aligned(&self, working: Point) -> Point {
        self.frame.to_aligned(working)
    }

    /// The convex hull of some landmarks.
    pub(crate) fn region(&self, indices: &[usize]) -> Plane<bool> {
        let points: Vec<Point> = indices.iter().map(|&index| self.at(index)).collect();
        Self::polygon(&convex_hull(points))
    }

    /// The inside of a closed outline (even–odd rule), as far as it lies on the aligned face.
    pub(crate) fn polygon(outline: &[Point]) -> Plane<bool> {
        fill_polygon(outline, SIDE_PX, SIDE_PX)
    }

    /// Colours of the pixels of a region.
    pub(crate) fn colours<'a>(
        &'a self,
        region: &'a Plane<bool>,
    ) -> impl Iterator<Item = [u8; 3]> + 'a {
        let (pixels, _) = self.image.as_raw().as_chunks::<3>();
        pixels
            .iter()
            .zip(region.as_slice())
            .filter_map(|(&rgb, &inside)| inside.then_some(rgb))
    }

    /// Colours of the pixels whose centre lies within `radius_px` of `center`.
    pub(crate) fn disc(&self, center: Point, radius_px: f32) -> impl Iterator<Item = [u8; 3]> {
        let span = move |middle: f32| {
            let first = (middle - radius_px).ceil().clamp(0.0, SIDE_PX as f32) as usize;
            let end = (middle + radius_px).floor() + 1.0;
            first..end.clamp(0.0, SIDE_PX as f32) as usize
        };
        span(center.y)
            .flat_map(move |y| span(center.x).map(move |x| (x, y)))
            .filter(move |&(x, y)| center.distance(Point::new(x as f32, y as f32)) <= radius_px)
            .map(|(x, y)| self.image.pixel(x, y))
    }

    /// CIE L\*a\*b\* of the pixels of a region.
    pub(crate) fn labs<'a>(&'a self, region: &'a Plane<bool>) -> impl Iterator<Item = Lab> + 'a {
        self.colours(region).map(raster::colour::lab)
    }

    /// Brightness of the pixels of a region, 0 … 255.
    pub(crate) fn lumas<'a>(&'a self, region: &'a Plane<bool>) -> impl Iterator<Item = u8> + 'a {
        self.luma
            .as_slice()
            .iter()
            .zip(region.as_slice())
            .filter_map(|(&luma, &inside)| inside.then_some(luma))
    }

    /// Share of an outline's corners that lie inside the photo, 0 … 1: below 1 a region shows
    /// repeated edge pixels.
    pub(crate) fn share_in_picture(&self, outline: &[Point]) -> f32 {
        let (width, height) = self.working_size_px;
        let inside = |point: &&Point| {
            let at = self.to_working(**point);
            (0.0..width as f32).contains(&at.x) && (0.0..height as f32).contains(&at.y)
        };
        outline.iter().filter(inside).count() as f32 / outline.len().max(1) as f32
    }
}

/// Samples the aligned face, averaging first where it is reduced.
fn sample_frame(image: &RgbImage, frame: Frame) -> RgbImage {
    let reduction = frame.working_px_per_aligned_px() / OVERSAMPLING;
    if reduction <= 1.0 {
        return sample_aligned(image, |at| frame.to_working(at));
    }
    let last = (SIDE_PX - 1) as f32;
    let corners = [(0.0, 0.0), (last, 0.0), (0.0, last), (last, last)]
        .map(|(x, y)| frame.to_working(Point::new(x, y)));
    let bounds = bounds_with_margin(&corners, reduction);
    let columns = (bounds.width / reduction).ceil().max(1.0) as usize;
    let rows = (bounds.height / reduction).ceil().max(1.0) as usize;
    let reduced = crop_and_resize(image, bounds, (columns, rows), Filter::Bilinear);
    let scale_x = columns as f32 / bounds.width;
    let scale_y = rows as f32 / bounds.height;
    sample_aligned(&reduced, |at| {
        let working = frame.to_working(at);
        Point::new(
            (working.x + 0.5 - bounds.x) * scale_x - 0.5,
            (working.y + 0.5 - bounds.y) * scale_y - 0.5,
        )
    })
}

/// The upright rectangle around `points`, wider by two samples on every side.
fn bounds_with_margin(points: &[Point], sample_px: f32) -> Rect {
    let (mut low, mut high) = (points[0], points[0]);
    for point in points {
        low = Point::new(low.x.min(point.x), low.y.min(point.y));
        high = Point::new(high.x.max(point.x), high.y.max(point.y));
    }
    let margin = 2.0 * sample_px;
    Rect {
        x: low.x - margin,
        y: low.y - margin,
        width: high.x - low.x + 2.0 * margin,
        height: high.y - low.y + 2.0 * margin,
    }
}

fn sample_aligned(image: &RgbImage, place: impl Fn(Point) -> Point) -> RgbImage {
    RgbImage::from_fn(SIDE_PX, SIDE_PX, |x, y| {
        let at = place(Point::new(x as f32, y as f32));
        sample(image, at, Border::Repeat).map(|value| (value + 0.5) as u8)
    })
}

/// The convex hull, by Andrew's monotone chain.
pub(crate) fn convex_hull(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    if points.len() < 3 {
        return points;
    }
    let turn = |a: Point, b: Point, c: Point| (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    let chain = |points: &mut dyn Iterator<Item = Point>| {
        let mut hull: Vec<Point> = Vec::new();
        for point in points {
            while let [.., before, last] = hull[..]
                && turn(before, last, point) <= 0.0
            {
                hull.pop();
            }
            hull.push(point);
        }
        hull.pop();
        hull
    };
    let mut hull = chain(&mut points.iter().copied());
    hull.extend(chain(&mut points.iter().rev().copied()));
    hull
}

/// Marks the pixels whose centre lies inside a closed outline (even–odd rule).
pub(crate) fn fill_polygon(outline: &[Point], width_px: usize, height_px: usize) -> Plane<bool> {
    let mut inside = Plane::filled(width_px, height_px, false);
    let mut crossings: Vec<f32> = Vec::new();
    for y in 0..height_px {
        let row = y as f32;
        crossings.clear();
        for (index, &from) in outline.iter().enumerate() {
            let to = outline[(index + 1) % outline.len()];
            if (from.y <= row) != (to.y <= row) {
                crossings.push(from.x + (row - from.y) / (to.y - from.y) * (to.x - from.x));
            }
        }
        crossings.sort_by(f32::total_cmp);
        for span in crossings.chunks_exact(2) {
            let first = span[0].ceil().max(0.0) as usize;
            let end = (span[1].floor() + 1.0).clamp(0.0, width_px as f32) as usize;
            for x in first..end {
                inside.set(x, y, true);
            }
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Landmarks with the outer eye corners at the two points and everything else between them.
    fn eyes_at(right: Point, left: Point) -> FaceLandmarks {
        let middle = right.midpoint(left);
        let mut points = vec![[middle.x, middle.y, 0.0]; 478];
        points[anatomy::EYE_OUTER_CORNER_RIGHT] = [right.x, right.y, 0.0];
        points[anatomy::EYE_OUTER_CORNER_LEFT] = [left.x, left.y, 0.0];
        FaceLandmarks {
            points,
            presence: 1.0,
        }
    }

    #[track_caller]
    fn check_corners(right: Point, left: Point) {
        let image = RgbImage::from_fn(600, 600, |x, y| [(x / 3) as u8, (y / 3) as u8, 0]);
        let face = AlignedFace::cut(&image, &eyes_at(right, left)).unwrap();
        let at = face.at(anatomy::EYE_OUTER_CORNER_RIGHT);
        let wanted = EYE_MIDDLE.offset(-EYE_CORNERS_PX / 2.0, 0.0);
        assert!(at.distance(wanted) < 0.01, "{at:?}");
        let back = face.to_working(at);
        assert!(back.distance(right) < 0.01, "{back:?}");
        assert!(face.to_aligned(right).distance(at) < 0.01);
        // The picture's colours are its coordinates: the pixels must come from where the frame says.
        let [red, green, _] = face
            .image
            .pixel(at.x.round() as usize, at.y.round() as usize);
        let from = face.to_working(Point::new(at.x.round(), at.y.round()));
        assert!(
            (f32::from(red) * 3.0 - from.x).abs() < 4.0,
            "{red} {from:?}"
        );
        assert!(
            (f32::from(green) * 3.0 - from.y).abs() < 4.0,
            "{green} {from:?}"
        );
    }

    #[test]
    fn the_eyes_come_to_their_places_at_any_size_and_tilt() {
        check_corners(Point::new(200.0, 300.0), Point::new(400.0, 300.0));
        check_corners(Point::new(200.0, 250.0), Point::new(400.0, 350.0));
        check_corners(Point::new(300.0, 300.0), Point::new(330.0, 290.0));
        check_corners(Point::new(60.0, 300.0), Point::new(540.0, 330.0));
    }

    #[test]
    fn coinciding_eyes_give_no_face() {
        let eye = Point::new(9.0, 9.0);
        let image = RgbImage::filled(20, 20, [0; 3]);
        assert!(AlignedFace::cut(&image, &eyes_at(eye, eye)).is_none());
    }

    #[test]
    fn a_hull_is_filled_and_an_inner_point_changes_nothing() {
        let corners = [
            (10.0, 10.0),
            (20.0, 10.0),
            (20.0, 20.0),
            (10.0, 20.0),
            (15.0, 12.0),
        ];
        let hull = convex_hull(corners.map(|(x, y)| Point::new(x, y)).to_vec());
        assert_eq!(hull.len(), 4);
        let mask = fill_polygon(&hull, 32, 32);
        let count = mask.as_slice().iter().filter(|&&inside| inside).count();
        assert!((100..=121).contains(&count), "{count}");
    }

    #[test]
    fn an_outline_beyond_the_edge_is_clipped() {
        let outline = [(-50.0, -50.0), (90.0, -50.0), (90.0, 90.0), (-50.0, 90.0)];
        let mask = fill_polygon(&outline.map(|(x, y)| Point::new(x, y)), 8, 8);
        assert!(mask.as_slice().iter().all(|&inside| inside));
    }
}

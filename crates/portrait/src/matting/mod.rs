//! Cuts the person out on a workbench at the scale of the portrait: from a plain wall by known-wall matting,
//! from any other background by votes of networks and colours.
//!
//! [`Workbench::prepare`] segments the surroundings of the head, places a first frame, and cuts the
//! person out at the scale of that frame. The quality of the result is measured by
//! [`crate::measure`] and judged by a rule.

mod any_background;
mod contour;
mod distance;
mod ears;
mod known_wall;
mod matte;
mod morphology;
mod place;
mod pyramid;
mod quality;
pub(crate) mod shares;
mod trimap;
mod wall;

use nn::{NetworkError, Networks};
use raster::resize::{Filter, crop_and_resize};
use raster::{Plane, Point, Rect, RgbImage};
use standard::OutputSpec;
use standard::facts::{Measured, NotMeasurable};

use crate::framing::{self, Bounds, Frame, Head};
use crate::vision::anatomy::{self, eye_centers};
use crate::vision::segment::{PersonMask, segment};
use crate::vision::{FaceLandmarks, Scene};
use matte::{Before, Matte};
use place::Place;

pub(crate) use contour::outline;
pub(crate) use morphology::smooth;

/// The bench shows this much more than the portrait on each side, portrait pixels: room to move
/// the frame once the crown is known exactly, and wall to fit.
const MARGIN_PX: f32 = 40.0;

/// By so much a frame may still move when what it shows is asked for, portrait pixels.
const SPARE_PX: f32 = 12.0;

/// Segmented area around the middle of the eye line by face width: left and right, above, below.
const SEGMENTED: [f32; 3] = [1.3, 1.6, 1.9];

/// Half the width of the band of columns in which the crown is looked for, by face width.
const CROWN_BAND: f32 = 0.42;

/// A row of the head is at least this wide, by face width; single strands are not.
const CROWN_RUN: f32 = 0.035;

/// A face narrower than this on the working picture is not worth a bench.
const LEAST_FACE_PX: f32 = 24.0;

/// The person cut out at (about) the scale of the portrait, with a margin around it.
///
/// A point p of the working picture lies at `(p − origin) × scale` on the bench.
#[derive(Debug)]
pub(crate) struct Workbench {
    /// The scaled original (Lanczos), before anything was changed.
    pub(crate) image: RgbImage,
    /// Top-left corner of the bench in working-picture pixels.
    pub(crate) origin: Point,
    /// Bench pixels per working-picture pixel.
    pub(crate) scale: f32,
    /// Rectangle of the photo on the bench; beyond it the bench repeats the photo's edge.
    pub(crate) photo: Rect,
    /// Person share by the segmentation network, 0 … 1.
    pub(crate) segmentation: Plane<f32>,
    /// Opacity and colour of the person.
    pub(crate) matte: Matte,
    /// The head with the crown by the matte, pixels of the working picture.
    pub(crate) head: Head,
    /// Middle of the topmost row of the head on the bench; `None` where the head leaves the bench.
    pub(crate) crown: Option<Point>,
    /// The segmentation as the network gave it, to cut out at another scale.
    mask: PersonMask,
}

impl Workbench {
    /// Segments the person around the face and cuts it out at the scale of the portrait.
    ///
    /// # Errors
    /// [`NetworkError`] when the network file is not what its name says.
    pub(crate) fn prepare(
        networks: &Networks,
        scene: &Scene,
        output: &OutputSpec,
    ) -> Result<Measured<Self>, NetworkError> {
        let Some(landmarks) = &scene.landmarks else {
            return Ok(Measured::NotMeasurable(NotMeasurable::NoFace));
        };
        let mut head = head_without_crown(landmarks);
        if head.face_width < LEAST_FACE_PX {
            return Ok(Measured::NotMeasurable(NotMeasurable::FaceTooSmall));
        }
        let area = segmented_area(&head, &scene.image);
        let mask = segment(&networks.selfie_segmentation, &scene.image, area)?;
        head.crown_y = coarse_crown(&mask, &head).unwrap_or(head.crown_y);
        let bounds = bounds(scene, &mask, &head, output);
        let frame = framing::place(&head, &bounds, output, None)
            .unwrap_or_else(|_| nominal(&head, &bounds, output));
        Self::cut(networks, scene, (mask, head), &frame, output)
    }

    /// The same person cut out for another frame.
    ///
    /// # Errors
    /// [`NetworkError`] when a network file is not what its name says.
    pub(crate) fn again(
        &self,
        networks: &Networks,
        scene: &Scene,
        frame: &Frame,
        output: &OutputSpec,
    ) -> Result<Measured<Self>, NetworkError> {
        let person = (self.mask.clone(), self.head);
        Self::cut(networks, scene, person, frame, output)
    }

    /// Opacity by the smooth outline of the mask, and the person's colour carried to it.
    pub(crate) fn smooth_outline(&self) -> (Plane<f32>, RgbImage) {
        let size = (self.image.width_px(), self.image.height_px());
        let mask = on_bench(&self.mask, self.origin, self.scale, size);
        let alpha = contour::smooth_step(&mask, self.face_width_px());
        let foreground = any_background::carried(&self.image, &alpha);
        (alpha, foreground)
    }

    /// What the fusion network sees of another picture, cut as the bench is, and its sides and channels.
    ///
    /// # Errors
    /// [`NetworkError`] when a network file is not what its name says.
    pub(crate) fn fusion_input(
        &self,
        networks: &Networks,
        image: &RgbImage,
        landmarks: &FaceLandmarks,
    ) -> Result<(Vec<f32>, [usize; 3]), NetworkError> {
        let place = Place {
            origin: self.origin,
            scale: self.scale,
            photo: self.photo,
            face_width_px: self.face_width_px(),
        };
        let input = any_background::network_input(networks, image, &place, landmarks)?;
        let (width, height) = any_background::network::GRID;
        Ok((input, [width, height, any_background::network::CHANNELS]))
    }

    /// Area that a frame may show.
    pub(crate) fn bounds(&self, scene: &Scene, output: &OutputSpec) -> Bounds {
        bounds(scene, &self.mask, &self.head, output)
    }

    /// A point of the working picture on the bench.
    pub(crate) fn to_bench(&self, point: Point) -> Point {
        Point {
            x: (point.x - self.origin.x) * self.scale,
            y: (point.y - self.origin.y) * self.scale,
        }
    }

    /// A point of the bench in the working picture.
    pub(crate) fn to_working(&self, point: Point) -> Point {
        self.origin
            .offset(point.x / self.scale, point.y / self.scale)
    }

    /// A part of the bench in the working picture.
    pub(crate) fn area(&self, corner: (usize, usize), size: (usize, usize)) -> Rect {
        let at = self.to_working(Point::new(corner.0 as f32, corner.1 as f32));
        Rect {
            x: at.x,
            y: at.y,
            width: size.0 as f32 / self.scale,
            height: size.1 as f32 / self.scale,
        }
    }

    /// What the portrait shows, pixels of the working picture, and up to [`SPARE_PX`] more: the frame may still move.
    pub(crate) fn portrait_area(&self) -> Rect {
        let spare = (MARGIN_PX - SPARE_PX) as usize;
        let side = |length: usize| length.saturating_sub(2 * spare);
        let size = (side(self.image.width_px()), side(self.image.height_px()));
        self.area((spare, spare), size)
    }

    /// Cheek to cheek on the bench, pixels.
    pub(crate) fn face_width_px(&self) -> f32 {
        self.head.face_width * self.scale
    }

    /// Whether a pixel of the bench shows the photo, not the edge repeated.
    pub(crate) fn shows(&self, x: usize, y: usize) -> bool {
        trimap::lies_in(&self.photo, x, y)
    }

    /// Number of bench pixels that show the photo.
    pub(crate) fn photo_area_px(&self) -> f32 {
        let bench = Rect {
            x: 0.0,
            y: 0.0,
            width: self.image.width_px() as f32,
            height: self.image.height_px() as f32,
        };
        bench
            .intersection(&self.photo)
            .map_or(0.0, |part| part.area())
    }

    /// Top of the head in the working picture; outside the picture where the photo cuts it off.
    pub(crate) fn crown_in_photo(&self) -> Measured<Point> {
        /// Rows of the bench at the photo's edge in which a head is cut off.
        const EDGE_PX: f32 = 1.5;
        let crown = self.crown.filter(|crown| crown.y > self.photo.y + EDGE_PX);
        let crown = crown.map(|crown| self.to_working(crown));
        // Where the bench begins below the photo's edge, what leaves the bench need not be cut off.
        let ends_with_photo = self.photo.y > -EDGE_PX;
        let reason = if ends_with_photo {
            NotMeasurable::OutsidePicture
        } else {
            NotMeasurable::NoMatte
        };
        Measured::from_option(crown, reason)
    }

    fn cut(
        networks: &Networks,
        scene: &Scene,
        (mask, head): (PersonMask, Head),
        frame: &Frame,
        output: &OutputSpec,
    ) -> Result<Measured<Self>, NetworkError> {
        let area = frame.area(output, MARGIN_PX);
        let side = |length: u32| length as usize + 2 * MARGIN_PX as usize;
        let size = (side(output.width_px), side(output.height_px));
        let image = crop_and_resize(&scene.image, area, size, Filter::Lanczos3);
        let origin = Point::new(area.x, area.y);
        let mut segmentation = on_bench(&mask, origin, frame.scale, size);
        let photo = Rect {
            x: -origin.x * frame.scale,
            y: -origin.y * frame.scale,
            width: scene.image.width_px() as f32 * frame.scale,
            height: scene.image.height_px() as f32 * frame.scale,
        };
        let place = Place {
            origin,
            scale: frame.scale,
            photo,
            face_width_px: head.face_width * frame.scale,
        };
        let landmarks = scene.landmarks.as_ref();
        let known = Matte::of_known_wall(&image, &segmentation, &place, landmarks);
        let matte = match (known, landmarks) {
            (Ok(matte), _) => matte,
            (Err(wall), Some(landmarks)) => {
                let before = Before {
                    image: &image,
                    place: &place,
                    landmarks,
                };
                Matte::of_any_background(networks, &before, *wall, &mut segmentation)?
            }
            (Err(_), None) => return Ok(Measured::NotMeasurable(NotMeasurable::NoWall)),
        };
        let mut bench = Self {
            image,
            origin,
            scale: frame.scale,
            photo,
            segmentation,
            matte,
            head,
            crown: None,
            mask,
        };
        bench.crown = bench.find_crown();
        if let Some(crown) = bench.crown {
            bench.head.crown_y = bench.to_working(crown).y;
        }
        Ok(Measured::Value(bench))
    }

    /// Middle of the topmost row of the head over the face.
    fn find_crown(&self) -> Option<Point> {
        let center = (self.head.center_x - self.origin.x) * self.scale;
        let face = self.face_width_px();
        let band = [center - CROWN_BAND * face, center + CROWN_BAND * face];
        let [from, to] = band.map(|x| x.clamp(0.0, self.image.width_px() as f32) as usize);
        let least = (CROWN_RUN * face).max(4.0) as usize;
        let alpha = &self.matte.alpha;
        (0..alpha.height_px())
            .find_map(|y| {
                let row = alpha.row(y).get(from..to)?;
                let (start, length) = longest_run(row, |&opacity| opacity > 0.5);
                (length >= least)
                    .then(|| Point::new((from + start) as f32 + length as f32 / 2.0, y as f32))
            })
            .filter(|crown| crown.y > 0.0)
    }
}

/// The head as the landmarks alone show it, with a crown as most heads have it.
fn head_without_crown(landmarks: &FaceLandmarks) -> Head {
    /// Eye line to crown by face width, hair included.
    const CROWN_ABOVE_EYES: f32 = 0.85;
    let eyes = eye_centers(landmarks);
    let (right, left) = (
        landmarks.at(anatomy::CHEEK_RIGHT),
        landmarks.at(anatomy::CHEEK_LEFT),
    );
    let face_width = right.distance(left);
    let eye_line_y = eyes.right.midpoint(eyes.left).y;
    Head {
        crown_y: eye_line_y - CROWN_ABOVE_EYES * face_width,
        eye_line_y,
        center_x: right.midpoint(left).x,
        face_width,
    }
}

fn segmented_area(head: &Head, image: &RgbImage) -> Rect {
    let [beside, above, below] = SEGMENTED.map(|times| times * head.face_width);
    let wanted = Rect {
        x: head.center_x - beside,
        y: head.eye_line_y - above,
        width: 2.0 * beside,
        height: above + below,
    };
    let photo = Rect {
        x: 0.0,
        y: 0.0,
        width: image.width_px() as f32,
        height: image.height_px() as f32,
    };
    // Landmarks may lie beyond the edge; then there is nothing to intersect.
    wanted.intersection(&photo).unwrap_or(photo)
}

/// Row of the crown by the segmentation alone.
fn coarse_crown(mask: &PersonMask, head: &Head) -> Option<f32> {
    let rows = mask.shares.height_px();
    let column = |share: f32| head.center_x + share * head.face_width;
    (0..rows)
        .map(|row| mask.area.y + (row as f32 + 0.5) / rows as f32 * mask.area.height)
        .find(|&y| {
            [-0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3]
                .iter()
                .any(|&share| mask.at(Point::new(column(share), y)) > 0.5)
        })
}

/// The segmentation, enlarged to the bench.
fn on_bench(mask: &PersonMask, origin: Point, scale: f32, size: (usize, usize)) -> Plane<f32> {
    let places = |count: usize, from: f32| -> Vec<f32> {
        (0..count)
            .map(|at| from + (at as f32 + 0.5) / scale)
            .collect()
    };
    mask.on_grid(places(size.0, origin.x), places(size.1, origin.y))
}

/// Area that a frame may show: nothing below the photo, and no cut-off shoulder.
fn bounds(scene: &Scene, mask: &PersonMask, head: &Head, output: &OutputSpec) -> Bounds {
    let (width, height) = (
        scene.image.width_px() as f32,
        scene.image.height_px() as f32,
    );
    // A finger's width of the photo's edge: sensors and codecs leave a soft last column.
    let rim = head.face_width * 0.01 + 1.0;
    let touches = |x: f32| {
        let rows = (head.crown_y.max(0.0) as usize)..(mask.area.bottom().max(0.0) as usize);
        rows.step_by(2)
            .any(|y| mask.at(Point::new(x, y as f32)) > 0.5)
    };
    let left = (mask.area.x <= 0.0 && touches(rim)).then_some(0.0);
    let right = (mask.area.right() >= width && touches(width - rim)).then_some(width);
    Bounds {
        bottom: height,
        left,
        right,
        max_scale: output.max_upscale * scene.reduction,
    }
}

/// A frame to measure by where none satisfies the standard.
fn nominal(head: &Head, bounds: &Bounds, output: &OutputSpec) -> Frame {
    let scale = (output.face_width_px.aim / head.face_width).min(bounds.max_scale);
    Frame {
        corner: Point {
            x: head.center_x - output.width_px as f32 / 2.0 / scale,
            y: head.crown_y - output.crown_px.aim / scale,
        },
        scale,
    }
}

/// Start and length of the longest run of values for which `holds`.
pub(crate) fn longest_run<T>(values: &[T], holds: impl Fn(&T) -> bool) -> (usize, usize) {
    let (mut best, mut start) = ((0, 0), 0);
    for (at, value) in values.iter().enumerate() {
        if !holds(value) {
            start = at + 1;
        } else if at + 1 - start > best.1 {
            best = (start, at + 1 - start);
        }
    }
    best
}

//! From tensors to meaning: faces, landmarks, person mask, on the working picture.
//!
//! It says where things are; what they look like is measured in [`crate::measure`].

#[cfg(test)]
mod against_reference;
mod detect;
pub(crate) mod head;
mod landmarks;
mod observe;
mod refinement;
pub(crate) mod segment;

use nn::{NetworkError, Tensor};
use raster::{Point, Rect, RgbImage, RotatedRect};

pub(crate) use head::HeadActivations;
pub(crate) use landmarks::cut_square;
pub(crate) use observe::{Observed, locate_accepted, observe};

/// A face as a detector sees it, in pixels of the working picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Detection {
    /// Bounding box.
    pub(crate) bounds: Rect,
    /// Confidence 0 … 1.
    pub(crate) score: f32,
    /// Right eye, left eye, nose tip, mouth, right ear, left ear (the person's sides).
    pub(crate) keypoints: [Point; 6],
}

/// The 478 landmarks of one face (MediaPipe face mesh with irises) in the working picture.
///
/// Coordinates are as the reference pipeline gives them: pixel centres at whole numbers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FaceLandmarks {
    /// x, y in pixels; z in the same scale, smaller is nearer.
    pub(crate) points: Vec<[f32; 3]>,
    /// The network's own confidence that this is a face, 0 … 1.
    pub(crate) presence: f32,
}

impl FaceLandmarks {
    /// Number of landmarks: 468 of the mesh and five of each iris.
    pub(crate) const COUNT: usize = 478;

    /// The landmark `index` (0 … 477) in the picture plane.
    pub(crate) fn at(&self, index: usize) -> Point {
        let [x, y, _] = self.points[index];
        Point { x, y }
    }

    /// The square that the landmark network wants to see to find this face again after its picture
    /// was moved and scaled: half as large again as the mesh, level with the eyes.
    pub(crate) fn region(&self, moved: impl Fn(Point) -> Point) -> RotatedRect {
        /// MediaPipe's face landmark graph.
        const REGION_PER_MESH: f32 = 1.5;
        /// Outer corners of the right and the left eye.
        const EYE_CORNERS: [usize; 2] = [33, 263];
        let places = (0..self.points.len()).map(|index| moved(self.at(index)));
        let (mut low, mut high) = ([f32::MAX; 2], [f32::MIN; 2]);
        for place in places {
            low = [low[0].min(place.x), low[1].min(place.y)];
            high = [high[0].max(place.x), high[1].max(place.y)];
        }
        let side_px = (high[0] - low[0]).max(high[1] - low[1]) * REGION_PER_MESH;
        let [right, left] = EYE_CORNERS.map(|index| moved(self.at(index)));
        RotatedRect {
            center: Point::new(low[0].midpoint(high[0]), low[1].midpoint(high[1])),
            width: side_px,
            height: side_px,
            angle_rad: (left.y - right.y).atan2(left.x - right.x),
        }
    }
}

/// The working picture and what the networks saw in it.
#[derive(Debug)]
pub(crate) struct Scene {
    /// Upright sRGB; the full photo or a reduction of it.
    pub(crate) image: RgbImage,
    /// Full-photo pixels per working pixel: 1, 2, 4 or 8.
    pub(crate) reduction: f32,
    /// All faces that count, largest first.
    pub(crate) faces: Vec<Detection>,
    /// Landmarks of the largest face, where the network accepts it (presence ≥ 0.5).
    pub(crate) landmarks: Option<FaceLandmarks>,
    /// The head of the landmarks as the full-range detector sees it.
    pub(crate) head: Option<HeadActivations>,
}

/// The output called `name`, holding `length` values.
fn output<'a>(outputs: &'a [Tensor], name: &str, length: usize) -> Result<&'a [f32], NetworkError> {
    outputs
        .iter()
        .find(|tensor| tensor.name == name && tensor.values.len() == length)
        .map(|tensor| tensor.values.as_slice())
        .ok_or_else(|| NetworkError::Malformed(format!("no output {name} of {length} values")))
}

/// The logistic function, as the networks' last layers leave it to the reader.
fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit.clamp(-100.0, 100.0)).exp())
}

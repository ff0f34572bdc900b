//! From tensors to meaning: faces, landmarks, person mask, on the working picture.

use raster::{Point, Rect, RgbImage};

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
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FaceLandmarks {
    /// x, y in pixels; z in the same scale, smaller is nearer.
    pub(crate) points: Vec<[f32; 3]>,
    /// The network's own confidence that this is a face, 0 … 1.
    pub(crate) presence: f32,
}

impl FaceLandmarks {
    /// The landmark `index` (0 … 477) in the picture plane.
    pub(crate) fn at(&self, index: usize) -> Point {
        let [x, y, _] = self.points[index];
        Point { x, y }
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
}

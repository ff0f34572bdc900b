//! A detected face: its bounding box, and its landmarks.

use raster::{Point, Rect, RotatedRect};

/// A face as a detector sees it, in pixels of the working picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Detection {
    /// Bounding box, pixels.
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

    /// The input region of the landmark network for the same face in a picture that was moved and
    /// scaled: half as large again as the mesh, level with the eyes.
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

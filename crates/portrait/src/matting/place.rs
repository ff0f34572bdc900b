//! The position and scale of the workbench on the working picture.

use raster::{Point, Rect};

/// Position and scale of the workbench.
pub(super) struct Place {
    pub(super) origin: Point,
    pub(super) scale: f32,
    /// The photo on the bench.
    pub(super) photo: Rect,
    pub(super) face_width_px: f32,
}

impl Place {
    /// A point of the working picture on the bench.
    pub(super) fn to_bench(&self, point: Point) -> Point {
        Point {
            x: (point.x - self.origin.x) * self.scale,
            y: (point.y - self.origin.y) * self.scale,
        }
    }
}

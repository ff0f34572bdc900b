//! Whether a point lies inside a closed outline.

use raster::Point;

/// By the even-odd rule; an outline without corners holds nothing.
pub(crate) fn contains(outline: &[Point], point: Point) -> bool {
    let mut inside = false;
    let Some(mut last) = outline.last().copied() else {
        return false;
    };
    for &corner in outline {
        if (corner.y > point.y) != (last.y > point.y) {
            let across = (point.y - corner.y) / (last.y - corner.y);
            if point.x < corner.x + across * (last.x - corner.x) {
                inside = !inside;
            }
        }
        last = corner;
    }
    inside
}

//! Shapes with analytic edges: the coverage of a pixel is computed from its distance to the edge.
//!
//! Lengths are in units of the drawing board (see `frame`). There are no colours here.

use std::f32::consts::TAU;

use raster::{Point, Rect};

use crate::random::smooth;

/// Directions in which an outline keeps its radius.
const OUTLINE_STEPS: usize = 360;

/// An area of the drawing board.
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    /// An upright ellipse.
    Ellipse { center: Point, radii: (f32, f32) },
    /// Between two parabolas over −`half_width` … `half_width`: an eye, a lip.
    Lens(Lens),
    /// A closed curve that every ray from its centre meets once.
    Outline(Outline),
    /// A rectangle with round corners.
    RoundRect { rect: Rect, radius: f32 },
    /// A closed polygon, corners in order.
    Polygon(Vec<Point>),
    /// The edge of another shape, `width` wide.
    Ring { of: Box<Shape>, width: f32 },
}

/// A tilted lens: `top` and `bottom` are the heights of its parabolas above and below the middle;
/// one of them may be negative, which bends the lens like a banana.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lens {
    /// Middle of the chord.
    pub(crate) center: Point,
    /// Half the chord.
    pub(crate) half_width: f32,
    /// Height above the chord.
    pub(crate) top: f32,
    /// Depth below the chord.
    pub(crate) bottom: f32,
    /// Clockwise, degrees.
    pub(crate) tilt_deg: f32,
}

/// Radius by direction around a centre.
#[derive(Debug, Clone)]
pub(crate) struct Outline {
    center: Point,
    radii: Vec<f32>,
}

impl Outline {
    /// The smooth closed curve through `points`, which must go round `center` once, clockwise on
    /// screen.
    pub(crate) fn through(center: Point, points: &[Point]) -> Self {
        let mut knots: Vec<(f32, f32)> = points
            .iter()
            .map(|point| (angle(center, *point), center.distance(*point)))
            .collect();
        knots.sort_by(|one, other| one.0.total_cmp(&other.0));
        let radii = (0..OUTLINE_STEPS)
            .map(|step| hermite(&knots, TAU * step as f32 / OUTLINE_STEPS as f32))
            .collect();
        Self { center, radii }
    }

    /// The smooth closed curve through `right` and its mirror image; `right` runs from the top
    /// (x = 0) to the bottom (x = 0).
    pub(crate) fn symmetric(center: Point, right: &[Point]) -> Self {
        let mirrored = right
            .iter()
            .filter(|point| point.x > 0.5)
            .map(|point| Point::new(-point.x, point.y));
        let points: Vec<Point> = right.iter().copied().chain(mirrored).collect();
        Self::through(center, &points)
    }

    /// The middle that rays start from.
    pub(crate) fn center(&self) -> Point {
        self.center
    }

    /// The point of the curve in direction `angle_rad`, clockwise from the x axis.
    pub(crate) fn point(&self, angle_rad: f32) -> Point {
        let radius = self.radius(angle_rad);
        let (sin, cos) = angle_rad.sin_cos();
        self.center.offset(radius * cos, radius * sin)
    }

    fn radius(&self, angle_rad: f32) -> f32 {
        let (radius, _) = self.radius_and_slope(angle_rad.rem_euclid(TAU));
        radius
    }

    /// Radius and its change per radian in a direction 0 … 2π.
    fn radius_and_slope(&self, angle_rad: f32) -> (f32, f32) {
        const STEPS_PER_RADIAN: f32 = OUTLINE_STEPS as f32 / TAU;
        let position = angle_rad * STEPS_PER_RADIAN;
        let first = (position as usize).min(OUTLINE_STEPS - 1);
        let second = if first + 1 == OUTLINE_STEPS {
            0
        } else {
            first + 1
        };
        let step = self.radii[second] - self.radii[first];
        let radius = self.radii[first] + step * (position - first as f32);
        (radius, step * STEPS_PER_RADIAN)
    }

    fn distance_inside(&self, at: Point) -> f32 {
        let (radius, slope) = self.radius_and_slope(angle(self.center, at));
        let away = length(at.x - self.center.x, at.y - self.center.y);
        (radius - away) * radius / length(radius, slope)
    }
}

impl Shape {
    /// Share of a pixel at `at` that is covered, 0 … 1; the edge is `softness` wide, at least one
    /// pixel.
    pub(crate) fn coverage(&self, at: Point, softness: f32, pixel: f32) -> f32 {
        let inside = self.distance_inside(at);
        if softness > pixel {
            smooth(inside / softness + 0.5)
        } else {
            (inside / pixel + 0.5).clamp(0.0, 1.0)
        }
    }

    /// A rectangle that holds the shape.
    pub(crate) fn bounds(&self) -> Rect {
        match self {
            Self::Ellipse { center, radii } => around(*center, radii.0, radii.1),
            Self::Lens(lens) => {
                let reach = lens.half_width.hypot(lens.top.abs().max(lens.bottom.abs()));
                around(lens.center, reach, reach)
            }
            Self::Outline(outline) => {
                let corners = (0..OUTLINE_STEPS)
                    .map(|step| outline.point(TAU * step as f32 / OUTLINE_STEPS as f32));
                hull(corners)
            }
            Self::RoundRect { rect, .. } => *rect,
            Self::Polygon(corners) => hull(corners.iter().copied()),
            Self::Ring { of, width } => grow(of.bounds(), *width),
        }
    }

    /// Distance to the edge in units, positive inside; exact near the edge.
    fn distance_inside(&self, at: Point) -> f32 {
        match self {
            Self::Ellipse { center, radii } => ellipse_distance(*center, *radii, at),
            Self::Lens(lens) => lens.distance_inside(at),
            Self::Outline(outline) => outline.distance_inside(at),
            Self::RoundRect { rect, radius } => round_rect_distance(*rect, *radius, at),
            Self::Polygon(corners) => polygon_distance(corners, at),
            Self::Ring { of, width } => width / 2.0 - of.distance_inside(at).abs(),
        }
    }
}

impl Lens {
    /// The point of the upper (`top`) or lower parabola at share `along` −1 … 1 of the chord.
    pub(crate) fn control(&self, along: f32, height: f32) -> Point {
        let (sin, cos) = self.tilt_deg.to_radians().sin_cos();
        let (dx, dy) = (along * self.half_width, -height);
        self.center.offset(dx * cos - dy * sin, dx * sin + dy * cos)
    }

    fn distance_inside(&self, at: Point) -> f32 {
        let (sin, cos) = self.tilt_deg.to_radians().sin_cos();
        let (dx, dy) = (at.x - self.center.x, at.y - self.center.y);
        let (x, y) = ((dx * cos + dy * sin) / self.half_width, dy * cos - dx * sin);
        if x.abs() > 1.0 {
            return -((x.abs() - 1.0) * self.half_width).hypot(y);
        }
        let arch = 1.0 - x * x;
        let to_edge = |height: f32, gap: f32| gap / length(2.0 * height * x / self.half_width, 1.0);
        to_edge(self.top, y + self.top * arch).min(to_edge(self.bottom, self.bottom * arch - y))
    }
}

/// `rect` with `margin` more on every side.
pub(crate) fn grow(rect: Rect, margin: f32) -> Rect {
    Rect {
        x: rect.x - margin,
        y: rect.y - margin,
        width: rect.width + 2.0 * margin,
        height: rect.height + 2.0 * margin,
    }
}

/// Direction from `center` to `at`, clockwise from the x axis, 0 … 2π.
fn angle(center: Point, at: Point) -> f32 {
    let angle = (at.y - center.y).atan2(at.x - center.x);
    if angle < 0.0 { angle + TAU } else { angle }
}

/// The smallest upright rectangle around `points`.
pub(crate) fn hull(points: impl Iterator<Item = Point>) -> Rect {
    let empty = (f32::MAX, f32::MAX, f32::MIN, f32::MIN);
    let (left, top, right, bottom) = points.fold(empty, |(left, top, right, bottom), point| {
        (
            left.min(point.x),
            top.min(point.y),
            right.max(point.x),
            bottom.max(point.y),
        )
    });
    Rect {
        x: left,
        y: top,
        width: (right - left).max(0.0),
        height: (bottom - top).max(0.0),
    }
}

/// Length of a vector; `f32::hypot` guards against overflow that cannot happen here, and costs a
/// call per pixel.
fn length(x: f32, y: f32) -> f32 {
    (x * x + y * y).sqrt()
}

fn around(center: Point, reach_x: f32, reach_y: f32) -> Rect {
    Rect {
        x: center.x - reach_x,
        y: center.y - reach_y,
        width: 2.0 * reach_x,
        height: 2.0 * reach_y,
    }
}

/// Value over gradient: first-order distance, exact at the edge.
fn ellipse_distance(center: Point, (rx, ry): (f32, f32), at: Point) -> f32 {
    let (x, y) = ((at.x - center.x) / rx, (at.y - center.y) / ry);
    let level = length(x, y);
    if level < 1e-3 {
        return rx.min(ry);
    }
    (1.0 - level) * level / length(x / rx, y / ry)
}

fn round_rect_distance(rect: Rect, radius: f32, at: Point) -> f32 {
    let center = rect.center();
    let x = (at.x - center.x).abs() - (rect.width / 2.0 - radius);
    let y = (at.y - center.y).abs() - (rect.height / 2.0 - radius);
    let outside = x.max(0.0).hypot(y.max(0.0));
    radius - outside - x.max(y).min(0.0)
}

fn polygon_distance(corners: &[Point], at: Point) -> f32 {
    let Some(last) = corners.last() else {
        return f32::MIN;
    };
    let (mut nearest, mut inside, mut from) = (f32::MAX, false, *last);
    for to in corners {
        nearest = nearest.min(segment_distance(from, *to, at).0);
        let crosses = (from.y > at.y) != (to.y > at.y);
        if crosses && at.x < from.x + (at.y - from.y) / (to.y - from.y) * (to.x - from.x) {
            inside = !inside;
        }
        from = *to;
    }
    if inside { nearest } else { -nearest }
}

/// Distance of `at` from the line between two points, and the share of the way where it is nearest.
pub(crate) fn segment_distance(from: Point, to: Point, at: Point) -> (f32, f32) {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length_squared = dx * dx + dy * dy;
    let along = ((at.x - from.x) * dx + (at.y - from.y) * dy) / length_squared.max(1e-12);
    let along = along.clamp(0.0, 1.0);
    let nearest = from.lerp(to, along);
    (length(nearest.x - at.x, nearest.y - at.y), along)
}

/// Cubic Hermite interpolation through periodic knots (angle, radius), tangents by finite
/// differences.
fn hermite(knots: &[(f32, f32)], at: f32) -> f32 {
    let count = knots.len();
    let knot = |index: isize| {
        let turns = index.div_euclid(count as isize) as f32;
        let (angle, radius) = knots[index.rem_euclid(count as isize) as usize];
        (angle + TAU * turns, radius)
    };
    let after = knots.partition_point(|(angle, _)| *angle <= at) as isize;
    let [before, start, end, next] = [-2, -1, 0, 1].map(|offset| knot(after + offset));
    let span = end.0 - start.0;
    let slope = |from: (f32, f32), to: (f32, f32)| (to.1 - from.1) / (to.0 - from.0);
    let (leave, arrive) = (slope(before, end) * span, slope(start, next) * span);
    let share = (at - start.0) / span;
    let (square, cube) = (share * share, share * share * share);
    (2.0 * cube - 3.0 * square + 1.0) * start.1
        + (cube - 2.0 * square + share) * leave
        + (3.0 * square - 2.0 * cube) * end.1
        + (cube - square) * arrive
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mean coverage over a fine grid must be the area.
    #[track_caller]
    fn check(shape: &Shape, area: f32) {
        let bounds = grow(shape.bounds(), 2.0);
        let (columns, rows) = (bounds.width.ceil() as usize, bounds.height.ceil() as usize);
        let mut covered = 0.0;
        for row in 0..rows {
            for column in 0..columns {
                let at = Point::new(bounds.x + column as f32 + 0.5, bounds.y + row as f32 + 0.5);
                covered += shape.coverage(at, 0.0, 1.0);
            }
        }
        assert!((covered / area - 1.0).abs() < 0.01, "{covered} for {area}");
    }

    #[test]
    fn coverage_adds_up_to_the_area() {
        let center = Point::new(3.2, -1.7);
        let circle: Vec<Point> = (0..12)
            .map(|step| TAU * step as f32 / 12.0)
            .map(|angle| center.offset(80.0 * angle.cos(), 80.0 * angle.sin()))
            .collect();
        let radii = (90.0, 40.0);
        check(&Shape::Ellipse { center, radii }, TAU / 2.0 * 3600.0);
        check(
            &Shape::Outline(Outline::through(center, &circle)),
            TAU / 2.0 * 6400.0,
        );
        check(&Shape::Polygon(circle), 6.0 * 0.5 * 6400.0);
        let rect = around(center, 50.0, 30.0);
        check(&Shape::RoundRect { rect, radius: 0.0 }, 6000.0);
        let (half_width, top, bottom, tilt_deg) = (60.0, 30.0, 15.0, 10.0);
        let lens = Lens {
            center,
            half_width,
            top,
            bottom,
            tilt_deg,
        };
        check(&Shape::Lens(lens), 4.0 / 3.0 * 60.0 * 45.0);
    }
}

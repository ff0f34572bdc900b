//! Points, upright rectangles and rotated rectangles, in pixels.

/// A point in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// Distance from the left edge, pixels.
    pub x: f32,
    /// Distance from the top edge, pixels.
    pub y: f32,
}

impl Point {
    /// A point at (`x`, `y`).
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// Euclidean distance to `other`, in pixels.
    pub fn distance(self, other: Self) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The point halfway to `other`.
    pub fn midpoint(self, other: Self) -> Self {
        self.lerp(other, 0.5)
    }

    /// The point at share `t` of the way to `other` (0 is `self`, 1 is `other`).
    pub fn lerp(self, other: Self, t: f32) -> Self {
        Self {
            x: self.x + (other.x - self.x) * t,
            y: self.y + (other.y - self.y) * t,
        }
    }

    /// The point moved by (`dx`, `dy`).
    pub fn offset(self, dx: f32, dy: f32) -> Self {
        Self {
            x: self.x + dx,
            y: self.y + dy,
        }
    }
}

/// An upright rectangle in pixels; may lie partly outside a picture.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge, pixels.
    pub x: f32,
    /// Top edge, pixels.
    pub y: f32,
    /// Width, ≥ 0.
    pub width: f32,
    /// Height, ≥ 0.
    pub height: f32,
}

impl Rect {
    /// The right edge.
    pub fn right(&self) -> f32 {
        self.x + self.width
    }

    /// The bottom edge.
    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }

    /// The centre.
    pub fn center(&self) -> Point {
        Point {
            x: self.x + self.width / 2.0,
            y: self.y + self.height / 2.0,
        }
    }

    /// The area in square pixels.
    pub fn area(&self) -> f32 {
        self.width * self.height
    }

    /// The common part of two rectangles; `None` where they do not overlap.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let width = self.right().min(other.right()) - x;
        let height = self.bottom().min(other.bottom()) - y;
        (width > 0.0 && height > 0.0).then_some(Self {
            x,
            y,
            width,
            height,
        })
    }

    /// Intersection over union, 0 … 1.
    pub fn overlap(&self, other: &Self) -> f32 {
        let common = self.intersection(other).map_or(0.0, |rect| rect.area());
        let union = self.area() + other.area() - common;
        if union > 0.0 { common / union } else { 0.0 }
    }

    /// The rectangle with every coordinate multiplied by `factor`.
    pub fn scaled(&self, factor: f32) -> Self {
        Self {
            x: self.x * factor,
            y: self.y * factor,
            width: self.width * factor,
            height: self.height * factor,
        }
    }
}

/// A rectangle turned around its centre, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RotatedRect {
    /// The centre, pixels.
    pub center: Point,
    /// Extent along the turned x axis.
    pub width: f32,
    /// Extent along the turned y axis.
    pub height: f32,
    /// Clockwise on screen, radians.
    pub angle_rad: f32,
}

impl RotatedRect {
    /// The upright rectangle that covers a whole `width` × `height` picture.
    pub fn whole(width: f32, height: f32) -> Self {
        let center = Point {
            x: width / 2.0,
            y: height / 2.0,
        };
        Self {
            center,
            width,
            height,
            angle_rad: 0.0,
        }
    }

    /// Maps (`u`, `v`), each a share 0 … 1 of the rectangle, to picture pixels.
    pub fn to_picture(&self, u: f32, v: f32) -> Point {
        let (sin, cos) = self.angle_rad.sin_cos();
        let (dx, dy) = ((u - 0.5) * self.width, (v - 0.5) * self.height);
        Point {
            x: self.center.x + cos * dx - sin * dy,
            y: self.center.y + sin * dx + cos * dy,
        }
    }
}

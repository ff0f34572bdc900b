//! Transforms between the drawing board of a head or a body and the pixels of the picture.
//!
//! Drawings are in *units*: an average face is 404 units wide, its origin is between nose bridge
//! and nose tip.

use raster::Point;

/// Radius of the cylinder that a face is wrapped around when the head turns, in units.
const TURN_RADIUS: f32 = 265.0;

/// Position of a drawing board in the picture: scale, tilt, place and turn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    origin: Point,
    scale: f32,
    roll_sin: f32,
    roll_cos: f32,
    yaw_rad: f32,
    relief: f32,
}

impl Frame {
    /// A board with its origin at `origin` (pixels), `scale` pixels per unit, tilted clockwise.
    pub(crate) fn new(origin: Point, scale: f32, roll_deg: f32) -> Self {
        let (roll_sin, roll_cos) = roll_deg.to_radians().sin_cos();
        Self {
            origin,
            scale,
            roll_sin,
            roll_cos,
            yaw_rad: 0.0,
            relief: 0.0,
        }
    }

    /// The same board wrapped around a head that turns, positive towards the right of the picture.
    pub(crate) fn turned(self, yaw_deg: f32) -> Self {
        Self {
            yaw_rad: yaw_deg.to_radians(),
            ..self
        }
    }

    /// The same board for a part that stands out of the face by `units`, as a nose tip does.
    pub(crate) fn raised(self, units: f32) -> Self {
        Self {
            relief: units,
            ..self
        }
    }

    /// Length of one pixel in units.
    pub(crate) fn pixel(&self) -> f32 {
        1.0 / self.scale
    }

    /// Units to pixels.
    pub(crate) fn to_picture(self, at: Point) -> Point {
        let x = turn(at.x, self.yaw_rad) + self.relief * self.yaw_rad.sin();
        Point::new(
            self.origin.x + self.scale * (x * self.roll_cos - at.y * self.roll_sin),
            self.origin.y + self.scale * (x * self.roll_sin + at.y * self.roll_cos),
        )
    }

    /// Pixels to units.
    pub(crate) fn to_board(self, at: Point) -> Point {
        let (dx, dy) = (at.x - self.origin.x, at.y - self.origin.y);
        let x = (dx * self.roll_cos + dy * self.roll_sin) / self.scale;
        let y = (dy * self.roll_cos - dx * self.roll_sin) / self.scale;
        let unraised = x - self.relief * self.yaw_rad.sin();
        Point::new(turn(unraised, -self.yaw_rad), y)
    }
}

/// Turns a point on the cylinder; beyond its rim the board goes on flat.
fn turn(x: f32, angle_rad: f32) -> f32 {
    if angle_rad == 0.0 {
        return x;
    }
    let on_rim = x.clamp(-TURN_RADIUS, TURN_RADIUS);
    TURN_RADIUS * ((on_rim / TURN_RADIUS).asin() + angle_rad).sin() + (x - on_rim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(frame: Frame) {
        for (x, y) in [(0.0, 0.0), (92.0, -10.0), (-150.0, 200.0)] {
            let back = frame.to_board(frame.to_picture(Point::new(x, y)));
            assert!(back.distance(Point::new(x, y)) < 0.05, "{back:?}");
        }
    }

    #[test]
    fn there_and_back() {
        let upright = Frame::new(Point::new(600.0, 700.0), 1.3, 0.0);
        check(upright);
        check(Frame::new(Point::new(600.0, 700.0), 0.4, 12.0));
        check(upright.turned(15.0).raised(60.0));
    }
}

//! Registers one face to another by a single move, turn and scale.
//!
//! Landmarks align the faces to a pixel or two; this refines the alignment. It does *not* warp: a
//! displacement that no common transform explains distinguishes two shots.

use raster::{Plane, Point};

use super::detail::Detail;
use super::tiles::{MAX_REACH_PX, Match, on_face};

/// Middle of the patch; turns and scales leave it in place.
const MIDDLE: Point = Point::new(
    Detail::WIDTH_PX as f32 / 2.0,
    Detail::HEIGHT_PX as f32 / 2.0,
);

/// How far tiles are looked for in each round, pixels, and whether without the finest detail, which
/// would only lead astray while the faces are far apart.
const ROUNDS: [(usize, bool); 4] = [(MAX_REACH_PX, true), (2, true), (1, false), (1, false)];

/// Rounds of the robust fit.
const FIT_ROUNDS: usize = 4;

/// A tile this far off the common move has half its weight in the fit, pixels.
const OUTLIER_PX: f32 = 0.5;

/// A move, turn and scale of the patch.
#[derive(Debug, Clone, Copy)]
struct Placement {
    /// Image of one pixel to the right.
    right: Point,
    /// Displacement of [`MIDDLE`].
    shift: Point,
}

impl Placement {
    const NONE: Self = Self {
        right: Point::new(1.0, 0.0),
        shift: Point::new(0.0, 0.0),
    };

    fn apply(self, at: Point) -> Point {
        let moved = multiplied(self.right, Point::new(at.x - MIDDLE.x, at.y - MIDDLE.y));
        MIDDLE.offset(self.shift.x + moved.x, self.shift.y + moved.y)
    }

    /// `self` after `first`.
    fn after(self, first: Self) -> Self {
        let middle = self.apply(first.apply(MIDDLE));
        Self {
            right: multiplied(self.right, first.right),
            shift: Point::new(middle.x - MIDDLE.x, middle.y - MIDDLE.y),
        }
    }
}

/// Product of two complex numbers: turns and scales add up.
fn multiplied(a: Point, b: Point) -> Point {
    Point::new(a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x)
}

/// `other`, moved so that its face lies upon that of `own` as well as it can.
pub(super) fn laid_upon(own: &Detail, other: &Detail) -> Detail {
    let soft = own.softened();
    let mut placement = Placement::NONE;
    let mut moved = other.clone();
    for (reach_px, coarse) in ROUNDS {
        let matches: Vec<Match> = if coarse {
            let moved = moved.softened();
            on_face()
                .map(|tile| tile.find(&soft, &moved, reach_px))
                .collect()
        } else {
            on_face()
                .map(|tile| tile.find(own, &moved, reach_px))
                .collect()
        };
        placement = placement.after(common_move(&matches));
        moved = resampled(other, placement);
    }
    moved
}

/// The move, turn and scale that explains the offsets best; tiles that do not fit count less.
fn common_move(matches: &[Match]) -> Placement {
    let mut weights: Vec<f32> = matches.iter().map(|found| found.weight).collect();
    let mut fitted = Placement::NONE;
    for _ in 0..FIT_ROUNDS {
        fitted = least_squares(matches, &weights);
        for (found, weight) in matches.iter().zip(&mut weights) {
            let expected = fitted.apply(found.at);
            let reached = found.at.offset(found.offset.x, found.offset.y);
            let off = reached.distance(expected) / OUTLIER_PX;
            *weight = found.weight / (1.0 + off * off);
        }
    }
    fitted
}

fn least_squares(matches: &[Match], weights: &[f32]) -> Placement {
    let weighted = || matches.iter().zip(weights);
    let total: f32 = weights.iter().sum();
    if total <= 0.0 {
        return Placement::NONE;
    }
    let mean = |value: fn(&Match) -> Point| {
        let sum = weighted().fold(Point::new(0.0, 0.0), |sum, (found, weight)| {
            let value = value(found);
            sum.offset(weight * value.x, weight * value.y)
        });
        Point::new(sum.x / total, sum.y / total)
    };
    let (at, offset) = (mean(|found| found.at), mean(|found| found.offset));
    let (mut scale, mut turn, mut spread) = (0.0, 0.0, 0.0);
    for (found, weight) in weighted() {
        let (x, y) = (found.at.x - at.x, found.at.y - at.y);
        let (u, v) = (found.offset.x - offset.x, found.offset.y - offset.y);
        scale += weight * (x * u + y * v);
        turn += weight * (x * v - y * u);
        spread += weight * (x * x + y * y);
    }
    if spread <= 0.0 {
        return Placement::NONE;
    }
    let change = Point::new(scale / spread, turn / spread);
    let at_middle = multiplied(change, Point::new(MIDDLE.x - at.x, MIDDLE.y - at.y));
    Placement {
        right: Point::new(1.0 + change.x, change.y),
        shift: offset.offset(at_middle.x, at_middle.y),
    }
}

/// The patch as seen through a placement; beyond its edge the last pixels are repeated.
fn resampled(detail: &Detail, placement: Placement) -> Detail {
    let mut values = Vec::with_capacity(Detail::WIDTH_PX * Detail::HEIGHT_PX);
    for y in 0..Detail::HEIGHT_PX {
        for x in 0..Detail::WIDTH_PX {
            let at = placement.apply(Point::new(x as f32 + 0.5, y as f32 + 0.5));
            values.push(detail.values.sample(at.x, at.y));
        }
    }
    Detail {
        values: Plane::from_vec(Detail::WIDTH_PX, Detail::HEIGHT_PX, values),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(truth: Placement) {
        let matches: Vec<Match> = on_face()
            .map(|tile| {
                let found = tile.find(&nothing(), &nothing(), 0);
                let there = truth.apply(found.at);
                Match {
                    offset: Point::new(there.x - found.at.x, there.y - found.at.y),
                    weight: 1.0,
                    ..found
                }
            })
            .collect();
        let seen = common_move(&matches);
        for corner in [(0.0, 0.0), (128.0, 0.0), (64.0, 160.0)] {
            let corner = Point::new(corner.0, corner.1);
            let off = seen.apply(corner).distance(truth.apply(corner));
            assert!(off < 1e-2, "{off}");
        }
    }

    fn nothing() -> Detail {
        Detail {
            values: Plane::filled(Detail::WIDTH_PX, Detail::HEIGHT_PX, 0.0),
        }
    }

    #[test]
    fn a_common_move_is_found() {
        check(Placement::NONE);
        check(Placement {
            right: Point::new(1.02, -0.015),
            shift: Point::new(1.5, -0.8),
        });
    }

    #[test]
    fn moves_add_up() {
        let first = Placement {
            right: Point::new(1.1, 0.2),
            shift: Point::new(3.0, -1.0),
        };
        let then = Placement {
            right: Point::new(0.9, -0.1),
            shift: Point::new(-2.0, 5.0),
        };
        let at = Point::new(20.0, 130.0);
        let both = then.after(first).apply(at);
        assert!(both.distance(then.apply(first.apply(at))) < 1e-3);
    }

    #[test]
    fn without_any_match_nothing_moves() {
        let still = laid_upon(&nothing(), &nothing());
        assert_eq!(still.values, nothing().values);
    }
}

//! Divides the face into overlapping squares and searches for each on the other face.

use raster::{Plane, Point};

use super::detail::Detail;

/// Side of a tile: a fifth of the face's width, so that an eye or a corner of the mouth fits.
const SIDE_PX: usize = 24;

/// Distance of neighbouring tiles.
const SPACING_PX: usize = 12;

/// Farthest that a tile is looked for; tiles keep this distance from the edge.
pub(super) const MAX_REACH_PX: usize = 4;

/// Tiles count whose middle lies in this ellipse: it follows the outline of the face.
const FACE_MIDDLE: Point = Point::new(64.0, 76.0);
const FACE_RADII: Point = Point::new(52.0, 72.0);

/// A correlation of 1 stands for noise of this variance: rounding to levels leaves about as much.
const LEAST_NOISE: f32 = 0.05;

/// Tiles farther apart than they were looked for count as this far, pixels.
const MEASURED_REACH_PX: usize = 2;

/// A square of the face.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tile {
    left: usize,
    top: usize,
}

/// Position at which a tile was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    /// Middle of the tile.
    pub(super) at: Point,
    /// Best offset on the other face, to a fraction of a pixel.
    pub(super) offset: Point,
    /// Accuracy of the offset: signal by noise, 0 where nothing was recognised.
    pub(super) weight: f32,
}

/// All tiles of a face.
pub(super) fn on_face() -> impl Iterator<Item = Tile> {
    let starts =
        |length: usize| (MAX_REACH_PX..=length - SIDE_PX - MAX_REACH_PX).step_by(SPACING_PX);
    starts(Detail::HEIGHT_PX)
        .flat_map(move |top| starts(Detail::WIDTH_PX).map(move |left| Tile { left, top }))
        .filter(|tile| {
            let middle = tile.middle();
            let across = (middle.x - FACE_MIDDLE.x) / FACE_RADII.x;
            let down = (middle.y - FACE_MIDDLE.y) / FACE_RADII.y;
            across.hypot(down) <= 1.0
        })
}

/// Correlation of two faces that lie upon each other, strong tiles counting more; −1 … 1.
pub(super) fn correlation(own: &Detail, other: &Detail) -> f32 {
    let (own, other) = (own.softened(), other.softened());
    weighted_mean(on_face().map(|tile| {
        let alike = tile.alike(&own.values, &other.values, 0, 0);
        (alike.correlation, alike.strength)
    }))
}

/// How far the tiles of two faces that lie upon each other are apart, mean, pixels.
pub(super) fn displacement_px(own: &Detail, other: &Detail) -> f32 {
    weighted_mean(on_face().map(|tile| {
        let found = tile.find(own, other, MEASURED_REACH_PX);
        let apart = found.offset.x.hypot(found.offset.y);
        (apart.min(MEASURED_REACH_PX as f32), found.weight)
    }))
}

/// 0 where nothing has weight.
fn weighted_mean(values: impl Iterator<Item = (f32, f32)>) -> f32 {
    let (sum, weights) = values.fold((0.0, 0.0), |(sum, weights), (value, weight)| {
        (sum + value * weight, weights + weight)
    });
    if weights > 0.0 { sum / weights } else { 0.0 }
}

/// Similarity of two squares.
#[derive(Debug, Clone, Copy)]
struct Alike {
    /// −1 … 1; 0 without detail.
    correlation: f32,
    /// Mean power of the detail of both.
    strength: f32,
}

impl Tile {
    fn middle(self) -> Point {
        let half = SIDE_PX as f32 / 2.0;
        Point::new(self.left as f32 + half, self.top as f32 + half)
    }

    /// Looks for the tile of `own` on `other`, up to `reach_px` (at most [`MAX_REACH_PX`]) to each
    /// side.
    pub(super) fn find(self, own: &Detail, other: &Detail, reach_px: usize) -> Match {
        let reach = reach_px.min(MAX_REACH_PX) as isize;
        let side = 2 * reach + 1;
        let tried: Vec<Alike> = (0..side * side)
            .map(|at| {
                self.alike(
                    &own.values,
                    &other.values,
                    at % side - reach,
                    at / side - reach,
                )
            })
            .collect();
        let at = |column: isize, row: isize| {
            let inside = (0..side).contains(&column) && (0..side).contains(&row);
            inside.then(|| tried[(row * side + column) as usize])
        };
        let mut best = (reach, reach);
        for row in 0..side {
            for column in 0..side {
                if correlation_of(at(column, row)) > correlation_of(at(best.0, best.1)) {
                    best = (column, row);
                }
            }
        }
        let (column, row) = best;
        let peak = tried[(row * side + column) as usize];
        let between = |before, after| top_of_parabola(before, peak.correlation, after);
        let dx = between(at(column - 1, row), at(column + 1, row));
        let dy = between(at(column, row - 1), at(column, row + 1));
        let certain = peak.correlation.max(0.0);
        Match {
            at: self.middle(),
            offset: Point::new((column - reach) as f32 + dx, (row - reach) as f32 + dy),
            weight: peak.strength * certain.powi(2) / (1.0 - certain + LEAST_NOISE),
        }
    }

    /// This square of `own` and the one on `other` that lies (`dx`, `dy`) pixels further.
    fn alike(self, own: &Plane<f32>, other: &Plane<f32>, dx: isize, dy: isize) -> Alike {
        let (left, top) = (self.left as isize + dx, self.top as isize + dy);
        let (mut both, mut own_power, mut other_power) = (0.0, 0.0, 0.0);
        for row in 0..SIDE_PX {
            let ours = &own.row(self.top + row)[self.left..][..SIDE_PX];
            let theirs = &other.row(top as usize + row)[left as usize..][..SIDE_PX];
            for (ours, theirs) in ours.iter().zip(theirs) {
                both += ours * theirs;
                own_power += ours * ours;
                other_power += theirs * theirs;
            }
        }
        let power = (own_power * other_power).sqrt();
        Alike {
            correlation: if power > 0.0 { both / power } else { 0.0 },
            strength: power / (SIDE_PX * SIDE_PX) as f32,
        }
    }
}

fn correlation_of(alike: Option<Alike>) -> f32 {
    alike.map_or(f32::NEG_INFINITY, |alike| alike.correlation)
}

/// Where between its neighbours the peak really is, −0.5 … 0.5; 0 at the end of the search.
fn top_of_parabola(before: Option<Alike>, peak: f32, after: Option<Alike>) -> f32 {
    let (Some(before), Some(after)) = (before, after) else {
        return 0.0;
    };
    let bend = before.correlation - 2.0 * peak + after.correlation;
    if bend > -1e-6 {
        return 0.0;
    }
    (0.5 * (before.correlation - after.correlation) / bend).clamp(-0.5, 0.5)
}

//! Measures glasses: lines of a frame and reflections of the lenses. Dark lenses are detected by
//! the attribute head alone: adding the lightness relative to the cheeks made its answers worse.

use raster::{Plane, Point, statistics};
use standard::facts::{Measured, NotMeasurable};

use super::aligned::{AlignedFace, SIDE_PX};
use super::edges::Edges;
use super::heads::Clues;
use crate::vision::anatomy;

/// Inner ends of the brows, right and left: the bridge lies between them.
const BRIDGE_COLUMNS: [usize; 2] = [193, 417];
/// Root of the nose, and the point below.
const BRIDGE_TOP: [usize; 2] = [168, 6];
/// Below the bridge.
const BRIDGE_BOTTOM: usize = 197;
/// Below each eye, where a lower rim runs.
const LOWER_RIM: [usize; 10] = [111, 117, 118, 119, 120, 340, 346, 347, 348, 349];
/// From the outer corner of each eye to the temple, where the arm of a frame runs.
const ARMS: [[usize; 2]; 2] = [
    [anatomy::EYE_OUTER_CORNER_RIGHT, 127],
    [anatomy::EYE_OUTER_CORNER_LEFT, 356],
];

/// Slope that is added to the cheeks', so that smooth skin does not make a wrinkle a frame.
const LEAST_SLOPE: f32 = 3.0;

/// A lens reaches this far from the middle of the eye, by eye width, across and down.
const LENS: [f32; 2] = [0.85, 0.62];

/// All channels from here on are blown out.
const BLOWN_OUT: u8 = 250;

/// Fewer pixels than this inside the picture are no lens area.
const LENS_AREA_PX: usize = 200;

/// Lines that a frame would draw, each by the steepness of plain cheeks.
#[derive(Debug, Clone, Copy)]
pub(super) struct FrameLines {
    /// Across the nose bridge.
    pub(super) bridge: f32,
    lower_rim: f32,
    arm: f32,
}

impl FrameLines {
    /// `None` where the bridge has no width (profile).
    pub(super) fn of(face: &AlignedFace, edges: &Edges) -> Option<Self> {
        let plain = edges.on_cheeks(&edges.down, 0.75) + LEAST_SLOPE;
        let strongest = |at: Point, above: f32, below: f32| {
            let columns = [at.x - 1.0, at.x + 2.0];
            strongest_row(&edges.down, columns, [at.y - above, at.y + below])
        };
        let rims = LOWER_RIM.map(|index| strongest(face.at(index), 14.0, 10.0));
        let arms = ARMS.into_iter().flat_map(|[eye, temple]| {
            [0.45, 0.6, 0.75].map(|share| face.at(eye).lerp(face.at(temple), share))
        });
        let arms = arms.map(|at| strongest(at, 12.0, 12.0));
        let median = |values: Vec<Option<f32>>| {
            statistics::median(values.into_iter().flatten().collect()).unwrap_or(0.0)
        };
        Some(Self {
            bridge: bridge(face, edges)? / plain,
            lower_rim: median(rims.to_vec()) / plain,
            arm: median(arms.collect()) / plain,
        })
    }
}

/// Strongest level line across the nose bridge.
fn bridge(face: &AlignedFace, edges: &Edges) -> Option<f32> {
    let [right, left] = BRIDGE_COLUMNS.map(|index| face.at(index).x);
    let top = BRIDGE_TOP.map(|index| face.at(index).y);
    let columns = [right + 2.0, left - 2.0];
    if columns[1] - columns[0] < 3.0 {
        return None;
    }
    let bottom = face.at(BRIDGE_BOTTOM).y + 6.0;
    strongest_row(&edges.down, columns, [top[0].min(top[1]) - 8.0, bottom])
}

/// Largest mean of a row between two columns; `None` outside the aligned face.
fn strongest_row(slopes: &Plane<f32>, columns: [f32; 2], rows: [f32; 2]) -> Option<f32> {
    let span = |[from, to]: [f32; 2]| {
        let clamp = |at: f32| at.clamp(0.0, SIDE_PX as f32) as usize;
        clamp(from)..clamp(to)
    };
    let columns = span(columns);
    if columns.is_empty() {
        return None;
    }
    let mean = |y: usize| slopes.row(y)[columns.clone()].iter().sum::<f32>() / columns.len() as f32;
    span(rows).map(mean).max_by(f32::total_cmp)
}

/// The areas of both lenses, whether or not there are any: ellipses around the eyes.
pub(super) struct LensAreas {
    outlines: [Vec<Point>; 2],
}

impl LensAreas {
    pub(super) fn of(face: &AlignedFace) -> Self {
        let eyes = [
            [
                anatomy::EYE_OUTER_CORNER_RIGHT,
                anatomy::EYE_INNER_CORNER_RIGHT,
            ],
            [
                anatomy::EYE_INNER_CORNER_LEFT,
                anatomy::EYE_OUTER_CORNER_LEFT,
            ],
        ];
        let outlines = eyes.map(|corners| {
            let [from, to] = corners.map(|index| face.at(index));
            let (middle, width) = (from.midpoint(to), from.distance(to));
            let corner = |step: u8| {
                let (sin, cos) = (f32::from(step) / 24.0 * std::f32::consts::TAU).sin_cos();
                middle.offset(LENS[0] * width * cos, LENS[1] * width * sin)
            };
            (0..24).map(corner).collect()
        });
        Self { outlines }
    }

    fn colours(&self, face: &AlignedFace) -> Measured<Vec<[u8; 3]>> {
        if self
            .outlines
            .iter()
            .any(|outline| face.share_in_picture(outline) < 0.8)
        {
            return Measured::NotMeasurable(NotMeasurable::OutsidePicture);
        }
        let inside = self.outlines.iter().flat_map(|outline| {
            let region = AlignedFace::polygon(outline);
            face.colours(&region).collect::<Vec<_>>()
        });
        let inside: Vec<[u8; 3]> = inside.collect();
        let enough = inside.len() >= LENS_AREA_PX;
        Measured::from_option(enough.then_some(inside), NotMeasurable::HeadTurned)
    }

    /// Share of blown-out pixels, 0 … 1.
    pub(super) fn glare(&self, face: &AlignedFace) -> Measured<f32> {
        self.colours(face).map(|colours| {
            let white = colours
                .iter()
                .filter(|rgb| rgb.iter().all(|&value| value >= BLOWN_OUT));
            white.count() as f32 / colours.len() as f32
        })
    }
}

/// Clues of the landmarks about a frame: logarithms of the three lines.
pub(super) fn clues(lines: Option<FrameLines>) -> Clues {
    let lines = lines.map_or([1.0; 3], |lines| [lines.bridge, lines.lower_rim, lines.arm]);
    lines.map(|line| line.max(0.2).ln()).to_vec()
}

#[cfg(test)]
mod tests {
    use raster::RgbImage;

    use super::*;
    use crate::measure::drawn;

    const SKIN: [u8; 3] = [205, 150, 125];

    /// A skin-coloured square with a line over the nose bridge and lenses of another colour.
    fn cut(line: [u8; 3], lens: [u8; 3]) -> AlignedFace {
        let (mut landmarks, middle_x) = drawn::flat_face();
        for (index, x, y) in [(193, -8.0, 176.0), (417, 8.0, 176.0), (168, 0.0, 176.0)] {
            landmarks.points[index] = [middle_x + x, y, 0.0];
        }
        landmarks.points[6] = [middle_x, 184.0, 0.0];
        landmarks.points[197] = [middle_x, 200.0, 0.0];
        let image = RgbImage::from_fn(400, 400, |x, y| match (x, y) {
            (190..210, 183..187) => line,
            (150..175 | 225..250, 172..190) => lens,
            _ => SKIN,
        });
        AlignedFace::cut(&image, &landmarks).unwrap()
    }

    #[track_caller]
    fn check(line: [u8; 3], lens: [u8; 3], bridge: std::ops::Range<f32>, glare: bool) {
        let face = cut(line, lens);
        let lines = FrameLines::of(&face, &Edges::of(&face)).unwrap();
        assert!(bridge.contains(&lines.bridge), "{lines:?}");
        let seen = LensAreas::of(&face).glare(&face).value().unwrap();
        assert_eq!(seen > 0.1, glare, "{seen}");
    }

    #[test]
    fn a_bar_over_the_nose_is_an_edge_and_bare_skin_is_none() {
        check(SKIN, SKIN, 0.0..1.0, false);
        check([40; 3], SKIN, 20.0..1000.0, false);
        check([170, 140, 120], SKIN, 3.0..100.0, false);
    }

    #[test]
    fn white_spots_in_the_lenses_are_glare() {
        check([40; 3], [255; 3], 20.0..1000.0, true);
    }

    #[test]
    fn beyond_the_picture_there_is_no_glare() {
        let (mut landmarks, _) = drawn::flat_face();
        for point in &mut landmarks.points {
            point[0] -= 500.0;
        }
        let image = RgbImage::filled(400, 400, SKIN);
        let face = AlignedFace::cut(&image, &landmarks).unwrap();
        assert!(LensAreas::of(&face).glare(&face).value().is_none());
    }
}

//! One drawn person with things before the face, and words over the picture.

use std::sync::LazyLock;

use raster::{Point, RgbImage};
use test_kit::{DrawnPhoto, JpegOptions, draw, to_jpeg};

use crate::files::person;

static DRAWN: LazyLock<DrawnPhoto> = LazyLock::new(|| draw(&person()));

fn file(image: &RgbImage) -> Vec<u8> {
    to_jpeg(image, &JpegOptions::default()).unwrap()
}

/// Where the face is: all lengths are by its width.
struct Face {
    width: f32,
    middle_x: f32,
    eyes_y: f32,
    chin_y: f32,
}

impl Face {
    fn drawn() -> Self {
        let truth = &DRAWN.truth;
        Self {
            width: truth.face_width_px(),
            middle_x: truth.face_center_x_px(),
            eyes_y: truth.eye_line_px(),
            chin_y: truth.chin.y,
        }
    }

    /// A pixel relative to the middle of the eye line.
    fn at(&self, x: usize, y: usize) -> Point {
        Point::new(
            (x as f32 + 0.5 - self.middle_x) / self.width,
            (y as f32 + 0.5 - self.eyes_y) / self.width,
        )
    }

    fn chin(&self) -> f32 {
        (self.chin_y - self.eyes_y) / self.width
    }
}

/// The drawn photo with paint where `paint` gives some; places are by the face.
fn painted(paint: impl Fn(&Face, Point) -> Option<[u8; 3]>) -> Vec<u8> {
    let face = Face::drawn();
    let image = &DRAWN.image;
    file(&RgbImage::from_fn(
        image.width_px(),
        image.height_px(),
        |x, y| paint(&face, face.at(x, y)).unwrap_or_else(|| image.pixel(x, y)),
    ))
}

fn in_ellipse(at: Point, middle: (f32, f32), radii: (f32, f32)) -> bool {
    ((at.x - middle.0) / radii.0).powi(2) + ((at.y - middle.1) / radii.1).powi(2) < 1.0
}

/// From the bridge of the nose to below the chin, with folds and straps.
pub(crate) fn mask() -> Vec<u8> {
    painted(|face, at| {
        let chin = face.chin();
        let share = (at.y - 0.16) / (chin + 0.04 - 0.16);
        let half = if share < 0.55 {
            0.47
        } else {
            0.47 - 0.5 * (share - 0.55)
        };
        let is_mask = (0.0..1.0).contains(&share) && at.x.abs() < half;
        let is_fold = (share * 9.0).fract() < 0.12;
        let colour = if is_fold {
            [128, 172, 202]
        } else {
            [150, 190, 215]
        };
        is_mask.then_some(colour)
    })
}

pub(crate) fn phone() -> Vec<u8> {
    painted(|_, at| {
        let (across, down) = (at.x.abs(), at.y - 0.62);
        let is_phone = across < 0.26 && down.abs() < 0.42;
        let is_rim = across > 0.24 || down.abs() > 0.40;
        is_phone.then_some(if is_rim { [70, 70, 76] } else { [26, 26, 30] })
    })
}

pub(crate) fn eye_patch() -> Vec<u8> {
    painted(|_, at| {
        let is_patch = in_ellipse(at, (-0.22, 0.0), (0.2, 0.17));
        is_patch.then_some([242, 240, 232])
    })
}

/// Ears above the hair, a nose and whiskers.
pub(crate) fn cat() -> Vec<u8> {
    painted(|_, at| {
        let x = at.x.abs();
        let in_ear = (-0.95..-0.5).contains(&at.y) && (x - 0.36).abs() < (at.y + 0.95) * 0.42;
        let in_nose = in_ellipse(at, (0.0, 0.38), (0.15, 0.11));
        let in_muzzle = in_ellipse(at, (0.0, 0.52), (0.30, 0.2));
        let rise = [-0.06, 0.0, 0.06];
        let in_whisker = (0.16..0.62).contains(&x)
            && rise
                .iter()
                .any(|rise| (at.y - 0.42 - rise - rise * 2.0 * (x - 0.16)).abs() < 0.008);
        if in_nose || in_whisker {
            Some([60, 56, 60])
        } else if in_ear {
            Some([240, 160, 190])
        } else if in_muzzle {
            Some([236, 232, 226])
        } else {
            None
        }
    })
}

/// Figures of a date and a time in segments, with strokes as cameras print them.
const FIGURES: [[bool; 7]; 10] = [
    [true, true, true, false, true, true, true],
    [false, false, true, false, false, true, false],
    [true, false, true, true, true, false, true],
    [true, false, true, true, false, true, true],
    [false, true, true, true, false, true, false],
    [true, true, false, true, false, true, true],
    [true, true, false, true, true, true, true],
    [true, false, true, false, false, true, false],
    [true, true, true, true, true, true, true],
    [true, true, true, true, false, true, true],
];

/// Whether a figure one high and 0.6 wide has ink at a place of it.
fn inks(figure: usize, x: f32, y: f32) -> bool {
    const WIDTH: f32 = 0.6;
    const STROKE: f32 = 0.13;
    if !(0.0..WIDTH).contains(&x) || !(0.0..1.0).contains(&y) {
        return false;
    }
    let [
        top,
        upper_left,
        upper_right,
        middle,
        lower_left,
        lower_right,
        bottom,
    ] = FIGURES[figure % 10];
    let (left, right) = (x < STROKE, x > WIDTH - STROKE);
    let (upper, lower) = (y <= 0.5, y >= 0.5);
    (top && y < STROKE)
        || (middle && (y - 0.5).abs() < STROKE / 2.0)
        || (bottom && y > 1.0 - STROKE)
        || (upper && left && upper_left)
        || (upper && right && upper_right)
        || (lower && left && lower_left)
        || (lower && right && lower_right)
}

/// Whether a line of figures that begins at `start`, this high, has ink at a place.
fn line_inks(at: Point, start: (f32, f32), height: f32, figures: &[usize]) -> bool {
    let (x, y) = ((at.x - start.0) / height, (at.y - start.1) / height);
    let step = 0.85;
    let number = (x / step).floor();
    if !(0.0..figures.len() as f32).contains(&number) {
        return false;
    }
    inks(figures[number as usize], x - number * step, y)
}

const DATE: [usize; 12] = [2, 0, 2, 6, 0, 3, 0, 2, 1, 0, 2, 0];

pub(crate) fn date_on_clothes() -> Vec<u8> {
    painted(|_, at| line_inks(at, (-0.45, 1.45), 0.1, &DATE).then_some([255, 220, 150]))
}

/// In the lower corner of the photo, which the portrait does not show.
pub(crate) fn date_outside_the_portrait() -> Vec<u8> {
    painted(|face, at| {
        let bottom = (DRAWN.image.height_px() as f32 - face.eyes_y) / face.width;
        line_inks(at, (-0.5, bottom - 0.12), 0.09, &DATE).then_some([255, 190, 60])
    })
}

/// Rising lines of words over everything.
pub(crate) fn tiled_words() -> Vec<u8> {
    let words: Vec<usize> = (0..60).map(|at| at * 7 % 10).collect();
    painted(move |_, at| {
        let (sine, cosine) = (0.34_f32, 0.94_f32);
        let turned = Point::new(at.x * cosine - at.y * sine, at.x * sine + at.y * cosine);
        let row = turned.y.rem_euclid(0.42);
        let seen = Point::new(turned.x, row);
        line_inks(seen, (-3.0, 0.1), 0.1, &words).then_some([250, 250, 250])
    })
}

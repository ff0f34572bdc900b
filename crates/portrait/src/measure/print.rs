//! Measures what is printed over the picture: dates, brands, words. Printed signs are small marks with hard
//! edges, of one size and strength, that stand in a straight line.
//!
//! Lines of which the portrait shows nothing do not count: a date in the corner of the photo is cut away. Hair and teeth are left out: strands and teeth are such marks as well. Where tall dark strokes hang over the
//! forehead, what is there may be a fringe, and is no print across the face.

use raster::resize::{Filter, resize};
use raster::{Plane, Point, Rect, RgbImage, statistics};
use standard::facts::PrintFacts;

use crate::even_odd;
use crate::vision::{FaceLandmarks, anatomy};

/// The picture is reduced to this longer side first.
const SIDE_PX: usize = 900;

/// Strokes are narrower than this.
const STROKE_PX: usize = 7;

/// A stroke is at least this much lighter or darker than what is around, 8-bit steps, and this many times
/// the median of all such differences, which is noise.
const LEAST_STEP: u8 = 14;
const BY_NOISE: u8 = 5;

/// Longer side of a mark, pixels.
const MARK_PX: std::ops::RangeInclusive<usize> = 6..=40;

/// Pixels of a mark at least.
const LEAST_AREA_PX: usize = 8;

/// A mark that fills more of its box than this is no sign, unless it is a thin stroke.
const FULLEST: f32 = 0.75;
const THIN_PX: usize = 5;

/// Marks of a line are of the same size and strength within this factor.
const ALIKE: f32 = 1.6;

/// Steps from mark to mark along the line, by the size of marks.
const STEP: [f32; 2] = [0.25, 2.2];

/// Marks lie this near to the line, by their size.
const OFF_LINE: f32 = 0.28;

/// Lines rise or fall by at most this sine.
const STEEPEST: f32 = 0.72;

/// A line has this many marks at least.
const LEAST_MARKS: usize = 5;

/// So many of them are in the portrait: a date of which its edge leaves a piece is printed over it.
const LEAST_SHOWN: usize = 2;

/// More marks than this are foliage or cloth, in which words cannot be told.
const MOST_MARKS: usize = 3000;

/// Hair lies within this distance of the face's middle, by face width: beside, above and below it.
const HAIR: [f32; 3] = [1.0, 1.25, 0.75];

/// Dark places of the forehead that are taller than this, by face width, are strands: brows, wrinkles and signs
/// are not.
const STRAND_HEIGHT: f32 = 0.1;

/// Strands over this area, by the square of the face width, may be a fringe. Photographs do not separate: half of
/// those with free brows read more, and so do half of those with covered ones; photos with words read up to 0.027.
const FRINGE_AREA: f32 = 0.03;

/// Middle of each lower lid.
const LOWER_LIDS: [usize; 2] = [145, 374];

/// With so many marks in a line there are words, and the face is looked at again for fainter ones: tiled words
/// are as strong as elsewhere by their ink, and fainter by what they show on skin.
const WORDS_MARKS: usize = 8;

/// The step that counts then, by that of the first look.
const FAINT: f32 = 0.5;

/// Words that are printed together lie in one direction, within this sine.
const PARALLEL: f32 = 0.1;

/// Measures words over the part of the picture that the portrait shows; over all of it where that is not known.
pub(super) fn measure(
    image: &RgbImage,
    landmarks: &FaceLandmarks,
    portrait: Option<Rect>,
) -> PrintFacts {
    let longer = image.width_px().max(image.height_px()).max(1);
    let scale = (SIDE_PX as f32 / longer as f32).min(1.0);
    let side = |length: usize| ((length as f32 * scale).round() as usize).max(1);
    let size = (side(image.width_px()), side(image.height_px()));
    let luma = resize(image, size, Filter::Area).luma();
    let mut head = Head::of(landmarks, portrait, scale);
    let (mut marks, mut on_face) = (0, 0);
    for (luma, is_dark) in [(luma.map(|value| 255 - value), true), (luma, false)] {
        let strokes = strokes(&luma);
        let bright = places(&strokes, 1.0);
        if is_dark {
            head.has_fringe = is_fringe(&bright, &head);
        }
        let Some(seen) = Marks::of(&bright, &head, &luma) else {
            continue;
        };
        let line = seen.longest_line(&head, None);
        marks = marks.max(line.marks);
        on_face = on_face.max(line.on_face);
        if line.marks >= WORDS_MARKS && line.on_face == 0 {
            let faint = places(&strokes, FAINT);
            let faint: Vec<Place> = faint
                .into_iter()
                .filter(|place| head.bare_face_at(place.middle()))
                .collect();
            let again = Marks::of(&faint, &head, &luma);
            let again = again.map(|marks| marks.longest_line(&head, Some(&line)));
            on_face = on_face.max(again.map_or(0, |line| line.on_face));
        }
    }
    PrintFacts {
        longest_line: marks as u32,
        longest_line_on_face: on_face as u32,
    }
}

/// Marks of the longest line, and of the longest among those that lie on the bare face with three marks.
#[derive(Default)]
struct Line {
    marks: usize,
    on_face: usize,
    /// Direction of the longest line, and the size of its marks.
    along: (f32, f32),
    size: f32,
}

impl Line {
    /// Whether a line in this direction that begins with such a mark may belong to the same words.
    fn is_like(&self, along: (f32, f32), size: f32) -> bool {
        let sine = self.along.0 * along.1 - self.along.1 * along.0;
        sine.abs() < PARALLEL && (1.0 / ALIKE..ALIKE).contains(&(size / self.size))
    }
}

/// Where the head lies on the reduced picture.
struct Head {
    middle: Point,
    face_width: f32,
    outline: Vec<Point>,
    /// Between the lips, where teeth stand in a line.
    mouth: Vec<Point>,
    /// Row of the lower lids.
    lids_y: f32,
    /// Strands may hang over the forehead.
    has_fringe: bool,
    /// What the portrait shows.
    portrait: Option<Rect>,
}

impl Head {
    fn of(landmarks: &FaceLandmarks, portrait: Option<Rect>, scale: f32) -> Self {
        let at = |index: usize| {
            let point = landmarks.at(index);
            Point::new(point.x * scale, point.y * scale)
        };
        let (right, left) = (at(anatomy::CHEEK_RIGHT), at(anatomy::CHEEK_LEFT));
        Self {
            middle: right.midpoint(left),
            face_width: right.distance(left),
            outline: anatomy::FACE_OVAL.map(at).to_vec(),
            mouth: anatomy::LIPS_INNER.map(at).to_vec(),
            lids_y: at(LOWER_LIDS[0]).y.max(at(LOWER_LIDS[1]).y),
            has_fringe: false,
            portrait: portrait.map(|area| area.scaled(scale)),
        }
    }

    fn portrait_shows(&self, at: Point) -> bool {
        self.portrait.is_none_or(|area| {
            (area.x..area.right()).contains(&at.x) && (area.y..area.bottom()).contains(&at.y)
        })
    }

    fn hair_at(&self, at: Point) -> bool {
        let [beside, above, below] = HAIR.map(|times| times * self.face_width);
        let (right, down) = (at.x - self.middle.x, at.y - self.middle.y);
        right.abs() < beside && -down < above && down < below && !self.face_at(at)
    }

    /// Whether a place lies on the face and not under what may be a fringe.
    fn bare_face_at(&self, at: Point) -> bool {
        self.face_at(at) && !(self.has_fringe && at.y < self.lids_y)
    }

    /// Whether a place lies on the face above the lower lids, where a fringe hangs.
    fn forehead_at(&self, at: Point) -> bool {
        at.y < self.lids_y && self.face_at(at)
    }

    fn mouth_at(&self, at: Point) -> bool {
        even_odd::contains(&self.mouth, at)
    }

    fn face_at(&self, at: Point) -> bool {
        even_odd::contains(&self.outline, at)
    }
}

/// How much lighter each place is than everything around that is wider than a stroke: the white top-hat.
fn strokes(luma: &Plane<u8>) -> Plane<u8> {
    let eroded = in_windows(luma, u8::min);
    let opened = in_windows(&eroded, u8::max);
    let mut strokes = luma.clone();
    for (value, &wide) in strokes.as_mut_slice().iter_mut().zip(opened.as_slice()) {
        *value = value.saturating_sub(wide);
    }
    strokes
}

/// The best of [`STROKE_PX`] rows and columns around each place.
fn in_windows(plane: &Plane<u8>, best: fn(u8, u8) -> u8) -> Plane<u8> {
    let (width, height) = (plane.width_px(), plane.height_px());
    let reach = STROKE_PX / 2;
    let mut across = plane.clone();
    for y in 0..height {
        let row = plane.row(y);
        let out = &mut across.as_mut_slice()[y * width..][..width];
        for shift in 1..=reach.min(width - 1) {
            let (to_right, to_left) = (&row[shift..], &row[..width - shift]);
            for (value, &other) in out.iter_mut().zip(to_right) {
                *value = best(*value, other);
            }
            for (value, &other) in out[shift..].iter_mut().zip(to_left) {
                *value = best(*value, other);
            }
        }
    }
    let mut down = across.clone();
    for y in 0..height {
        let rows = y.saturating_sub(reach)..(y + reach + 1).min(height);
        let out = &mut down.as_mut_slice()[y * width..][..width];
        for other in rows {
            for (value, &other) in out.iter_mut().zip(across.row(other)) {
                *value = best(*value, other);
            }
        }
    }
    down
}

/// A connected place that is lighter than what is around.
#[derive(Debug, Clone, Copy)]
struct Mark {
    at: Point,
    /// Longer side, pixels.
    size: f32,
    /// Mean difference to what is around, 8-bit steps.
    strength: f32,
}

/// A connected place of strokes.
#[derive(Debug, Clone, Copy)]
struct Place {
    low: (usize, usize),
    high: (usize, usize),
    area: usize,
    /// Sum of the differences to what is around, 8-bit steps.
    sum: u32,
}

impl Place {
    /// As a sign of words; `None` where its size or shape is none of a sign's.
    fn mark(&self) -> Option<Mark> {
        let (across, down) = (self.high.0 - self.low.0 + 1, self.high.1 - self.low.1 + 1);
        let (size, thickness) = (across.max(down), across.min(down));
        let full = self.area as f32 > FULLEST * (across * down) as f32 && thickness > THIN_PX;
        let fits = MARK_PX.contains(&size) && self.area >= LEAST_AREA_PX && thickness >= 2 && !full;
        fits.then(|| Mark {
            at: self.middle(),
            size: size as f32,
            strength: self.sum as f32 / self.area as f32,
        })
    }

    fn middle(&self) -> Point {
        Point::new(
            (self.low.0 + self.high.0) as f32 / 2.0,
            (self.low.1 + self.high.1) as f32 / 2.0,
        )
    }
}

/// Whether strands may hang over the forehead, by the dark places.
fn is_fringe(places: &[Place], head: &Head) -> bool {
    let height = STRAND_HEIGHT * head.face_width;
    let is_strand = |place: &&Place| {
        (place.high.1 - place.low.1 + 1) as f32 > height && head.forehead_at(place.middle())
    };
    let area: usize = places
        .iter()
        .filter(is_strand)
        .map(|place| place.area)
        .sum();
    area as f32 > FRINGE_AREA * head.face_width.powi(2)
}

/// The connected places of a picture of strokes that stand out of its noise; by a share of the step that does.
fn places(strokes: &Plane<u8>, share: f32) -> Vec<Place> {
    let (width, height) = (strokes.width_px(), strokes.height_px());
    let values = strokes.as_slice();
    let noise = statistics::median(values.iter().step_by(17).map(|&v| f32::from(v)).collect());
    let noise = noise.unwrap_or(0.0).min(50.0) as u8;
    let step = LEAST_STEP.max(noise.saturating_mul(BY_NOISE));
    let step = (share * f32::from(step)) as u8;
    let mut open: Vec<bool> = values.iter().map(|&value| value > step).collect();
    let mut places = Vec::new();
    let mut queue = Vec::new();
    for seed in 0..open.len() {
        if !open[seed] {
            continue;
        }
        open[seed] = false;
        queue.push(seed);
        let first = (seed % width, seed / width);
        let mut place = Place {
            low: first,
            high: first,
            area: 0,
            sum: 0,
        };
        while let Some(at) = queue.pop() {
            let (x, y) = (at % width, at / width);
            place.area += 1;
            place.sum += u32::from(values[at]);
            place.low = (place.low.0.min(x), place.low.1.min(y));
            place.high = (place.high.0.max(x), place.high.1.max(y));
            for row in y.saturating_sub(1)..(y + 2).min(height) {
                for column in x.saturating_sub(1)..(x + 2).min(width) {
                    let near = row * width + column;
                    if open[near] {
                        open[near] = false;
                        queue.push(near);
                    }
                }
            }
        }
        places.push(place);
    }
    places
}

/// Side of the cells in which marks are looked up: no step is longer.
const CELL_PX: usize = 90;

/// Marks by where they are.
struct Marks {
    all: Vec<Mark>,
    cells: Vec<Vec<usize>>,
    columns: usize,
}

impl Marks {
    /// `None` where there are more than words can have.
    fn of(places: &[Place], head: &Head, picture: &Plane<u8>) -> Option<Self> {
        let marks = places.iter().filter_map(Place::mark);
        let marks: Vec<Mark> = marks
            .filter(|mark| !head.hair_at(mark.at) && !head.mouth_at(mark.at))
            .collect();
        if marks.len() > MOST_MARKS {
            return None;
        }
        let columns = picture.width_px() / CELL_PX + 1;
        let rows = picture.height_px() / CELL_PX + 1;
        let mut cells = vec![Vec::new(); columns * rows];
        for (number, mark) in marks.iter().enumerate() {
            let (column, row) = (mark.at.x as usize / CELL_PX, mark.at.y as usize / CELL_PX);
            cells[row * columns + column].push(number);
        }
        Some(Self {
            all: marks,
            cells,
            columns,
        })
    }

    /// Numbers of marks that may follow `mark` in a line.
    fn near(&self, mark: &Mark) -> impl Iterator<Item = usize> {
        let (column, row) = (mark.at.x as usize / CELL_PX, mark.at.y as usize / CELL_PX);
        let rows = row.saturating_sub(1)..(row + 2).min(self.cells.len() / self.columns);
        let columns = column.saturating_sub(1)..(column + 2).min(self.columns);
        rows.flat_map(move |row| columns.clone().map(move |column| (row, column)))
            .flat_map(|(row, column)| self.cells[row * self.columns + column].iter().copied())
    }

    /// Of those like `words`, where there are any.
    fn longest_line(&self, head: &Head, words: Option<&Line>) -> Line {
        let mut longest = Line::default();
        for (first, mark) in self.all.iter().enumerate() {
            for second in self.near(mark) {
                let other = &self.all[second];
                let (right, down) = (other.at.x - mark.at.x, other.at.y - mark.at.y);
                let distance = right.hypot(down);
                let steps = STEP.map(|times| times * mark.size);
                if right <= 0.0
                    || !(steps[0]..steps[1]).contains(&distance)
                    || down.abs() > STEEPEST * distance
                    || !alike(mark, other)
                {
                    continue;
                }
                let along = (right / distance, down / distance);
                if words.is_some_and(|words| !words.is_like(along, mark.size)) {
                    continue;
                }
                let line = self.line([first, second], along);
                let shown = line
                    .iter()
                    .filter(|&&at| head.portrait_shows(self.all[at].at));
                if line.len() < LEAST_MARKS || shown.count() < LEAST_SHOWN {
                    continue;
                }
                if line.len() > longest.marks {
                    longest.marks = line.len();
                    longest.along = along;
                    longest.size = mark.size;
                }
                let on_face = line
                    .iter()
                    .filter(|&&at| head.bare_face_at(self.all[at].at));
                if on_face.count() >= 3 {
                    longest.on_face = longest.on_face.max(line.len());
                }
            }
        }
        longest
    }

    /// The line that begins with two marks, in this direction.
    fn line(&self, first: [usize; 2], along: (f32, f32)) -> Vec<usize> {
        let mut line = first.to_vec();
        let [start, mut last] = first.map(|number| &self.all[number]);
        let size = f32::midpoint(start.size, last.size);
        loop {
            let step = |number: usize| {
                let mark = &self.all[number];
                let (right, down) = (mark.at.x - last.at.x, mark.at.y - last.at.y);
                let step = right * along.0 + down * along.1;
                let (right, down) = (mark.at.x - start.at.x, mark.at.y - start.at.y);
                let off = (right * along.1 - down * along.0).abs();
                let fits = (STEP[0] * size..STEP[1] * size).contains(&step)
                    && off < OFF_LINE * size
                    && alike(start, mark);
                fits.then_some((step, number))
            };
            let next = self
                .near(last)
                .filter_map(step)
                .min_by(|one, other| one.0.total_cmp(&other.0));
            let Some((_, number)) = next else {
                return line;
            };
            line.push(number);
            last = &self.all[number];
        }
    }
}

fn alike(one: &Mark, other: &Mark) -> bool {
    let within = |ratio: f32| (1.0 / ALIKE..ALIKE).contains(&ratio);
    within(one.size / other.size) && within(one.strength / other.strength)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::drawn;

    /// A flat face before a wall, with signs of strokes in a row from `start` on, one each `step`; least and
    /// most of what is seen: up to two marks for each sign, because the gaps between light strokes are dark marks.
    #[track_caller]
    fn check(count: usize, start: (usize, usize), step: (usize, usize), expected: [[u32; 2]; 2]) {
        let (landmarks, _) = drawn::flat_face();
        let image = RgbImage::from_fn(400, 400, |x, y| {
            let in_sign = |number: usize| {
                let (left, top) = (start.0 + number * step.0, start.1 + number * step.1);
                let (right, down) = (x.wrapping_sub(left), y.wrapping_sub(top));
                right < 8 && down < 12 && (right < 2 || down < 2 || right >= 6)
            };
            if (0..count).any(in_sign) {
                [240; 3]
            } else {
                [180, 150, 140]
            }
        });
        let seen = measure(&image, &landmarks, None);
        let within = |[least, most]: [u32; 2], value: u32| (least..=most).contains(&value);
        assert!(
            within(expected[0], seen.longest_line)
                && within(expected[1], seen.longest_line_on_face),
            "{seen:?}"
        );
    }

    #[test]
    fn nothing_is_printed() {
        check(0, (0, 0), (0, 0), [[0, 0], [0, 0]]);
        check(3, (20, 380), (13, 0), [[0, 0], [0, 0]]);
    }

    #[test]
    fn a_date_in_the_corner() {
        check(10, (250, 380), (13, 0), [[10, 20], [0, 0]]);
    }

    #[test]
    fn words_across_the_face() {
        check(18, (100, 250), (12, 0), [[18, 36], [8, 36]]);
    }

    #[test]
    fn words_outside_the_portrait_are_cut_away() {
        let (landmarks, _) = drawn::flat_face();
        // The same date in the corner of the photo and on the shoulder.
        let lines_at = |top: usize, left: usize| {
            let image = RgbImage::from_fn(400, 400, |x, y| {
                let (right, down) = (x.wrapping_sub(left), y.wrapping_sub(top));
                let in_sign = right % 13 < 8 && right < 130 && down < 12;
                if in_sign && (right % 13 < 2 || down < 2 || right % 13 >= 6) {
                    [240; 3]
                } else {
                    [180, 150, 140]
                }
            });
            let portrait = Rect {
                x: 40.0,
                y: 20.0,
                width: 320.0,
                height: 350.0,
            };
            let seen = |area| measure(&image, &landmarks, area).longest_line;
            (seen(Some(portrait)), seen(None))
        };
        let (shown, anywhere) = lines_at(380, 250);
        assert!(shown == 0 && anywhere >= 10, "{shown} {anywhere}");
        let (shown, anywhere) = lines_at(350, 220);
        assert!(shown >= 10 && anywhere >= 10, "{shown} {anywhere}");
    }

    #[test]
    fn leaning_words() {
        check(10, (30, 300), (12, 7), [[10, 20], [0, 0]]);
    }

    /// The same face with strands over its forehead, and perhaps signs across them; words are light, strands dark.
    #[track_caller]
    fn check_fringe(strands: usize, signs: usize, expected: bool) {
        let (mut landmarks, _) = drawn::flat_face();
        for index in LOWER_LIDS {
            landmarks.points[index][1] = 187.0;
        }
        let image = RgbImage::from_fn(400, 400, |x, y| {
            let is_strand = |number: usize| {
                // Broken once, as compression breaks thin strands.
                let left = 150 + number * 12 + y.saturating_sub(110) / 12;
                (x == left || x == left + 1) && (110..180).contains(&y) && y != 140
            };
            let in_sign = |number: usize| {
                let (right, down) = (x.wrapping_sub(120 + number * 13), y.wrapping_sub(230));
                right < 8 && down < 12 && (right < 2 || down < 2 || right >= 6)
            };
            if (0..strands).any(is_strand) {
                [40, 32, 30]
            } else if (0..signs).any(in_sign) {
                [240; 3]
            } else {
                [180, 150, 140]
            }
        });
        let seen = measure(&image, &landmarks, None);
        assert_eq!(seen.longest_line_on_face > 0, expected, "{seen:?}");
    }

    #[test]
    fn a_fringe_is_no_words_across_the_face() {
        check_fringe(8, 0, false);
    }

    #[test]
    fn words_below_a_fringe() {
        check_fringe(8, 12, true);
    }

    /// Words beside the face, and the same by less than the step that counts across it.
    #[track_caller]
    fn check_tiled(beside: usize, across: usize, expected: bool) {
        let (landmarks, _) = drawn::flat_face();
        let image = RgbImage::from_fn(400, 400, |x, y| {
            let in_sign = |left: usize, top: usize| {
                let (right, down) = (x.wrapping_sub(left), y.wrapping_sub(top));
                right < 8 && down < 12 && (right < 2 || down < 2 || right >= 6)
            };
            if (0..beside).any(|number| in_sign(20 + number * 13, 380)) {
                [240; 3]
            } else if (0..across).any(|number| in_sign(120 + number * 13, 230)) {
                [191, 161, 151]
            } else {
                [180, 150, 140]
            }
        });
        let seen = measure(&image, &landmarks, None);
        assert_eq!(seen.longest_line_on_face > 0, expected, "{seen:?}");
    }

    #[test]
    fn faint_words_across_the_face_are_those_of_the_words_beside_it() {
        check_tiled(10, 12, true);
        check_tiled(10, 0, false);
        check_tiled(0, 12, false);
    }

    #[test]
    fn marks_that_are_scattered_are_no_line() {
        check(10, (10, 300), (38, 1), [[0, 0], [0, 0]]);
    }
}

//! Things put before the faces of photos: masks, patches, phones, hands, scarves, stickers.
//!
//! Photos with covered faces are few, and a cover hides the face as well when it is drawn. Kinds, colours
//! and places follow from a number, so that the same photos are drawn each time.

use raster::{Point, RgbImage};

use super::canvas::{Canvas, Paint};

/// Colours of masks and scarves: blue, white, black, pink, grey, green, and two that skin may have.
const CLOTH: [[u8; 3]; 8] = [
    [150, 190, 215],
    [236, 236, 238],
    [34, 34, 38],
    [225, 170, 185],
    [120, 122, 128],
    [90, 130, 105],
    [214, 178, 156],
    [120, 84, 66],
];

/// Colours of patches, stickers, phones and papers.
const THINGS: [[u8; 3]; 6] = [
    [242, 240, 232],
    [28, 28, 32],
    [250, 205, 60],
    [235, 80, 110],
    [90, 170, 235],
    [226, 188, 160],
];

/// Ears and noses of animal filters.
const FURS: [[u8; 3]; 5] = [
    [240, 160, 190],
    [150, 104, 70],
    [60, 56, 60],
    [236, 232, 226],
    [222, 150, 80],
];

/// Landmarks of a mask's outline, from the nose over the person's right cheek, the chin and the left cheek.
const MASK: [usize; 12] = [195, 118, 116, 132, 172, 149, 152, 378, 397, 361, 345, 347];
/// The same of a mask that leaves the nose free.
const LOW_MASK: [usize; 9] = [2, 205, 132, 172, 149, 152, 378, 397, 425];

/// Landmarks: forehead, chin, widest points of the cheeks, nose, mouth, middles of the eyes, a cheek.
const FOREHEAD: usize = 151;
const CHIN: usize = 152;
const CHEEKS: [usize; 2] = [234, 454];
const PLACES: [usize; 6] = [13, 1, 50, 280, 468, 473];

/// Kinds of covers, by number.
pub(crate) const KINDS: [&str; 9] = [
    "mask",
    "mask below the nose",
    "patch before an eye",
    "phone",
    "hand",
    "scarf",
    "round sticker",
    "paper",
    "animal filter",
];

/// The photo with the cover of this number before the face; `landmarks` are in its pixels.
pub(crate) fn cover(photo: &RgbImage, landmarks: &[[f32; 3]], number: usize) -> RgbImage {
    let at = |index: usize| Point::new(landmarks[index][0], landmarks[index][1]);
    let [right, left] = CHEEKS.map(at);
    let mut canvas = Canvas {
        image: photo.clone(),
        across: Point::new(left.x - right.x, left.y - right.y),
        number,
    };
    let turn = number / KINDS.len();
    let (cloth, thing) = (CLOTH[turn % CLOTH.len()], THINGS[turn % THINGS.len()]);
    let place = at(PLACES[turn % PLACES.len()]);
    let lower = at(PLACES[turn % 2]);
    match number % KINDS.len() {
        0 => canvas.fill(&MASK.map(at), cloth),
        1 => canvas.fill(&LOW_MASK.map(at), cloth),
        2 => {
            let eye = at(PLACES[4 + turn % 2]);
            canvas.strap(eye, at(FOREHEAD), thing);
            canvas.ellipse(eye, [0.24, 0.21], thing);
        }
        3 => canvas.rectangle(canvas.moved(lower, 0.1, 0.2), [0.24, 0.5], THINGS[1]),
        4 => canvas.hand(place, skin(photo, at(FOREHEAD))),
        5 => canvas.scarf([right, left], at(PLACES[turn % 2]), at(CHIN), cloth),
        6 => canvas.ellipse(place, [0.17, 0.17], thing),
        7 => canvas.rectangle(canvas.moved(lower, 0.0, 0.15), [0.45, 0.3], thing),
        _ => canvas.animal(at(PLACES[1]), at(FOREHEAD), FURS[turn % FURS.len()]),
    }
    canvas.image
}

/// Mean colour around a place, somewhat darker: a hand is less lit than the face.
fn skin(photo: &RgbImage, place: Point) -> [u8; 3] {
    let mut sums = [0.0_f32; 3];
    let mut count = 0.0_f32;
    for down in -3_i32..=3 {
        for right in -3_i32..=3 {
            let x = (place.x as i32 + right).clamp(0, photo.width_px() as i32 - 1);
            let y = (place.y as i32 + down).clamp(0, photo.height_px() as i32 - 1);
            for (sum, value) in sums.iter_mut().zip(photo.pixel(x as usize, y as usize)) {
                *sum += f32::from(value);
            }
            count += 1.0;
        }
    }
    sums.map(|sum| (0.92 * sum / count) as u8)
}

impl Canvas {
    /// From a patch past a place of the forehead.
    fn strap(&mut self, from: Point, past: Point, colour: [u8; 3]) {
        let to = Point::new(2.0 * past.x - from.x, 2.0 * past.y - from.y);
        let thin = 0.012;
        let corners = [
            self.moved(from, 0.0, -thin),
            self.moved(to, 0.0, -thin),
            self.moved(to, 0.0, thin),
            self.moved(from, 0.0, thin),
        ];
        self.fill(&corners, colour);
    }

    /// Four fingers and the hand below them.
    fn hand(&mut self, tip: Point, colour: [u8; 3]) {
        for finger in 0_u8..4 {
            let beside = 0.11 * f32::from(finger) - 0.165;
            let shorter = [0.06, 0.0, 0.02, 0.09][usize::from(finger)];
            let middle = self.moved(tip, beside, 0.18 + shorter);
            let shade = 1.0 - 0.05 * f32::from(finger % 2);
            let colour = colour.map(|value| (f32::from(value) * shade) as u8);
            self.ellipse(middle, [0.055, 0.27], colour);
        }
        let palm = self.moved(tip, 0.0, 0.58);
        self.ellipse(palm, [0.25, 0.3], colour);
    }

    /// Ears above the head, a nose and, on most, whiskers.
    fn animal(&mut self, nose: Point, forehead: Point, colour: [u8; 3]) {
        let tall = 0.25 + 0.05 * (self.number % 4) as f32;
        for side in [-1.0, 1.0] {
            let ear = [(0.18, -0.32), (0.4, -0.36 - tall), (0.5, -0.2)];
            let ear = ear.map(|(along, down)| self.moved(forehead, side * along, down));
            self.fill(&ear, colour);
        }
        self.ellipse(nose, [0.07, 0.05], colour.map(|value| value / 2 + 60));
        if self.number.is_multiple_of(4) {
            return;
        }
        for side in [-1.0, 1.0] {
            for row in [-1.0, 0.0, 1.0] {
                let from = self.moved(nose, side * 0.16, 0.04 + 0.035 * row);
                let to = self.moved(nose, side * 0.52, 0.03 + 0.07 * row);
                let paint = Paint {
                    colour: [40, 38, 40],
                    shine: 0.0,
                    opacity: 0.95,
                };
                self.line(&[from, to], 0.008, paint);
            }
        }
    }

    fn scarf(&mut self, [right, left]: [Point; 2], from: Point, chin: Point, colour: [u8; 3]) {
        let corners = [
            self.moved(right, -0.12, 0.12),
            self.moved(from, 0.0, 0.02),
            self.moved(left, 0.12, 0.12),
            self.moved(chin, 0.62, 0.3),
            self.moved(chin, -0.62, 0.3),
        ];
        self.fill(&corners, colour);
    }
}

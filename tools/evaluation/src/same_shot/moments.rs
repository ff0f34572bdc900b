//! Derives a second shot from a first: the same person a moment later.

use anyhow::Result;
use raster::warp::{Border, sample};
use raster::{Point, RgbImage};
use test_kit::{JpegOptions, to_jpeg};

/// Landmarks: cheeks, top of the forehead, chin, tip of the nose.
const CHEEKS: [usize; 2] = [234, 454];
const FOREHEAD: usize = 10;
const CHIN: usize = 152;
const NOSE_TIP: usize = 1;

/// Landmarks that move alone, the reach of the movement and its largest size at 1°, by face width:
/// corners of the mouth, upper lids, brows.
const MOVING: [([usize; 2], f32, f32); 3] = [
    ([61, 291], 0.12, 0.006),
    ([159, 386], 0.06, 0.005),
    ([105, 334], 0.12, 0.006),
];

/// Depth of the head and of the nose in front of it, by face width.
const HEAD_DEPTH: f32 = 0.5;
const NOSE_DEPTH: f32 = 0.12;

/// Largest noise of each of three added values, 8-bit steps.
const NOISE: f32 = 2.0;

/// The photo after the head has turned by `turn_deg` in a direction that depends on `seed`, lips,
/// lids and brows have moved as much, and the sensor has new noise; `landmarks` are those of the
/// photo, pixels.
pub(super) fn later(
    image: &RgbImage,
    landmarks: &[[f32; 3]],
    turn_deg: f32,
    seed: u32,
) -> Result<Vec<u8>> {
    let mut random = Random::new(seed);
    let movement = Movement::new(landmarks, turn_deg, &mut random);
    let shot = RgbImage::from_fn(image.width_px(), image.height_px(), |x, y| {
        let at = Point::new(x as f32, y as f32);
        let moved = movement.at(at);
        let noise = NOISE * (random.around_zero() + random.around_zero() + random.around_zero());
        sample(image, at.offset(-moved.x, -moved.y), Border::Repeat)
            .map(|value| (value + noise + 0.5) as u8)
    });
    let options = JpegOptions {
        quality: 88,
        ..JpegOptions::default()
    };
    Ok(to_jpeg(&shot, &options)?)
}

/// How far every point of the picture moves.
struct Movement {
    middle: Point,
    nose: Point,
    face_width: f32,
    half_height: f32,
    yaw_rad: f32,
    pitch_rad: f32,
    roll_rad: f32,
    /// Place, reach and way down of the parts that move alone.
    parts: Vec<(Point, f32, f32)>,
}

impl Movement {
    fn new(landmarks: &[[f32; 3]], turn_deg: f32, random: &mut Random) -> Self {
        let place = |index: usize| Point::new(landmarks[index][0], landmarks[index][1]);
        let [right, left] = CHEEKS.map(place);
        let face_width = right.distance(left);
        let turn_rad = turn_deg.to_radians();
        let direction = std::f32::consts::PI * random.around_zero();
        let parts = MOVING.into_iter().flat_map(|(pair, reach, most)| {
            let way = random.around_zero() * most * turn_deg * face_width;
            pair.map(|index| (place(index), reach * face_width, way))
        });
        let parts = parts.collect();
        Self {
            middle: right.midpoint(left),
            nose: place(NOSE_TIP),
            face_width,
            half_height: 0.7 * place(FOREHEAD).distance(place(CHIN)),
            yaw_rad: turn_rad * direction.cos(),
            pitch_rad: turn_rad * direction.sin(),
            roll_rad: 0.3 * turn_rad * random.around_zero(),
            parts,
        }
    }

    fn at(&self, at: Point) -> Point {
        let (x, y) = (at.x - self.middle.x, at.y - self.middle.y);
        let across = x / (0.55 * self.face_width);
        let from_middle = across * across + (y / self.half_height).powi(2);
        let nose = bump(at, self.nose, 0.1 * self.face_width);
        let depth = self.face_width
            * (HEAD_DEPTH * (1.0 - from_middle).max(0.0).sqrt() + NOSE_DEPTH * nose);
        // The body stays: the tilt fades out beyond the head.
        let roll_rad = self.roll_rad / (1.0 + 0.15 * from_middle.powi(2));
        let alone: f32 = self
            .parts
            .iter()
            .map(|&(place, reach, way)| way * bump(at, place, reach))
            .sum();
        Point::new(
            depth * self.yaw_rad.sin() - roll_rad * y,
            depth * self.pitch_rad.sin() + roll_rad * x + alone,
        )
    }
}

/// 1 in the middle, falling off as a Gaussian does.
fn bump(at: Point, middle: Point, deviation: f32) -> f32 {
    (-0.5 * (at.distance(middle) / deviation).powi(2)).exp()
}

/// Repeatable numbers (xorshift, Marsaglia 2003): the same tables on every run.
struct Random {
    state: u32,
}

impl Random {
    fn new(seed: u32) -> Self {
        let mut random = Self {
            state: seed.wrapping_mul(2_654_435_769) | 1,
        };
        // Seeds next to each other begin alike.
        for _ in 0..8 {
            random.around_zero();
        }
        random
    }

    /// Evenly distributed in −1 … 1.
    fn around_zero(&mut self) -> f32 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 17;
        self.state ^= self.state << 5;
        (self.state >> 8) as f32 / (1 << 23) as f32 - 1.0
    }
}

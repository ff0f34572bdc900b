//! Backgrounds that are not plain: photos that Python packages bring, and drawn rooms.

use std::path::Path;

use anyhow::{Context, Result};
use codec::{Limits, Scale};
use raster::resize::{Filter, crop_and_resize};
use raster::{Plane, Rect, RgbImage};

use super::half::Half;

/// Size of a scene, pixels.
pub(super) const SIZE: (usize, usize) = (720, 960);

/// Photos of the packages, by half: file, and the part of it that is shown as left edge 0 … 1.
const PHOTOS: [&[(&str, f32)]; 2] = [
    &[
        ("sklearn/datasets/images/china.jpg", 0.0),
        ("sklearn/datasets/images/china.jpg", 1.0),
        ("skimage/data/coffee.png", 0.5),
        ("skimage/data/chelsea.png", 0.3),
        ("skimage/data/gravel.png", 0.5),
    ],
    &[
        ("sklearn/datasets/images/flower.jpg", 0.2),
        ("skimage/data/motorcycle_left.png", 0.0),
        ("skimage/data/motorcycle_left.png", 1.0),
        ("skimage/data/rocket.jpg", 0.5),
        ("skimage/data/brick.png", 0.5),
        ("skimage/data/grass.png", 0.5),
    ],
];

/// A background.
pub(super) struct Scene {
    pub(super) name: String,
    pub(super) image: RgbImage,
}

/// A drawn scene: its name, and how it is drawn.
type Drawing = (&'static str, fn(&mut Brush));

/// All scenes of a half; `packages` is the folder that holds the Python packages.
pub(super) fn of_half(half: Half, packages: &Path) -> Result<Vec<Scene>> {
    let mut scenes = Vec::new();
    for &(file, from) in PHOTOS[half as usize] {
        let path = packages.join(file);
        let bytes =
            std::fs::read(&path).with_context(|| format!("{} is missing", path.display()))?;
        let photo = codec::decode(&bytes, &Limits::default(), Scale::Full)?.image;
        scenes.push(Scene {
            name: format!(
                "{} {from}",
                path.file_stem().unwrap_or_default().to_string_lossy()
            ),
            image: cover(&photo, from),
        });
    }
    let drawn: [Drawing; 3] = match half {
        Half::Fit => [("books", books), ("blinds", blinds), ("people", people)],
        Half::Proof => [("room", room), ("leaves", leaves), ("tiles", tiles)],
    };
    for (name, draw) in drawn {
        for seed in 0..2 {
            let mut brush = Brush::new(1 + seed);
            draw(&mut brush);
            scenes.push(Scene {
                name: format!("{name} {seed}"),
                image: brush.image,
            });
        }
    }
    Ok(scenes)
}

/// The largest upright part of the photo, at the size of a scene.
fn cover(photo: &RgbImage, from: f32) -> RgbImage {
    let (width, height) = (photo.width_px() as f32, photo.height_px() as f32);
    let shape = SIZE.0 as f32 / SIZE.1 as f32;
    let part = (width.min(height * shape), height.min(width / shape));
    let area = Rect {
        x: (width - part.0) * from,
        y: (height - part.1) * 0.5,
        width: part.0,
        height: part.1,
    };
    crop_and_resize(photo, area, SIZE, Filter::Bilinear)
}

/// The scene out of focus: three box averages.
pub(super) fn blurred(image: &RgbImage, radius_px: usize) -> RgbImage {
    if radius_px == 0 {
        return image.clone();
    }
    let (width, height) = (image.width_px(), image.height_px());
    let planes = [0, 1, 2].map(|channel| {
        let data = image.as_raw().as_chunks::<3>().0.iter();
        let mut plane = Plane::from_vec(
            width,
            height,
            data.map(|pixel| f32::from(pixel[channel])).collect(),
        );
        for _ in 0..3 {
            plane = averaged(&averaged(&plane, radius_px, true), radius_px, false);
        }
        plane
    });
    RgbImage::from_fn(width, height, |x, y| {
        [0, 1, 2].map(|channel: usize| planes[channel].at(x, y).round() as u8)
    })
}

/// Box average along rows or columns; edges are repeated.
pub(super) fn averaged(plane: &Plane<f32>, radius_px: usize, along: bool) -> Plane<f32> {
    let (width, height) = (plane.width_px(), plane.height_px());
    let (lines, count) = if along {
        (height, width)
    } else {
        (width, height)
    };
    let mut result = plane.clone();
    for line in 0..lines {
        let value = |at: usize| {
            if along {
                plane.at(at, line)
            } else {
                plane.at(line, at)
            }
        };
        let place = |at: usize| at.saturating_sub(radius_px).min(count - 1);
        let mut sum: f64 = (0..=2 * radius_px)
            .map(|at| f64::from(value(place(at))))
            .sum();
        for at in 0..count {
            let mean = (sum / (2 * radius_px + 1) as f64) as f32;
            if along {
                result.set(at, line, mean);
            } else {
                result.set(line, at, mean);
            }
            sum += f64::from(value((at + radius_px + 1).min(count - 1)));
            sum -= f64::from(value(place(at)));
        }
    }
    result
}

/// Draws with numbers without pattern, the same in every run.
pub(super) struct Brush {
    pub(super) image: RgbImage,
    numbers: u64,
}

impl Brush {
    /// On grey; other seeds draw other pictures.
    pub(super) fn new(seed: u64) -> Self {
        Self {
            image: RgbImage::filled(SIZE.0, SIZE.1, [180; 3]),
            numbers: seed,
        }
    }

    /// From 0 to 1 (`SplitMix64`).
    pub(super) fn number(&mut self) -> f32 {
        self.numbers = self.numbers.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.numbers;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ mixed >> 31) >> 40) as f32 / (1u64 << 24) as f32
    }

    pub(super) fn between(&mut self, from: f32, to: f32) -> f32 {
        from + self.number() * (to - from)
    }

    pub(super) fn colour(&mut self, from: f32, to: f32) -> [f32; 3] {
        [0; 3].map(|_| self.between(from, to))
    }

    /// Paints where `inside` holds, in its box; shade by place.
    fn paint(
        &mut self,
        [left, top, right, bottom]: [f32; 4],
        shade: impl Fn(f32, f32) -> Option<[f32; 3]>,
    ) {
        let bound = |value: f32, count: usize| (value.max(0.0) as usize).min(count);
        for y in bound(top, SIZE.1)..bound(bottom, SIZE.1) {
            for x in bound(left, SIZE.0)..bound(right, SIZE.0) {
                if let Some(colour) = shade(x as f32, y as f32) {
                    let rgb = colour.map(|value| value.clamp(0.0, 255.0) as u8);
                    self.image.set_pixel(x, y, rgb);
                }
            }
        }
    }

    pub(super) fn rectangle(&mut self, area: [f32; 4], colour: [f32; 3]) {
        let [left, _, right, _] = area;
        let middle = f32::midpoint(left, right);
        // Light comes from the left.
        self.paint(area, |x, _| {
            Some(colour.map(|value| value * (1.0 - 0.25 * (x - middle) / (right - left))))
        });
    }

    pub(super) fn ellipse(&mut self, (x0, y0): (f32, f32), (rx, ry): (f32, f32), colour: [f32; 3]) {
        self.paint([x0 - rx, y0 - ry, x0 + rx, y0 + ry], |x, y| {
            let (u, v) = ((x - x0) / rx, (y - y0) / ry);
            (u * u + v * v < 1.0).then(|| colour.map(|value| value * (1.0 - 0.3 * (u + v) / 2.0)))
        });
    }
}

fn all() -> [f32; 4] {
    [0.0, 0.0, SIZE.0 as f32, SIZE.1 as f32]
}

/// Shelves with books.
pub(super) fn books(brush: &mut Brush) {
    let wood = brush.colour(50.0, 110.0);
    brush.rectangle(all(), wood);
    for shelf in 0..6 {
        let bottom = 150.0 + 165.0 * shelf as f32;
        let mut x = 0.0;
        while x < SIZE.0 as f32 {
            let (width, height) = (brush.between(12.0, 40.0), brush.between(90.0, 140.0));
            let colour = brush.colour(20.0, 230.0);
            brush.rectangle([x, bottom - height, x + width, bottom], colour);
            x += width + brush.between(0.0, 4.0);
        }
    }
}

/// A bright window behind half-open blinds.
pub(super) fn blinds(brush: &mut Brush) {
    let sky = brush.colour(190.0, 250.0);
    brush.rectangle(all(), sky);
    let slat = brush.colour(60.0, 160.0);
    for row in 0..40 {
        let top = 26.0 * row as f32;
        brush.rectangle([0.0, top, SIZE.0 as f32, top + brush_gap(row)], slat);
    }
    brush.rectangle([330.0, 0.0, 372.0, SIZE.1 as f32], [70.0, 60.0, 52.0]);
}

fn brush_gap(row: usize) -> f32 {
    9.0 + (row % 5) as f32
}

/// Others standing behind.
pub(super) fn people(brush: &mut Brush) {
    let wall = brush.colour(120.0, 200.0);
    brush.rectangle(all(), wall);
    for at in 0..5 {
        let x = 40.0 + 160.0 * at as f32 + brush.between(-30.0, 30.0);
        let y = brush.between(180.0, 420.0);
        let size = brush.between(45.0, 75.0);
        let (clothes, hair) = (brush.colour(20.0, 220.0), brush.colour(10.0, 60.0));
        let skin = brush.between(0.5, 1.0);
        brush.rectangle([x - 1.5 * size, y + size, x + 1.5 * size, 960.0], clothes);
        brush.ellipse((x, y - 0.2 * size), (0.9 * size, 1.2 * size), hair);
        brush.ellipse(
            (x, y),
            (0.7 * size, size),
            [230.0, 180.0, 150.0].map(|v| v * skin),
        );
    }
}

/// A dormitory: posters, a bed, a lamp, a chair's back behind the shoulders.
fn room(brush: &mut Brush) {
    let wall = brush.colour(150.0, 220.0);
    brush.rectangle(all(), wall);
    for _ in 0..7 {
        let (x, y) = (brush.between(-40.0, 660.0), brush.between(-40.0, 500.0));
        let (width, height) = (brush.between(80.0, 220.0), brush.between(80.0, 240.0));
        let (paper, print) = (brush.colour(60.0, 250.0), brush.colour(10.0, 200.0));
        brush.rectangle([x, y, x + width, y + height], paper);
        brush.ellipse(
            (x + 0.5 * width, y + 0.4 * height),
            (0.3 * width, 0.25 * height),
            print,
        );
    }
    let (bed, lamp, chair) = (
        brush.colour(40.0, 220.0),
        [250.0, 235.0, 190.0],
        brush.colour(20.0, 90.0),
    );
    brush.rectangle([0.0, 650.0, 720.0, 820.0], bed);
    brush.ellipse((90.0, 260.0), (55.0, 60.0), lamp);
    brush.rectangle([180.0, 560.0, 560.0, 960.0], chair);
}

/// Foliage with sky between.
fn leaves(brush: &mut Brush) {
    brush.rectangle(all(), [200.0, 220.0, 235.0]);
    for _ in 0..1500 {
        let place = (brush.between(0.0, 720.0), brush.between(0.0, 960.0));
        let size = (brush.between(6.0, 26.0), brush.between(5.0, 18.0));
        let light = brush.between(0.3, 1.0);
        brush.ellipse(place, size, [90.0 * light, 150.0 * light, 60.0 * light]);
    }
}

/// Tiles with joints, some of another colour.
fn tiles(brush: &mut Brush) {
    let joint = brush.colour(100.0, 220.0);
    brush.rectangle(all(), joint);
    let (one, other) = (brush.colour(40.0, 230.0), brush.colour(40.0, 230.0));
    for row in 0..16 {
        for column in 0..12 {
            let (x, y) = (60.0 * column as f32, 60.0 * row as f32);
            let light = brush.between(0.85, 1.1);
            let colour = if brush.number() < 0.3 { other } else { one };
            brush.rectangle(
                [x + 2.0, y + 2.0, x + 58.0, y + 58.0],
                colour.map(|v| v * light),
            );
        }
    }
}

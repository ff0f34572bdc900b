//! Writes what the fusion network learns from: people of the fit half and drawn ones before many scenes, what the
//! product's networks say of them, and the truth. Nothing of the proof half is used.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use anyhow::{Context, Result};
use codec::{Limits, Scale};
use portrait::{Analysis, Engine, inspect};
use raster::resize::{Filter, crop_and_resize};
use raster::{Rect, RgbImage};
use rayon::prelude::*;
use serde::Serialize;
use standard::OutputSpec;
use test_kit::JpegOptions;

use super::drawn;
use super::half::Half;
use super::people::{self, Person};
use super::scenes::{self, Brush, Scene};
use super::{BLURS, before_scene, truth_on};

/// Scenes that a picture is put before: one of the fit half, a photo of the looser choice, another render, a drawing.
const SCENES_EACH: [usize; 4] = [9, 12, 2, 2];

/// Drawn people.
const DRAWN: u64 = 48;

/// Photos that lend parts to scenes; none is of the proof half.
const PHOTOS: [&str; 9] = [
    "sklearn/datasets/images/china.jpg",
    "skimage/data/coffee.png",
    "skimage/data/chelsea.png",
    "skimage/data/gravel.png",
    "skimage/data/coins.png",
    "skimage/data/ihc.png",
    "skimage/data/hubble_deep_field.jpg",
    "skimage/data/page.png",
    "skimage/data/retina.jpg",
];

/// Numbers are stored as whole multiples of one by this.
const STEPS: f32 = 8192.0;

/// A line of `examples.jsonl`: the examples in the order of `examples.i16`.
#[derive(Serialize)]
struct Line {
    person: String,
    scene: String,
    /// Width, height, values of a place: those of the network, the true opacity, and 1 where it is known.
    shape: [usize; 3],
}

/// Writes `examples.jsonl` and `examples.i16` into `out`.
pub(crate) fn run(shared: &Path, packages: &Path, out: &Path) -> Result<()> {
    std::fs::create_dir_all(out).with_context(|| format!("{} cannot be made", out.display()))?;
    let engine = Engine::new()?;
    let mut writer = Writer {
        photos: photos(packages)?,
        lines: BufWriter::new(File::create(out.join("examples.jsonl"))?),
        values: BufWriter::new(File::create(out.join("examples.i16"))?),
        scenes: 0,
    };
    let [fit, photos, rendered, drawn] = SCENES_EACH;
    let half = people::of_half(&engine, Half::Fit, shared)?;
    writer.put(&engine, &half, fit)?;
    drop(half);
    let more = people::more_photos(&engine, Half::Fit, shared)?;
    let more = more.into_iter().map(Person::with_room).collect::<Vec<_>>();
    writer.put(&engine, &more, photos)?;
    let more = people::more_rendered(&engine, Half::Fit, shared)?;
    writer.put(&engine, &more, rendered)?;
    writer.put(&engine, &drawn::people(DRAWN), drawn)
}

struct Writer {
    /// They lend parts to scenes.
    photos: Vec<RgbImage>,
    lines: BufWriter<File>,
    values: BufWriter<File>,
    /// Scenes made so far: no two examples share one.
    scenes: usize,
}

impl Writer {
    /// Every person before so many scenes.
    fn put(&mut self, engine: &Engine, people: &[Person], scenes_each: usize) -> Result<()> {
        let framed = people
            .par_iter()
            .map(|person| framed(engine, person))
            .collect::<Result<Vec<_>>>()?;
        for round in 0..scenes_each {
            let examples = people
                .par_iter()
                .zip(&framed)
                .enumerate()
                .map(|(at, (person, framed))| {
                    let Some(framed) = framed else {
                        return Ok(None);
                    };
                    let scene = scene(&self.photos, (self.scenes + at) as u64);
                    let blur = BLURS[(at + round) % BLURS.len()];
                    example(engine, (person, framed), &scene, blur)
                })
                .collect::<Result<Vec<_>>>()?;
            self.scenes += people.len();
            for (line, stored) in examples.into_iter().flatten() {
                writeln!(self.lines, "{}", serde_json::to_string(&line)?)?;
                for value in stored {
                    self.values.write_all(&value.to_le_bytes())?;
                }
            }
            self.lines.flush()?;
            self.values.flush()?;
        }
        Ok(())
    }
}

/// The person before the scene: what the network sees, then the truth; `None` where no face is found.
fn example(
    engine: &Engine,
    (person, framed): (&Person, &Analysis),
    scene: &Scene,
    blur: usize,
) -> Result<Option<(Line, Vec<i16>)>> {
    let jpeg = test_kit::to_jpeg(&before_scene(person, scene, blur), &options())?;
    let photo = codec::decode(&jpeg, &Limits::default(), Scale::Full)?.image;
    let Some(input) = inspect::fusion_input(engine, framed, &photo)? else {
        return Ok(None);
    };
    let [width, height, channels] = input.shape;
    let (alpha, known) = truth_on(person, input.area, (width, height));
    let mut stored = Vec::with_capacity(width * height * (channels + 2));
    for (at, place) in input.values.chunks_exact(channels).enumerate() {
        let truth = [
            alpha.as_slice()[at],
            f32::from(u8::from(known.as_slice()[at])),
        ];
        stored.extend(
            place
                .iter()
                .chain(&truth)
                .map(|value| (value * STEPS).round() as i16),
        );
    }
    let line = Line {
        person: person.name.clone(),
        scene: scene.name.clone(),
        shape: [width, height, channels + 2],
    };
    Ok(Some((line, stored)))
}

/// The frame is that of the person before the own wall, which costs little to cut; `None` where there is no portrait, or
/// only a part of a head.
fn framed(engine: &Engine, person: &Person) -> Result<Option<Analysis>> {
    if !person.shows_crown() {
        return Ok(None);
    }
    let jpeg = test_kit::to_jpeg(&person.image, &options())?;
    let analysis = portrait::analyze(engine, &jpeg, &Limits::default(), &OutputSpec::DIPLOMA)?;
    Ok(inspect::cut_out(&analysis).is_some().then_some(analysis))
}

fn options() -> JpegOptions {
    JpegOptions {
        quality: 92,
        ..JpegOptions::default()
    }
}

fn photos(packages: &Path) -> Result<Vec<RgbImage>> {
    let read = |file: &&str| {
        let path = packages.join(file);
        let bytes =
            std::fs::read(&path).with_context(|| format!("{} is missing", path.display()))?;
        Ok(codec::decode(&bytes, &Limits::default(), Scale::Full)?.image)
    };
    PHOTOS.iter().map(read).collect()
}

/// Another scene for every seed: a part of a photo, a drawn room, shapes, or clouds.
fn scene(photos: &[RgbImage], seed: u64) -> Scene {
    let mut brush = Brush::new(1000 + seed);
    let name = match seed % 4 {
        0 => {
            let photo = &photos[(seed / 4) as usize % photos.len()];
            brush.image = part(photo, &mut brush);
            "photo"
        }
        1 => {
            [scenes::books, scenes::blinds, scenes::people][(seed / 4 % 3) as usize](&mut brush);
            "drawn"
        }
        2 => {
            shapes(&mut brush);
            "shapes"
        }
        _ => {
            brush.image = clouds(&mut brush);
            "clouds"
        }
    };
    tint(&mut brush);
    Scene {
        name: format!("{name} {seed}"),
        image: brush.image,
    }
}

/// Some upright part of a photo.
fn part(photo: &RgbImage, brush: &mut Brush) -> RgbImage {
    let (width, height) = (photo.width_px() as f32, photo.height_px() as f32);
    let shape = scenes::SIZE.0 as f32 / scenes::SIZE.1 as f32;
    let share = brush.between(0.35, 1.0);
    let part = (
        share * width.min(height * shape),
        share * height.min(width / shape),
    );
    let area = Rect {
        x: (width - part.0) * brush.between(0.0, 1.0),
        y: (height - part.1) * brush.between(0.0, 1.0),
        width: part.0,
        height: part.1,
    };
    crop_and_resize(photo, area, scenes::SIZE, Filter::Bilinear)
}

/// Furniture of no kind: plates and discs of any size and colour.
fn shapes(brush: &mut Brush) {
    let (width, height) = (scenes::SIZE.0 as f32, scenes::SIZE.1 as f32);
    let wall = brush.colour(20.0, 240.0);
    brush.rectangle([0.0, 0.0, width, height], wall);
    let count = brush.between(3.0, 60.0) as usize;
    let largest = brush.between(60.0, 360.0);
    for _ in 0..count {
        let (x, y) = (brush.between(0.0, width), brush.between(0.0, height));
        let (across, along) = (brush.between(8.0, largest), brush.between(8.0, largest));
        let light = brush.between(10.0, 250.0);
        let colour = brush.colour(-60.0, 60.0).map(|value| value + light);
        if brush.number() < 0.5 {
            brush.rectangle([x - across, y - along, x + across, y + along], colour);
        } else {
            brush.ellipse((x, y), (across, along), colour);
        }
    }
}

/// Soft structure of all sizes, as of foliage, cloth and rooms out of focus.
fn clouds(brush: &mut Brush) -> RgbImage {
    let steep = brush.between(0.4, 0.8);
    let (middle, contrast) = (brush.between(60.0, 200.0), brush.between(30.0, 130.0));
    let tint = brush.colour(-50.0, 50.0);
    let mut layers = Vec::new();
    for octave in 0..7 {
        let size = (3 << octave, 4 << octave);
        let grain = RgbImage::from_fn(size.0, size.1, |_, _| {
            brush.colour(0.0, 255.0).map(|value| value as u8)
        });
        let whole = Rect {
            x: 0.0,
            y: 0.0,
            width: size.0 as f32,
            height: size.1 as f32,
        };
        layers.push(crop_and_resize(
            &grain,
            whole,
            scenes::SIZE,
            Filter::Bilinear,
        ));
    }
    RgbImage::from_fn(scenes::SIZE.0, scenes::SIZE.1, |x, y| {
        let mut sum = [0.0_f32; 3];
        let mut weight = 1.0;
        for layer in &layers {
            let pixel = layer
                .pixel(x, y)
                .map(|value| f32::from(value) / 127.5 - 1.0);
            let grey = (pixel[0] + pixel[1] + pixel[2]) / 3.0;
            for (sum, value) in sum.iter_mut().zip(pixel) {
                *sum += weight * (0.7 * grey + 0.3 * value);
            }
            weight *= steep;
        }
        [0, 1, 2].map(|channel: usize| {
            (middle + tint[channel] + contrast * sum[channel]).clamp(0.0, 255.0) as u8
        })
    })
}

/// Another light, and as often mirrored as not.
fn tint(brush: &mut Brush) {
    let light = brush.between(0.5, 1.3);
    let gains = brush.colour(0.85, 1.15).map(|gain| gain * light);
    let mirrored = brush.number() < 0.5;
    let image = brush.image.clone();
    brush.image = RgbImage::from_fn(scenes::SIZE.0, scenes::SIZE.1, |x, y| {
        let column = if mirrored { scenes::SIZE.0 - 1 - x } else { x };
        let pixel = image.pixel(column, y);
        [0, 1, 2]
            .map(|channel: usize| (f32::from(pixel[channel]) * gains[channel]).min(255.0) as u8)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_seed_is_another_scene_and_the_same_seed_the_same() {
        let photos = [RgbImage::from_fn(900, 700, |x, y| {
            [(x % 256) as u8, (y % 256) as u8, (x * y % 256) as u8]
        })];
        for seed in 0..4 {
            let one = scene(&photos, seed);
            assert_eq!(one.image.as_raw(), scene(&photos, seed).image.as_raw());
            assert_ne!(one.image.as_raw(), scene(&photos, seed + 4).image.as_raw());
            assert_eq!((one.image.width_px(), one.image.height_px()), scenes::SIZE);
        }
    }
}

//! People with known opacity: rendered ones, whose opacity is exact, and photos before plain walls, whose
//! opacity is that of the known wall.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use codec::{Limits, Scale};
use portrait::{Engine, inspect};
use raster::resize::{Filter, crop_and_resize};
use raster::{Plane, Rect, RgbImage};
use serde::Deserialize;
use standard::OutputSpec;
use standard::spec::Window;

use super::half::Half;
use super::scenes::averaged;

/// People are cut out this many times as large as in the portrait.
const ENLARGED: f32 = 1.5;

/// When the opacity of a photo before a plain wall is believed.
#[derive(Clone, Copy)]
struct Sureness {
    /// The wall is this even.
    most_residual: f32,
    /// Hair and clothes are this far from it.
    least_contrast: f32,
    /// The networks and the wall contradict each other this little.
    most_disagreement: f32,
}

/// To measure with.
const SURE: Sureness = Sureness {
    most_residual: 0.035,
    least_contrast: 0.35,
    most_disagreement: 0.15,
};

/// To learn from, and to see whether what was learnt holds on more people.
const SURE_ENOUGH: Sureness = Sureness {
    most_residual: 0.06,
    least_contrast: 0.2,
    most_disagreement: 0.25,
};

/// The wall's colour at a place is the mean of the wall within about this distance, pixels.
const WALL_REACH_PX: usize = 24;

/// Opacities from which a place is not wall.
const NO_WALL: f32 = 0.004;

/// A person before a wall.
pub(super) struct Person {
    pub(super) name: String,
    pub(super) image: RgbImage,
    pub(super) alpha: Plane<f32>,
    wall: [Plane<f32>; 3],
}

#[derive(Deserialize)]
struct Rendered {
    identity: String,
    file: String,
    alpha: String,
    accept: bool,
    wall: RenderedWall,
}

#[derive(Deserialize)]
struct RenderedWall {
    kind: String,
}

/// A head is cut where more than this share of the first row is person.
const MOST_CUT: f32 = 0.02;

/// Room that is added on three sides of photos cut closely, by their width.
const ROOM: f32 = 0.3;

/// Of the walls of rendered photos the only one that people can be taken from.
const PLAIN: &str = "plaster";

/// Every rendered photo.
pub(super) fn rendered(engine: &Engine, shared: &Path) -> Result<Vec<Person>> {
    some_rendered(engine, shared, |_| true)
}

fn some_rendered(
    engine: &Engine,
    shared: &Path,
    wanted: impl Fn(&Rendered) -> bool,
) -> Result<Vec<Person>> {
    let mut people = Vec::new();
    let folder = shared.join("photos/rendered");
    let lines = std::fs::read_to_string(folder.join("truth.jsonl")).unwrap_or_default();
    for line in lines.lines() {
        let rendered: Rendered = serde_json::from_str(line).context("truth.jsonl")?;
        if wanted(&rendered) {
            let alpha = folder.join(&rendered.alpha);
            people.extend(person(
                engine,
                &folder.join(&rendered.file),
                Truth::Picture(&alpha),
            )?);
        }
    }
    Ok(people)
}

/// The people of a half: identities are never in both.
pub(super) fn of_half(engine: &Engine, half: Half, shared: &Path) -> Result<Vec<Person>> {
    let mut people = some_rendered(engine, shared, |rendered| {
        rendered.accept && Half::of(&rendered.identity) == half
    })?;
    for file in photos(shared, Choice::Frontal) {
        if is_of(half, shared, &file) {
            people.extend(person(engine, &file, Truth::Wall(SURE))?);
        }
    }
    Ok(people)
}

/// Photos of a half by a looser choice. Those of [`of_half`] are among them.
pub(super) fn more_photos(engine: &Engine, half: Half, shared: &Path) -> Result<Vec<Person>> {
    let mut people = Vec::new();
    for file in photos(shared, Choice::Any) {
        if is_of(half, shared, &file) {
            people.extend(person(engine, &file, Truth::Wall(SURE_ENOUGH))?);
        }
    }
    Ok(people)
}

/// More pictures of the rendered people of a half: those that break a rule, with hats, masks and hair in the face.
pub(super) fn more_rendered(engine: &Engine, half: Half, shared: &Path) -> Result<Vec<Person>> {
    some_rendered(engine, shared, |rendered| {
        let is_other = !rendered.accept && rendered.wall.kind == PLAIN;
        is_other && Half::of(&rendered.identity) == half
    })
}

fn is_of(half: Half, shared: &Path, file: &Path) -> bool {
    let name = file.strip_prefix(shared).unwrap_or(file).to_string_lossy();
    Half::of(&name) == half
}

/// Which of the synthetic photos before a plain wall.
#[derive(Clone, Copy)]
enum Choice {
    /// One bare-headed person who looks into the lens.
    Frontal,
    /// One person, not in profile.
    Any,
}

/// The id-style photos, and the chosen ones of the labelled synthetic photos.
fn photos(shared: &Path, choice: Choice) -> Vec<PathBuf> {
    let mut files = Vec::new();
    if let Ok(entries) = std::fs::read_dir(shared.join("photos/id-style")) {
        files.extend(entries.flatten().map(|entry| entry.path()));
    }
    let folder = shared.join("photos/synthetic");
    let labels = std::fs::read_to_string(folder.join("labels.csv")).unwrap_or_default();
    for line in labels.lines() {
        let fields: Vec<&str> = line.split(',').collect();
        if let &[_, path, "1", pose, _, _, headwear, .., "plain", _, _, _, _] = fields.as_slice() {
            let is_chosen = match choice {
                Choice::Frontal => pose == "frontal" && headwear == "none",
                Choice::Any => pose != "profile",
            };
            if is_chosen {
                files.push(folder.join(path));
            }
        }
    }
    files.sort();
    files
}

/// How the opacity of a photo is known.
#[derive(Clone, Copy)]
enum Truth<'a> {
    /// A picture of it.
    Picture(&'a Path),
    /// By the known wall, where that is this sure.
    Wall(Sureness),
}

/// `None` where the opacity is not known well enough.
fn person(engine: &Engine, file: &Path, truth: Truth<'_>) -> Result<Option<Person>> {
    let bytes =
        std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let limits = Limits::default();
    let analysis = portrait::analyze(engine, &bytes, &limits, &enlarged())?;
    let Some(cut) = inspect::cut_out(&analysis) else {
        return Ok(None);
    };
    if let Truth::Wall(sureness) = truth
        && !is_sure(&analysis, sureness)
    {
        return Ok(None);
    }
    let photo = codec::decode(&bytes, &limits, Scale::Full)?.image;
    let bench = (cut.alpha.width_px() as f32, cut.alpha.height_px() as f32);
    let scale = bench.0 / cut.area.width;
    // Only what the photo shows.
    let shown = Rect {
        x: 0.0,
        y: 0.0,
        width: photo.width_px() as f32,
        height: photo.height_px() as f32,
    };
    let Some(area) = cut.area.intersection(&shown) else {
        return Ok(None);
    };
    let size = [area.width, area.height].map(|side| (side * scale).floor() as usize);
    let image = crop_and_resize(&photo, area, (size[0], size[1]), Filter::Lanczos3);
    let alpha = if let Truth::Picture(truth) = truth {
        let bytes = std::fs::read(truth)?;
        let picture = codec::decode(&bytes, &limits, Scale::Full)?.image;
        let part = crop_and_resize(&picture, area, (size[0], size[1]), Filter::Lanczos3);
        part.luma().map(|value| f32::from(value) / 255.0)
    } else {
        let places = |count: usize, from: f32| -> Vec<f32> {
            (0..count).map(|at| from + at as f32 + 0.5).collect()
        };
        let columns = places(size[0], (area.x - cut.area.x) * scale);
        let rows = places(size[1], (area.y - cut.area.y) * scale);
        cut.alpha.sample_grid(&columns, &rows)
    };
    let name = file.with_extension("");
    let parts: Vec<_> = name
        .components()
        .rev()
        .take(2)
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    let wall = wall(&image, &alpha);
    Ok(Some(Person {
        name: format!("{}/{}", parts[1], parts[0]),
        image,
        alpha,
        wall,
    }))
}

fn is_sure(analysis: &portrait::Analysis, sureness: Sureness) -> bool {
    let (wall, matte) = (
        analysis.facts.wall.as_value(),
        analysis.facts.matte.as_value(),
    );
    let (Some(wall), Some(matte)) = (wall, matte) else {
        return false;
    };
    let contrast = |side: &standard::facts::Measured<f32>| side.value().unwrap_or(0.0);
    wall.residual < sureness.most_residual
        && contrast(&matte.hair_contrast) > sureness.least_contrast
        && contrast(&matte.clothes_contrast) > sureness.least_contrast
        && matte.disagreement < sureness.most_disagreement
}

/// The portrait's geometry, larger.
fn enlarged() -> OutputSpec {
    let plain = OutputSpec::DIPLOMA;
    let window = |window: Window| Window {
        min: window.min * ENLARGED,
        max: window.max * ENLARGED,
        aim: window.aim * ENLARGED,
    };
    OutputSpec {
        width_px: (plain.width_px as f32 * ENLARGED) as u32,
        height_px: (plain.height_px as f32 * ENLARGED) as u32,
        crown_px: window(plain.crown_px),
        eye_line_px: window(plain.eye_line_px),
        face_width_px: window(plain.face_width_px),
        max_center_offset_px: plain.max_center_offset_px * ENLARGED,
        max_upscale: plain.max_upscale * ENLARGED,
        ..plain
    }
}

/// The wall's colour, carried behind the person.
fn wall(image: &RgbImage, alpha: &Plane<f32>) -> [Plane<f32>; 3] {
    let (width, height) = (image.width_px(), image.height_px());
    let seen = alpha.map(|opacity| f32::from(u8::from(opacity < NO_WALL)));
    let smooth = |mut plane: Plane<f32>, reach: usize| {
        for _ in 0..2 {
            plane = averaged(&averaged(&plane, reach, true), reach, false);
        }
        plane
    };
    let weights = [WALL_REACH_PX, 6 * WALL_REACH_PX].map(|reach| smooth(seen.clone(), reach));
    [0, 1, 2].map(|channel| {
        let pixels = image.as_raw().as_chunks::<3>().0.iter();
        let data = pixels
            .zip(seen.as_slice())
            .map(|(pixel, seen)| f32::from(pixel[channel]) * seen);
        let values = Plane::from_vec(width, height, data.collect());
        let near = smooth(values.clone(), WALL_REACH_PX);
        let far = smooth(values, 6 * WALL_REACH_PX);
        let mix = |at: usize| {
            let trust = (weights[0].as_slice()[at] / 0.02).min(1.0);
            let near = near.as_slice()[at] / weights[0].as_slice()[at].max(1e-4);
            let far = far.as_slice()[at] / weights[1].as_slice()[at].max(1e-4);
            near * trust + far * (1.0 - trust)
        };
        Plane::from_vec(width, height, (0..width * height).map(mix).collect())
    })
}

impl Person {
    /// Whether the picture shows wall above the head.
    pub(super) fn shows_crown(&self) -> bool {
        let top = self.alpha.row(0);
        top.iter().sum::<f32>() < MOST_CUT * top.len() as f32
    }

    /// With more room around: where the wall ends a scene goes on, and shoulders that the photo cuts go on straight.
    pub(super) fn with_room(self) -> Self {
        let (width, height) = (self.image.width_px(), self.image.height_px());
        let sides = (width as f32 * ROOM) as usize;
        let (wide, high) = (width + 2 * sides, height + sides);
        let inside = |x: usize, y: usize| {
            let column = x.clamp(sides, sides + width - 1) - sides;
            (column, y.clamp(sides, sides + height - 1) - sides)
        };
        let around = |plane: &Plane<f32>| {
            let places = (0..wide * high).map(|at| inside(at % wide, at / wide));
            let data = places.map(|(x, y)| plane.at(x, y)).collect();
            Plane::from_vec(wide, high, data)
        };
        Self {
            name: self.name,
            image: RgbImage::from_fn(wide, high, |x, y| {
                let (x, y) = inside(x, y);
                self.image.pixel(x, y)
            }),
            alpha: around(&self.alpha),
            wall: [0, 1, 2].map(|channel: usize| around(&self.wall[channel])),
        }
    }

    pub(super) fn new(
        name: String,
        image: RgbImage,
        alpha: Plane<f32>,
        wall: [Plane<f32>; 3],
    ) -> Self {
        Self {
            name,
            image,
            alpha,
            wall,
        }
    }

    /// The person before `background`, a colour for every place.
    pub(super) fn before(&self, background: impl Fn(usize, usize) -> [f32; 3]) -> RgbImage {
        RgbImage::from_fn(self.image.width_px(), self.image.height_px(), |x, y| {
            let (own, alpha) = (self.image.pixel(x, y), self.alpha.at(x, y));
            if alpha >= 1.0 {
                return own;
            }
            let behind = background(x, y);
            [0, 1, 2].map(|channel: usize| {
                let wall = self.wall[channel].at(x, y);
                let person = f32::from(own[channel]) - (1.0 - alpha) * wall;
                let value = person.clamp(0.0, 255.0 * alpha) + (1.0 - alpha) * behind[channel];
                value.round().clamp(0.0, 255.0) as u8
            })
        })
    }
}

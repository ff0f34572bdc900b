//! Tests of the second way, from a drawn person before a scene that is not plain to the portrait: that it comes, that the
//! reviewer is told, that the person keeps the photo's own pixels, and that what is worn stays.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use codec::{Limits, Scale};
use portrait::{Analysis, Engine, inspect};
use raster::resize::{Filter, crop_and_resize};
use raster::{Plane, RgbImage};
use standard::facts::CutWay;
use standard::{OutputSpec, PhotoSpec, RuleId, judge_all};
use test_kit::{DrawnPhoto, Hair, Headwear, JpegOptions, PortraitSpec, draw, to_jpeg};

const OUTPUT: OutputSpec = OutputSpec::DIPLOMA;

/// A scene by a pixel of a picture of this size.
type Scene = fn(usize, usize) -> [u8; 3];

/// Books of many colours and heights in rows, with dark gaps between.
fn shelves(x: usize, y: usize) -> [u8; 3] {
    const BACKS: [[u8; 3]; 7] = [
        [150, 60, 52],
        [52, 84, 120],
        [196, 178, 140],
        [70, 104, 74],
        [120, 92, 134],
        [214, 206, 196],
        [86, 66, 52],
    ];
    let (row, down) = (y / 260, y % 260);
    let (book, across) = ((x + row * 37) / 46, (x + row * 37) % 46);
    let back = BACKS[(book * 5 + row * 3) % BACKS.len()];
    if down > 236 {
        [92, 70, 50]
    } else if down < 20 + book * 29 % 56 || across < 3 {
        [34, 30, 30]
    } else if down / 9 % 5 == 2 {
        back.map(|value| value.saturating_add(40))
    } else {
        back
    }
}

/// A window with bars to the left, a curtain with folds to the right.
fn window(x: usize, y: usize) -> [u8; 3] {
    let bar = x % 230 < 16 || y % 310 < 16;
    if x < 560 {
        let sky = 150 + (y / 18).min(90) as u8;
        if bar { [120, 104, 88] } else { [sky, sky, 240] }
    } else {
        let fold = ((x as f32 / 23.0).sin() * 34.0 + (y as f32 / 190.0).sin() * 12.0) as i16;
        [130, 96, 84].map(|value: i16| (value + fold).clamp(0, 255) as u8)
    }
}

/// Leaves: blots of several greens, some in the light.
fn leaves(x: usize, y: usize) -> [u8; 3] {
    let wave = |period: f32, turn: f32| {
        let (sine, cosine) = turn.sin_cos();
        ((x as f32 * cosine + y as f32 * sine) / period).sin()
    };
    let blot = wave(31.0, 0.4) * wave(27.0, 1.9) + 0.6 * wave(12.0, 2.6) * wave(14.0, 0.9);
    let light = (blot * 60.0) as i16;
    [74 + light, 104 + light, 58 + light / 2].map(|value| value.clamp(0, 255) as u8)
}

const SCENES: [(&str, Scene); 3] = [("shelves", shelves), ("window", window), ("leaves", leaves)];

/// The drawn person before a scene, which is a little out of focus as behind a person.
fn before(drawn: &DrawnPhoto, scene: Scene) -> RgbImage {
    let (width, height) = (drawn.image.width_px(), drawn.image.height_px());
    let scene = |x: usize, y: usize| {
        let mut sums = [0_u32; 3];
        for (right, down) in [(0, 0), (2, 0), (0, 2), (2, 2)] {
            for (sum, value) in sums.iter_mut().zip(scene(x + right, y + down)) {
                *sum += u32::from(value);
            }
        }
        sums.map(|sum| (sum / 4) as f32)
    };
    RgbImage::from_fn(width, height, |x, y| {
        let alpha = drawn.truth.alpha.at(x, y);
        if alpha >= 1.0 {
            // With the noise of the sensor.
            return drawn.image.pixel(x, y);
        }
        let own = drawn.truth.foreground.pixel(x, y);
        let behind = scene(x, y);
        [0, 1, 2].map(|channel| {
            (alpha * f32::from(own[channel]) + (1.0 - alpha) * behind[channel]) as u8
        })
    })
}

/// A photo before a scene, measured, with its pixels and the true opacity.
struct Taken {
    engine: Engine,
    analysis: Analysis,
    photo: RgbImage,
    truth: Plane<f32>,
}

fn taken(spec: &PortraitSpec, scene: Scene) -> Taken {
    let engine = Engine::new().unwrap();
    let drawn = draw(spec);
    let bytes = to_jpeg(&before(&drawn, scene), &JpegOptions::default()).unwrap();
    let limits = Limits::default();
    Taken {
        analysis: portrait::analyze(&engine, &bytes, &limits, &OUTPUT).unwrap(),
        photo: codec::decode(&bytes, &limits, Scale::Full).unwrap().image,
        truth: drawn.truth.alpha,
        engine,
    }
}

impl Taken {
    /// Mean error of opacity, and the mean opacity of what is wholly the person's inside these rows of the photo.
    fn errors(&self, rows: std::ops::Range<f32>) -> (f32, f32) {
        let cut = inspect::cut_out(&self.analysis).unwrap();
        let per_px = cut.area.width / cut.alpha.width_px() as f32;
        let (mut off, mut kept, mut inside) = (0.0, 0.0, 0.0);
        for y in 0..cut.alpha.height_px() {
            for x in 0..cut.alpha.width_px() {
                let place = (
                    cut.area.x + (x as f32 + 0.5) * per_px,
                    cut.area.y + (y as f32 + 0.5) * per_px,
                );
                let truth = self.truth.sample(place.0, place.1);
                let seen = cut.alpha.at(x, y);
                off += (truth - seen).abs();
                if truth >= 1.0 && rows.contains(&place.1) {
                    kept += seen;
                    inside += 1.0;
                }
            }
        }
        (off / cut.alpha.as_slice().len() as f32, kept / inside)
    }
}

#[test]
fn before_any_scene_there_is_a_portrait_that_the_reviewer_is_told_of() {
    for (name, scene) in SCENES {
        let taken = taken(&PortraitSpec::seeded(2), scene);
        let facts = &taken.analysis.facts;
        let matte = facts.matte.as_value().unwrap();
        assert_eq!(matte.quality.unwrap().way, CutWay::AnyBackground, "{name}");
        let spec = PhotoSpec::embedded(PhotoSpec::DEFAULT_NAME).unwrap();
        let judgement = judge_all(facts, &spec, None);
        let verdicts = judgement.verdicts.iter();
        let mut background = verdicts.filter(|verdict| verdict.rule == RuleId::BackgroundPlain);
        assert!(background.all(|verdict| verdict.outcome == standard::Outcome::Warn));
        portrait::render(&taken.engine, &taken.analysis, &OUTPUT).unwrap();
        let (off, kept) = taken.errors(0.0..f32::INFINITY);
        assert!(off < 0.02 && kept > 0.985, "{name}: {off} {kept}");
    }
}

#[test]
fn the_person_keeps_the_photos_own_pixels_before_a_scene() {
    let taken = taken(&PortraitSpec::seeded(2), shelves);
    let portrait = portrait::render(&taken.engine, &taken.analysis, &OUTPUT).unwrap();
    let cut = inspect::cut_out(&taken.analysis).unwrap();
    let size = (cut.alpha.width_px(), cut.alpha.height_px());
    let own = crop_and_resize(&taken.photo, cut.area, size, Filter::Lanczos3);
    let per_px = cut.area.width / size.0 as f32;
    let left = ((portrait.source_area.x - cut.area.x) / per_px).round() as usize;
    let top = ((portrait.source_area.y - cut.area.y) / per_px).round() as usize;
    let (mut person, mut background) = (0, 0);
    for y in 0..portrait.image.height_px() {
        for x in 0..portrait.image.width_px() {
            let seen = portrait.image.pixel(x, y);
            let opacity = cut.alpha.at(left + x, top + y);
            if opacity >= 1.0 {
                assert_eq!(seen, own.pixel(left + x, top + y), "({x}, {y})");
                person += 1;
            } else if opacity <= 0.0 {
                assert_eq!(seen, OUTPUT.background, "({x}, {y})");
                background += 1;
            }
        }
    }
    assert!(
        person > 90_000 && background > 70_000,
        "{person} {background}"
    );
}

#[test]
fn hats_and_hair_stay_with_the_person() {
    for headwear in [Headwear::Beanie, Headwear::Band] {
        for (name, scene) in [SCENES[0], SCENES[2]] {
            let spec = PortraitSpec {
                headwear,
                hair: Hair::TiedBack,
                ..PortraitSpec::seeded(1)
            };
            let eyes = draw(&spec).truth.eye_line_px();
            let (_, kept) = taken(&spec, scene).errors(0.0..eyes - 0.3 * spec.face_width_px);
            assert!(kept > 0.95, "{headwear:?} before {name}: {kept}");
        }
    }
}

//! Draws the picture of the README, without words: drawn phone photos, one dot per verdict, and the
//! portrait, or a cross where a check fails:
//! `cargo run --release -p caixiang --example before_after -- docs/before-after.png`.

#![expect(clippy::print_stdout, reason = "a command says what it wrote")]

use anyhow::Context;
use codec::{Limits, Scale};
use portrait::Engine;
use raster::{
    RgbImage,
    resize::{Filter, resize},
};
use standard::{Outcome, Overall, PhotoSpec, judge_all};
use test_kit::{
    ExifTags, Eyes, Glasses, GlassesFrame, Hair, JpegOptions, Lenses, PortraitSpec, SkinTone, Wall,
    draw, to_jpeg, to_png,
};
use time::macros::date;

/// Size of a photo and of a portrait.
const PICTURE_PX: (usize, usize) = (168, 224);
/// Room between a photo and its portrait.
const BETWEEN_PX: usize = 64;
/// Room between two pairs.
const GAP_PX: usize = 32;
const MARGIN_PX: usize = 16;

const DOTS_IN_A_ROW: usize = 3;
const DOT_PITCH_PX: usize = 14;
const DOT_RADIUS_PX: f32 = 4.5;

const PAPER: [u8; 3] = [255; 3];
const GREY: [u8; 3] = [0x9a, 0xa2, 0xad];
const GREEN: [u8; 3] = [0x2d, 0xa4, 0x4e];
const AMBER: [u8; 3] = [0xe0, 0x9b, 0x1a];
const RED: [u8; 3] = [0xc9, 0x30, 0x24];

/// What happened to one photo.
struct Case {
    photo: RgbImage,
    outcomes: Vec<Outcome>,
    /// `None` where a check fails.
    portrait: Option<RgbImage>,
}

fn main() -> anyhow::Result<()> {
    let target = std::env::args_os()
        .nth(1)
        .context("Say where to: … --example before_after -- docs/before-after.png")?;
    let engine = Engine::new()?;
    let cases = people()
        .iter()
        .map(|person| case(&engine, person))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let bytes = to_png(&sheet(&cases))?;
    std::fs::write(&target, &bytes)?;
    println!("{}: {} bytes", target.display(), bytes.len());
    Ok(())
}

/// One good photo, one to be taken again, and a good one in front of another wall.
fn people() -> [PortraitSpec; 3] {
    let glasses = Some(Glasses {
        frame: GlassesFrame::Thick,
        lenses: Lenses::Clear,
    });
    [
        PortraitSpec::seeded(2),
        PortraitSpec {
            eyes: Eyes::Closed,
            glasses,
            ..PortraitSpec::seeded(7)
        },
        PortraitSpec {
            skin: SkinTone::Brown,
            hair: Hair::BehindEars,
            wall: Wall::Beige,
            ..PortraitSpec::seeded(1)
        },
    ]
}

fn case(engine: &Engine, person: &PortraitSpec) -> anyhow::Result<Case> {
    let photo = draw(person).image;
    let options = JpegOptions {
        exif: Some(ExifTags::phone()),
        ..JpegOptions::default()
    };
    let file = to_jpeg(&photo, &options)?;
    let spec = PhotoSpec::embedded(PhotoSpec::DEFAULT_NAME).context("the standard is built in")?;
    let limits = Limits::default();
    let analysis = portrait::analyze(engine, &file, &limits, &spec.output)?;
    // The day after the invented phone took the photo, so that the picture never changes.
    let judgement = judge_all(&analysis.facts, &spec, Some(date!(2026 - 03 - 03)));
    let portrait = match judgement.overall {
        Overall::Fail => None,
        Overall::Pass | Overall::Warn => {
            let jpeg = portrait::render(engine, &analysis, &spec.output)?.jpeg;
            let image = codec::decode(&jpeg, &limits, Scale::Full)?.image;
            Some(resize(&image, PICTURE_PX, Filter::Lanczos3))
        }
    };
    let outcomes = judgement.verdicts.iter().map(|verdict| verdict.outcome);
    Ok(Case {
        photo: resize(&photo, PICTURE_PX, Filter::Lanczos3),
        outcomes: outcomes.collect(),
        portrait,
    })
}

fn sheet(cases: &[Case]) -> RgbImage {
    let (width, height) = PICTURE_PX;
    let pair = 2 * width + BETWEEN_PX;
    let full = cases.len() * (pair + GAP_PX) - GAP_PX + 2 * MARGIN_PX;
    let mut sheet = RgbImage::filled(full, height + 2 * MARGIN_PX, PAPER);
    for (index, case) in cases.iter().enumerate() {
        let left = MARGIN_PX + index * (pair + GAP_PX);
        paste(&mut sheet, &case.photo, left);
        dots(&mut sheet, &case.outcomes, left + width);
        let right = left + width + BETWEEN_PX;
        match &case.portrait {
            Some(portrait) => paste(&mut sheet, portrait, right),
            None => cross(&mut sheet, right),
        }
    }
    sheet
}

fn paste(sheet: &mut RgbImage, picture: &RgbImage, left: usize) {
    for y in 0..picture.height_px() {
        for x in 0..picture.width_px() {
            // The last two bits are noise that would triple the file.
            let rgb = picture.pixel(x, y).map(|value| value & 0xfc);
            sheet.set_pixel(left + x, MARGIN_PX + y, rgb);
        }
    }
}

/// One dot per verdict in the order of the rules, row by row, in the middle of the room.
fn dots(sheet: &mut RgbImage, outcomes: &[Outcome], left: usize) {
    let rows = outcomes.len().div_ceil(DOTS_IN_A_ROW);
    let first_x = left + BETWEEN_PX / 2 - (DOTS_IN_A_ROW - 1) * DOT_PITCH_PX / 2;
    let first_y = MARGIN_PX + PICTURE_PX.1 / 2 - (rows - 1) * DOT_PITCH_PX / 2;
    for (index, outcome) in outcomes.iter().enumerate() {
        let colour = match outcome {
            Outcome::Pass => GREEN,
            Outcome::Warn => AMBER,
            Outcome::Fail => RED,
            Outcome::NotAssessable => GREY,
        };
        let x = first_x + index % DOTS_IN_A_ROW * DOT_PITCH_PX;
        let y = first_y + index / DOTS_IN_A_ROW * DOT_PITCH_PX;
        let end = [x as f32, y as f32];
        stroke(sheet, [end, end], DOT_RADIUS_PX, colour);
    }
}

/// An empty frame with a cross: no portrait is made of this photo.
fn cross(sheet: &mut RgbImage, left: usize) {
    let (width, height) = (PICTURE_PX.0 as f32, PICTURE_PX.1 as f32);
    let (left, top) = (left as f32, MARGIN_PX as f32);
    let at = |x: f32, y: f32| [left + x * width, top + y * height];
    let corners = [
        at(0.01, 0.01),
        at(0.99, 0.01),
        at(0.99, 0.99),
        at(0.01, 0.99),
    ];
    for index in 0..corners.len() {
        let side = [corners[index], corners[(index + 1) % corners.len()]];
        stroke(sheet, side, 1.0, GREY);
    }
    // Both bars are as long and at right angles, whatever the frame's proportions.
    let arm = 0.16 * width;
    let [x, y] = at(0.5, 0.5);
    stroke(sheet, [[x - arm, y - arm], [x + arm, y + arm]], 6.0, RED);
    stroke(sheet, [[x + arm, y - arm], [x - arm, y + arm]], 6.0, RED);
}

/// A line with round ends and soft edges; a dot where both ends are the same.
fn stroke(sheet: &mut RgbImage, [from, to]: [[f32; 2]; 2], radius_px: f32, colour: [u8; 3]) {
    let [along_x, along_y] = [to[0] - from[0], to[1] - from[1]];
    let length_squared = (along_x * along_x + along_y * along_y).max(f32::EPSILON);
    for y in 0..sheet.height_px() {
        for x in 0..sheet.width_px() {
            let [dx, dy] = [x as f32 - from[0], y as f32 - from[1]];
            let share = ((dx * along_x + dy * along_y) / length_squared).clamp(0.0, 1.0);
            let distance = (dx - share * along_x).hypot(dy - share * along_y);
            let cover = (radius_px + 0.5 - distance).clamp(0.0, 1.0);
            if cover > 0.0 {
                let under = sheet.pixel(x, y);
                let mix = |channel: usize| {
                    let (new, old) = (f32::from(colour[channel]), f32::from(under[channel]));
                    (old + cover * (new - old)).round() as u8
                };
                sheet.set_pixel(x, y, [mix(0), mix(1), mix(2)]);
            }
        }
    }
}

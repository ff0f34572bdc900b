//! Compares rendered portraits with the truth of drawn photos, and renders the shared id-style
//! photos for inspection.

use std::path::Path;

use anyhow::{Context, Result};
use codec::Limits;
use portrait::{Analysis, Engine, Portrait, inspect};
use raster::resize::{Filter, crop_and_resize};
use raster::{Plane, Rect, RgbImage};
use rayon::prelude::*;
use standard::{Outcome, OutputSpec, PhotoSpec, RuleId, judge_all};
use test_kit::{DrawnPhoto, Flag, JpegOptions, PortraitSpec, Truth, draw, gallery, gallery_of};

use crate::table::Table;

/// Opacities between these are the edge.
const EDGE: [f32; 2] = [0.02, 0.98];

/// Rules that reject a photo whose person cannot be cut out.
const GUARDS: [RuleId; 3] = [
    RuleId::BackgroundPlain,
    RuleId::MatteClean,
    RuleId::ClothesDistinct,
];

/// Faults that no matte can handle. A busy wall is none: `any-background` has the figures of what is cut out there.
const HOPELESS: [Flag; 2] = [Flag::DarkWall, Flag::ClothesLikeWall];

/// People who stand before hopeless walls besides those of the gallery.
const MORE_PEOPLE: std::ops::RangeInclusive<u64> = 4..=30;

/// Backgrounds to look at.
const BACKGROUNDS: [(&str, [u8; 3]); 2] = [("blue", [100, 197, 255]), ("white", [255, 255, 255])];

/// Results of one drawn photo.
struct Finding {
    name: String,
    good: bool,
    /// Alpha error, colour error at the edge (0 … 255), and geometry errors in portrait pixels.
    cut: Option<Cut>,
    /// The reason why there is no portrait.
    refused: Option<String>,
    /// Whether the remeasured portrait lies inside all windows; `None` without a portrait.
    inside: Option<bool>,
    /// Wall: residual, unevenness, shadow share. Matte: disagreement.
    scene: [f32; 4],
    contrasts: [f32; 2],
    /// Whether the wall or the clothes were drawn so that no matte can handle them.
    hopeless: bool,
    /// Rules that fail, and rules that warn.
    missed: [Vec<RuleId>; 2],
}

struct Cut {
    alpha_error: f32,
    edge_error: f32,
    /// Crown, eye line, face width, centre.
    geometry: [f32; 4],
}

/// Prints the tables and writes the pictures to `out`.
pub(crate) fn run(shared: &Path, out: &Path, filter: Option<&str>) -> Result<()> {
    std::fs::create_dir_all(out).with_context(|| format!("{} cannot be made", out.display()))?;
    let engine = Engine::new()?;
    let standard = PhotoSpec::embedded(PhotoSpec::DEFAULT_NAME).context("no default standard")?;
    let cases = gallery();
    let look_at = |cases: &[(String, PortraitSpec)]| -> Result<Vec<Finding>> {
        let asked = |(name, _): &&(String, PortraitSpec)| {
            filter.is_none_or(|filter| name.starts_with(filter))
        };
        let asked: Vec<_> = cases.iter().filter(asked).collect();
        asked
            .into_par_iter()
            .map(|(name, spec)| finding(&engine, &standard, name, &draw(spec), out))
            .collect()
    };
    let mut findings = look_at(&cases)?;
    cases_table(&findings);
    // Three people per case are too few to tell how often the guards miss.
    let mut more = gallery_of(MORE_PEOPLE);
    more.retain(|(_, spec)| spec.flags().iter().any(|flag| HOPELESS.contains(flag)));
    findings.extend(look_at(&more)?);
    summary(&findings);
    id_style(&engine, &shared.join("photos/id-style"), out)
}

fn finding(
    engine: &Engine,
    spec: &PhotoSpec,
    name: &str,
    drawn: &DrawnPhoto,
    out: &Path,
) -> Result<Finding> {
    let output = OutputSpec::DIPLOMA;
    let jpeg = test_kit::to_jpeg(&drawn.image, &JpegOptions::default())?;
    let analysis = portrait::analyze(engine, &jpeg, &Limits::default(), &output)?;
    let stem = name.replace('/', "-");
    let facts = serde_json::to_vec(&analysis.facts)?;
    std::fs::write(out.join(format!("{stem}.json")), facts)?;
    let wall = analysis.facts.wall.value();
    let matte = analysis.facts.matte.value();
    let or_none = |value: Option<f32>| value.unwrap_or(f32::NAN);
    let scene = [
        or_none(wall.map(|wall| wall.residual)),
        or_none(wall.map(|wall| wall.unevenness)),
        or_none(wall.map(|wall| wall.shadow_share)),
        or_none(matte.map(|matte| matte.disagreement)),
    ];
    let contrasts = matte.map_or([f32::NAN; 2], |matte| {
        [matte.hair_contrast, matte.clothes_contrast].map(|side| side.value().unwrap_or(f32::NAN))
    });
    let judgement = judge_all(&analysis.facts, spec, None);
    let missed = [Outcome::Fail, Outcome::Warn].map(|outcome| {
        let verdicts = judgement.verdicts.iter();
        verdicts
            .filter(|verdict| verdict.outcome == outcome)
            .map(|verdict| verdict.rule)
            .collect()
    });
    let rendered = portrait::render(engine, &analysis, &output);
    let (cut, refused, inside) = match rendered {
        Ok(portrait) => {
            std::fs::write(out.join(format!("{stem}.jpg")), &portrait.jpeg)?;
            let perfect = perfect(&drawn.truth, &portrait, &output);
            std::fs::write(
                out.join(format!("{stem}-truth.png")),
                test_kit::to_png(&perfect)?,
            )?;
            let cut = against_truth(&analysis, &portrait, &drawn.truth, &output);
            (cut, None, Some(lies_inside(&portrait, &output)))
        }
        Err(error) => (None, Some(error.to_string()), None),
    };
    Ok(Finding {
        name: name.to_owned(),
        good: drawn.truth.flags.is_empty(),
        cut,
        refused,
        inside,
        scene,
        contrasts,
        hopeless: HOPELESS.iter().any(|&flag| drawn.truth.has(flag)),
        missed,
    })
}

fn against_truth(
    analysis: &Analysis,
    portrait: &Portrait,
    truth: &Truth,
    output: &OutputSpec,
) -> Option<Cut> {
    let cut = inspect::cut_out(analysis)?;
    let size = (cut.alpha.width_px(), cut.alpha.height_px());
    let inside = Rect {
        x: 0.0,
        y: 0.0,
        width: truth.alpha.width_px() as f32,
        height: truth.alpha.height_px() as f32,
    };
    let wanted = scaled(&truth.alpha, cut.area, size);
    let (mut sum, mut count) = (0.0, 0);
    for y in 0..size.1 {
        for x in 0..size.0 {
            let at = |offset: f32, from: f32, length: f32, pixels: usize| {
                from + (offset + 0.5) / pixels as f32 * length
            };
            let column = at(x as f32, cut.area.x, cut.area.width, size.0);
            let row = at(y as f32, cut.area.y, cut.area.height, size.1);
            if column > 0.0 && row > 0.0 && column < inside.width && row < inside.height {
                sum += (cut.alpha.at(x, y) - wanted.at(x, y)).abs();
                count += 1;
            }
        }
    }
    let area = portrait.source_area;
    let scale = output.width_px as f32 / area.width;
    let planned = &portrait.geometry;
    let wanted = [
        (truth.crown.y - area.y) * scale,
        (truth.eye_line_px() - area.y) * scale,
        truth.face_width_px() * scale,
        (truth.face_center_x_px() - area.x) * scale - output.width_px as f32 / 2.0,
    ];
    let seen = [
        planned.crown_px,
        planned.eye_line_px,
        planned.face_width_px,
        planned.center_offset_px,
    ];
    Some(Cut {
        alpha_error: sum / count.max(1) as f32,
        edge_error: edge_error(portrait, truth, output),
        geometry: std::array::from_fn(|index| seen[index] - wanted[index]),
    })
}

/// Mean colour error where the true opacity is partial, 0 … 255.
fn edge_error(portrait: &Portrait, truth: &Truth, output: &OutputSpec) -> f32 {
    let size = (output.width_px as usize, output.height_px as usize);
    let alpha = scaled(&truth.alpha, portrait.source_area, size);
    let perfect = perfect(truth, portrait, output);
    let (mut sum, mut count) = (0.0, 0);
    for y in 0..size.1 {
        for x in 0..size.0 {
            if (EDGE[0]..=EDGE[1]).contains(&alpha.at(x, y)) {
                let (seen, wanted) = (portrait.image.pixel(x, y), perfect.pixel(x, y));
                for (seen, wanted) in seen.into_iter().zip(wanted) {
                    sum += f32::from(seen.abs_diff(wanted));
                    count += 1;
                }
            }
        }
    }
    sum / count.max(1) as f32
}

/// The portrait as a perfect cut-out would give it.
fn perfect(truth: &Truth, portrait: &Portrait, output: &OutputSpec) -> RgbImage {
    let size = (output.width_px as usize, output.height_px as usize);
    let photo = truth.on_background(output.background);
    crop_and_resize(&photo, portrait.source_area, size, Filter::Lanczos3)
}

/// A part of an opacity plane at another size.
fn scaled(alpha: &Plane<f32>, area: Rect, size: (usize, usize)) -> Plane<f32> {
    let picture = RgbImage::from_fn(alpha.width_px(), alpha.height_px(), |x, y| {
        [(alpha.at(x, y) * 255.0).round() as u8; 3]
    });
    let scaled = crop_and_resize(&picture, area, size, Filter::Bilinear);
    let values = scaled.as_raw().as_chunks::<3>().0.iter();
    Plane::from_vec(
        size.0,
        size.1,
        values.map(|rgb| f32::from(rgb[0]) / 255.0).collect(),
    )
}

fn lies_inside(portrait: &Portrait, output: &OutputSpec) -> bool {
    portrait.remeasured.is_some_and(|seen| {
        output.crown_px.contains(seen.crown_px)
            && output.eye_line_px.contains(seen.eye_line_px)
            && output.face_width_px.contains(seen.face_width_px)
            && seen.center_offset_px.abs() <= output.max_center_offset_px
    })
}

fn cases_table(findings: &[Finding]) {
    let mut table = Table::new(
        "Drawn portraits, one by one",
        &[
            "photo",
            "alpha MAE",
            "edge colour /255",
            "crown / eyes / width / centre px",
            "inside",
            "residual / unevenness / shadow / disagreement",
            "contrast hair / clothes",
            "refused",
            "fails",
            "warns",
        ],
    );
    for finding in findings {
        let cut = finding.cut.as_ref();
        table.row(&[
            finding.name.clone(),
            cut.map_or(String::new(), |cut| format!("{:.4}", cut.alpha_error)),
            cut.map_or(String::new(), |cut| format!("{:.1}", cut.edge_error)),
            cut.map_or(String::new(), |cut| {
                cut.geometry.map(|off| format!("{off:+.1}")).join(" ")
            }),
            finding
                .inside
                .map_or(String::new(), |inside| inside.to_string()),
            finding.scene.map(|value| format!("{value:.3}")).join(" "),
            finding
                .contrasts
                .map(|value| format!("{value:.2}"))
                .join(" "),
            finding.refused.clone().unwrap_or_default(),
            words(&finding.missed[0]),
            words(&finding.missed[1]),
        ]);
    }
    table.print();
}

/// The ids of rules, separated by spaces.
fn words(rules: &[RuleId]) -> String {
    let words: Vec<&str> = rules.iter().map(|rule| rule.as_str()).collect();
    words.join(" ")
}

fn summary(findings: &[Finding]) {
    let good: Vec<&Finding> = findings.iter().filter(|finding| finding.good).collect();
    let cuts: Vec<&Cut> = good
        .iter()
        .filter_map(|finding| finding.cut.as_ref())
        .collect();
    let mean = |value: fn(&Cut) -> f32| {
        cuts.iter().map(|cut| value(cut)).sum::<f32>() / cuts.len().max(1) as f32
    };
    let worst = |value: fn(&Cut) -> f32| cuts.iter().map(|cut| value(cut)).fold(0.0, f32::max);
    let off = |cut: &Cut| {
        cut.geometry
            .iter()
            .fold(0.0_f32, |most, off| most.max(off.abs()))
    };
    let portraits = findings
        .iter()
        .filter(|finding| finding.inside.is_some())
        .count();
    let inside = findings
        .iter()
        .filter(|finding| finding.inside == Some(true))
        .count();
    let mut table = Table::new("Drawn portraits", &["what", "mean", "worst", "target"]);
    let number = |value: f32| format!("{value:.4}");
    table.row(&[
        "alpha MAE, plain walls".into(),
        number(mean(|cut| cut.alpha_error)),
        number(worst(|cut| cut.alpha_error)),
        "≤ 0.02".into(),
    ]);
    table.row(&[
        "colour error in the edge band, /255, plain walls".into(),
        number(mean(|cut| cut.edge_error)),
        number(worst(|cut| cut.edge_error)),
        "≤ 6".into(),
    ]);
    table.row(&[
        "geometry off by, px, plain walls".into(),
        number(mean(off)),
        number(worst(off)),
        "≤ 3".into(),
    ]);
    table.row(&[
        "portraits inside the windows, measured again".into(),
        format!("{inside} of {portraits}"),
        String::new(),
        "all".into(),
    ]);
    let hopeless: Vec<&Finding> = findings.iter().filter(|finding| finding.hopeless).collect();
    let stopped = |finding: &&&Finding| {
        let mut missed = finding.missed.iter().flatten();
        missed.any(|rule| GUARDS.contains(rule)) || finding.refused.is_some()
    };
    table.row(&[
        "dark or clothes-like walls refused or doubted".into(),
        format!(
            "{} of {}",
            hopeless.iter().filter(stopped).count(),
            hopeless.len()
        ),
        String::new(),
        "≥ 95 %".into(),
    ]);
    let failed = |finding: &&&Finding| !finding.missed[0].is_empty();
    table.row(&[
        "good photos that some rule fails".into(),
        format!("{} of {}", good.iter().filter(failed).count(), good.len()),
        String::new(),
        "0".into(),
    ]);
    table.row(&[
        "good photos without a portrait".into(),
        format!("{} of {}", good.len() - cuts.len(), good.len()),
        String::new(),
        "0".into(),
    ]);
    table.print();
}

/// Renders the shared photos on both backgrounds, to be looked at.
fn id_style(engine: &Engine, folder: &Path, out: &Path) -> Result<()> {
    let mut table = Table::new("Id-style photos", &["photo", "background", "result"]);
    let Ok(entries) = std::fs::read_dir(folder) else {
        table.row(&["skipped: the shared photos are absent".into()]);
        table.print();
        return Ok(());
    };
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    for file in files {
        let bytes = std::fs::read(&file)?;
        for (name, background) in BACKGROUNDS {
            let output = OutputSpec {
                background,
                ..OutputSpec::DIPLOMA
            };
            let analysis = portrait::analyze(engine, &bytes, &Limits::default(), &output)?;
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            let result = match portrait::render(engine, &analysis, &output) {
                Ok(portrait) => {
                    std::fs::write(out.join(format!("{stem}-{name}.jpg")), &portrait.jpeg)?;
                    format!(
                        "quality {}, {} bytes",
                        portrait.quality,
                        portrait.jpeg.len()
                    )
                }
                Err(error) => error.to_string(),
            };
            table.row(&[stem.into_owned(), name.into(), result]);
        }
    }
    table.print();
    Ok(())
}

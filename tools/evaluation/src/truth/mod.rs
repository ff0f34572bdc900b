//! Verdicts on photographs against what a person says of them: what each rule blocks and warns of
//! although it is acceptable, and which violations it catches.
//!
//! Photos are not looked at twice: facts are measured once, and every rule of the default standard
//! judges them. Rules that warn only catch a violation by warning.

mod groups;
mod judged;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use codec::Limits;
use portrait::Engine;
use rayon::prelude::*;
use serde::Deserialize;
use standard::{Outcome, OutputSpec, PhotoFacts, PhotoSpec, RuleId, judge_all, judge_unreadable};
use time::{Date, Month};

use crate::labels::{Row, read_labels};
use crate::table::Table;
pub(crate) use judged::Case;
use judged::{Count, Judged};

/// A line of the rendered photos' truth.
#[derive(Deserialize)]
struct Rendered {
    file: PathBuf,
    group: String,
    accept: bool,
    violates: Vec<String>,
}

/// A label of a synthetic face that breaks a rule: column, values, rule.
const LABELS: &[(&str, &[&str], RuleId)] = &[
    ("persons", &["2"], RuleId::SingleFace),
    ("pose", &["turned", "profile"], RuleId::HeadFrontal),
    ("pose", &["updown"], RuleId::HeadUpright),
    ("roll", &["tilted"], RuleId::HeadLevel),
    ("glasses", &["clear", "sun"], RuleId::GlassesAbsent),
    ("headwear", &["hat", "band"], RuleId::HeadwearAbsent),
    ("eyes", &["closed"], RuleId::EyesOpen),
    ("mouth", &["open"], RuleId::MouthClosed),
    ("brows_covered", &["yes"], RuleId::BrowsVisible),
    ("eyes_covered", &["yes"], RuleId::EyesVisible),
    ("ears", &["one", "none"], RuleId::EarsVisible),
    (
        "jewellery",
        &["earring", "necklace", "both"],
        RuleId::JewelleryAbsent,
    ),
    ("background", &["busy"], RuleId::BackgroundPlain),
    ("light", &["uneven"], RuleId::LightEven),
    ("light", &["dark"], RuleId::NotUnderexposed),
    ("colour", &["cast", "grey"], RuleId::NaturalColour),
];

/// Labels of a synthetic face whose head, eyes and mouth a reviewer would accept. Other labels are judged
/// rule by rule.
const ACCEPTED: &[(&str, &str)] = &[
    ("persons", "1"),
    ("pose", "frontal"),
    ("roll", "level"),
    ("eyes", "open"),
    ("mouth", "closed"),
    ("glasses", "none"),
    ("headwear", "none"),
    ("other", ""),
];

/// Folders of the photos after public reports.
const REPORTS: [&str; 5] = ["a-exif", "b-container", "c-phone", "d-size", "g-people"];

/// Where photos come from.
const SOURCES: [&str; 3] = ["rendered", "synthetic", "reports"];

/// Prints the tables of a source, or of all, and writes every photo's facts and verdicts to `truth.jsonl` in
/// `out`.
pub(crate) fn run(shared: &Path, out: &Path, only: Option<&str>) -> Result<()> {
    if let Some(name) = only {
        ensure!(SOURCES.contains(&name), "no photos are called {name}");
    }
    let asked = |source: &str| only.is_none_or(|only| only == source);
    let engine = Engine::new()?;
    let spec = PhotoSpec::embedded(PhotoSpec::DEFAULT_NAME).context("no default standard")?;
    let mut cases = rendered(&shared.join("photos/rendered"))?;
    cases.extend(synthetic(&shared.join("photos/synthetic"))?);
    cases.retain(|case| asked(case.source));
    let judged: Vec<Judged> = cases
        .into_par_iter()
        .map(|case| judged(&engine, &spec, case))
        .collect::<Result<_>>()?;
    write(&judged, out)?;
    for source in ["rendered", "synthetic"]
        .into_iter()
        .filter(|source| asked(source))
    {
        let photos: Vec<&Judged> = judged
            .iter()
            .filter(|photo| photo.case.source == source)
            .collect();
        by_rule(source, &photos);
    }
    if asked("rendered") {
        groups::by_group(&judged);
        groups::by_rule_and_group(&judged);
    }
    if asked("reports") {
        reports(&engine, &spec, &shared.join("reports"))?;
    }
    Ok(())
}

/// The rendered photos with their truth.
pub(crate) fn rendered(folder: &Path) -> Result<Vec<Case>> {
    let lines = std::fs::read_to_string(folder.join("truth.jsonl")).unwrap_or_default();
    lines
        .lines()
        .map(|line| {
            let truth: Rendered = serde_json::from_str(line).context("truth.jsonl")?;
            // A rule that no spec has is a violation that nothing can catch.
            let rules = truth.violates.iter().filter_map(|id| id.parse().ok());
            Ok(Case {
                source: "rendered",
                path: folder.join(&truth.file),
                group: truth.group,
                accept: truth.accept,
                violates: rules.collect(),
            })
        })
        .collect()
}

/// The labelled synthetic faces; none where there are no labels.
pub(crate) fn synthetic(folder: &Path) -> Result<Vec<Case>> {
    if !folder.join("labels.csv").is_file() {
        return Ok(Vec::new());
    }
    let says = |row: &Row, column: &str, values: &[&str]| values.contains(&row.get(column));
    let case = |row: Row| Case {
        source: "synthetic",
        path: folder.join(row.get("path")),
        group: String::new(),
        accept: ACCEPTED
            .iter()
            .all(|&(column, value)| row.get(column) == value),
        violates: LABELS
            .iter()
            .filter(|&&(column, values, _)| says(&row, column, values))
            .map(|&(_, _, rule)| rule)
            .collect(),
    };
    Ok(read_labels(folder)?.into_iter().map(case).collect())
}

fn judged(engine: &Engine, spec: &PhotoSpec, case: Case) -> Result<Judged> {
    let bytes = std::fs::read(&case.path)
        .with_context(|| format!("{} cannot be read", case.path.display()))?;
    let (verdicts, facts) = verdicts_of(engine, spec, &bytes)?;
    Ok(Judged {
        case,
        verdicts,
        facts,
    })
}

/// What every rule says of a file, and its facts where it can be read.
pub(crate) fn verdicts_of(
    engine: &Engine,
    spec: &PhotoSpec,
    bytes: &[u8],
) -> Result<(BTreeMap<RuleId, Outcome>, Option<PhotoFacts>)> {
    // The renders say that they were taken in the last weeks before it.
    let today = Date::from_calendar_date(2026, Month::December, 1)?;
    let analysis = portrait::analyze(engine, bytes, &Limits::default(), &OutputSpec::DIPLOMA);
    let facts = analysis.ok().map(|analysis| analysis.facts);
    let judgement = facts.as_ref().map_or_else(
        || judge_unreadable(spec),
        |facts| judge_all(facts, spec, Some(today)),
    );
    let verdicts = judgement.verdicts.iter();
    let verdicts = verdicts.map(|verdict| (verdict.rule, verdict.outcome));
    Ok((verdicts.collect(), facts))
}

/// One line per photo: `{"path": …, "accept": …, "violates": …, "verdicts": …, "facts": …}`.
fn write(judged: &[Judged], out: &Path) -> Result<()> {
    std::fs::create_dir_all(out)?;
    let mut text = String::new();
    for photo in judged {
        let line = serde_json::json!({
            "path": photo.case.path,
            "source": photo.case.source,
            "group": photo.case.group,
            "accept": photo.case.accept,
            "violates": photo.case.violates,
            "verdicts": photo.verdicts,
            "facts": photo.facts,
        });
        text.push_str(&serde_json::to_string(&line)?);
        text.push('\n');
    }
    std::fs::write(out.join("truth.jsonl"), text)?;
    Ok(())
}

fn by_rule(source: &str, photos: &[&Judged]) {
    let title = format!("{source}: {} photos", photos.len());
    let heads = [
        "rule",
        "acceptable",
        "blocked",
        "warned",
        "violations",
        "failed",
        "failed or warned",
    ];
    let mut table = Table::new(&title, &heads);
    let accepted = || photos.iter().copied().filter(|photo| photo.case.accept);
    for &rule in RuleId::ALL {
        let fair = accepted().filter(|photo| !photo.case.violates.contains(&rule));
        let fair = Count::of(fair, |photo| photo.says(rule));
        let breaking = photos.iter().copied();
        let breaking = breaking.filter(|photo| photo.case.violates.contains(&rule));
        let breaking = Count::of(breaking, |photo| photo.says(rule));
        if fair.fail + fair.warn + breaking.photos == 0 {
            continue;
        }
        let caught = breaking.fail + breaking.warn;
        table.row(&[
            rule.as_str().into(),
            fair.photos.to_string(),
            fair.percent(fair.fail),
            fair.percent(fair.warn),
            breaking.photos.to_string(),
            breaking.fail.to_string(),
            caught.to_string(),
        ]);
    }
    let any = Count::of(accepted(), Judged::says_wrongly);
    table.row(&[
        "any".into(),
        any.photos.to_string(),
        any.percent(any.fail),
        any.percent(any.warn),
    ]);
    table.print();
}

/// The files after public reports beside what should come of them.
fn reports(engine: &Engine, spec: &PhotoSpec, folder: &Path) -> Result<()> {
    let heads = ["file", "should be", "fails", "warns", "as it should be"];
    let mut table = Table::new("Files after public reports", &heads);
    let expected = std::fs::read_to_string(folder.join("EXPECTED.csv")).unwrap_or_default();
    let (mut right, mut all) = (0, 0);
    for line in expected.lines() {
        let Some((file, wanted)) = line.split_once(',') else {
            continue;
        };
        if !REPORTS.iter().any(|group| file.starts_with(group)) {
            continue;
        }
        let case = Case {
            source: "reports",
            path: folder.join(file),
            group: String::new(),
            accept: false,
            violates: Vec::new(),
        };
        let photo = judged(engine, spec, case)?;
        let named = |outcome: Outcome| {
            let verdicts = photo.verdicts.iter();
            let rules: Vec<&str> = verdicts
                .filter(|&(_, &said)| said == outcome)
                .map(|(rule, _)| rule.as_str())
                .collect();
            rules.join(" ")
        };
        let is_right = photo.is_as_reported(wanted);
        all += 1;
        right += usize::from(is_right);
        table.row(&[
            file.into(),
            wanted.into(),
            named(Outcome::Fail),
            named(Outcome::Warn),
            if is_right { "yes" } else { "no" }.into(),
        ]);
    }
    table.row(&["as they should be".into(), format!("{right} of {all}")]);
    table.print();
    Ok(())
}

/// Words of the expectation, the rules of which one should say so, and whether a warning will do. Others say
/// that nothing is wrong.
const SHOULD: &[(&str, &[RuleId], bool)] = &[
    ("face covered", &[RuleId::FaceUncovered], false),
    ("eye covered", &[RuleId::FaceUncovered], false),
    ("print over the face", &[RuleId::NoOverlay], false),
    ("print over the picture", &[RuleId::NoOverlay], true),
    // A sticker is print over the photo, or a cover before the face.
    (
        "stickers",
        &[RuleId::NoOverlay, RuleId::FaceUncovered],
        true,
    ),
    ("file-readable: fail", &[RuleId::FileReadable], false),
    ("natural-colour (", &[RuleId::NaturalColour], false),
    ("natural-colour: warn", &[RuleId::NaturalColour], true),
    ("screen-size doubt", &[RuleId::OriginalPhoto], true),
    ("original-photo: fail", &[RuleId::OriginalPhoto], false),
];

impl Judged {
    /// Whether the verdicts are what is expected: a rule that is named fails, or warns where that will do;
    /// otherwise the file is read and no rule fails or warns. Colours and tags are not compared.
    fn is_as_reported(&self, wanted: &str) -> bool {
        let named = SHOULD.iter().find(|(words, ..)| wanted.contains(words));
        let Some(&(_, rules, warning_will_do)) = named else {
            let mut said = self.verdicts.values();
            return self.facts.is_some()
                && !said.any(|said| matches!(said, Outcome::Fail | Outcome::Warn));
        };
        rules.iter().any(|&rule| match self.says(rule) {
            Outcome::Fail => true,
            Outcome::Warn => warning_will_do,
            Outcome::Pass | Outcome::NotAssessable => false,
        })
    }
}

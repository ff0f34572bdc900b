//! Covers before faces, and things put on, of another source than what the heads learnt from: the recall of the
//! rules by kind and by skin tone group, and what they say of people who wear nothing of the kind.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use codec::{Limits, Scale};
use portrait::{Engine, inspect};
use rayon::prelude::*;
use standard::{Outcome, PhotoFacts, PhotoSpec, RuleId};
use test_kit::{JpegOptions, to_jpeg};

use crate::heads::covers::{self, cover};
use crate::heads::worn::{Worn, put_on};
use crate::table::Table;
use crate::truth::{Case, rendered, verdicts_of};

/// A changed photo: kind, skin tone group, what the rule says, and the evidence where there are landmarks.
type Seen = (&'static str, String, Outcome, Option<f32>);

/// The rule that should see what was put on.
fn rule_of(worn: Worn) -> RuleId {
    match worn {
        Worn::Glasses => RuleId::GlassesAbsent,
        Worn::Headwear | Worn::HeadScarf => RuleId::HeadwearAbsent,
        Worn::HairOverEars => RuleId::EarsVisible,
        Worn::Earrings | Worn::Necklace => RuleId::JewelleryAbsent,
    }
}

/// Limits of the evidence that are compared.
const LIMITS: [f32; 6] = [0.35, 0.5, 0.7, 0.9, 0.97, 0.99];

/// Prints both tables, from the rendered photos that a reviewer would accept.
pub(crate) fn run(shared: &Path) -> Result<()> {
    let engine = Engine::new()?;
    let spec = PhotoSpec::embedded(PhotoSpec::DEFAULT_NAME).context("no default standard")?;
    let cases = rendered(&shared.join("photos/rendered"))?;
    let bare: Vec<(String, Option<f32>)> = cases
        .par_iter()
        .filter(|case| !case.violates.contains(&RuleId::FaceUncovered))
        .map(|case| {
            let bytes = std::fs::read(&case.path)?;
            let (_, facts) = verdicts_of(&engine, &spec, &bytes)?;
            Ok((case.group.clone(), evidence(facts.as_ref())))
        })
        .collect::<Result<_>>()?;
    let accepted: Vec<Case> = cases.into_iter().filter(|case| case.accept).collect();
    let seen: Vec<Vec<Seen>> = accepted
        .par_iter()
        .enumerate()
        .map(|(turn, case)| covered(&engine, &spec, turn, case))
        .collect::<Result<_>>()?;
    let seen: Vec<Seen> = seen.into_iter().flatten().collect();
    print(
        "Covers before rendered faces, by kind",
        "cover",
        &seen,
        |seen| seen.0,
    );
    print("The same by skin tone group", "group", &seen, |seen| {
        &seen.1
    });
    by_limit(&bare, &seen);
    Ok(())
}

/// Prints the recall of the rules on things put on by kind and by skin tone group, and what rendered people read
/// who wear nothing of the kind.
pub(crate) fn run_worn(shared: &Path) -> Result<()> {
    let engine = Engine::new()?;
    let spec = PhotoSpec::embedded(PhotoSpec::DEFAULT_NAME).context("no default standard")?;
    let cases = rendered(&shared.join("photos/rendered"))?;
    let accepted: Vec<Case> = cases.into_iter().filter(|case| case.accept).collect();
    let photos: Vec<(Vec<Worth>, Vec<Seen>)> = accepted
        .par_iter()
        .enumerate()
        .map(|(turn, case)| worn(&engine, &spec, turn, case))
        .collect::<Result<_>>()?;
    let (bare, seen): (Vec<_>, Vec<_>) = photos.into_iter().unzip();
    let seen = seen.concat();
    let title = "Things put on rendered people, by kind";
    print(title, "put on", &seen, |seen| seen.0);
    print("The same by skin tone group", "group", &seen, |seen| {
        &seen.1
    });
    bare_by_kind(&bare.concat(), &seen);
    Ok(())
}

/// What a bare photo reads of a kind of things.
type Worth = (Worn, Option<f32>);

/// What is read without and with the things, by kind.
fn bare_by_kind(bare: &[Worth], worn: &[Seen]) {
    let heads = [
        "put on",
        "bare: median",
        "95 %",
        "most",
        "worn: 10 %",
        "median",
    ];
    let mut table = Table::new("Evidence of things put on rendered people", &heads);
    for kind in Worn::ALL {
        let sorted = |values: Vec<Option<f32>>| {
            let mut values: Vec<f32> = values.into_iter().flatten().collect();
            values.sort_by(f32::total_cmp);
            values
        };
        let without = bare.iter().filter(|worth| worth.0 == kind);
        let without = sorted(without.map(|worth| worth.1).collect());
        let with = worn.iter().filter(|seen| seen.0 == kind.name());
        let with = sorted(with.map(|seen| seen.3).collect());
        let at = |values: &[f32], share: f32| {
            let last = values.len().saturating_sub(1) as f32;
            let value = values.get((share * last).round() as usize);
            value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
        };
        table.row(&[
            kind.name().to_owned(),
            at(&without, 0.5),
            at(&without, 0.95),
            at(&without, 1.0),
            at(&with, 0.1),
            at(&with, 0.5),
        ]);
    }
    table.print();
}

/// What an acceptable photo reads as it is, and with one thing of every kind.
fn worn(
    engine: &Engine,
    spec: &PhotoSpec,
    turn: usize,
    case: &Case,
) -> Result<(Vec<Worth>, Vec<Seen>)> {
    let bytes = std::fs::read(&case.path)?;
    let (_, bare) = verdicts_of(engine, spec, &bytes)?;
    let photo = codec::decode(&bytes, &Limits::default(), Scale::Full)?.image;
    let Some(points) = inspect::see(engine, &photo)?.landmarks else {
        return Ok((Vec::new(), Vec::new()));
    };
    let read = Worn::ALL.map(|kind| (kind, evidence_of(kind, bare.as_ref())));
    let seen = Worn::ALL.into_iter().map(|kind| {
        let image = put_on(&photo, &points, kind, turn);
        let bytes = to_jpeg(&image, &JpegOptions::default())?;
        let (verdicts, facts) = verdicts_of(engine, spec, &bytes)?;
        let said = verdicts.get(&rule_of(kind)).copied();
        let said = said.unwrap_or(Outcome::NotAssessable);
        let evidence = evidence_of(kind, facts.as_ref());
        Ok((kind.name(), case.group.clone(), said, evidence))
    });
    Ok((read.to_vec(), seen.collect::<Result<_>>()?))
}

fn evidence_of(worn: Worn, facts: Option<&PhotoFacts>) -> Option<f32> {
    let face = facts?.face.as_value()?;
    match worn {
        Worn::Glasses => face.glasses.evidence.value(),
        Worn::Headwear | Worn::HeadScarf => face.headwear.evidence.value(),
        Worn::HairOverEars => face.ears.hidden.value(),
        Worn::Earrings => face.jewellery.ear.value(),
        Worn::Necklace => face.jewellery.neck.value(),
    }
}

fn evidence(facts: Option<&PhotoFacts>) -> Option<f32> {
    let face = facts?.face.as_value()?;
    face.covered.as_ref()?.value()
}

/// What limits of the evidence would give. A covered face without landmarks counts as above each.
fn by_limit(bare: &[(String, Option<f32>)], covered: &[Seen]) {
    let title = "By limit: rendered photos without a cover above it, covers above it";
    let mut table = Table::new(title, &["limit", "bare", "above", "covered", "above"]);
    for limit in LIMITS {
        let alarms = bare
            .iter()
            .filter(|(_, seen)| seen.is_some_and(|seen| seen > limit));
        let caught = covered
            .iter()
            .filter(|seen| seen.3.is_none_or(|seen| seen > limit));
        table.row(&[
            limit.to_string(),
            bare.len().to_string(),
            alarms.count().to_string(),
            covered.len().to_string(),
            caught.count().to_string(),
        ]);
    }
    table.print();
}

/// Every kind of cover before one face; colours and places change from face to face.
fn covered(engine: &Engine, spec: &PhotoSpec, turn: usize, case: &Case) -> Result<Vec<Seen>> {
    let bytes = std::fs::read(&case.path)?;
    let photo = codec::decode(&bytes, &Limits::default(), Scale::Full)?.image;
    let Some(points) = inspect::see(engine, &photo)?.landmarks else {
        return Ok(Vec::new());
    };
    let kinds = covers::KINDS.iter().enumerate();
    kinds
        .map(|(number, &kind)| {
            let number = turn * covers::KINDS.len() + number;
            let bytes = to_jpeg(&cover(&photo, &points, number), &JpegOptions::default())?;
            let (verdicts, facts) = verdicts_of(engine, spec, &bytes)?;
            let said = verdicts.get(&RuleId::FaceUncovered).copied();
            let said = said.unwrap_or(Outcome::NotAssessable);
            let evidence = evidence(facts.as_ref());
            Ok((kind, case.group.clone(), said, evidence))
        })
        .collect()
}

fn print<'a>(title: &str, what: &str, seen: &'a [Seen], key: impl Fn(&'a Seen) -> &'a str) {
    let mut counts = BTreeMap::<&str, [usize; 3]>::new();
    for photo in seen {
        let count = counts.entry(key(photo)).or_default();
        count[0] += 1;
        count[1] += usize::from(photo.2 == Outcome::Fail);
        count[2] += usize::from(matches!(photo.2, Outcome::Fail | Outcome::Warn));
    }
    let mut table = Table::new(title, &[what, "photos", "failed", "failed or warned"]);
    for (name, count) in counts {
        let [all, failed, caught] = count.map(|count| count.to_string());
        table.row(&[name.to_owned(), all, failed, caught]);
    }
    table.print();
}

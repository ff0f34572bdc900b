//! Covers before faces of another source than those that the head learnt from: the recall of
//! `face-uncovered` by kind of cover and by skin tone group.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use codec::{Limits, Scale};
use portrait::{Engine, inspect};
use rayon::prelude::*;
use standard::{Outcome, PhotoFacts, PhotoSpec, RuleId};
use test_kit::{JpegOptions, to_jpeg};

use crate::heads::covers::{self, cover};
use crate::table::Table;
use crate::truth::{Case, rendered, verdicts_of};

/// A covered photo: kind, skin tone group, what the rule says, and the evidence where there are landmarks.
type Seen = (&'static str, String, Outcome, Option<f32>);

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

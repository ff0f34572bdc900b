//! Evaluates every measure against the labels of the shared synthetic faces: separation, and the
//! best limit.
//!
//! The labels were made by eye by one reader; "?" is left out. Measures marked † come from
//! attribute heads that were trained on these faces: see `eval attributes` for other faces.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use codec::Limits;
use portrait::Engine;
use rayon::prelude::*;
use standard::facts::{FaceFacts, LightFacts};
use standard::{OutputSpec, PhotoFacts};

use crate::table::Table;

/// One labelled photo: column → label.
#[derive(Debug, Clone)]
pub(crate) struct Row(HashMap<String, String>);

impl Row {
    /// The label in a column; empty when there is none.
    pub(crate) fn get(&self, column: &str) -> &str {
        self.0.get(column).map_or("", String::as_str)
    }
}

/// Reads `labels.csv` of the folder. No cell holds a comma or a quote.
pub(crate) fn read_labels(folder: &Path) -> Result<Vec<Row>> {
    let file = folder.join("labels.csv");
    let text =
        std::fs::read_to_string(&file).with_context(|| format!("{} is missing", file.display()))?;
    let mut lines = text.lines();
    let heads: Vec<&str> = lines
        .next()
        .context("labels.csv is empty")?
        .split(',')
        .collect();
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            ensure!(
                cells.len() == heads.len(),
                "a line of labels.csv has {} cells",
                cells.len()
            );
            let named = heads.iter().zip(cells);
            Ok(Row(named
                .map(|(head, cell)| ((*head).to_owned(), cell.to_owned()))
                .collect()))
        })
        .collect()
}

/// A measure, and the label that it should predict.
struct Question {
    name: &'static str,
    column: &'static str,
    positive: &'static [&'static str],
    negative: &'static [&'static str],
    /// Larger means more positive.
    measure: fn(&PhotoFacts) -> Option<f32>,
}

const fn question(
    name: &'static str,
    column: &'static str,
    positive: &'static [&'static str],
    negative: &'static [&'static str],
    measure: fn(&PhotoFacts) -> Option<f32>,
) -> Question {
    Question {
        name,
        column,
        positive,
        negative,
        measure,
    }
}

const QUESTIONS: &[Question] = &[
    question(
        "second face, area ratio",
        "persons",
        &["2"],
        &["1"],
        |facts| Some(facts.faces.second_largest_ratio),
    ),
    question(
        "|yaw|",
        "pose",
        &["turned", "profile"],
        &["frontal"],
        |facts| face(facts).map(|face| face.pose.yaw_deg.abs()),
    ),
    question("|pitch|", "pose", &["updown"], &["frontal"], |facts| {
        face(facts).map(|face| face.pose.pitch_deg.abs())
    }),
    question("|roll|", "roll", &["tilted"], &["level"], |facts| {
        face(facts).map(|face| face.pose.roll_deg.abs())
    }),
    question(
        "−eye openness, smaller eye",
        "eyes",
        &["closed"],
        &["open"],
        |facts| face(facts).map(|face| -face.eyes.openness.right.min(face.eyes.openness.left)),
    ),
    question(
        "−eye opening by T",
        "eyes",
        &["closed"],
        &["open"],
        |facts| face(facts).map(|face| -face.eyes.opening_by_t),
    ),
    question("mouth opening", "mouth", &["open"], &["closed"], |facts| {
        face(facts).map(|face| face.mouth.opening)
    }),
    question(
        "mouth opening by T",
        "mouth",
        &["open"],
        &["closed"],
        |facts| face(facts).map(|face| face.mouth.opening_by_t),
    ),
    question("teeth share", "mouth", &["open"], &["closed"], |facts| {
        face(facts)?.mouth.teeth_share.value()
    }),
    question(
        "|cheek difference|",
        "light",
        &["uneven"],
        &["even"],
        |facts| light(facts).map(|light| light.cheek_difference.abs()),
    ),
    question("−uniformity", "light", &["uneven"], &["even"], |facts| {
        light(facts).map(|light| -light.uniformity)
    }),
    question("−luminance mean", "light", &["dark"], &["even"], |facts| {
        light(facts).map(|light| -light.luminance_mean)
    }),
    question(
        "underexposed share",
        "light",
        &["dark"],
        &["even"],
        |facts| light(facts).map(|light| light.underexposed_share),
    ),
    question(
        "colour cast",
        "colour",
        &["cast", "grey"],
        &["colour"],
        |facts| light(facts).map(|light| light.colour_cast),
    ),
    question(
        "glasses evidence †",
        "glasses",
        &["clear", "sun"],
        &["none"],
        |facts| face(facts)?.glasses.evidence.value(),
    ),
    question(
        "bridge edge",
        "glasses",
        &["clear", "sun"],
        &["none"],
        |facts| face(facts)?.glasses.bridge_edge.value(),
    ),
    question(
        "tint †",
        "glasses",
        &["sun"],
        &["none", "clear"],
        |facts| face(facts)?.glasses.tint.value(),
    ),
    question(
        "headwear evidence †",
        "headwear",
        &["hat", "band"],
        &["none"],
        |facts| face(facts)?.headwear.evidence.value(),
    ),
    question(
        "brows covered, worse side †",
        "brows_covered",
        &["yes"],
        &["no"],
        |facts| {
            let covered = face(facts)?.brows.covered.value()?;
            Some(covered.right.max(covered.left))
        },
    ),
    question(
        "ears hidden †",
        "ears",
        &["none", "one"],
        &["both"],
        |facts| face(facts)?.ears.hidden.value(),
    ),
    question(
        "−skin share of the worse ear",
        "ears",
        &["none", "one"],
        &["both"],
        |facts| {
            let share = face(facts)?.ears.skin_share.value()?;
            Some(-share.right.min(share.left))
        },
    ),
    question(
        "jewellery at the ear †",
        "jewellery",
        &["earring", "both"],
        &["none"],
        |facts| face(facts)?.jewellery.ear.value(),
    ),
    question(
        "jewellery at the neck †",
        "jewellery",
        &["necklace", "both"],
        &["none"],
        |facts| face(facts)?.jewellery.neck.value(),
    ),
    question(
        "wall residual",
        "background",
        &["busy"],
        &["plain"],
        |facts| facts.wall.as_value().map(|wall| wall.residual),
    ),
    question(
        "wall edge strength",
        "background",
        &["busy"],
        &["plain"],
        |facts| facts.wall.as_value().map(|wall| wall.edge_strength),
    ),
];

fn face(facts: &PhotoFacts) -> Option<&FaceFacts> {
    facts.face.as_value()
}

fn light(facts: &PhotoFacts) -> Option<&LightFacts> {
    facts.light.as_value()
}

/// Measures all photos, writes their facts to `facts.jsonl` in `out` and prints the table.
pub(crate) fn run(shared: &Path, out: &Path) -> Result<()> {
    let folder = shared.join("photos/synthetic");
    let rows = read_labels(&folder)?;
    let engine = Engine::new()?;
    let facts = rows
        .par_iter()
        .map(|row| {
            let bytes = std::fs::read(folder.join(row.get("path")))?;
            let analysis =
                portrait::analyze(&engine, &bytes, &Limits::default(), &OutputSpec::DIPLOMA)
                    .with_context(|| format!("{} cannot be analysed", row.get("path")))?;
            Ok(analysis.facts)
        })
        .collect::<Result<Vec<PhotoFacts>>>()?;
    write_facts(&rows, &facts, out)?;

    let mut table = Table::new(
        "Measures against labels (`cargo xtask eval labels`; † learnt from these faces)",
        &[
            "measure",
            "label",
            "positive",
            "negative",
            "not measurable",
            "AUC",
            "limit at 5 % false alarms",
            "recall there",
            "best balanced accuracy (limit)",
        ],
    );
    for question in QUESTIONS {
        table.row(&question.answer(&rows, &facts));
    }
    table.print();
    Ok(())
}

/// One line per photo: `{"path": …, "facts": …}`.
fn write_facts(rows: &[Row], facts: &[PhotoFacts], out: &Path) -> Result<()> {
    std::fs::create_dir_all(out)?;
    let mut text = String::new();
    for (row, facts) in rows.iter().zip(facts) {
        let line = serde_json::json!({ "path": row.get("path"), "facts": facts });
        text.push_str(&serde_json::to_string(&line)?);
        text.push('\n');
    }
    std::fs::write(out.join("facts.jsonl"), text)?;
    Ok(())
}

impl Question {
    fn answer(&self, rows: &[Row], facts: &[PhotoFacts]) -> Vec<String> {
        let (mut positive, mut negative, mut missing) = (Vec::new(), Vec::new(), 0);
        for (row, facts) in rows.iter().zip(facts) {
            let label = row.get(self.column);
            let side = if self.positive.contains(&label) {
                &mut positive
            } else if self.negative.contains(&label) {
                &mut negative
            } else {
                continue;
            };
            match (self.measure)(facts) {
                Some(value) => side.push(value),
                None => missing += 1,
            }
        }
        let mut cells = vec![
            self.name.to_owned(),
            self.column.to_owned(),
            positive.len().to_string(),
            negative.len().to_string(),
            missing.to_string(),
        ];
        if positive.is_empty() || negative.is_empty() {
            return cells;
        }
        negative.sort_by(f32::total_cmp);
        let limit = limit_at_five_percent(&negative);
        let recall = share(&positive, |value| value > limit);
        let (balanced, best) = best_limit(&positive, &negative);
        cells.extend([
            format!("{:.3}", area_under_curve(&positive, &negative)),
            format!("{limit:.3}"),
            format!("{recall:.2}"),
            format!("{balanced:.2} ({best:.3})"),
        ]);
        cells
    }
}

pub(crate) fn share(values: &[f32], test: impl Fn(f32) -> bool) -> f32 {
    values.iter().filter(|&&value| test(value)).count() as f32 / values.len().max(1) as f32
}

/// The value that one negative in twenty exceeds; `negative` is sorted and not empty.
pub(crate) fn limit_at_five_percent(negative: &[f32]) -> f32 {
    negative[(negative.len() * 95 / 100).min(negative.len() - 1)]
}

/// Probability that a positive lies above a negative; ties count half.
pub(crate) fn area_under_curve(positive: &[f32], negative: &[f32]) -> f32 {
    let wins = positive
        .iter()
        .map(|&high| share(negative, |low| low < high) + share(negative, |low| low == high) / 2.0);
    wins.sum::<f32>() / positive.len() as f32
}

/// The largest mean of recall and specificity, and its limit ("positive above").
pub(crate) fn best_limit(positive: &[f32], negative: &[f32]) -> (f32, f32) {
    let limits = positive.iter().chain(negative);
    limits
        .map(|&limit| {
            let recall = share(positive, |value| value > limit);
            let specificity = share(negative, |value| value <= limit);
            (f32::midpoint(recall, specificity), limit)
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .unwrap_or((0.5, 0.0))
}

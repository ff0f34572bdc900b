//! Trains the attribute heads and evaluates them on faces that took no part in training: `cargo
//! xtask train-heads`, `cargo xtask eval attributes`.
//!
//! Nothing is random: the same photos on the same kind of processor give the same file.

mod canvas;
pub(crate) mod covers;
mod examples;
mod logistic;
mod question;
mod validate;
pub(crate) mod worn;

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use portrait::inspect::{LearntHead, heads_file};
use sha2::{Digest, Sha256};

use crate::table::Table;
use examples::{Example, Truth};
use question::{Lesson, Question};
use validate::{Validation, by_group, by_theme};

/// Where the product embeds the heads from.
const FOLDER: &str = "crates/portrait/src/measure/heads";

/// Ridges to choose from, by cross-validation.
const RIDGES: [f64; 3] = [0.004, 0.03, 0.3];

/// Trains all heads, or those called `names`, writes them into the product and prints how well they do. Other
/// heads stay as they are, and so do the limits that were set for them.
pub(crate) fn train(shared: &Path, root: &Path, names: &[&str]) -> Result<()> {
    let examples = examples::gather(shared)?;
    let mut table = Answers::new("Attribute heads (`cargo xtask train-heads`)");
    let mut learnt = Vec::new();
    for question in asked(names) {
        let lesson = Lesson::of(question, &examples)?;
        let validation = table.add(question, &lesson);
        learnt.push(lesson.learn(validation.ridge, &validation.combination));
    }
    table.print(&examples);
    embed(&learnt, &root.join(FOLDER))
}

/// Prints how well heads do that are trained as [`train`] does, on faces that took no part; only
/// those called `names`, if any are given.
pub(crate) fn evaluate(shared: &Path, names: &[&str]) -> Result<()> {
    let examples = examples::gather(shared)?;
    let mut table =
        Answers::new("Attribute heads, cross-validated (`cargo xtask eval attributes`)");
    for question in asked(names) {
        table.add(question, &Lesson::of(question, &examples)?);
    }
    table.print(&examples);
    Ok(())
}

/// The questions called `names`, or all.
fn asked(names: &[&str]) -> impl Iterator<Item = &'static Question> {
    let questions = question::ALL.iter();
    questions.filter(move |question| names.is_empty() || names.contains(&question.name))
}

fn embed(learnt: &[LearntHead], folder: &Path) -> Result<()> {
    let bytes = heads_file(learnt);
    ensure!(bytes.len() < 400_000, "the heads are too large to embed");
    let mut digest = String::new();
    for byte in Sha256::digest(&bytes) {
        let _ = write!(digest, "{byte:02x}");
    }
    std::fs::write(folder.join("attribute-heads.bin"), bytes).context("heads cannot be written")?;
    std::fs::write(folder.join("attribute-heads.sha256"), digest + "\n")?;
    Ok(())
}

/// The table of all questions.
struct Answers {
    table: Table,
}

impl Answers {
    fn new(title: &str) -> Self {
        let heads = [
            "head",
            "positive",
            "negative",
            "ridge",
            "AUC of the head alone",
            "AUC",
            "limit at 5 % false alarms",
            "recall there",
            "false alarms there",
            "at 1 % false alarms: limit, recall",
            "best balanced accuracy (limit)",
            "themes left out: AUC, recall",
            "drawn: recall, false alarms",
            "put on: recall at 5 %, at 1 %",
        ];
        Self {
            table: Table::new(title, &heads),
        }
    }

    /// Cross-validates for every ridge and takes the best.
    fn add(&mut self, question: &Question, lesson: &Lesson<'_>) -> Validation {
        let groups = by_group(&lesson.examples);
        let best = RIDGES
            .iter()
            .map(|&ridge| Validation::of(lesson, ridge, &groups))
            .max_by(|a, b| a.head_auc.total_cmp(&b.head_auc));
        let Some(best) = best else {
            unreachable!("there are ridges to choose from");
        };
        let themes = Validation::of(lesson, best.ridge, &by_theme(&lesson.examples));
        let (best_balanced, best_limit) = best.best_limit();
        let [drawn_recall, drawn_alarms] = best.on_drawn();
        let [strict_limit, strict_recall] = best.at_one_percent();
        self.table.row(&[
            question.name.to_owned(),
            best.positive.len().to_string(),
            best.negative.len().to_string(),
            best.ridge.to_string(),
            format!("{:.3}", best.head_auc),
            format!("{:.3}", best.auc()),
            format!("{:.3}", best.limit()),
            format!("{:.2}", best.recall()),
            format!("{:.3}", best.false_alarms()),
            format!("{strict_limit:.3}, {strict_recall:.2}"),
            format!("{best_balanced:.2} ({best_limit:.2})"),
            format!("{:.3}, {:.2}", themes.auc(), themes.recall()),
            format!("{drawn_recall:.2}, {drawn_alarms:.2}"),
            best.on_worn().map_or_else(
                || "–".to_owned(),
                |[recall, strict]| format!("{recall:.2}, {strict:.2}"),
            ),
        ]);
        best
    }

    #[expect(clippy::print_stdout, reason = "the table is this tool's result")]
    fn print(&self, examples: &[Example]) {
        self.table.print();
        let is_labelled = |example: &&Example| matches!(example.truth, Truth::Labelled(_));
        let labelled = examples.iter().filter(is_labelled);
        let mut sizes = std::collections::BTreeMap::<usize, usize>::new();
        for example in labelled.clone() {
            *sizes.entry(example.group).or_default() += 1;
        }
        let shared = sizes.values().filter(|&&size| size > 1);
        println!(
            "\n{} labelled faces, {} drawn ones; {} groups of nearly the same face (the largest {}).",
            labelled.count(),
            examples.iter().filter(|example| example.is_drawn()).count(),
            shared.clone().count(),
            shared.max().copied().unwrap_or(1),
        );
    }
}

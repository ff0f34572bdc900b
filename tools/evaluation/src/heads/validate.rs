//! Cross-validation: each face is answered by heads that were trained without it and without the
//! faces of its group.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::examples::{Example, Truth};
use super::logistic::{Target, dot, learn, learn_few};
use super::question::Lesson;
use crate::labels::{area_under_curve, best_limit, limit_at_five_percent, share};

/// Parts that are left out in turn.
const PARTS: usize = 8;

/// Ridge of the few coefficients that combine a head with its clues.
const COMBINATION_RIDGE: f64 = 1.0;

/// Accuracy of a head on faces that were not used in its training.
pub(super) struct Validation {
    pub(super) ridge: f64,
    /// AUC of the head without clues.
    pub(super) head_auc: f32,
    /// Probabilities of labelled faces that look into the camera or are somewhat turned; sorted.
    pub(super) positive: Vec<f32>,
    pub(super) negative: Vec<f32>,
    drawn: [Vec<f32>; 2],
    /// Probabilities of persons with something put on; sorted.
    worn: Vec<f32>,
    /// Intercept, slope of the score, weight of each clue, learnt from all answers.
    pub(super) combination: Vec<f64>,
}

impl Validation {
    /// `part` is the part 0 … that each example belongs to.
    pub(super) fn of(lesson: &Lesson<'_>, ridge: f64, part: &[usize]) -> Self {
        let parts = part.iter().max().map_or(0, |last| last + 1);
        let rows_in = |left_out: usize, inside: bool| -> Vec<usize> {
            (0..part.len())
                .filter(|&row| (part[row] == left_out) == inside)
                .collect()
        };
        let scored: Vec<(usize, f64)> = (0..parts)
            .into_par_iter()
            .flat_map_iter(|left_out| {
                let others = rows_in(left_out, false);
                let factors = learn(&lesson.kernel, &others, &lesson.targets, ridge);
                let score = move |row: usize| {
                    let products: Vec<f64> = others
                        .iter()
                        .map(|&other| lesson.kernel.row(row)[other])
                        .collect();
                    (row, dot(&products, &factors))
                };
                rows_in(left_out, true).into_iter().map(score)
            })
            .collect();
        let mut scores = vec![0.0; part.len()];
        for (row, score) in scored {
            scores[row] = score;
        }
        let inputs: Vec<Vec<f64>> = scores
            .iter()
            .zip(&lesson.clues)
            .map(|(&score, clues)| {
                std::iter::once(score)
                    .chain(clues.iter().copied())
                    .collect()
            })
            .collect();
        let mut probabilities = vec![0.0; part.len()];
        for left_out in 0..parts {
            let combination = combine(lesson, &inputs, &rows_in(left_out, false));
            for row in rows_in(left_out, true) {
                let logit = combination[0] + dot(&combination[1..], &inputs[row]);
                probabilities[row] = 1.0 / (1.0 + (-logit).exp());
            }
        }
        let all: Vec<usize> = (0..part.len()).collect();
        let [positive, negative] = sides(lesson, &probabilities, is_asked);
        let [worn, _] = sides(lesson, &probabilities, Example::is_worn);
        let [head_positive, head_negative] = sides(lesson, &scores, is_asked);
        Self {
            ridge,
            head_auc: area_under_curve(&head_positive, &head_negative),
            positive,
            negative,
            worn,
            drawn: sides(lesson, &probabilities, Example::is_drawn),
            combination: combine(lesson, &inputs, &all),
        }
    }

    pub(super) fn auc(&self) -> f32 {
        area_under_curve(&self.positive, &self.negative)
    }

    pub(super) fn limit(&self) -> f32 {
        limit_at_five_percent(&self.negative)
    }

    pub(super) fn recall(&self) -> f32 {
        let limit = self.limit();
        share(&self.positive, |value| value > limit)
    }

    /// The limit that one bare face in a hundred exceeds, and the recall there: what a rule that blocks needs.
    pub(super) fn at_one_percent(&self) -> [f32; 2] {
        let above = self.negative.len() / 100;
        let at = self.negative.len().checked_sub(above + 1);
        let limit = at.map_or(1.0, |at| self.negative[at]);
        [limit, share(&self.positive, |value| value > limit)]
    }

    pub(super) fn false_alarms(&self) -> f32 {
        let limit = self.limit();
        share(&self.negative, |value| value > limit)
    }

    pub(super) fn best_limit(&self) -> (f32, f32) {
        best_limit(&self.positive, &self.negative)
    }

    /// Recall at the limits of 5 % and of 1 % false alarms where things were put on; `None` where none were.
    pub(super) fn on_worn(&self) -> Option<[f32; 2]> {
        let [strict, _] = self.at_one_percent();
        let recall = |limit: f32| share(&self.worn, |value| value > limit);
        (!self.worn.is_empty()).then(|| [self.limit(), strict].map(recall))
    }

    /// Recall and false alarms on drawn portraits at the limit.
    pub(super) fn on_drawn(&self) -> [f32; 2] {
        let limit = self.limit();
        [&self.drawn[0], &self.drawn[1]].map(|side| share(side, |value| value > limit))
    }
}

/// Coefficients for the score and the clues of some examples, from labelled faces only. Answers
/// keep their true shares here: that makes the result a probability.
fn combine(lesson: &Lesson<'_>, inputs: &[Vec<f64>], rows: &[usize]) -> Vec<f64> {
    let labelled = |row: &&usize| {
        let example = lesson.examples[**row];
        !example.is_drawn() && !example.is_worn()
    };
    let (inputs, targets): (Vec<Vec<f64>>, Vec<Target>) = rows
        .iter()
        .filter(labelled)
        .map(|&row| {
            let positive = lesson.targets[row].positive;
            let target = Target {
                positive,
                weight: 1.0,
            };
            (inputs[row].clone(), target)
        })
        .unzip();
    learn_few(&inputs, &targets, COMBINATION_RIDGE)
}

/// Whether the product is asked for such a photo: others are refused for their pose already.
fn is_asked(example: &Example) -> bool {
    match &example.truth {
        Truth::Labelled(row) | Truth::Covered(row) => {
            matches!(row.get("pose"), "frontal" | "turned")
        }
        Truth::Drawn(_) | Truth::CoveredDrawing(_) | Truth::Worn(..) => false,
    }
}

/// Values of the positive and of the negative examples that `keep` keeps, sorted.
fn sides(lesson: &Lesson<'_>, values: &[f64], keep: impl Fn(&Example) -> bool) -> [Vec<f32>; 2] {
    [true, false].map(|side| {
        let rows = (0..values.len()).filter(|&row| lesson.targets[row].positive == side);
        let mut kept: Vec<f32> = rows
            .filter(|&row| keep(lesson.examples[row]))
            .map(|row| values[row] as f32)
            .collect();
        kept.sort_by(f32::total_cmp);
        kept
    })
}

/// Parts of about the same size; groups stay together.
pub(super) fn by_group(examples: &[&Example]) -> Vec<usize> {
    let mut sizes = BTreeMap::<usize, usize>::new();
    for example in examples {
        *sizes.entry(example.group).or_default() += 1;
    }
    let mut groups: Vec<(usize, usize)> = sizes.into_iter().collect();
    // Large groups first, into the emptiest part.
    groups.sort_by_key(|&(group, size)| (std::cmp::Reverse(size), group * 7919 % 1009));
    let mut filled = [0; PARTS];
    let mut part_of = BTreeMap::new();
    for (group, size) in groups {
        let emptiest = (0..PARTS).min_by_key(|&part| filled[part]).unwrap_or(0);
        filled[emptiest] += size;
        part_of.insert(group, emptiest);
    }
    examples
        .iter()
        .map(|example| part_of[&example.group])
        .collect()
}

/// Whole themes of the set are left out, as many at a time as there are parts.
pub(super) fn by_theme(examples: &[&Example]) -> Vec<usize> {
    let mut themes: Vec<&str> = examples.iter().map(|example| example.theme()).collect();
    themes.sort_unstable();
    themes.dedup();
    let part = |example: &&Example| themes.binary_search(&example.theme()).unwrap_or(0) % PARTS;
    examples.iter().map(part).collect()
}

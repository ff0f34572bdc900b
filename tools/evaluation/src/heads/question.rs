//! The questions of the attribute heads: labels, inputs, and the examples as a kernel matrix.

use anyhow::{Result, ensure};
use portrait::inspect::{AttributeInputs, GRID_CHANNELS, HeadSource, LearntHead};
use rayon::prelude::*;
use test_kit::Flag;

use super::examples::{Example, Truth};
use super::logistic::{Square, Target, learn, moments};
use super::worn::Worn;

/// All drawn portraits together count this much of all labelled faces: they are schematic.
const DRAWN_SHARE: f64 = 0.1;

/// All persons with something put on together count this much of all labelled faces.
const WORN_SHARE: f64 = 0.25;

/// Cells along each side of the grid.
const GRID: usize = 6;

/// A question with the labels that answer it.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) name: &'static str,
    column: &'static str,
    yes: &'static [&'static str],
    no: &'static [&'static str],
    /// Labelled faces with one of these labels are left out.
    unclear: &'static [(&'static str, &'static str)],
    /// Whether covered faces are positive; other questions leave them out.
    asks_for_covers: bool,
    /// Things that were put on which are positive; those with others are left out.
    worn: &'static [Worn],
    source: HeadSource,
    /// Drawn portraits with one of these faults are positive; all others negative, except …
    drawn_yes: &'static [Flag],
    /// … those with one of these, which are left out.
    drawn_unclear: &'static [Flag],
}

const fn cells(rows: [u8; 2], columns: [u8; 2]) -> HeadSource {
    HeadSource::Grid { rows, columns }
}

/// All questions in the order of the file.
pub(super) const ALL: &[Question] = &[
    Question {
        name: "glasses",
        column: "glasses",
        yes: &["clear", "sun"],
        no: &["none"],
        unclear: &[],
        asks_for_covers: false,
        worn: &[Worn::Glasses],
        source: cells([2, 5], [1, 5]),
        drawn_yes: &[Flag::Glasses],
        drawn_unclear: &[],
    },
    Question {
        name: "sunglasses",
        column: "glasses",
        yes: &["sun"],
        no: &["clear", "none"],
        unclear: &[],
        asks_for_covers: false,
        worn: &[],
        source: cells([2, 5], [1, 5]),
        drawn_yes: &[Flag::TintedLenses],
        drawn_unclear: &[Flag::Glare],
    },
    Question {
        name: "headwear",
        column: "headwear",
        yes: &["hat", "band"],
        no: &["none"],
        unclear: &[],
        asks_for_covers: false,
        worn: &[Worn::Headwear, Worn::HeadScarf],
        // Hoods are seen beside the face, not only above it.
        source: cells([0, 5], [0, 6]),
        drawn_yes: &[Flag::Headwear],
        drawn_unclear: &[],
    },
    Question {
        name: "ears-hidden",
        column: "ears",
        yes: &["none", "one"],
        no: &["both"],
        unclear: &[],
        asks_for_covers: false,
        worn: &[Worn::HairOverEars, Worn::HeadScarf],
        source: cells([1, 5], [0, 6]),
        drawn_yes: &[Flag::EarsHidden],
        drawn_unclear: &[Flag::Headwear, Flag::Turned],
    },
    Question {
        name: "brows-covered",
        column: "brows_covered",
        yes: &["yes"],
        no: &["no"],
        unclear: &[],
        asks_for_covers: false,
        worn: &[],
        source: cells([1, 4], [1, 5]),
        drawn_yes: &[Flag::BrowsCovered],
        drawn_unclear: &[Flag::Headwear],
    },
    Question {
        name: "ear-jewellery",
        column: "jewellery",
        yes: &["earring", "both"],
        no: &["none", "necklace"],
        unclear: &[],
        asks_for_covers: false,
        worn: &[Worn::Earrings],
        source: HeadSource::Ears,
        drawn_yes: &[Flag::Earrings],
        drawn_unclear: &[Flag::EarsHidden],
    },
    Question {
        name: "neck-jewellery",
        column: "jewellery",
        yes: &["necklace", "both"],
        no: &["none", "earring"],
        unclear: &[],
        asks_for_covers: false,
        worn: &[Worn::Necklace],
        source: HeadSource::Neck,
        drawn_yes: &[Flag::Necklace],
        drawn_unclear: &[],
    },
    Question {
        name: "face-covered",
        column: "eyes_covered",
        yes: &[],
        no: &["no"],
        unclear: &[
            ("glasses", "sun"),
            ("other", "hand"),
            ("other", "face-paint"),
        ],
        asks_for_covers: true,
        worn: &[],
        source: cells([2, 5], [1, 5]),
        drawn_yes: &[],
        drawn_unclear: &[Flag::TintedLenses, Flag::Headwear],
    },
];

impl Question {
    /// `None` where the truth does not say.
    fn answer(&self, truth: &Truth) -> Option<bool> {
        match truth {
            Truth::Covered(_) => self.asks_for_covers.then_some(true),
            Truth::CoveredDrawing(flags) => {
                let is_unclear = self.drawn_unclear.iter().any(|flag| flags.contains(flag));
                (self.asks_for_covers && !is_unclear).then_some(true)
            }
            Truth::Worn(_, worn) => self.worn.contains(worn).then_some(true),
            Truth::Labelled(row) => {
                let is_unclear = |&(column, value): &(&str, &str)| row.get(column) == value;
                if self.unclear.iter().any(is_unclear) {
                    return None;
                }
                let label = row.get(self.column);
                let yes = self.yes.contains(&label);
                (yes || self.no.contains(&label)).then_some(yes)
            }
            Truth::Drawn(flags) => {
                let any = |of: &[Flag]| of.iter().any(|flag| flags.contains(flag));
                (!any(self.drawn_unclear)).then(|| any(self.drawn_yes))
            }
        }
    }

    fn values(&self, inputs: &AttributeInputs) -> Option<Vec<f32>> {
        match self.source {
            HeadSource::Ears => inputs.ears.clone(),
            HeadSource::Neck => inputs.neck.clone(),
            HeadSource::Grid { rows, columns } => {
                let [left, right] = columns.map(usize::from);
                let row = |row: u8| {
                    let first = usize::from(row) * GRID;
                    &inputs.grid[(first + left) * GRID_CHANNELS..(first + right) * GRID_CHANNELS]
                };
                Some((rows[0]..rows[1]).flat_map(row).copied().collect())
            }
        }
    }
}

/// Where an example is from: each kind has a weight of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Labelled,
    Drawn,
    Worn,
}

impl Kind {
    fn of(example: &Example) -> Self {
        if example.is_worn() {
            Self::Worn
        } else if example.is_drawn() {
            Self::Drawn
        } else {
            Self::Labelled
        }
    }
}

/// A question with its examples, ready to learn from.
pub(super) struct Lesson<'a> {
    question: &'a Question,
    pub(super) examples: Vec<&'a Example>,
    pub(super) targets: Vec<Target>,
    pub(super) clues: Vec<Vec<f64>>,
    pub(super) kernel: Square,
    /// Standardised values of each example.
    values: Vec<Vec<f32>>,
    /// Mean and standard deviation of each value.
    scaler: Vec<(f32, f32)>,
}

impl<'a> Lesson<'a> {
    pub(super) fn of(question: &'a Question, examples: &'a [Example]) -> Result<Self> {
        let mut kept = Vec::new();
        let mut answers = Vec::new();
        let mut values = Vec::new();
        for example in examples {
            let (Some(answer), Some(read)) = (
                question.answer(&example.truth),
                question.values(&example.inputs),
            ) else {
                continue;
            };
            kept.push(example);
            answers.push(answer);
            values.push(read);
        }
        let positive = answers.iter().filter(|&&answer| answer).count();
        ensure!(
            positive > 5 && answers.len() - positive > 5,
            "too few examples of {}",
            question.name
        );
        let scaler = standardise(&mut values);
        let length = scaler.len() as f64;
        let kernel = Square::symmetric(kept.len(), |row, column| {
            // The 1 stands for a constant value, so that there is a bias.
            f64::from(product(&values[row], &values[column])) / length + 1.0
        });
        // Both answers count the same in total, among labelled and among drawn faces.
        let count_of = |kind: Kind, positive: bool| {
            let same = kept
                .iter()
                .zip(&answers)
                .filter(|(example, answer)| Kind::of(example) == kind && **answer == positive);
            same.count() as f64
        };
        let labelled = count_of(Kind::Labelled, false) + count_of(Kind::Labelled, true);
        let targets = kept.iter().zip(&answers).map(|(example, &positive)| {
            let kind = Kind::of(example);
            let share = match kind {
                Kind::Labelled => 0.5,
                Kind::Drawn => DRAWN_SHARE / 2.0,
                Kind::Worn => WORN_SHARE,
            };
            let weight = share * labelled / count_of(kind, positive);
            Target { positive, weight }
        });
        let targets: Vec<Target> = targets.collect();
        Ok(Self {
            question,
            targets,
            clues: kept
                .iter()
                .map(|example| clues(question, example))
                .collect(),
            examples: kept,
            kernel,
            values,
            scaler,
        })
    }

    /// The head that all examples together give.
    pub(super) fn learn(&self, ridge: f64, combination: &[f64]) -> LearntHead {
        let rows: Vec<usize> = (0..self.examples.len()).collect();
        let factors = learn(&self.kernel, &rows, &self.targets, ridge);
        let length = self.scaler.len() as f64;
        let mut sums = vec![0.0; self.scaler.len()];
        for (factor, values) in factors.iter().zip(&self.values) {
            for (sum, &value) in sums.iter_mut().zip(values) {
                *sum += factor / length * f64::from(value);
            }
        }
        // The scaler goes into the weights and the bias.
        let mut bias: f64 = factors.iter().sum();
        let weights = sums
            .iter()
            .zip(&self.scaler)
            .map(|(sum, &(mean, deviation))| {
                let weight = sum / f64::from(deviation);
                bias -= weight * f64::from(mean);
                weight as f32
            });
        let weights: Vec<f32> = weights.collect();
        LearntHead {
            name: self.question.name,
            source: self.question.source,
            bias: bias as f32,
            weights,
            combination: combination.iter().map(|&value| value as f32).collect(),
        }
    }
}

fn clues(question: &Question, example: &Example) -> Vec<f64> {
    let found = example
        .inputs
        .clues
        .iter()
        .find(|(name, _)| *name == question.name);
    found.map_or_else(Vec::new, |(_, clues)| {
        clues.iter().map(|&clue| f64::from(clue)).collect()
    })
}

/// Brings every value to mean 0 and deviation 1; gives what they were.
fn standardise(rows: &mut [Vec<f32>]) -> Vec<(f32, f32)> {
    let count = rows.first().map_or(0, Vec::len);
    let scaler: Vec<(f32, f32)> = (0..count)
        .into_par_iter()
        .map(|at| {
            let (mean, deviation) = moments(rows.iter().map(|row| f64::from(row[at])));
            // A value that hardly ever differs must not become loud.
            (mean as f32, deviation.max(0.02) as f32)
        })
        .collect();
    for row in rows {
        for (value, (mean, deviation)) in row.iter_mut().zip(&scaler) {
            *value = (*value - mean) / deviation;
        }
    }
    scaler
}

/// Scalar product with sixteen sums, so that the compiler may use wide registers.
fn product(left: &[f32], right: &[f32]) -> f32 {
    let (left_runs, left_rest) = left.as_chunks::<16>();
    let (right_runs, right_rest) = right.as_chunks::<16>();
    let mut sums = [0.0; 16];
    for (left, right) in left_runs.iter().zip(right_runs) {
        for ((sum, a), b) in sums.iter_mut().zip(left).zip(right) {
            *sum += a * b;
        }
    }
    let rest = left_rest.iter().zip(right_rest).map(|(a, b)| a * b);
    sums.iter().sum::<f32>() + rest.sum::<f32>()
}

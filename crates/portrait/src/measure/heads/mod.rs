//! Attribute heads: linear classifiers for questions such as "does the person wear a hat?".
//!
//! A head has one weight for each value that it reads (a part of the grid of activations, see
//! [`crate::vision::head`], or the description of a crop), so its answer is one dot product. A
//! logistic model combines that answer with a few measures on the landmarks ("clues") to a
//! probability. `cargo xtask train-heads` trains both; `docs/models/attribute-heads.md` describes
//! the data, the accuracy, and the limits of use.

mod file;

use std::sync::LazyLock;

use standard::facts::{Measured, NotMeasurable};
use strum::{IntoStaticStr, VariantArray};

use super::jewellery::{EAR_VALUES, NECK_VALUES};
use crate::vision::head::{CHANNELS, GRID};

/// A few measures on the landmarks; their order is that of the file that makes them.
pub(crate) type Clues = Vec<f32>;

/// The heads of the product, embedded at build time.
static EMBEDDED: &[u8] = include_bytes!("attribute-heads.bin");

/// Name and SHA-256 of the embedded heads, as facts list it beside the networks.
pub(crate) const DIGEST: (&str, &str) = (
    "attribute_heads",
    include_str!("attribute-heads.sha256").trim_ascii(),
);

/// The question of a head; in the order of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum Question {
    /// Any glasses?
    Glasses,
    /// Dark lenses?
    Sunglasses,
    /// A hat, cap, scarf or band?
    Headwear,
    /// Is at least one ear hidden?
    EarsHidden,
    /// Hair over the brows?
    BrowsCovered,
    /// Jewellery at an ear?
    EarJewellery,
    /// Jewellery at the neck?
    NeckJewellery,
    /// Anything before mouth, nose, cheeks or eyes?
    FaceCovered,
}

impl Question {
    /// Name in the file and in the model card.
    pub(crate) fn name(self) -> &'static str {
        self.into()
    }
}

/// Input of a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// Cells of the grid: from the first to before the second row, and so for columns.
    Grid {
        /// 0 … 6.
        rows: [u8; 2],
        /// 0 … 6.
        columns: [u8; 2],
    },
    /// Both ear lobes.
    Ears,
    /// The neck.
    Neck,
}

impl Source {
    /// Number of values.
    pub(crate) fn len(self) -> usize {
        match self {
            Self::Grid { rows, columns } => {
                let span = |[from, to]: [u8; 2]| usize::from(to.saturating_sub(from));
                span(rows) * span(columns) * CHANNELS
            }
            Self::Ears => EAR_VALUES,
            Self::Neck => NECK_VALUES,
        }
    }
}

/// Inputs of the heads for one photo.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Inputs<'a> {
    /// Activations of the head.
    pub(crate) grid: Option<&'a [f32]>,
    /// Description of the ear lobes.
    pub(crate) ears: Option<&'a [f32]>,
    /// Description of the neck.
    pub(crate) neck: Option<&'a [f32]>,
}

impl<'a> Inputs<'a> {
    /// The values of a source as runs that follow each other; `None` where there are none.
    pub(crate) fn runs(self, source: Source) -> Option<Vec<&'a [f32]>> {
        let whole = |values: Option<&'a [f32]>| Some(vec![values?]);
        match source {
            Source::Ears => whole(self.ears),
            Source::Neck => whole(self.neck),
            Source::Grid { rows, columns } => {
                let [from, to] = columns.map(usize::from);
                let grid = self.grid?;
                let row = |row: u8| {
                    let first = usize::from(row) * GRID;
                    grid.get((first + from) * CHANNELS..(first + to) * CHANNELS)
                };
                (rows[0]..rows[1]).map(row).collect()
            }
        }
    }
}

/// A learnt question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head {
    name: String,
    source: Source,
    /// The score is `bias` + `scale` × Σ weight × value.
    bias: f32,
    scale: f32,
    weights: Vec<i16>,
    /// Logit of the probability: the first value, plus the second times the score, plus the others
    /// times the clues.
    combination: Vec<f32>,
}

impl Head {
    fn score(&self, inputs: Inputs<'_>) -> Option<f32> {
        let mut weights = self.weights.as_slice();
        let mut sum = 0.0;
        for run in inputs.runs(self.source)? {
            let (now, later) = weights.split_at_checked(run.len())?;
            weights = later;
            let products = now
                .iter()
                .zip(run)
                .map(|(&weight, &value)| f32::from(weight) * value);
            sum += products.sum::<f32>();
        }
        weights.is_empty().then_some(self.bias + self.scale * sum)
    }

    fn probability(&self, inputs: Inputs<'_>, clues: &[f32]) -> Option<f32> {
        let score = self.score(inputs)?;
        let (&[base, slope], by_clue) = self.combination.split_first_chunk()?;
        if by_clue.len() != clues.len() {
            return None;
        }
        let clues = by_clue
            .iter()
            .zip(clues)
            .map(|(weight, clue)| weight * clue);
        let logit = base + slope * score + clues.sum::<f32>();
        logit.is_finite().then(|| 1.0 / (1.0 + (-logit).exp()))
    }
}

/// All heads of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Heads {
    heads: Vec<Head>,
}

impl Heads {
    /// The embedded heads; none when that file is damaged, so that facts say "not measurable"
    /// instead of guessing. A test checks that it is not.
    pub(crate) fn embedded() -> &'static Self {
        static HEADS: LazyLock<Heads> =
            LazyLock::new(|| Heads::parse(EMBEDDED).unwrap_or_default());
        &HEADS
    }

    /// The probability 0 … 1 that the answer is yes.
    pub(crate) fn answer(
        &self,
        question: Question,
        inputs: Inputs<'_>,
        clues: &[f32],
    ) -> Measured<f32> {
        let head = self.heads.iter().find(|head| head.name == question.name());
        let probability = head.and_then(|head| head.probability(inputs, clues));
        Measured::from_option(probability, NotMeasurable::OutsidePicture)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_file_answers_every_question() {
        let heads = Heads::parse(EMBEDDED).unwrap();
        let names: Vec<&str> = heads.heads.iter().map(|head| head.name.as_str()).collect();
        let questions = Question::VARIANTS.iter().map(|question| question.name());
        assert_eq!(names, questions.collect::<Vec<_>>());
        assert!(EMBEDDED.len() < 400_000);
    }

    #[test]
    fn the_listed_digest_is_that_of_the_file() {
        use sha2::Digest as _;
        let digest: Vec<String> = sha2::Sha256::digest(EMBEDDED)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(digest.concat(), DIGEST.1);
    }

    #[track_caller]
    fn check(grid: &[f32], clues: &[f32], expected: Option<f32>) {
        let mut weights = vec![0; CHANNELS];
        weights[1] = 100;
        let head = Head {
            name: Question::Glasses.name().to_owned(),
            source: Source::Grid {
                rows: [1, 2],
                columns: [0, 1],
            },
            bias: -1.0,
            scale: 0.01,
            weights,
            combination: vec![0.0, 2.0, 1.0],
        };
        let heads = Heads { heads: vec![head] };
        let inputs = Inputs {
            grid: Some(grid),
            ..Inputs::default()
        };
        let seen = heads.answer(Question::Glasses, inputs, clues).value();
        match (seen, expected) {
            (Some(seen), Some(expected)) => assert!((seen - expected).abs() < 1e-5, "{seen}"),
            _ => assert_eq!(seen, expected),
        }
    }

    #[test]
    fn an_answer_is_a_dot_product_and_clues() {
        let mut grid = vec![0.0; GRID * GRID * CHANNELS];
        grid[GRID * CHANNELS + 1] = 1.0;
        check(&grid, &[0.0], Some(0.5));
        check(&grid, &[3.0], Some(1.0 / (1.0 + (-3.0f32).exp())));
        grid[GRID * CHANNELS + 1] = 2.0;
        check(&grid, &[-2.0], Some(0.5));
    }

    #[test]
    fn inputs_of_another_shape_have_no_answer() {
        check(&[0.0; 12], &[0.0], None);
        check(&vec![0.0; GRID * GRID * CHANNELS], &[], None);
        check(&vec![f32::NAN; GRID * GRID * CHANNELS], &[0.0], None);
    }

    #[test]
    fn a_question_without_a_head_is_not_measurable() {
        let nothing = Heads::default().answer(Question::Headwear, Inputs::default(), &[]);
        assert_eq!(nothing.value(), None);
    }
}

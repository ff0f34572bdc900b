//! What is said about a photo: one verdict per rule, and all of them together.

use serde::{Deserialize, Serialize};

use crate::{ReasonCode, Text};

/// What one rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The photo meets it.
    Pass,
    /// Doubtful, or missed where the spec only warns: the student may go on, a reviewer looks.
    Warn,
    /// The photo misses it and cannot be used.
    Fail,
    /// It could not be told. Never a pass and never a silent fail.
    NotAssessable,
}

/// What all rules together say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Overall {
    /// Every rule that blocks is met and nothing is doubtful.
    Pass,
    /// Something is doubtful, or a rule that blocks could not be assessed.
    Warn,
    /// A rule that blocks is missed.
    Fail,
}

/// What one rule says about one photo. The fields of its JSON are a contract.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Verdict {
    /// Id of the rule.
    pub rule: &'static str,
    /// Reason code that a reviewer would use.
    pub code: ReasonCode,
    /// What it says.
    pub outcome: Outcome,
    /// What was measured, in `unit`.
    pub measured: Option<f32>,
    /// What it was held against, in `unit`.
    pub limit: Option<f32>,
    /// Unit of both; empty for ratios, shares and counts.
    pub unit: &'static str,
    /// What to do; `None` only for a pass.
    pub advice: Option<Text>,
}

/// All verdicts on one photo.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Judgement {
    /// The worst of them.
    pub overall: Overall,
    /// One per rule that the spec does not leave out, in the order of the rules.
    pub verdicts: Vec<Verdict>,
}

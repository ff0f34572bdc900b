//! The result of judging a photo: one verdict for each rule, and an overall result.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantNames};

use crate::reason::ReasonCode;
use crate::rules::RuleId;
use crate::text::Text;

/// The outcome of one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[derive(EnumString, IntoStaticStr, VariantNames)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Outcome {
    /// The photo meets it.
    Pass,
    /// Doubtful, or missed where the spec only warns: the student may go on, a reviewer looks.
    Warn,
    /// The photo misses it and cannot be used.
    Fail,
    /// The rule could not be assessed. Counts neither as a pass nor as a fail.
    NotAssessable,
}

/// The overall result of all rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[derive(EnumString, IntoStaticStr, VariantNames)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Overall {
    /// Every rule that blocks is met and nothing is doubtful.
    Pass,
    /// Something is doubtful, or a rule that blocks could not be assessed.
    Warn,
    /// A rule that blocks is missed.
    Fail,
}

/// The verdict of one rule on one photo. The fields of its JSON are a contract.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Verdict {
    /// Id of the rule.
    pub rule: RuleId,
    /// Reason code that a reviewer would use.
    pub code: ReasonCode,
    /// The outcome.
    pub outcome: Outcome,
    /// The measured value, in `unit`; `None` where nothing is measured.
    pub measured: Option<f32>,
    /// The limit it was compared with, in `unit`; `None` where there is none.
    pub limit: Option<f32>,
    /// Unit of both; empty for ratios, shares and counts.
    pub unit: &'static str,
    /// Advice to the student; `None` only for a pass.
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

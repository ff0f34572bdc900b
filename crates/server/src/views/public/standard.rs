//! The standard in words: rules and reasons.

use app::photo::{CAMERA_CLAIM, NEW_SHOT};
use serde::Serialize;
use standard::Text;
use standard::rules::Rule;
use strum::VariantNames as _;
use utoipa::ToSchema;

use crate::views::TextView;
use crate::word::{wire_names, wire_words};

wire_words! {
    /// Code of a reason, such as `P04`, by which reviewers reject a photo.
    ReasonCode of standard::ReasonCode;
}

/// Id of a rule.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub(crate) struct RuleId(&'static str);

wire_names! {
    /// Id of a rule of the photo standard, such as `eyes-open`; or `new-shot`, which compares a photo with the
    /// student's others and is among the verdicts only where it fails, or `camera-claim`, only where the file
    /// speaks against a photo that is called live. What was said about a photo may name a rule that has been
    /// given up since.
    RuleId: standard::rules::RuleId::VARIANTS.iter().copied().chain([NEW_SHOT, CAMERA_CLAIM]);
}

impl From<standard::rules::RuleId> for RuleId {
    fn from(id: standard::rules::RuleId) -> Self {
        Self(id.into())
    }
}

/// Why a photo is rejected.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ReasonView {
    code: ReasonCode,
    zh: &'static str,
    en: &'static str,
}

impl From<standard::ReasonCode> for ReasonView {
    fn from(code: standard::ReasonCode) -> Self {
        let Text { zh, en } = code.text();
        Self {
            code: code.into(),
            zh,
            en,
        }
    }
}

/// A rule of the photo standard.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct RuleView {
    id: RuleId,
    /// Code that a reviewer would use.
    reason: ReasonCode,
    /// Unit of what is measured; empty for ratios, shares and counts.
    unit: &'static str,
    /// What it checks.
    what: TextView,
    /// Reason for the rule.
    why: TextView,
    /// What the student is told when it is not met.
    advice: TextView,
}

impl From<&Rule> for RuleView {
    fn from(rule: &Rule) -> Self {
        Self {
            id: rule.id.into(),
            reason: rule.code.into(),
            unit: rule.unit,
            what: rule.about.what.into(),
            why: rule.about.why.into(),
            advice: rule.about.told.into(),
        }
    }
}

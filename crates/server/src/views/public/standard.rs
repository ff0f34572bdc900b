//! The standard in words: rules and reasons.

use serde::Serialize;
use standard::Text;
use standard::rules::Rule;
use utoipa::ToSchema;

use crate::views::TextView;
use crate::word::wire_words;

wire_words! {
    /// Id of a rule of the photo standard, such as `eyes-open`. What was said about a photo may name
    /// a rule that has been given up since.
    RuleId of standard::rules::RuleId;

    /// Code of a reason, such as `P04`, by which reviewers reject a photo.
    ReasonCode of standard::ReasonCode;
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

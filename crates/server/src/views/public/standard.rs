//! The standard in words: rules and reasons.

use serde::Serialize;
use standard::rules::Rule;
use standard::{ReasonCode, Text};
use utoipa::ToSchema;

use crate::views::TextView;

/// Why a photo is rejected.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ReasonView {
    /// Stable, such as `P04`.
    code: &'static str,
    zh: &'static str,
    en: &'static str,
}

impl From<ReasonCode> for ReasonView {
    fn from(code: ReasonCode) -> Self {
        let Text { zh, en } = code.text();
        Self {
            code: code.as_str(),
            zh,
            en,
        }
    }
}

/// A rule of the photo standard.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct RuleView {
    /// Stable, such as `eyes-open`.
    id: &'static str,
    /// Code that a reviewer would use.
    reason: &'static str,
    /// Unit of what is measured; empty for ratios, shares and counts.
    unit: &'static str,
    /// What it checks.
    what: TextView,
    /// Why.
    why: TextView,
    /// What the student is told when it is not met.
    advice: TextView,
}

impl From<&Rule> for RuleView {
    fn from(rule: &Rule) -> Self {
        Self {
            id: rule.id.as_str(),
            reason: rule.code.as_str(),
            unit: rule.unit,
            what: rule.about.what.into(),
            why: rule.about.why.into(),
            advice: rule.about.told.into(),
        }
    }
}

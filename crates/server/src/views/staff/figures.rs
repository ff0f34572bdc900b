//! Figures about reviews.

use std::collections::BTreeMap;

use app::review::{ReviewerFigures, RuleFigures};
use domain::RuleCode;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::public::standard::RuleId;

/// What a reviewer decided.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReviewerFiguresView {
    staff: Uuid,
    name: String,
    /// Photos that were approved, or passed on by the school.
    approved: u64,
    rejected: u64,
    /// The middle of the times that a photo was in hand, milliseconds; none where it is not known.
    median_ms: Option<i64>,
    /// How often each reason was given, by its code.
    reasons: BTreeMap<String, u64>,
}

impl From<ReviewerFigures> for ReviewerFiguresView {
    fn from(figures: ReviewerFigures) -> Self {
        let reasons = figures.reasons.into_iter();
        Self {
            staff: figures.staff.as_uuid(),
            name: figures.name,
            approved: figures.approved,
            rejected: figures.rejected,
            median_ms: figures.median.map(|median| median.as_micros() / 1_000),
            reasons: reasons
                .map(|(code, count)| (code.to_string(), count))
                .collect(),
        }
    }
}

/// What reviewers made of what a rule said.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RuleFiguresView {
    #[schema(value_type = RuleId)]
    rule: String,
    /// The rule warned, and the reviewer rejected for its reason.
    agreed: u64,
    /// The rule warned, and the reviewer approved.
    false_alarms: u64,
    /// The rule was met, and the reviewer rejected for its reason.
    misses: u64,
    /// The rule could not be assessed, and the reviewer rejected for its reason.
    unassessed: u64,
}

impl From<(RuleCode, RuleFigures)> for RuleFiguresView {
    fn from((rule, figures): (RuleCode, RuleFigures)) -> Self {
        Self {
            rule: rule.as_str().to_owned(),
            agreed: figures.agreed,
            false_alarms: figures.false_alarms,
            misses: figures.misses,
            unassessed: figures.unassessed,
        }
    }
}

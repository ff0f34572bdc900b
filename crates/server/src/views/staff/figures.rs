//! Figures about reviews.

use std::collections::BTreeMap;

use app::review::{AgreementFigures, ReviewerFigures, RuleFigures};
use domain::RuleCode;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::review::DecisionWord;
use crate::views::Instant;
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
    /// How often each reason was given, by its code; those of the centre too.
    reasons: BTreeMap<String, u64>,
}

impl From<ReviewerFigures> for ReviewerFiguresView {
    fn from(figures: ReviewerFigures) -> Self {
        let standard = figures.reasons.into_iter();
        let standard = standard.map(|(code, count)| (code.to_string(), count));
        let own = figures.own_reasons.into_iter();
        let own = own.map(|(code, count)| (code.to_string(), count));
        Self {
            staff: figures.staff.as_uuid(),
            name: figures.name,
            approved: figures.approved,
            rejected: figures.rejected,
            median_ms: figures.median.map(|median| median.as_micros() / 1_000),
            reasons: standard.chain(own).collect(),
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

/// A photo about which two reviewers differ.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DisagreementView {
    submission: Uuid,
    /// What the first reviewer said, which stands.
    first: DecisionWord,
    /// Name of the first reviewer.
    first_by: String,
    /// Name of the second reviewer.
    second_by: String,
    /// When the second reviewer said otherwise.
    at: Instant,
}

/// How far reviewers agree.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgreementView {
    /// Photos that were decided on twice.
    photos: u64,
    both_approved: u64,
    both_rejected: u64,
    /// The first approved, the second would have rejected.
    first_approved: u64,
    /// The first rejected, the second would have approved.
    second_approved: u64,
    /// Cohen's kappa, the agreement beyond chance; none where it cannot be told.
    kappa: Option<f64>,
    /// Drawn, and not decided on once more.
    waiting: u64,
    /// Where they differ, oldest first; at most 200.
    differences: Vec<DisagreementView>,
}

impl From<AgreementFigures> for AgreementView {
    fn from(figures: AgreementFigures) -> Self {
        let agreement = figures.agreement;
        let differences = figures.differences.into_iter().map(|of| DisagreementView {
            submission: of.submission.as_uuid(),
            first: of.first.into(),
            first_by: of.first_by,
            second_by: of.second_by,
            at: of.at.into(),
        });
        Self {
            photos: agreement.photos(),
            both_approved: agreement.both_approved,
            both_rejected: agreement.both_rejected,
            first_approved: agreement.first_approved,
            second_approved: agreement.second_approved,
            kappa: agreement.kappa(),
            waiting: figures.waiting,
            differences: differences.collect(),
        }
    }
}

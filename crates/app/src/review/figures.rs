//! Figures about decisions: how much each reviewer decided, how fast, and how; and where the automatic check and
//! the reviewers disagree, rule by rule.

use std::collections::BTreeMap;

use domain::{
    Assessment, Decision, Duration, OwnCode, Permission, Photo, RuleCode, StaffId, Timestamp,
};
use standard::ReasonCode;
use standard::rules::Rule;

use super::decisions::Decisions;
use super::meanwhile::name_of;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// What a reviewer decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewerFigures {
    /// The member of staff.
    pub staff: StaffId,
    /// The name.
    pub name: String,
    /// Photos that were approved, or passed on by the school.
    pub approved: u64,
    /// Photos that were rejected.
    pub rejected: u64,
    /// The middle of the times that a photo was in hand; none where no decision was made from a claim.
    pub median: Option<Duration>,
    /// How often each standard reason was given.
    pub reasons: BTreeMap<ReasonCode, u64>,
    /// How often each reason of the centre was given.
    pub own_reasons: BTreeMap<OwnCode, u64>,
}

/// What reviewers made of what a rule said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleFigures {
    /// The rule warned, and the reviewer rejected for its reason.
    pub agreed: u64,
    /// The rule warned, and the reviewer approved.
    pub false_alarms: u64,
    /// The rule was met, and the reviewer rejected for its reason.
    pub misses: u64,
    /// The rule could not be assessed, and the reviewer rejected for its reason.
    pub unassessed: u64,
}

/// Figures of every reviewer of the centre for those who manage staff, else of the caller alone.
///
/// # Errors
/// [`Failure::NotAllowed`] for whoever neither manages staff nor reviews; [`Failure::Invalid`] for a time that
/// is too long.
pub async fn reviewer_figures(
    app: &App,
    caller: &Caller,
    time: [Timestamp; 2],
) -> Result<Vec<ReviewerFigures>, Failure> {
    let staff = caller.staff()?;
    let manages = staff.permits_somewhere(Permission::ManageStaff);
    if !manages {
        super::queue::own_round(caller)?;
    }
    let mut by_reviewer: BTreeMap<StaffId, (ReviewerFigures, Vec<i64>)> = BTreeMap::new();
    let mut decisions = Decisions::of(app, staff.centre, time)?;
    while !decisions.is_over() {
        for review in decisions.next().await? {
            let id = review.reviewer.staff;
            if !manages && id != staff.id {
                continue;
            }
            let (figures, times) = by_reviewer
                .entry(id)
                .or_insert_with(|| (none(id), Vec::new()));
            times.extend(review.took.map(Duration::as_micros));
            match &review.decision {
                Decision::Approve => figures.approved += 1,
                Decision::Reject { reasons } => {
                    figures.rejected += 1;
                    for reason in reasons.list() {
                        *figures.reasons.entry(*reason).or_default() += 1;
                    }
                    for reason in reasons.own() {
                        *figures.own_reasons.entry(reason.code).or_default() += 1;
                    }
                }
            }
        }
    }
    let mut all = Vec::with_capacity(by_reviewer.len());
    for (figures, mut times) in by_reviewer.into_values() {
        times.sort_unstable();
        let middle = times.get(times.len() / 2).copied();
        all.push(ReviewerFigures {
            name: name_of(app, figures.staff).await?,
            median: middle.map(Duration::from_micros),
            ..figures
        });
    }
    Ok(all)
}

const fn none(staff: StaffId) -> ReviewerFigures {
    ReviewerFigures {
        staff,
        name: String::new(),
        approved: 0,
        rejected: 0,
        median: None,
        reasons: BTreeMap::new(),
        own_reasons: BTreeMap::new(),
    }
}

/// Where rules and reviewers disagree. Photos that were deleted since are left out.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::Invalid`] for a time that is too long.
pub async fn rule_figures(
    app: &App,
    caller: &Caller,
    time: [Timestamp; 2],
) -> Result<BTreeMap<RuleCode, RuleFigures>, Failure> {
    let centre = caller.staff()?.centre;
    caller.check_centre(Permission::ManageBatches, centre)?;
    let mut figures: BTreeMap<RuleCode, RuleFigures> = BTreeMap::new();
    let mut decisions = Decisions::of(app, centre, time)?;
    while !decisions.is_over() {
        for review in decisions.next().await? {
            let photo = app.store().photos().find(review.photo).await?;
            if let Some(assessment) = photo.as_ref().and_then(Photo::assessment) {
                count(&mut figures, assessment, &review.decision);
            }
        }
    }
    figures.retain(|_, figures| *figures != RuleFigures::default());
    Ok(figures)
}

fn count(
    figures: &mut BTreeMap<RuleCode, RuleFigures>,
    assessment: &Assessment,
    decision: &Decision,
) {
    let reasons = match decision {
        Decision::Approve => None,
        Decision::Reject { reasons } => Some(reasons.list()),
    };
    let is_reason = |rule: &RuleCode| {
        let reason = Rule::find(rule.as_str()).map(|rule| rule.code);
        let of = reasons.zip(reason);
        u64::from(of.is_some_and(|(reasons, code)| reasons.contains(&code)))
    };
    for rule in &assessment.warnings {
        let of_rule = figures.entry(rule.clone()).or_default();
        of_rule.agreed += is_reason(rule);
        of_rule.false_alarms += u64::from(reasons.is_none());
    }
    for rule in &assessment.passes {
        figures.entry(rule.clone()).or_default().misses += is_reason(rule);
    }
    for rule in assessment
        .not_assessable
        .iter()
        .chain(&assessment.reminders)
    {
        figures.entry(rule.clone()).or_default().unassessed += is_reason(rule);
    }
}

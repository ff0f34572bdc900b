//! The full result of the automatic check, as it is stored beside a photo. Its texts are stored with
//! it: rules and their words change, what a student was told does not.

use domain::{RuleCode, SubmissionRefusal};
use serde::{Deserialize, Serialize};
use standard::rules::Rule;
use standard::{Judgement, Outcome, Overall, ReasonCode, Text, Verdict};
use words::InWords;

use super::camera_claim::Contradiction;
use crate::ports::NoPortrait;

/// Id of the verdict on a photo that resembles another one of the student. It is no rule of the standard: it
/// compares photos, and is there only where it fails.
pub const NEW_SHOT: &str = "new-shot";

/// Id of the verdict on a photo that its student calls taken just now while its file says otherwise. It is no
/// rule of the standard, and is there only where it warns.
pub const CAMERA_CLAIM: &str = "camera-claim";

/// What one rule said about one photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredVerdict {
    /// Id of the rule.
    pub rule: RuleCode,
    /// Reason code that a reviewer would use.
    pub code: ReasonCode,
    /// What it said.
    pub outcome: Outcome,
    /// What was measured, in `unit`.
    pub measured: Option<f32>,
    /// What it was held against, in `unit`.
    pub limit: Option<f32>,
    /// Unit of both; empty for ratios, shares and counts.
    pub unit: String,
    /// What to do; none for a pass.
    pub advice: Option<Text<String>>,
}

/// Everything that was said about one photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredJudgement {
    /// The worst of it.
    pub overall: Overall,
    /// One per rule, in the order of the rules.
    pub verdicts: Vec<StoredVerdict>,
}

/// Rules that found nothing, by what that leaves open.
pub struct SilentRules {
    /// They could not be assessed on this photo.
    pub not_assessable: Vec<RuleCode>,
    /// They can only accuse, and did not.
    pub reminders: Vec<RuleCode>,
}

impl StoredJudgement {
    /// Adds that the photo may not be submitted because of another one: before everything else, because
    /// nothing can be put right in it.
    pub(super) fn refuse(&mut self, refusal: &SubmissionRefusal) {
        let code = match refusal {
            SubmissionRefusal::SameShot { code } => *code,
            _ => ReasonCode::D04,
        };
        let verdict = StoredVerdict {
            rule: RuleCode::new(NEW_SHOT),
            code,
            outcome: Outcome::Fail,
            measured: None,
            limit: None,
            unit: String::new(),
            advice: Some(refusal.words().body),
        };
        self.overall = Overall::Fail;
        self.verdicts.insert(0, verdict);
    }

    /// Adds that what the file says speaks against the camera that its student names: a doubt, because clocks
    /// go wrong and a phone may convert what it sends.
    pub(super) fn doubt_camera(&mut self, contradiction: Contradiction) {
        let verdict = StoredVerdict {
            rule: RuleCode::new(CAMERA_CLAIM),
            code: ReasonCode::F05,
            outcome: Outcome::Warn,
            measured: None,
            limit: None,
            unit: String::new(),
            advice: Some(contradiction.advice().into()),
        };
        if self.overall == Overall::Pass {
            self.overall = Overall::Warn;
        }
        self.verdicts.push(verdict);
    }

    /// Rules that could not be assessed: on this photo, and on any photo that they do not accuse.
    pub fn silent_rules(&self) -> SilentRules {
        let silent = self.rules(Outcome::NotAssessable).into_iter();
        let (reminders, not_assessable) = silent.partition(only_reminds);
        SilentRules {
            not_assessable,
            reminders,
        }
    }

    /// Rules with one outcome.
    pub fn rules(&self, outcome: Outcome) -> Vec<RuleCode> {
        let verdicts = self.verdicts.iter();
        let those = verdicts.filter(|verdict| verdict.outcome == outcome);
        those.map(|verdict| verdict.rule.clone()).collect()
    }
}

/// Whether a rule only reminds people while it accuses of nothing.
pub fn only_reminds(rule: &RuleCode) -> bool {
    Rule::find(rule.as_str()).is_some_and(|rule| rule.reminder.is_some())
}

/// What is kept of a judgement. Where no portrait could be made, the rule that says what to do has
/// failed, whatever it said of the photo: without a portrait nobody can go on.
pub(super) fn store(judgement: &Judgement, no_portrait: Option<&NoPortrait>) -> StoredJudgement {
    let mut stored = StoredJudgement {
        overall: judgement.overall,
        verdicts: judgement.verdicts.iter().map(StoredVerdict::from).collect(),
    };
    if let Some(NoPortrait { rule }) = no_portrait {
        stored.overall = Overall::Fail;
        fail(&mut stored.verdicts, rule);
    }
    stored
}

fn fail(verdicts: &mut Vec<StoredVerdict>, id: &RuleCode) {
    let rule = Rule::find(id.as_str());
    let advice = rule.map(|rule| rule.about.told.into());
    if let Some(verdict) = verdicts.iter_mut().find(|verdict| verdict.rule == *id) {
        verdict.outcome = Outcome::Fail;
        verdict.advice = verdict.advice.take().or(advice);
        return;
    }
    verdicts.push(StoredVerdict {
        rule: id.clone(),
        code: rule.map_or(ReasonCode::F01, |rule| rule.code),
        outcome: Outcome::Fail,
        measured: None,
        limit: None,
        unit: rule.map_or("", |rule| rule.unit).to_owned(),
        advice,
    });
}

impl From<&Verdict> for StoredVerdict {
    fn from(verdict: &Verdict) -> Self {
        let advice = verdict.advice.map(Text::from);
        Self {
            rule: RuleCode::new(verdict.rule.as_str()),
            code: verdict.code,
            outcome: verdict.outcome,
            measured: verdict.measured,
            limit: verdict.limit,
            unit: verdict.unit.to_owned(),
            advice,
        }
    }
}

#[cfg(test)]
mod tests {
    use standard::rules;

    use super::*;

    fn passed() -> Judgement {
        let verdicts = rules::ALL.iter().map(|rule| Verdict {
            rule: rule.id,
            code: rule.code,
            outcome: Outcome::Pass,
            measured: Some(0.9),
            limit: Some(0.5),
            unit: rule.unit,
            advice: None,
        });
        Judgement {
            overall: Overall::Pass,
            verdicts: verdicts.collect(),
        }
    }

    /// Failures once no portrait could be made because of `rule`, and whether each says what to do.
    #[track_caller]
    fn check(judgement: &Judgement, rule: Option<&str>, expected: &[(&str, bool)]) {
        let no_portrait = rule.map(|rule| NoPortrait {
            rule: RuleCode::new(rule),
        });
        let stored = store(judgement, no_portrait.as_ref());
        let verdicts = stored.verdicts.iter();
        let failed: Vec<(&str, bool)> = verdicts
            .filter(|verdict| verdict.outcome == Outcome::Fail)
            .map(|verdict| (verdict.rule.as_str(), verdict.advice.is_some()))
            .collect();
        assert_eq!(failed, expected);
        assert_eq!(stored.overall == Overall::Fail, !expected.is_empty());
        let json = serde_json::to_value(&stored).unwrap();
        assert_eq!(
            serde_json::from_value::<StoredJudgement>(json).unwrap(),
            stored
        );
    }

    #[test]
    fn without_a_portrait_its_rule_has_failed() {
        check(&passed(), None, &[]);
        check(&passed(), Some("framing"), &[("framing", true)]);
        check(
            &passed(),
            Some("of-the-future"),
            &[("of-the-future", false)],
        );
    }

    #[test]
    fn a_rule_that_the_spec_leaves_out_is_added() {
        let mut judgement = passed();
        judgement
            .verdicts
            .retain(|verdict| verdict.rule.as_str() != "framing");
        check(&judgement, Some("framing"), &[("framing", true)]);
    }
}

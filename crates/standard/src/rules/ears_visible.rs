//! # What
//!
//! Both ears can be seen.
//!
//! # Why
//!
//! The standard asks for both ears, symmetric. Curls and shadow mislead the measure, so it only
//! warns.
//!
//! # What the student is told
//!
//! “Show both ears. Tuck your hair behind them.”

use serde::Deserialize;

use super::finding::{Assessment, seen};
use super::{About, Rule};
use crate::spec::{AtMost, Severity, Share};
use crate::{PhotoFacts, ReasonCode, Text};

/// Severity and limits of `ears-visible`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarsVisible {
    /// What a miss means.
    pub severity: Severity,
    /// Evidence that at least one ear is hidden, 0 … 1.
    pub max_hidden: AtMost<Share>,
}

const TOLD: Text = Text::new(
    "请露出双耳，把头发拨到耳后。",
    "Show both ears. Tuck your hair behind them.",
);

pub(super) const RULE: Rule = Rule {
    id: "ears-visible",
    code: ReasonCode::O04,
    unit: "",
    about: About {
        what: Text::new("两只耳朵都看得见。", "Both ears can be seen."),
        why: Text::new(
            "标准要求露出双耳、左右对称；卷发、阴影会干扰判断，所以只提醒。",
            "The standard asks for both ears, symmetric. Curls and shadow mislead the measure, so \
             it only warns.",
        ),
        told: TOLD,
    },
    reads_output: &[],
    severity: |limits| limits.ears_visible.severity,
    judge: |case| judge(case.facts, &case.spec.rules.ears_visible),
};

fn judge(facts: &PhotoFacts, limits: &EarsVisible) -> Assessment {
    let evidence = seen(&seen(&facts.face)?.ears.hidden)?;
    limits.max_hidden.judge(*evidence, TOLD)
}

#[cfg(test)]
mod tests {
    use crate::Outcome::{self, Fail, NotAssessable, Pass};
    use crate::samples::{face, good, measured, outcome};

    #[track_caller]
    fn check(evidence: Option<f32>, expected: Outcome) {
        let mut facts = good();
        face(&mut facts).ears.hidden = measured(evidence);
        assert_eq!(outcome("ears-visible", &facts), expected);
    }

    #[test]
    fn absent() {
        check(Some(0.1), Pass);
    }

    #[test]
    fn clear() {
        check(Some(0.95), Fail);
    }

    #[test]
    fn not_seen() {
        check(None, NotAssessable);
    }
}

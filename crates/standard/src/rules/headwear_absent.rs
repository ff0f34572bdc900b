//! # What
//!
//! No hat, scarf or band is worn on the head.
//!
//! # Why
//!
//! The standard asks for a bare head. Religious, medical and cultural reasons are an exception as
//! long as the face is free, so it only warns and a reviewer decides.
//!
//! # What the student is told
//!
//! “Take off your hat or headwear.”

use serde::Deserialize;

use super::finding::{Assessment, seen};
use super::{About, Rule};
use crate::spec::{AtMost, Severity, Share};
use crate::{PhotoFacts, ReasonCode, Text};

/// Severity and limits of `headwear-absent`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadwearAbsent {
    /// What a miss means.
    pub severity: Severity,
    /// Evidence, 0 … 1.
    pub max_evidence: AtMost<Share>,
}

const TOLD: Text = Text::new("请摘下帽子或头饰。", "Take off your hat or headwear.");

pub(super) const RULE: Rule = Rule {
    id: "headwear-absent",
    code: ReasonCode::O06,
    unit: "",
    about: About {
        what: Text::new(
            "没有戴帽子、头巾、发箍等。",
            "No hat, scarf or band is worn on the head.",
        ),
        why: Text::new(
            "标准要求免冠；宗教、医疗、文化原因且不遮脸的可以例外，所以只提醒，由审核人员决定。",
            "The standard asks for a bare head. Religious, medical and cultural reasons are an \
             exception as long as the face is free, so it only warns and a reviewer decides.",
        ),
        told: TOLD,
    },
    reads_output: &[],
    severity: |limits| limits.headwear_absent.severity,
    judge: |case| judge(case.facts, &case.spec.rules.headwear_absent),
};

fn judge(facts: &PhotoFacts, limits: &HeadwearAbsent) -> Assessment {
    let evidence = seen(&seen(&facts.face)?.headwear.evidence)?;
    limits.max_evidence.judge(*evidence, TOLD)
}

#[cfg(test)]
mod tests {
    use crate::Outcome::{self, Fail, NotAssessable, Pass};
    use crate::samples::{face, good, measured, outcome};

    #[track_caller]
    fn check(evidence: Option<f32>, expected: Outcome) {
        let mut facts = good();
        face(&mut facts).headwear.evidence = measured(evidence);
        assert_eq!(outcome("headwear-absent", &facts), expected);
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

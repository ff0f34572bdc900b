//! # What
//!
//! No glasses are worn.
//!
//! # Why
//!
//! Some batches, such as that of the 2023 notice this project follows, allow none. Wire and rimless
//! frames are hard to see and only warn.
//!
//! # What the student is told
//!
//! “Take off your glasses.”

use serde::Deserialize;

use super::finding::{Assessment, seen};
use super::{About, Rule};
use crate::spec::{AtMost, Severity, Share};
use crate::{PhotoFacts, ReasonCode, Text};

/// Severity and limits of `glasses-absent`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlassesAbsent {
    /// What a miss means.
    pub severity: Severity,
    /// Evidence, 0 … 1.
    pub max_evidence: AtMost<Share>,
}

const TOLD: Text = Text::new("请摘掉眼镜。", "Take off your glasses.");

pub(super) const RULE: Rule = Rule {
    id: "glasses-absent",
    code: ReasonCode::O01,
    unit: "",
    about: About {
        what: Text::new("没有戴眼镜。", "No glasses are worn."),
        why: Text::new(
            "部分批次（如本项目依据的 2023 年通知）不允许佩戴眼镜；细金属框和无框镜不易看出，只提\
             醒。",
            "Some batches, such as that of the 2023 notice this project follows, allow none. Wire \
             and rimless frames are hard to see and only warn.",
        ),
        told: TOLD,
    },
    reads_output: &[],
    severity: |limits| limits.glasses_absent.severity,
    judge: |case| judge(case.facts, &case.spec.rules.glasses_absent),
};

fn judge(facts: &PhotoFacts, limits: &GlassesAbsent) -> Assessment {
    let evidence = seen(&seen(&facts.face)?.glasses.evidence)?;
    limits.max_evidence.judge(*evidence, TOLD)
}

#[cfg(test)]
mod tests {
    use crate::Outcome::{self, Fail, NotAssessable, Pass};
    use crate::samples::{face, good, measured, outcome};

    #[track_caller]
    fn check(evidence: Option<f32>, expected: Outcome) {
        let mut facts = good();
        face(&mut facts).glasses.evidence = measured(evidence);
        assert_eq!(outcome("glasses-absent", &facts), expected);
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

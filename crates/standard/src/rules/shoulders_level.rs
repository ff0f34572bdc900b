//! # What
//!
//! Both shoulders are about equally high.
//!
//! # Why
//!
//! The standard asks for an upright seat and balanced shoulders. The line is taken from the
//! person's outline and not yet well proven, so it only warns.
//!
//! # What the student is told
//!
//! “Your shoulders are uneven. Sit up straight and relax them.”

use serde::Deserialize;

use super::finding::{Assessment, seen};
use super::{About, Rule};
use crate::spec::{AtMost, Degrees, Severity};
use crate::{PhotoFacts, ReasonCode, Text};

/// Severity and limits of `shoulders-level`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShouldersLevel {
    /// What a miss means.
    pub severity: Severity,
    /// Largest slope to either side.
    pub max_slope: AtMost<Degrees>,
}

const TOLD: Text = Text::new(
    "肩膀不平，请坐直、双肩放松。",
    "Your shoulders are uneven. Sit up straight and relax them.",
);

pub(super) const RULE: Rule = Rule {
    id: "shoulders-level",
    code: ReasonCode::P02,
    unit: "°",
    about: About {
        what: Text::new("两肩大致同高。", "Both shoulders are about equally high."),
        why: Text::new(
            "标准要求坐姿端正、双肩平衡；肩线由人像轮廓量出，未经充分验证，所以只提醒。",
            "The standard asks for an upright seat and balanced shoulders. The line is taken from \
             the person's outline and not yet well proven, so it only warns.",
        ),
        told: TOLD,
    },
    reads_output: &[],
    severity: |limits| limits.shoulders_level.severity,
    judge: |case| judge(case.facts, &case.spec.rules.shoulders_level),
};

fn judge(facts: &PhotoFacts, limits: &ShouldersLevel) -> Assessment {
    let slope_deg = seen(&seen(&facts.shoulders)?.slope_deg)?;
    limits.max_slope.judge(slope_deg.abs(), TOLD)
}

#[cfg(test)]
mod tests {
    use crate::Outcome::{self, Fail, NotAssessable, Pass};
    use crate::samples::{good, measured, outcome, shoulders};

    #[track_caller]
    fn check(slope_deg: Option<f32>, expected: Outcome) {
        let mut facts = good();
        shoulders(&mut facts).slope_deg = measured(slope_deg);
        assert_eq!(outcome("shoulders-level", &facts), expected);
    }

    #[test]
    fn level() {
        check(Some(-1.0), Pass);
    }

    #[test]
    fn uneven() {
        check(Some(-15.0), Fail);
    }

    #[test]
    fn covered_by_hair() {
        check(None, NotAssessable);
    }
}

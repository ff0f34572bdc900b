//! # What
//!
//! The head is not tilted to a side.
//!
//! # Why
//!
//! The standard asks for a level head and level eyes, and forbids rotating the picture afterwards.
//!
//! # What the student is told
//!
//! “Your head is tilted. Straighten it.”

use serde::Deserialize;

use super::finding::{Assessment, seen};
use super::{About, Rule};
use crate::spec::{AtMost, Degrees, Severity};
use crate::{PhotoFacts, ReasonCode, Text};

/// Severity and limits of `head-level`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadLevel {
    /// What a miss means.
    pub severity: Severity,
    /// Largest angle to either side.
    pub max_angle: AtMost<Degrees>,
}

const TOLD: Text = Text::new(
    "头歪了一点，请摆正。",
    "Your head is tilted. Straighten it.",
);

pub(super) const RULE: Rule = Rule {
    id: "head-level",
    code: ReasonCode::P01,
    unit: "°",
    about: About {
        what: Text::new("头没有向左右歪。", "The head is not tilted to a side."),
        why: Text::new(
            "标准要求头部端正、两眼水平，而且成品不允许旋转修正。",
            "The standard asks for a level head and level eyes, and forbids rotating the picture \
             afterwards.",
        ),
        told: TOLD,
    },
    reads_output: &[],
    severity: |limits| limits.head_level.severity,
    judge: |case| judge(case.facts, &case.spec.rules.head_level),
};

fn judge(facts: &PhotoFacts, limits: &HeadLevel) -> Assessment {
    let pose = &seen(&facts.face)?.pose;
    limits.max_angle.judge(pose.roll_deg.abs(), TOLD)
}

#[cfg(test)]
mod tests {
    use crate::Outcome::{self, Fail, NotAssessable, Pass};
    use crate::samples::{face, good, outcome, unseen};

    #[track_caller]
    fn check(roll_deg: Option<f32>, expected: Outcome) {
        let mut facts = good();
        match roll_deg {
            Some(roll_deg) => face(&mut facts).pose.roll_deg = roll_deg,
            None => facts.face = unseen(),
        }
        assert_eq!(outcome("head-level", &facts), expected);
    }

    #[test]
    fn straight() {
        check(Some(2.0), Pass);
    }

    #[test]
    fn far_to_one_side() {
        check(Some(25.0), Fail);
    }

    #[test]
    fn far_to_the_other() {
        check(Some(-25.0), Fail);
    }

    #[test]
    fn no_face() {
        check(None, NotAssessable);
    }

    #[test]
    fn not_a_number() {
        check(Some(f32::NAN), NotAssessable);
    }
}

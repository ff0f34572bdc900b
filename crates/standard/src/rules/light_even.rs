//! # What
//!
//! Both cheeks are about equally light.
//!
//! # Why
//!
//! Light from one side hides half of the face and may not be corrected later. Even light differs by
//! up to 8, side light by 24 to 40.
//!
//! # What the student is told
//!
//! “One side of your face is darker. Face a window or a lamp.”

use serde::Deserialize;

use super::finding::{Assessment, seen};
use super::{About, Rule};
use crate::spec::{AtMost, Lightness, Severity};
use crate::{PhotoFacts, ReasonCode, Text};

/// Severity and limits of `light-even`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LightEven {
    /// What a miss means.
    pub severity: Severity,
    /// Lightness difference of the cheeks.
    pub max_difference: AtMost<Lightness>,
}

const TOLD: Text = Text::new(
    "脸上一边亮一边暗，请面对窗户或灯。",
    "One side of your face is darker. Face a window or a lamp.",
);

pub(super) const RULE: Rule = Rule {
    id: "light-even",
    code: ReasonCode::L01,
    unit: "L*",
    about: About {
        what: Text::new("两边脸颊亮度接近。", "Both cheeks are about equally light."),
        why: Text::new(
            "“阴阳脸”会让半边脸看不清，而且不允许事后修图；均匀光线下差别不超过 8，侧光为 24 到\
              40。",
            "Light from one side hides half of the face and may not be corrected later. Even \
             light differs by up to 8, side light by 24 to 40.",
        ),
        told: TOLD,
    },
    reads_output: &[],
    severity: |limits| limits.light_even.severity,
    judge: |case| judge(case.facts, &case.spec.rules.light_even),
};

fn judge(facts: &PhotoFacts, limits: &LightEven) -> Assessment {
    let light = seen(&facts.light)?;
    limits
        .max_difference
        .judge(light.cheek_difference.abs(), TOLD)
}

#[cfg(test)]
mod tests {
    use crate::Outcome::{self, Fail, NotAssessable, Pass, Warn};
    use crate::samples::{good, light, outcome, unseen};

    #[track_caller]
    fn check(difference: Option<f32>, expected: Outcome) {
        let mut facts = good();
        match difference {
            Some(difference) => light(&mut facts).cheek_difference = difference,
            None => facts.light = unseen(),
        }
        assert_eq!(outcome("light-even", &facts), expected);
    }

    #[test]
    fn even() {
        check(Some(-5.0), Pass);
    }

    #[test]
    fn slightly_uneven() {
        check(Some(15.0), Warn);
    }

    #[test]
    fn from_one_side() {
        check(Some(-30.0), Fail);
    }

    #[test]
    fn not_seen() {
        check(None, NotAssessable);
    }
}

//! The rule `head-level`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen};
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, Degrees, LimitField, Severity};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `head-level`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadLevel {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Largest angle to either side.
    pub max_angle: AtMost<Degrees>,
}

const TOLD: Text = Text::new(
    "头歪了一点，请摆正。",
    "Your head is tilted. Straighten it.",
);

impl Criterion for HeadLevel {
    const CODE: ReasonCode = ReasonCode::P01;
    const UNIT: &'static str = "°";
    const LIMITS: &'static [LimitField] = &[LimitField::at_most::<Degrees>(
        "max_angle",
        Text::new("歪头的角度", "Angle by which the head is tilted"),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "头可能歪了一点，摆正更稳妥。",
        "Your head may be tilted a little. Straight is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new("头没有向左右歪。", "The head is not tilted to a side."),
        why: Text::new(
            "标准要求头部端正、两眼水平，而且成品不允许旋转修正。",
            "The standard asks for a level head and level eyes, and forbids rotating the picture \
             afterwards.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &HeadLevel) -> Assessment {
    let pose = &seen(&facts.face)?.pose;
    limits.max_angle.judge(pose.roll_deg.abs(), TOLD)
}

#[cfg(test)]
mod tests {
    use crate::samples::{face, good, outcome, unseen};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass};

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

//! The rule `shoulders-level`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen};
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, Degrees, LimitField, Severity};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `shoulders-level`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShouldersLevel {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Largest slope to either side.
    pub max_slope: AtMost<Degrees>,
}

const TOLD: Text = Text::new(
    "肩膀不平，请坐直、双肩放松。",
    "Your shoulders are uneven. Sit up straight and relax them.",
);

impl Criterion for ShouldersLevel {
    const CODE: ReasonCode = ReasonCode::P02;
    const UNIT: &'static str = "°";
    const LIMITS: &'static [LimitField] = &[LimitField::at_most::<Degrees>(
        "max_slope",
        Text::new("两肩的倾斜角度", "Slope of the shoulders"),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "肩膀可能不太平，坐直、双肩放松更稳妥。",
        "Your shoulders may be uneven. Sitting up straight is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new("两肩大致同高。", "Both shoulders are about equally high."),
        why: Text::new(
            "标准要求坐姿端正、双肩平衡；肩线由人像轮廓量出，未经充分验证，所以只提醒。",
            "The standard asks for an upright seat and balanced shoulders. The line is taken from \
             the person's outline and not yet well proven, so it only warns.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &ShouldersLevel) -> Assessment {
    let slope_deg = seen(&seen(&facts.shoulders)?.slope_deg)?;
    limits.max_slope.judge(slope_deg.abs(), TOLD)
}

#[cfg(test)]
mod tests {
    use crate::samples::{good, measured, outcome, shoulders};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass};

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

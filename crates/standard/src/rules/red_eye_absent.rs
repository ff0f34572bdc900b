//! The rule `red-eye-absent`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen, seen_in_open_eyes};
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, LimitField, Severity, Share};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `red-eye-absent`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedEyeAbsent {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Strongly red share of the pupils.
    pub max_red_share: AtMost<Share>,
}

const TOLD: Text = Text::new("有红眼，请关掉闪光灯。", "Red-eye. Turn off the flash.");

impl Criterion for RedEyeAbsent {
    const CODE: ReasonCode = ReasonCode::L03;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[LimitField::at_most::<Share>(
        "max_red_share",
        Text::new("瞳孔发红的比例", "Share of the pupils that is red"),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "可能有红眼，关掉闪光灯再拍更稳妥。",
        "There may be red-eye. Another one without the flash is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "瞳孔没有被闪光灯照红。",
            "The flash has not turned the pupils red.",
        ),
        why: Text::new(
            "标准不允许红眼，也不允许事后修红眼。",
            "The standard allows no red-eye, and no correction of it either.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &RedEyeAbsent) -> Assessment {
    let evidence = seen_in_open_eyes(&seen(&facts.face)?.eyes.red_share)?;
    limits.max_red_share.judge(*evidence, TOLD)
}

#[cfg(test)]
mod tests {
    use crate::samples::{face, good, measured, outcome};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass};

    #[track_caller]
    fn check(evidence: Option<f32>, expected: Outcome) {
        let mut facts = good();
        face(&mut facts).eyes.red_share = measured(evidence);
        assert_eq!(outcome("red-eye-absent", &facts), expected);
    }

    #[test]
    fn absent() {
        check(Some(0.0), Pass);
    }

    #[test]
    fn clear() {
        check(Some(0.8), Fail);
    }

    #[test]
    fn not_seen() {
        check(None, NotAssessable);
    }
}

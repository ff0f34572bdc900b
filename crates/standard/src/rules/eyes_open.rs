//! The rule `eyes-open`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen};
use crate::facts::PhotoFacts;
use crate::limit::{AtLeast, LimitField, Ratio, Severity};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `eyes-open`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EyesOpen {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Lid gap by eye width of the less open eye.
    pub min_openness: AtLeast<Ratio>,
}

const TOLD: Text = Text::new(
    "眼睛闭上了或没睁开，请自然睁眼再拍。",
    "Your eyes are closed. Open them naturally and try again.",
);

impl Criterion for EyesOpen {
    const CODE: ReasonCode = ReasonCode::P04;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[LimitField::at_least::<Ratio>(
        "min_openness",
        Text::new(
            "眼睛睁开的程度（眼缝高与眼宽之比，取较小的一只）",
            "How far the eyes are open: lid gap by eye width, of the less open one",
        ),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "眼睛可能睁得不够大，自然睁眼再拍一张更稳妥。",
        "Your eyes may not be open enough. Another one with open eyes is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "两只眼睛都自然睁开：以睁得小的一只为准，眼裂高度除以眼宽。",
            "Both eyes are open: the lid gap by the eye's width, of the eye that is less open.",
        ),
        why: Text::new(
            "闭眼是最常见的退回原因；细长的眼睛和微笑不应被误判，因此只在明显闭合时判为不合格，接\
             近时提醒。",
            "Closed eyes are the most common reason for a retake. Narrow eyes and smiles must not \
             be mistaken for them, so only clearly closed ones fail and near ones warn.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &EyesOpen) -> Assessment {
    let openness = seen(&facts.face)?.eyes.openness;
    limits
        .min_openness
        .judge(openness.right.min(openness.left), TOLD)
}

#[cfg(test)]
mod tests {
    use crate::facts::Sides;
    use crate::samples::{face, good, outcome, unseen};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass, Warn};

    #[track_caller]
    fn check(openness: Option<[f32; 2]>, expected: Outcome) {
        let mut facts = good();
        match openness {
            Some([right, left]) => face(&mut facts).eyes.openness = Sides { right, left },
            None => facts.face = unseen(),
        }
        assert_eq!(outcome("eyes-open", &facts), expected);
    }

    #[test]
    fn both_open() {
        check(Some([0.3, 0.28]), Pass);
    }

    #[test]
    fn one_shut() {
        check(Some([0.3, 0.1]), Fail);
    }

    #[test]
    fn squinting() {
        check(Some([0.17, 0.2]), Warn);
    }

    #[test]
    fn no_face_is_not_a_pass() {
        check(None, NotAssessable);
    }
}

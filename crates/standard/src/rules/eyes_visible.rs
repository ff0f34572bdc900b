//! The rule `eyes-visible`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen};
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, LimitField, Severity, Share};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `eyes-visible`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EyesVisible {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Covered share of the eye that is more covered.
    pub max_covered: AtMost<Share>,
}

const TOLD: Text = Text::new("有东西挡住了眼睛。", "Something covers your eyes.");

impl Criterion for EyesVisible {
    const CODE: ReasonCode = ReasonCode::O03;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[LimitField::at_most::<Share>(
        "max_covered",
        Text::new(
            "眼睛被遮住的比例（取较多的一只）",
            "Covered share of the more covered eye",
        ),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "可能有东西挡住了眼睛，移开更稳妥。",
        "Something may cover your eyes. Moving it aside is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "眼睛没有被头发、镜框或其他东西挡住。",
            "Neither hair nor a frame nor anything else covers the eyes.",
        ),
        why: Text::new(
            "标准要求双眼完整可见；遮挡面积的量法还未充分验证，所以只提醒。",
            "The standard asks for both eyes in full view. How the cover is measured is not yet \
             well proven, so it only warns.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &EyesVisible) -> Assessment {
    let covered = seen(&seen(&facts.face)?.eye_cover.covered_share)?;
    limits
        .max_covered
        .judge(covered.right.max(covered.left), TOLD)
}

#[cfg(test)]
mod tests {
    use crate::facts::Sides;
    use crate::samples::{face, good, measured, outcome};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass};

    #[track_caller]
    fn check(covered: Option<[f32; 2]>, expected: Outcome) {
        let mut facts = good();
        face(&mut facts).eye_cover.covered_share =
            measured(covered.map(|[right, left]| Sides { right, left }));
        assert_eq!(outcome("eyes-visible", &facts), expected);
    }

    #[test]
    fn free() {
        check(Some([0.02, 0.02]), Pass);
    }

    #[test]
    fn one_covered() {
        check(Some([0.02, 0.7]), Fail);
    }

    #[test]
    fn not_seen() {
        check(None, NotAssessable);
    }
}

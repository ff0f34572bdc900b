//! The rule `gaze-forward`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen, seen_in_open_eyes};
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, LimitField, Severity, Share};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `gaze-forward`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GazeForward {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Mean offset of both irises by half the eye width, to either side.
    pub max_offset: AtMost<Share>,
}

const TOLD: Text = Text::new("请看着镜头。", "Look into the lens.");

impl Criterion for GazeForward {
    const CODE: ReasonCode = ReasonCode::P04;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[LimitField::at_most::<Share>(
        "max_offset",
        Text::new("视线偏离正前方的程度", "How far the eyes look aside"),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "可能没有看着镜头，看着镜头再拍更稳妥。",
        "You may not be looking into the lens. Eyes on the lens are safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "眼睛看着镜头：两眼的深色部分（虹膜）偏离眼睛中点的平均值。",
            "The eyes look into the lens: the mean offset of the dark of both eyes, the irises, from \
             their middle.",
        ),
        why: Text::new(
            "标准要求目视前方；两眼的偏差方向相反，取平均可以抵消，但仍不够精确，所以只提醒。",
            "The standard asks for a look straight ahead. Each eye alone is biased, the mean of \
             both much less, but not enough to block.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &GazeForward) -> Assessment {
    let offset = seen_in_open_eyes(&seen(&facts.face)?.eyes.gaze_offset)?;
    let mean = f32::midpoint(offset.right, offset.left);
    limits.max_offset.judge(mean.abs(), TOLD)
}

#[cfg(test)]
mod tests {
    use crate::facts::Sides;
    use crate::samples::{face, good, measured, outcome};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass};

    #[track_caller]
    fn check(offset: Option<[f32; 2]>, expected: Outcome) {
        let mut facts = good();
        face(&mut facts).eyes.gaze_offset =
            measured(offset.map(|[right, left]| Sides { right, left }));
        assert_eq!(outcome("gaze-forward", &facts), expected);
    }

    #[test]
    fn into_the_lens() {
        check(Some([-0.15, 0.12]), Pass);
    }

    #[test]
    fn aside() {
        check(Some([0.4, 0.5]), Fail);
    }

    #[test]
    fn to_the_other_side() {
        check(Some([-0.4, -0.5]), Fail);
    }

    #[test]
    fn irises_not_seen() {
        check(None, NotAssessable);
    }
}

//! The rule `not-overexposed`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen};
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, LimitField, Severity, Share};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `not-overexposed`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotOverexposed {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Share of face pixels with luminance 247 … 255.
    pub max_share: AtMost<Share>,
}

const TOLD: Text = Text::new(
    "脸上过亮，请避开强光。",
    "Your face is too bright. Move out of the strong light.",
);

impl Criterion for NotOverexposed {
    const CODE: ReasonCode = ReasonCode::L02;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[LimitField::at_most::<Share>(
        "max_share",
        Text::new("面部过亮像素的比例", "Share of the face that is blown out"),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "脸上可能过亮，避开强光更稳妥。",
        "Your face may be too bright. A place out of strong light is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "脸上没有过亮、失去细节的区域。",
            "No part of the face is blown out.",
        ),
        why: Text::new(
            "过曝的皮肤没有细节可以恢复；出汗的额头反光也属于这一类，所以只提醒。",
            "Blown-out skin has no detail to bring back. Sweat that shines counts too, so it only \
             warns.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &NotOverexposed) -> Assessment {
    let light = seen(&facts.light)?;
    limits.max_share.judge(light.overexposed_share, TOLD)
}

#[cfg(test)]
mod tests {
    use crate::samples::{good, light, outcome, unseen};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass};

    #[track_caller]
    fn check(overexposed_share: Option<f32>, expected: Outcome) {
        let mut facts = good();
        match overexposed_share {
            Some(overexposed_share) => light(&mut facts).overexposed_share = overexposed_share,
            None => facts.light = unseen(),
        }
        assert_eq!(outcome("not-overexposed", &facts), expected);
    }

    #[test]
    fn as_it_should_be() {
        check(Some(0.0), Pass);
    }

    #[test]
    fn clearly_wrong() {
        check(Some(0.4), Fail);
    }

    #[test]
    fn not_seen() {
        check(None, NotAssessable);
    }
}

//! The rule `headwear-absent`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen};
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, LimitField, Severity, Share};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `headwear-absent`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadwearAbsent {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Evidence, 0 … 1.
    pub max_evidence: AtMost<Share>,
}

const TOLD: Text = Text::new("请摘下帽子或头饰。", "Take off your hat or headwear.");

impl Criterion for HeadwearAbsent {
    const CODE: ReasonCode = ReasonCode::O06;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[LimitField::at_most::<Share>(
        "max_evidence",
        Text::new("戴帽子或头饰的可能性", "Evidence of a hat or another cover"),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "可能戴着帽子或头饰，摘下更稳妥。",
        "You may be wearing headwear. Taking it off is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "没有戴帽子、头巾、发箍等。",
            "No hat, scarf or band is worn on the head.",
        ),
        why: Text::new(
            "标准要求免冠；宗教、医疗、文化原因且不遮脸的可以例外，所以只提醒，由审核人员决定。",
            "The standard asks for a bare head. Religious, medical and cultural reasons are an \
             exception as long as the face is free, so it only warns and a reviewer decides.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &HeadwearAbsent) -> Assessment {
    let evidence = seen(&seen(&facts.face)?.headwear.evidence)?;
    limits.max_evidence.judge(*evidence, TOLD)
}

#[cfg(test)]
mod tests {
    use crate::samples::{face, good, measured, outcome};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass};

    #[track_caller]
    fn check(evidence: Option<f32>, expected: Outcome) {
        let mut facts = good();
        face(&mut facts).headwear.evidence = measured(evidence);
        assert_eq!(outcome("headwear-absent", &facts), expected);
    }

    #[test]
    fn absent() {
        check(Some(0.1), Pass);
    }

    #[test]
    fn clear() {
        check(Some(0.95), Fail);
    }

    #[test]
    fn not_seen() {
        check(None, NotAssessable);
    }
}

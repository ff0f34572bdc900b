//! The rule `glasses-absent`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen};
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, LimitField, Severity, Share};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `glasses-absent`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlassesAbsent {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Evidence, 0 … 1.
    pub max_evidence: AtMost<Share>,
}

const TOLD: Text = Text::new("请摘掉眼镜。", "Take off your glasses.");

impl Criterion for GlassesAbsent {
    const CODE: ReasonCode = ReasonCode::O01;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[LimitField::at_most::<Share>(
        "max_evidence",
        Text::new("戴眼镜的可能性", "Evidence of glasses"),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "可能戴着眼镜，摘掉更稳妥。",
        "You may be wearing glasses. Taking them off is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new("没有戴眼镜。", "No glasses are worn."),
        why: Text::new(
            "部分批次（如本项目依据的 2023 年通知）不允许佩戴眼镜；细金属框和无框镜不易看出，只提\
             醒。",
            "Some batches, such as that of the 2023 notice this project follows, allow none. Wire \
             and rimless frames are hard to see and only warn.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &GlassesAbsent) -> Assessment {
    let evidence = seen(&seen(&facts.face)?.glasses.evidence)?;
    limits.max_evidence.judge(*evidence, TOLD)
}

#[cfg(test)]
mod tests {
    use crate::samples::{face, good, measured, outcome};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass};

    #[track_caller]
    fn check(evidence: Option<f32>, expected: Outcome) {
        let mut facts = good();
        face(&mut facts).glasses.evidence = measured(evidence);
        assert_eq!(outcome("glasses-absent", &facts), expected);
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

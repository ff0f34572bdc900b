//! The rule `glasses-clear`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, Finding, NotAssessable, seen, worst};
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, Limit, LimitField, Severity, Share};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `glasses-clear`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlassesClear {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Evidence from which glasses count as worn.
    pub worn_from: Limit<Share>,
    /// Evidence of tinted lenses, 0 … 1.
    pub max_tint: AtMost<Share>,
    /// Blown-out share of the lens areas.
    pub max_glare: AtMost<Share>,
}

const TOLD: Text = Text::new(
    "镜片有反光、太深，或镜框挡住了眼睛。",
    "Your lenses are tinted or glare, or the frame covers your eyes.",
);

impl Criterion for GlassesClear {
    const CODE: ReasonCode = ReasonCode::O02;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[
        LimitField::value::<Share>(
            "worn_from",
            Text::new(
                "从这个可能性起算作戴了眼镜",
                "Evidence from which glasses count as worn",
            ),
        ),
        LimitField::at_most::<Share>(
            "max_tint",
            Text::new("镜片有色的可能性", "Evidence of tinted lenses"),
        ),
        LimitField::at_most::<Share>(
            "max_glare",
            Text::new("镜片反光的比例", "Share of the lenses with glare"),
        ),
    ];
    const DOUBTED: Option<Text> = Some(Text::new(
        "镜片可能有反光、太深，或镜框挡住了眼睛，换个角度更稳妥。",
        "Your lenses may be tinted or glare, or the frame may cover your eyes. Another angle is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "戴眼镜时，镜片透明、没有反光。",
            "Where glasses are worn, their lenses are clear and without glare.",
        ),
        why: Text::new(
            "允许戴眼镜的批次也不允许有色镜片和反光（教毕指〔2017〕99号）；镜框挡眼由“眼睛无遮挡”\
             一项检查。",
            "Batches that allow glasses still forbid tinted lenses and glare \
             (教毕指〔2017〕99号). A frame over the eyes is the matter of `eyes-visible`.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &GlassesClear) -> Assessment {
    let glasses = &seen(&facts.face)?.glasses;
    if *seen(&glasses.evidence)? < limits.worn_from.value {
        return Ok(Finding::met(TOLD));
    }
    let tint = seen(&glasses.tint).map_err(NotAssessable::from);
    let glare = seen(&glasses.glare).map_err(NotAssessable::from);
    worst([
        tint.and_then(|tint| limits.max_tint.judge(*tint, TOLD)),
        glare.and_then(|glare| limits.max_glare.judge(*glare, TOLD)),
    ])
}

#[cfg(test)]
mod tests {
    use crate::samples::{face, good, measured, outcome};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass};

    #[track_caller]
    fn check(worn: Option<f32>, tint: f32, glare: Option<f32>, expected: Outcome) {
        let mut facts = good();
        let glasses = &mut face(&mut facts).glasses;
        glasses.evidence = measured(worn);
        glasses.tint = measured(Some(tint));
        glasses.glare = measured(glare);
        assert_eq!(outcome("glasses-clear", &facts), expected);
    }

    #[test]
    fn none_worn() {
        check(Some(0.1), 0.9, None, Pass);
    }

    #[test]
    fn clear_lenses() {
        check(Some(0.9), 0.1, Some(0.0), Pass);
    }

    #[test]
    fn sunglasses() {
        check(Some(0.9), 0.95, None, Fail);
    }

    #[test]
    fn glare() {
        check(Some(0.9), 0.1, Some(0.4), Fail);
    }

    #[test]
    fn glare_not_seen() {
        check(Some(0.9), 0.1, None, NotAssessable);
    }

    #[test]
    fn unknown_whether_worn() {
        check(None, 0.1, Some(0.0), NotAssessable);
    }
}

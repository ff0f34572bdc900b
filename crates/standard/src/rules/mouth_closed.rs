//! The rule `mouth-closed`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen, worst};
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, LimitField, Ratio, Severity, Share};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `mouth-closed`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MouthClosed {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Inner lip gap by mouth width.
    pub max_opening: AtMost<Ratio>,
    /// Tooth-like share of the area between the lips; only looked at when it could be measured.
    pub max_teeth: AtMost<Share>,
}

const TOLD: Text = Text::new(
    "请自然闭上嘴，不露牙齿。",
    "Close your mouth naturally, without showing teeth.",
);

impl Criterion for MouthClosed {
    const CODE: ReasonCode = ReasonCode::P05;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[
        LimitField::at_most::<Ratio>(
            "max_opening",
            Text::new(
                "嘴张开的程度（唇缝高与嘴宽之比）",
                "How far the mouth is open: lip gap by mouth width",
            ),
        ),
        LimitField::at_most::<Share>(
            "max_teeth",
            Text::new("唇间露齿的比例", "Share of teeth between the lips"),
        ),
    ];
    const DOUBTED: Option<Text> = Some(Text::new(
        "嘴可能没有完全闭上，自然闭嘴、不露牙齿更稳妥。",
        "Your mouth may not be quite closed. Closed lips are safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "嘴唇自然闭合、不露牙齿：内唇间隙除以嘴宽。",
            "The lips are closed and no teeth show: the inner lip gap by the mouth's width.",
        ),
        why: Text::new(
            "标准要求双唇自然闭合；张嘴和露齿会改变面部特征。",
            "The standard asks for closed lips; an open mouth and teeth change the features.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &MouthClosed) -> Assessment {
    let mouth = &seen(&facts.face)?.mouth;
    let opening = limits.max_opening.judge(mouth.opening, TOLD);
    match mouth.teeth_share.value() {
        Some(share) => worst([opening, limits.max_teeth.judge(share, TOLD)]),
        // Closed lips are closed whether or not teeth could be looked for.
        None => opening,
    }
}

#[cfg(test)]
mod tests {
    use crate::samples::{face, good, measured, outcome, unseen};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass, Warn};

    #[track_caller]
    fn check(opening: Option<f32>, teeth: Option<f32>, expected: Outcome) {
        let mut facts = good();
        match opening {
            Some(opening) => face(&mut facts).mouth.opening = opening,
            None => facts.face = unseen(),
        }
        if opening.is_some() {
            face(&mut facts).mouth.teeth_share = measured(teeth);
        }
        assert_eq!(outcome("mouth-closed", &facts), expected);
    }

    #[test]
    fn closed() {
        check(Some(0.01), Some(0.0), Pass);
    }

    #[test]
    fn closed_and_teeth_not_looked_for() {
        check(Some(0.01), None, Pass);
    }

    #[test]
    fn slightly_open() {
        check(Some(0.08), Some(0.0), Warn);
    }

    #[test]
    fn open() {
        check(Some(0.3), None, Fail);
    }

    #[test]
    fn teeth() {
        check(Some(0.05), Some(0.6), Warn);
    }

    #[test]
    fn no_face() {
        check(None, None, NotAssessable);
    }
}

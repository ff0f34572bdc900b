//! The rule `jewellery-absent`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, NotAssessable, seen, worst};
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, LimitField, Severity, Share};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `jewellery-absent`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JewelleryAbsent {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Evidence at an ear lobe or at the neck, whichever is larger.
    pub max_evidence: AtMost<Share>,
}

const TOLD: Text = Text::new(
    "请摘下耳环、项链等饰品。",
    "Take off earrings, necklaces and other jewellery.",
);

impl Criterion for JewelleryAbsent {
    const CODE: ReasonCode = ReasonCode::O05;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[LimitField::at_most::<Share>(
        "max_evidence",
        Text::new("戴耳环或项链的可能性", "Evidence of earrings or a necklace"),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "可能戴着耳环、项链等饰品，摘下更稳妥。",
        "You may be wearing jewellery. Taking it off is safer.",
    ));
    const REMINDER: Option<Text> = Some(Text::new(
        "小饰品很难从照片里看出，请自己确认没有戴耳环、项链等饰品。",
        "Small pieces can't be told from a photo. Make sure that you wear no earrings, necklace or \
         other jewellery.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "没有戴耳环、项链等饰品。",
            "No earrings, necklace or other jewellery is worn.",
        ),
        why: Text::new(
            "标准不允许饰品；小饰品很难从照片里可靠地看出：看出的只提醒，看不出不等于没有，请学生和审核员自己看。",
            "The standard allows no jewellery. Small pieces are hard to tell from a photo: what is seen \
             warns, and what is not seen may be there. Student and reviewer look for themselves.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &JewelleryAbsent) -> Assessment {
    let jewellery = &seen(&facts.face)?.jewellery;
    worst([&jewellery.ear, &jewellery.neck].map(|part| {
        let evidence = seen(part).map_err(NotAssessable::from);
        evidence.and_then(|evidence| limits.max_evidence.judge(*evidence, TOLD))
    }))
}

#[cfg(test)]
mod tests {
    use crate::samples::{face, good, measured, outcome};
    use crate::verdict::Outcome::{self, Fail, NotAssessable};

    #[track_caller]
    fn check(ear: Option<f32>, neck: Option<f32>, expected: Outcome) {
        let mut facts = good();
        let jewellery = &mut face(&mut facts).jewellery;
        jewellery.ear = measured(ear);
        jewellery.neck = measured(neck);
        assert_eq!(outcome("jewellery-absent", &facts), expected);
    }

    #[test]
    fn silence_says_nothing() {
        check(Some(0.1), Some(0.1), NotAssessable);
        check(None, Some(0.1), NotAssessable);
    }

    #[test]
    fn earring_and_a_collar() {
        check(Some(0.95), None, Fail);
    }

    #[test]
    fn necklace() {
        check(Some(0.1), Some(0.95), Fail);
    }
}

//! The rule `face-uncovered`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, Finding, Level, seen};
use crate::facts::{Measured, NotMeasurable, PhotoFacts};
use crate::limit::{AtMost, LimitField, Severity, Share};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `face-uncovered`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceUncovered {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Evidence of a cover before the face.
    pub max_evidence: AtMost<Share>,
}

const TOLD: Text = Text::new(
    "脸没有完整露出来，请摘下口罩，拿开手、手机等遮挡，正对镜头。",
    "Your face is not in full view. Take off a mask, keep hands and phone away, and face the camera.",
);

impl Criterion for FaceUncovered {
    const CODE: ReasonCode = ReasonCode::O07;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[LimitField::at_most::<Share>(
        "max_evidence",
        Text::new("面部被遮挡的可能性", "Evidence of a cover before the face"),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "脸前可能有口罩、手、手机等遮挡，露出整张脸再拍更稳妥。",
        "Something may be before your face. A new photo with your whole face in view is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "口、鼻、脸颊和眼睛前没有口罩、手、手机、眼罩、围巾或贴纸。",
            "No mask, hand, phone, patch, scarf or sticker is before mouth, nose, cheeks or eyes.",
        ),
        why: Text::new(
            "看不到整张脸就不能核对本人。胡须和不遮脸的头巾不算遮挡。",
            "A person can't be recognised by half a face. Beards, and coverings that leave the face \
             free, are no cover.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &FaceUncovered) -> Assessment {
    // A face is there, and the landmark network does not see it as one: that is a miss by itself.
    if let Measured::NotMeasurable(NotMeasurable::Hidden) = facts.face {
        return Ok(Finding {
            level: Level::Missed,
            measured: None,
            limit: None,
            told: TOLD,
        });
    }
    // Facts from before covers were measured have none.
    let covered = seen(&facts.face)?.covered.as_ref();
    let covered = seen(covered.unwrap_or(&Measured::NotMeasurable(NotMeasurable::NotInFile)))?;
    limits.max_evidence.judge(*covered, TOLD)
}

#[cfg(test)]
mod tests {
    use crate::facts::{Measured, NotMeasurable, PhotoFacts};
    use crate::samples::{face, good, measured, outcome};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass, Warn};

    #[track_caller]
    fn check(change: impl FnOnce(&mut PhotoFacts), expected: Outcome) {
        let mut facts = good();
        change(&mut facts);
        assert_eq!(outcome("face-uncovered", &facts), expected);
    }

    fn covered(evidence: f32) -> impl FnOnce(&mut PhotoFacts) {
        move |facts| face(facts).covered = Some(measured(Some(evidence)))
    }

    #[test]
    fn in_full_view() {
        check(covered(0.02), Pass);
    }

    #[test]
    fn perhaps_a_sticker() {
        check(covered(0.8), Warn);
    }

    #[test]
    fn a_mask() {
        check(covered(0.999), Fail);
    }

    #[test]
    fn a_face_that_is_not_seen_as_one() {
        check(
            |facts| facts.face = Measured::NotMeasurable(NotMeasurable::Hidden),
            Fail,
        );
    }

    #[test]
    fn no_face() {
        check(
            |facts| facts.face = Measured::NotMeasurable(NotMeasurable::NoFace),
            NotAssessable,
        );
    }

    #[test]
    fn facts_from_before_covers_were_measured() {
        check(|facts| face(facts).covered = None, NotAssessable);
    }
}

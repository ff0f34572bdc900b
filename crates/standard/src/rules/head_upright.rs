//! The rule `head-upright`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen};
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, Degrees, LimitField, Severity};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `head-upright`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadUpright {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Largest angle to either side.
    pub max_angle: AtMost<Degrees>,
}

const TOLD: Text = Text::new(
    "请不要抬头或低头，镜头与眼睛同高。",
    "Keep your chin level, with the camera at eye height.",
);

impl Criterion for HeadUpright {
    const CODE: ReasonCode = ReasonCode::P01;
    const UNIT: &'static str = "°";
    const LIMITS: &'static [LimitField] = &[LimitField::at_most::<Degrees>(
        "max_angle",
        Text::new(
            "低头或仰头的角度",
            "Angle by which the head is lowered or raised",
        ),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "可能有些抬头或低头，镜头与眼睛同高更稳妥。",
        "Your chin may be a little high or low. The camera at eye height is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "头没有明显抬起或低下。",
            "The head is not clearly raised or lowered.",
        ),
        why: Text::new(
            "俯拍、仰拍会改变脸型；这个角度受脸型和机位影响，读数不够准，所以只提醒。",
            "A camera from above or below changes the face. The angle depends on the face's own \
             shape and is not exact, so it only warns.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &HeadUpright) -> Assessment {
    let pose = &seen(&facts.face)?.pose;
    limits.max_angle.judge(pose.pitch_deg.abs(), TOLD)
}

#[cfg(test)]
mod tests {
    use crate::samples::{face, good, outcome, unseen};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass};

    #[track_caller]
    fn check(pitch_deg: Option<f32>, expected: Outcome) {
        let mut facts = good();
        match pitch_deg {
            Some(pitch_deg) => face(&mut facts).pose.pitch_deg = pitch_deg,
            None => facts.face = unseen(),
        }
        assert_eq!(outcome("head-upright", &facts), expected);
    }

    #[test]
    fn straight() {
        check(Some(2.0), Pass);
    }

    #[test]
    fn far_to_one_side() {
        check(Some(25.0), Fail);
    }

    #[test]
    fn far_to_the_other() {
        check(Some(-25.0), Fail);
    }

    #[test]
    fn no_face() {
        check(None, NotAssessable);
    }

    #[test]
    fn not_a_number() {
        check(Some(f32::NAN), NotAssessable);
    }
}

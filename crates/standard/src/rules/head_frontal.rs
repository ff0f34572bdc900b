//! The rule `head-frontal`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen};
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, Degrees, LimitField, Severity};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `head-frontal`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadFrontal {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Largest angle to either side.
    pub max_angle: AtMost<Degrees>,
}

const TOLD: Text = Text::new(
    "脸偏向一侧，请正对镜头。",
    "Your face is turned. Look straight at the camera.",
);

impl Criterion for HeadFrontal {
    const CODE: ReasonCode = ReasonCode::P01;
    const UNIT: &'static str = "°";
    const LIMITS: &'static [LimitField] = &[LimitField::at_most::<Degrees>(
        "max_angle",
        Text::new("左右转头的角度", "Angle of the head to either side"),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "脸可能偏向一侧，正对镜头更稳妥。",
        "Your face may be turned a little. Straight at the camera is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "脸正对镜头，没有转向一侧。",
            "The face looks straight at the camera and is not turned.",
        ),
        why: Text::new(
            "标准要求正面免冠；侧脸会遮住一只耳朵，也影响人像比对。",
            "The standard asks for a frontal face; a turned one hides an ear and cannot be \
             compared well.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &HeadFrontal) -> Assessment {
    let pose = &seen(&facts.face)?.pose;
    limits.max_angle.judge(pose.yaw_deg.abs(), TOLD)
}

#[cfg(test)]
mod tests {
    use crate::samples::{face, good, outcome, unseen};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass};

    #[track_caller]
    fn check(yaw_deg: Option<f32>, expected: Outcome) {
        let mut facts = good();
        match yaw_deg {
            Some(yaw_deg) => face(&mut facts).pose.yaw_deg = yaw_deg,
            None => facts.face = unseen(),
        }
        assert_eq!(outcome("head-frontal", &facts), expected);
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

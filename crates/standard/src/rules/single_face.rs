//! The rule `single-face`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, Finding, Level};
use crate::facts::{Measured, NotMeasurable, PhotoFacts};
use crate::limit::{AtMost, LimitField, Severity, Share};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `single-face`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SingleFace {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Area of the second largest face by the largest (OFIQ `SingleFacePresent`), 0 … 1.
    pub max_second_face: AtMost<Share>,
}

const TOLD: Text = Text::new(
    "没有找到人脸，请正对镜头、露出整张脸。",
    "We can't find a face. Face the camera and show your whole face.",
);

impl Criterion for SingleFace {
    const CODE: ReasonCode = ReasonCode::I01;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[LimitField::at_most::<Share>(
        "max_second_face",
        Text::new(
            "第二张脸与最大一张脸的面积之比",
            "Area of the second face by that of the largest",
        ),
    )];
    const ABOUT: About = About {
        what: Text::new(
            "画面里正好有一张完整的人脸。",
            "There is exactly one face, and all of it can be seen.",
        ),
        why: Text::new(
            "没有人脸或有旁人的照片不能用；墙上的小照片、远处的人只提醒，由审核人员判断。",
            "A photo without a face or with bystanders cannot be used. A much smaller face, such \
             as a picture on the wall, only warns: a reviewer decides.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

const SEVERAL: Text = Text::new(
    "画面里有不止一个人，请单独拍摄。",
    "There is more than one person. Take the photo alone.",
);

const PERHAPS_SEVERAL: Text = Text::new(
    "画面里可能不止一个人，单独拍摄更稳妥。",
    "There may be more than one person. A photo of you alone is safer.",
);

fn judge(facts: &PhotoFacts, limits: &SingleFace) -> Assessment {
    let count = facts.faces.count;
    let finding = |level, told| Ok(Finding::new(level, count as f32, 1.0, told));
    match (count, &facts.face) {
        (1, Measured::NotMeasurable(reason @ NotMeasurable::FaceTooSmall)) => Err((*reason).into()),
        // Nobody, or the detector sees a head but no whole face: a profile, a mask, a hand.
        (0, _) | (1, Measured::NotMeasurable(_)) => finding(Level::Missed, TOLD),
        (1, Measured::Value(_)) => finding(Level::Met, TOLD),
        _ => {
            let ratio = facts.faces.second_largest_ratio;
            let level = limits.max_second_face.judge(ratio, SEVERAL)?.level;
            // However small the other face is: there is one.
            let level = level.max(Level::Doubtful);
            let is_doubtful = level == Level::Doubtful;
            finding(
                level,
                if is_doubtful {
                    PERHAPS_SEVERAL
                } else {
                    SEVERAL
                },
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::{Measured, NotMeasurable};
    use crate::samples::{good, outcome};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass, Warn};

    #[track_caller]
    fn check(count: u32, second: f32, unseen: Option<NotMeasurable>, expected: Outcome) {
        let mut facts = good();
        facts.faces.count = count;
        facts.faces.second_largest_ratio = second;
        if let Some(reason) = unseen {
            facts.face = Measured::NotMeasurable(reason);
        }
        assert_eq!(outcome("single-face", &facts), expected);
    }

    #[test]
    fn alone() {
        check(1, 0.0, None, Pass);
    }

    #[test]
    fn nobody() {
        check(0, 0.0, Some(NotMeasurable::NoFace), Fail);
    }

    #[test]
    fn two_people() {
        check(2, 0.6, None, Fail);
    }

    #[test]
    fn a_small_picture_on_the_wall() {
        check(2, 0.01, None, Warn);
    }

    #[test]
    fn a_masked_face() {
        check(1, 0.0, Some(NotMeasurable::Hidden), Fail);
    }

    #[test]
    fn too_small_to_tell() {
        check(1, 0.0, Some(NotMeasurable::FaceTooSmall), NotAssessable);
    }
}

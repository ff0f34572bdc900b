//! The rule `sharp`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen};
use crate::facts::PhotoFacts;
use crate::limit::{AtLeast, LimitField, Ratio, Severity};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `sharp`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sharp {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Variance of the Laplacian on the aligned face, as on a face of mean luminance ½.
    pub min_variance: AtLeast<Ratio>,
}

const TOLD: Text = Text::new(
    "照片模糊，请拿稳、对焦后再拍。",
    "The photo is blurred. Hold still, focus, and try again.",
);

impl Criterion for Sharp {
    const CODE: ReasonCode = ReasonCode::L04;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[LimitField::at_least::<Ratio>(
        "min_variance",
        Text::new("清晰度（面部边缘的强度）", "Sharpness of the face"),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "照片可能有点模糊，拿稳、对焦后再拍更稳妥。",
        "The photo may be a little blurred. Another one, held still, is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "脸部清晰：在统一大小的脸上量拉普拉斯方差。",
            "The face is sharp: variance of the Laplacian on a face of standard size.",
        ),
        why: Text::new(
            "模糊的照片无法印制和辨认。脸太小时放大本身就像模糊，因此不判断，先要求靠近。反差随亮度变小，因此按中灰的脸换算，深色皮肤不会被当作模糊。",
            "A blurred photo can neither be printed nor recognised. On a small face enlarging \
             itself looks like blur, so it is not judged there. Contrasts shrink with brightness: \
             the variance is judged as on a face of mid-grey, so that dark skin is not taken for \
             blur.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

/// Mean luminance on which the limits are given.
const MID_GREY: f32 = 0.5;

/// Below this mean luminance only noise is left to enlarge.
const DARKEST: f32 = 0.2;

fn judge(facts: &PhotoFacts, limits: &Sharp) -> Assessment {
    let variance = seen(&seen(&facts.sharpness)?.laplacian_variance)?;
    let light = facts.light.as_value();
    let by_light = light.map_or(1.0, |light| MID_GREY / light.luminance_mean.max(DARKEST));
    limits.min_variance.judge(variance * by_light, TOLD)
}

#[cfg(test)]
mod tests {
    use crate::samples::{good, light, measured, outcome, sharpness};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass, Warn};

    #[track_caller]
    fn check(variance: Option<f32>, expected: Outcome) {
        let mut facts = good();
        light(&mut facts).luminance_mean = 0.5;
        sharpness(&mut facts).laplacian_variance = measured(variance);
        assert_eq!(outcome("sharp", &facts), expected);
    }

    #[test]
    fn sharp() {
        check(Some(400.0), Pass);
    }

    #[test]
    fn soft() {
        check(Some(65.0), Warn);
    }

    #[test]
    fn dark_skin_is_not_blur() {
        let mut facts = good();
        light(&mut facts).luminance_mean = 0.28;
        sharpness(&mut facts).laplacian_variance = measured(Some(90.0));
        assert_eq!(outcome("sharp", &facts), Pass);
    }

    #[test]
    fn blurred() {
        check(Some(20.0), Fail);
    }

    #[test]
    fn too_small_to_tell() {
        check(None, NotAssessable);
    }
}

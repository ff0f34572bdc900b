//! The rule `resolution-sufficient`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, Finding, Level, seen};
use crate::facts::{GeometryFacts, NotMeasurable, PhotoFacts};
use crate::limit::{Limit, LimitField, Ratio, Severity};
use crate::output::OutputSpec;
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `resolution-sufficient`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResolutionSufficient {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Enlargement beyond which a reviewer should look; `output.max_upscale` is where it is missed.
    pub warn_above_upscale: Limit<Ratio>,
}

const TOLD: Text = Text::new(
    "照片里的脸太小，请靠近一些再拍。",
    "Your face is too small in the photo. Move closer and take it again.",
);

impl Criterion for ResolutionSufficient {
    const CODE: ReasonCode = ReasonCode::F02;
    const UNIT: &'static str = "px";
    const LIMITS: &'static [LimitField] = &[LimitField::value::<Ratio>(
        "warn_above_upscale",
        Text::new(
            "放大超过这个倍数时提醒",
            "Warns where the photo is enlarged by more",
        ),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "照片里的脸可能偏小，靠近一些更稳妥。",
        "Your face may be small in the photo. Closer is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "照片里的脸有足够的像素，按标准裁剪时不必过度放大。",
            "The face has enough pixels for a crop to the standard without enlarging the photo \
             too much.",
        ),
        why: Text::new(
            "成品的脸宽有下限（教毕指〔2017〕99号）；放大得太多，细节是算出来的而不是拍出来的。",
            "The portrait's face has a smallest width (教毕指〔2017〕99号); where the photo is \
             enlarged too much, detail is invented rather than photographed.",
        ),
        told: TOLD,
    };
    const READS_OUTPUT: &'static [&'static str] =
        &["face_width_px", "crown_px", "eye_line_px", "max_upscale"];

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, case.output, self)
    }
}

/// Measured and limit are widths of the face in the photo: what it has, and what the smallest legal
/// crop needs at the largest enlargement.
fn judge(facts: &PhotoFacts, output: &OutputSpec, limits: &ResolutionSufficient) -> Assessment {
    let geometry = &seen(&facts.face)?.geometry;
    let width_px = geometry.face_width_px;
    let Some(upscale) = smallest_upscale(geometry, output) else {
        return Err(NotMeasurable::FaceTooSmall.into());
    };
    let finding = |level, allowed: f32| {
        let needed_px = width_px * upscale / allowed;
        Ok(Finding::new(level, width_px, needed_px, TOLD))
    };
    if upscale > output.max_upscale {
        finding(Level::Missed, output.max_upscale)
    } else if upscale > limits.warn_above_upscale.value {
        finding(Level::Doubtful, limits.warn_above_upscale.value)
    } else {
        finding(Level::Met, limits.warn_above_upscale.value)
    }
}

/// Portrait pixels per photo pixel of the smallest legal crop: the face reaches its least width, and
/// crown and eye line, where the crown is known, their least distance.
fn smallest_upscale(geometry: &GeometryFacts, output: &OutputSpec) -> Option<f32> {
    let by_face = output.face_width_px.min / geometry.face_width_px;
    let by_head = geometry.crown_px.value().map_or(0.0, |crown| {
        let least_px = output.eye_line_px.min - output.crown_px.max;
        least_px / (geometry.eye_line_px - crown.y)
    });
    let upscale = by_face.max(by_head);
    (upscale.is_finite() && upscale > 0.0).then_some(upscale)
}

#[cfg(test)]
mod tests {
    use crate::samples::{face, good, outcome, unseen};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass, Warn};

    #[track_caller]
    fn check(width_px: Option<f32>, expected: Outcome) {
        let mut facts = good();
        match width_px {
            Some(width_px) => face(&mut facts).geometry.face_width_px = width_px,
            None => facts.face = unseen(),
        }
        assert_eq!(outcome("resolution-sufficient", &facts), expected);
    }

    #[test]
    fn large() {
        check(Some(400.0), Pass);
    }

    #[test]
    fn exactly_without_enlarging() {
        check(Some(180.0), Pass);
    }

    #[test]
    fn slightly_enlarged() {
        check(Some(150.0), Warn);
    }

    #[test]
    fn enlarged_too_much() {
        check(Some(140.0), Fail);
    }

    #[test]
    fn no_face() {
        check(None, NotAssessable);
    }

    #[test]
    fn a_width_of_nothing() {
        check(Some(0.0), NotAssessable);
    }

    #[test]
    fn a_flat_forehead_needs_more_pixels() {
        let mut facts = good();
        let geometry = &mut face(&mut facts).geometry;
        let crown = geometry.crown_px.value().unwrap();
        geometry.eye_line_px = crown.y + 60.0;
        assert_eq!(outcome("resolution-sufficient", &facts), Fail);
    }
}

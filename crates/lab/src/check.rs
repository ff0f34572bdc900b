//! Measures, judges and renders one photo.

use app::ports::{CheckFault, CheckedPhoto, FinishedPortrait, NoPortrait, PortraitGeometry};
use bytes::Bytes;
use codec::{DecodeError, EncodeError, Limits};
use domain::RuleCode;
use domain::photo::{Fingerprint, UnusableReason};
use portrait::{AnalyzeError, Engine, FramingFault, Portrait, RenderError, fingerprint};
use standard::PhotoSpec;
use time::Date;

/// The day on which a photo was handed in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Day {
    /// The day.
    pub(crate) today: Date,
    /// Whether the photo was seen being taken on it.
    pub(crate) is_witnessed: bool,
}

/// Everything that is said about a photo that was handed in on `day` and is held against `spec`.
///
/// # Errors
/// [`CheckFault::Unusable`] for a file that is no picture, or on which a network breaks.
pub(crate) fn check(
    engine: &Engine,
    photo: &[u8],
    limits: &Limits,
    spec: &PhotoSpec,
    day: Day,
) -> Result<CheckedPhoto, CheckFault> {
    let mut analysis =
        portrait::analyze(engine, photo, limits, &spec.output).map_err(|error| unusable(&error))?;
    analysis.facts.file.witnessed_on = day.is_witnessed.then(|| day.today.to_string());
    let judgement = standard::judge_all(&analysis.facts, spec, Some(day.today));
    let portrait = match portrait::render(engine, &analysis, &spec.output) {
        Ok(portrait) => Ok(finished(portrait)),
        Err(error) => match rule_of(&error) {
            Some(rule) => Err(NoPortrait {
                rule: RuleCode::new(rule),
            }),
            None => return Err(CheckFault::Unusable(UnusableReason::CheckFailed)),
        },
    };
    let fingerprint =
        fingerprint(&analysis).map(|print| Fingerprint::from_bytes(print.as_bytes().to_vec()));
    Ok(CheckedPhoto {
        facts: analysis.facts,
        judgement,
        spec_version: spec.version,
        portrait,
        fingerprint,
    })
}

fn unusable(error: &AnalyzeError) -> CheckFault {
    CheckFault::Unusable(match error {
        AnalyzeError::Decode(DecodeError::UnknownFormat) => UnusableReason::NotAPicture,
        AnalyzeError::Decode(DecodeError::TooLarge { .. }) => UnusableReason::TooLarge,
        AnalyzeError::Decode(DecodeError::Damaged(_)) => UnusableReason::Damaged,
        AnalyzeError::Network(_) => UnusableReason::CheckFailed,
    })
}

/// The rule whose advice helps where no portrait can be made; `None` for faults of ours.
const fn rule_of(error: &RenderError) -> Option<&'static str> {
    Some(match error {
        RenderError::NoFace => "single-face",
        RenderError::NoMatte(_) => "matte-clean",
        RenderError::TooSmall { .. } | RenderError::CannotFrame(FramingFault::TooSmall { .. }) => {
            "resolution-sufficient"
        }
        RenderError::CannotFrame(_) | RenderError::HeadCut => "framing",
        // At the best quality still too few bytes: hardly any detail.
        RenderError::Encode(EncodeError::TooPlain { .. }) => "sharp",
        // At the lowest quality still too many bytes: noise, as in poor light.
        RenderError::Encode(EncodeError::TooDetailed { .. }) => "not-underexposed",
        RenderError::Encode(EncodeError::WindowTooNarrow { .. } | EncodeError::BadSize)
        | RenderError::Unreadable(_)
        | RenderError::Network(_) => return None,
    })
}

fn finished(portrait: Portrait) -> FinishedPortrait {
    // What was planned stands in where no face is found in the finished file again.
    let at = portrait.remeasured.unwrap_or(portrait.geometry);
    let area = portrait.source_area;
    FinishedPortrait {
        geometry: PortraitGeometry {
            width_px: portrait.image.width_px() as u32,
            height_px: portrait.image.height_px() as u32,
            crown_px: at.crown_px,
            eye_line_px: at.eye_line_px,
            chin_px: at.chin_px,
            face_width_px: at.face_width_px,
            center_offset_px: at.center_offset_px,
            source_area: [area.x, area.y, area.right(), area.bottom()],
        },
        jpeg: Bytes::from(portrait.jpeg),
    }
}

#[cfg(test)]
mod tests {
    use standard::rules::Rule;

    use super::*;

    #[track_caller]
    fn check(error: &RenderError, expected: Option<&str>) {
        let rule = rule_of(error);
        assert_eq!(rule, expected);
        assert!(rule.is_none_or(|rule| Rule::find(rule).is_some()));
    }

    #[test]
    fn every_reason_why_there_is_no_portrait_has_a_rule_whose_advice_helps() {
        let small = FramingFault::TooSmall {
            upscale: 2.0,
            allowed: 1.0,
        };
        check(&RenderError::NoFace, Some("single-face"));
        check(
            &RenderError::CannotFrame(small),
            Some("resolution-sufficient"),
        );
        check(
            &RenderError::CannotFrame(FramingFault::TooLittleBelow),
            Some("framing"),
        );
        check(&RenderError::HeadCut, Some("framing"));
        let plain = EncodeError::TooPlain {
            bytes: 1,
            min_bytes: 2,
        };
        check(&plain.into(), Some("sharp"));
        let detailed = EncodeError::TooDetailed {
            quality: 60,
            bytes: 2,
            max_bytes: 1,
        };
        check(&detailed.into(), Some("not-underexposed"));
    }

    #[test]
    fn faults_of_ours_are_not_the_students() {
        check(&EncodeError::BadSize.into(), None);
    }
}

//! Measures and judges one photo, and renders its portrait.

use app::ports::{CheckFault, CheckedPhoto, FinishedPortrait, NoPortrait, PortraitGeometry};
use bytes::Bytes;
use codec::{DecodeError, Limits};
use domain::{Fingerprint, RuleCode, UnusableReason};
use portrait::{AnalyzeError, Engine, Portrait, fingerprint};
use standard::PhotoSpec;
use time::Date;

/// The day on which a photo was handed in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Day {
    /// The day itself.
    pub(crate) today: Date,
    /// Whether the photo was taken on it before a witness: staff, or the camera of the app.
    pub(crate) is_witnessed: bool,
}

/// Measures a photo that was handed in on `day`, judges it by `spec` and renders the portrait.
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
        Err(error) => match error.rule() {
            Some(rule) => Err(NoPortrait {
                rule: RuleCode::new(rule.as_str()),
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

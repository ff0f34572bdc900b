//! What a standard says about things that a camera's frame shows before a photo is taken, so that hints in a viewfinder
//! and verdicts speak of the same limits. Nothing is judged here.

use crate::limit::{AtLeast, AtMost, Severity};
use crate::spec::PhotoSpec;

/// The numbers from which a value is doubtful and from which it misses. Both are the same where a standard gives one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// From here on the service warns.
    pub doubt: f32,
    /// From here on the rule is missed.
    pub miss: f32,
}

/// From where on a face is dark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Darkness {
    /// Mean luminance of the face, 0 … 1, before a bright wall.
    pub luminance: Bounds,
    /// A wall below this lightness, L*, is dim.
    pub dim_wall: f32,
    /// Mean luminance of the face, 0 … 1, before a dim wall.
    pub luminance_before_dim_wall: Bounds,
}

/// The limits of the rules that speak of what a frame shows. `None` and `false` are rules that are not judged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guidance {
    /// `single-face`: area of the second face by that of the first.
    pub second_face: Option<Bounds>,
    /// `head-level`: degrees to either side.
    pub roll: Option<Bounds>,
    /// `head-frontal`: degrees to either side.
    pub yaw: Option<Bounds>,
    /// `head-upright`: degrees up or down.
    pub pitch: Option<Bounds>,
    /// `eyes-open`: gap between the lids by the width of the eye.
    pub eye_openness: Option<Bounds>,
    /// `mouth-closed`: gap between the lips by the width of the mouth.
    pub mouth_opening: Option<Bounds>,
    /// `light-even`: difference in lightness of the cheeks, L*.
    pub cheek_difference: Option<Bounds>,
    /// `not-overexposed`: share of the face that is blown out.
    pub overexposed: Option<Bounds>,
    /// `not-underexposed`: by the wall, because dark skin is no darkness.
    pub darkness: Option<Darkness>,
    /// `sharp` is judged; a frame is too small for its limit.
    pub judges_sharpness: bool,
    /// `background-plain` is judged; its limit is of a fitted wall, which a frame has not.
    pub judges_background: bool,
}

impl Guidance {
    /// What this standard says.
    pub fn of(spec: &PhotoSpec) -> Self {
        let rules = &spec.rules;
        let dark = &rules.not_underexposed;
        let darkness = Darkness {
            luminance: below(&dark.min_luminance),
            dim_wall: dark.dim_wall.value,
            luminance_before_dim_wall: below(&dark.min_luminance_before_dim_wall),
        };
        Self {
            second_face: judged(
                rules.single_face.severity,
                above(&rules.single_face.max_second_face),
            ),
            roll: judged(
                rules.head_level.severity,
                above(&rules.head_level.max_angle),
            ),
            yaw: judged(
                rules.head_frontal.severity,
                above(&rules.head_frontal.max_angle),
            ),
            pitch: judged(
                rules.head_upright.severity,
                above(&rules.head_upright.max_angle),
            ),
            eye_openness: judged(
                rules.eyes_open.severity,
                below(&rules.eyes_open.min_openness),
            ),
            mouth_opening: judged(
                rules.mouth_closed.severity,
                above(&rules.mouth_closed.max_opening),
            ),
            cheek_difference: judged(
                rules.light_even.severity,
                above(&rules.light_even.max_difference),
            ),
            overexposed: judged(
                rules.not_overexposed.severity,
                above(&rules.not_overexposed.max_share),
            ),
            darkness: judged(dark.severity, darkness),
            judges_sharpness: rules.sharp.severity != Severity::Off,
            judges_background: rules.background_plain.severity != Severity::Off,
        }
    }
}

fn judged<Value>(severity: Severity, value: Value) -> Option<Value> {
    (severity != Severity::Off).then_some(value)
}

/// A spec without either number is not read at all.
fn above<Q>(limit: &AtMost<Q>) -> Bounds {
    bounds(limit.warn_above, limit.limit)
}

fn below<Q>(limit: &AtLeast<Q>) -> Bounds {
    bounds(limit.warn_below, limit.limit)
}

fn bounds(warn: Option<f32>, limit: Option<f32>) -> Bounds {
    Bounds {
        doubt: warn.or(limit).unwrap_or_default(),
        miss: limit.or(warn).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec() -> PhotoSpec {
        PhotoSpec::embedded(PhotoSpec::DEFAULT_NAME).unwrap()
    }

    #[test]
    fn limits_are_those_of_the_rules() {
        let mut spec = spec();
        spec.rules.head_level.max_angle.warn_above = Some(3.0);
        spec.rules.head_level.max_angle.limit = Some(8.0);
        spec.rules.head_upright.max_angle.warn_above = None;
        spec.rules.head_upright.max_angle.limit = Some(11.0);
        spec.rules.not_underexposed.dim_wall.value = 55.0;
        let guidance = Guidance::of(&spec);
        let [roll, pitch] = [(3.0, 8.0), (11.0, 11.0)].map(|(doubt, miss)| Bounds { doubt, miss });
        assert_eq!((guidance.roll, guidance.pitch), (Some(roll), Some(pitch)));
        assert_eq!(guidance.darkness.map(|dark| dark.dim_wall), Some(55.0));
    }

    #[test]
    fn what_is_not_judged_has_no_limit() {
        let mut spec = spec();
        spec.rules.eyes_open.severity = Severity::Off;
        spec.rules.not_underexposed.severity = Severity::Off;
        spec.rules.sharp.severity = Severity::Off;
        let guidance = Guidance::of(&spec);
        assert_eq!((guidance.eye_openness, guidance.darkness), (None, None));
        assert!(!guidance.judges_sharpness && guidance.judges_background);
    }
}

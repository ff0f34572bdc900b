//! What a batch's standard says of things that a camera's frame shows.

use serde::Serialize;
use standard::guidance::{Bounds, Darkness, Guidance};
use utoipa::ToSchema;

/// The numbers from which a value is doubtful and from which it misses; the same where a standard gives one.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BoundsView {
    /// From here on the service warns.
    doubt: f32,
    /// From here on the rule is missed.
    miss: f32,
}

impl From<Bounds> for BoundsView {
    fn from(Bounds { doubt, miss }: Bounds) -> Self {
        Self { doubt, miss }
    }
}

/// From where on a face is dark.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DarknessView {
    /// Mean luminance of the face, 0 … 1, before a bright wall.
    luminance: BoundsView,
    /// A wall below this lightness, L*, is dim.
    dim_wall: f32,
    /// Mean luminance of the face, 0 … 1, before a dim wall.
    luminance_before_dim_wall: BoundsView,
}

impl From<Darkness> for DarknessView {
    fn from(dark: Darkness) -> Self {
        Self {
            luminance: dark.luminance.into(),
            dim_wall: dark.dim_wall,
            luminance_before_dim_wall: dark.luminance_before_dim_wall.into(),
        }
    }
}

/// Limits of the rules that speak of what a camera's frame shows. `null` and `false` are rules that are not judged.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GuidanceView {
    /// `single-face`: area of the second face by that of the first.
    second_face: Option<BoundsView>,
    /// `head-level`: degrees to either side.
    roll: Option<BoundsView>,
    /// `head-frontal`: degrees to either side.
    yaw: Option<BoundsView>,
    /// `head-upright`: degrees up or down.
    pitch: Option<BoundsView>,
    /// `eyes-open`: gap between the lids by the width of the eye.
    eye_openness: Option<BoundsView>,
    /// `mouth-closed`: gap between the lips by the width of the mouth.
    mouth_opening: Option<BoundsView>,
    /// `light-even`: difference in lightness of the cheeks, L*.
    cheek_difference: Option<BoundsView>,
    /// `not-overexposed`: share of the face that is blown out.
    overexposed: Option<BoundsView>,
    /// `not-underexposed`: by the wall, because dark skin is no darkness.
    darkness: Option<DarknessView>,
    /// `sharp` is judged; its limit is not of frames.
    judges_sharpness: bool,
    /// `background-plain` is judged; its limit is not of frames.
    judges_background: bool,
}

impl From<Guidance> for GuidanceView {
    fn from(guidance: Guidance) -> Self {
        Self {
            second_face: guidance.second_face.map(Into::into),
            roll: guidance.roll.map(Into::into),
            yaw: guidance.yaw.map(Into::into),
            pitch: guidance.pitch.map(Into::into),
            eye_openness: guidance.eye_openness.map(Into::into),
            mouth_opening: guidance.mouth_opening.map(Into::into),
            cheek_difference: guidance.cheek_difference.map(Into::into),
            overexposed: guidance.overexposed.map(Into::into),
            darkness: guidance.darkness.map(Into::into),
            judges_sharpness: guidance.judges_sharpness,
            judges_background: guidance.judges_background,
        }
    }
}

//! Facts about what surrounds the face: wall, matte, clothes, shoulders, light, sharpness.

use serde::{Deserialize, Serialize};

use super::measured::Measured;
use super::sides::Sides;

/// The wall behind the person.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WallFacts {
    /// Median colour, 8-bit sRGB.
    pub rgb: [u8; 3],
    /// CIE lightness of it, 0 … 100.
    pub lightness: f32,
    /// Colour range of the fitted smooth wall, ΔE*ab between its 5 % and 95 % ends.
    pub unevenness: f32,
    /// Root mean square distance of wall pixels from the fitted smooth wall, share 0 … 1: clutter.
    pub residual: f32,
    /// Share of wall pixels clearly darker than the smooth fit: cast shadows, 0 … 1.
    pub shadow_share: f32,
    /// Mean Sobel magnitude on the wall (OFIQ `BackgroundUniformity`), 0 … 255 scale.
    pub edge_strength: f32,
    /// Share of the analysed picture that is surely wall, 0 … 1.
    pub visible_share: f32,
}

/// How well the person can be cut from the wall.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatteFacts {
    /// Colour distance wall–hair along the contour above the ears, lower decile, sRGB share
    /// 0 … √3.
    pub hair_contrast: Measured<f32>,
    /// Colour distance wall–clothes along the contour below the chin, lower decile, sRGB share
    /// 0 … √3.
    pub clothes_contrast: Measured<f32>,
    /// Semi-transparent area (alpha 0.1 … 0.9) by the contour length times face width, ≥ 0.
    pub semi_transparent: f32,
    /// Share of the contour where matte and segmentation disagree by more than 4 % of face width.
    pub disagreement: f32,
    /// What the cut is worth; absent in facts of versions that did not measure it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<CutQuality>,
}

/// How the person was cut out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CutWay {
    /// By the colour of a plain wall.
    KnownWall,
    /// By the votes of two networks and the colours at the edge: the background is not plain.
    AnyBackground,
}

/// What a cut is worth, by what can be seen without the truth.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CutQuality {
    /// How the person was cut out.
    pub way: CutWay,
    /// Area where the person mask is unsure (0.15 … 0.85) by outline length times face width, ≥ 0.
    pub unsure: f32,
    /// Area that is translucent (alpha 0.1 … 0.9) deeper than an edge is, by outline length times face
    /// width, ≥ 0.
    pub haze: f32,
    /// The part of it on clothes, which let nothing through, ≥ 0.
    pub haze_on_clothes: f32,
    /// Area where alpha and mask are on different sides of one half, by outline length times face width, ≥ 0.
    pub moved: f32,
    /// Standard deviation of the person network's looks at the head, mean, 0 … 0.5; not measurable where
    /// it looked once.
    pub spread: Measured<f32>,
    /// Share of the head's surroundings where the networks contradict each other, 0 … 1; not measurable
    /// where only one was asked.
    pub contradiction: Measured<f32>,
    /// Colour error to expect at the edge before a light-blue background, 8-bit steps 0 … 255, by the
    /// figures above; not measurable before a plain wall, where they say too little.
    pub expected_error: Measured<f32>,
}

/// A colour and how much of the area it covers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColourShare {
    /// 8-bit sRGB.
    pub rgb: [u8; 3],
    /// Share of the area, 0 … 1.
    pub share: f32,
}

/// Clothes below the chin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClothesFacts {
    /// Main colours, most common first, at most four; skin-coloured ones left out.
    pub colours: Vec<ColourShare>,
    /// Mean edge strength inside the clothes by that of plain cloth, ≥ 0: pattern.
    pub pattern: f32,
    /// Share of the area below the chin that is skin-coloured: low neckline, bare shoulders.
    pub skin_share: f32,
}

/// Slope and visibility of the shoulders.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShoulderFacts {
    /// Slope of the line through both shoulders, degrees, positive clockwise in the picture.
    pub slope_deg: Measured<f32>,
    /// Whether the contour of each shoulder lies inside the picture, share seen 0 … 1.
    pub visible: Sides<f32>,
}

/// Light on the face.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LightFacts {
    /// Lightness of the right cheek minus the left, L* −100 … 100.
    pub cheek_difference: f32,
    /// Histogram intersection of both cheeks (OFIQ `IlluminationUniformity`), 0 … 1.
    pub uniformity: f32,
    /// Mean luminance of the face (OFIQ `LuminanceMean`), 0 … 1.
    pub luminance_mean: f32,
    /// Share of face pixels with luminance 247 … 255 (OFIQ `OverExposurePrevention`), 0 … 1.
    pub overexposed_share: f32,
    /// Share of face pixels with luminance 0 … 25 (OFIQ `UnderExposurePrevention`), 0 … 1.
    pub underexposed_share: f32,
    /// Entropy of the luminance histogram (OFIQ `DynamicRange`), bits 0 … 8.
    pub dynamic_range_bits: f32,
    /// Mean cheek colour, CIE a* and b*.
    pub skin_ab: [f32; 2],
    /// Distance of the cheek colour from natural skin, a* 5 … 25 and b* 5 … 35
    /// (OFIQ `NaturalColour`), ΔE ≥ 0.
    pub colour_cast: f32,
    /// Distance of a* and b* from their median among places of the same lightness that two in a hundred of
    /// the whole photo exceed, ΔE ≥ 0: grey and sepia photos have next to none. Absent in facts of versions
    /// that did not measure it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour_spread: Option<f32>,
}

/// What is printed over the part of the photo that the portrait shows: dates, brands, words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrintFacts {
    /// Marks in the longest straight line of marks of like size and strength: strokes of signs, or the gaps
    /// between them. Those in hair and between the lips are left out. 0 or at least 5.
    pub longest_line: u32,
    /// The same of lines that have three marks on the face at least.
    pub longest_line_on_face: u32,
}

/// Focus and compression on the face.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharpnessFacts {
    /// Variance of the Laplacian on the 256-px aligned face; not measurable below 90 px between
    /// the eyes, where enlarging would look like blur.
    pub laplacian_variance: Measured<f32>,
    /// Step over 8-px block borders by the step inside blocks, 1 is none: compression.
    pub blockiness: Measured<f32>,
    /// Standard deviation of the noise on the skin, 8-bit steps.
    pub noise: Measured<f32>,
}

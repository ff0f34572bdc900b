//! Facts about things worn on the head and about retouching. Evidence is a calibrated probability 0
//! … 1.

use serde::{Deserialize, Serialize};

use super::measured::Measured;
use super::sides::Sides;

/// Evidence of glasses.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlassesFacts {
    /// Any glasses: attribute head and frame edges combined, 0 … 1.
    pub evidence: Measured<f32>,
    /// Strongest horizontal line across the nose bridge by cheek texture, ≥ 0.
    pub bridge_edge: Measured<f32>,
    /// Tinted lenses: attribute head for sunglasses, 0 … 1.
    pub tint: Measured<f32>,
    /// Share of blown-out pixels in the lens areas, 0 … 1.
    pub glare: Measured<f32>,
}

/// Hair or anything else that covers the eyes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EyeCoverFacts {
    /// Share of each eye area that neither looks like skin nor like an eye, 0 … 1.
    pub covered_share: Measured<Sides<f32>>,
}

/// How well each eyebrow can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BrowFacts {
    /// Hair over the brows: strand edges and dark share of the band above the brows, and the
    /// attribute head, combined, 0 … 1.
    pub covered: Measured<Sides<f32>>,
}

/// How well each ear can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarFacts {
    /// Skin-coloured share of the strip where each ear is expected, 0 … 1.
    pub skin_share: Measured<Sides<f32>>,
    /// At least one ear is hidden: attribute head and skin share combined, 0 … 1.
    pub hidden: Measured<f32>,
}

/// Hats, scarves, bands.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadwearFacts {
    /// Something is worn on the head, 0 … 1.
    pub evidence: Measured<f32>,
}

/// Earrings and necklaces.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JewelleryFacts {
    /// Jewellery at an ear lobe, 0 … 1.
    pub ear: Measured<f32>,
    /// Jewellery at the neck, 0 … 1.
    pub neck: Measured<f32>,
}

/// Hints that software changed the picture.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetouchFacts {
    /// Contrast of the cheeks in the octave of pores and blotches (8 to 16 px on the 256-px aligned
    /// face), per mille of their brightness, ≥ 0; smoothing lowers it, and so does blur.
    pub skin_texture: Measured<f32>,
    /// Sensor noise on the person by that on the wall, as |log2|; a pasted head raises it.
    pub noise_mismatch: Measured<f32>,
}

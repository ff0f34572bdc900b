//! Facts about the face: position, pose, eyes, mouth.

use serde::{Deserialize, Serialize};

use super::appearance::{
    BrowFacts, EarFacts, EyeCoverFacts, GlassesFacts, HeadwearFacts, JewelleryFacts,
};
use super::measured::Measured;
use super::sides::{PointPx, Sides};

/// Box of a face as the counting detector places it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceBox {
    /// Left edge, pixels.
    pub x_px: f32,
    /// Top edge, pixels.
    pub y_px: f32,
    /// Width, pixels.
    pub width_px: f32,
    /// Height, pixels.
    pub height_px: f32,
    /// Detector's confidence, 0 … 1.
    pub score: f32,
}

/// Number and boxes of the faces.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceCount {
    /// Number of faces that the counting rule accepts.
    pub count: u32,
    /// Their boxes, largest first.
    pub boxes: Vec<FaceBox>,
    /// Area of the second largest face by that of the largest (OFIQ `SingleFacePresent`), 0 … 1.
    pub second_largest_ratio: f32,
}

/// Facts about the largest face.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceFacts {
    /// The landmark network's own confidence that this is a face, 0 … 1.
    pub presence: f32,
    /// Positions and sizes.
    pub geometry: GeometryFacts,
    /// Pose of the head.
    pub pose: PoseFacts,
    /// Openness, gaze and pupils.
    pub eyes: EyeFacts,
    /// Lip gap and teeth.
    pub mouth: MouthFacts,
    /// Evidence of glasses.
    pub glasses: GlassesFacts,
    /// Hair or anything else that covers the eyes.
    pub eye_cover: EyeCoverFacts,
    /// How well each eyebrow can be seen.
    pub brows: BrowFacts,
    /// How well each ear can be seen.
    pub ears: EarFacts,
    /// Hats, scarves, bands.
    pub headwear: HeadwearFacts,
    /// Earrings, necklaces.
    pub jewellery: JewelleryFacts,
    /// Something is before the face (a mask, a hand, a patch), 0 … 1; absent in facts of versions that did
    /// not measure it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covered: Option<Measured<f32>>,
}

/// Positions and sizes in the upright full-size photo.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GeometryFacts {
    /// Middle of each eye (iris centre where seen, else between the corners).
    pub eye_px: Sides<PointPx>,
    /// Row of the eye line: mean of both eyes.
    pub eye_line_px: f32,
    /// Lowest point of the chin.
    pub chin_px: PointPx,
    /// Top of the head including hair, by the matte.
    pub crown_px: Measured<PointPx>,
    /// Cheek to cheek at the widest, landmarks 234 and 454: the source scale.
    pub face_width_px: f32,
    /// Column of the face's middle, halfway between the cheeks.
    pub face_center_x_px: f32,
    /// Distance between the eyes' middles.
    pub inter_eye_px: f32,
    /// Eye midpoint to chin, OFIQ's T.
    pub eye_to_chin_px: f32,
    /// Free picture above the crown, pixels; negative when the head is cut off.
    pub margin_above_px: Measured<f32>,
}

/// Pose of the head, degrees; 0 is straight ahead.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoseFacts {
    /// Turned: positive towards the person's left.
    pub yaw_deg: f32,
    /// Nodded: positive upwards. Biased by up to 10° by face shape and camera height.
    pub pitch_deg: f32,
    /// Tilted: positive clockwise in the picture.
    pub roll_deg: f32,
}

/// Measurements of both eyes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EyeFacts {
    /// Lid gap by eye width (eye aspect ratio), 0 shut … about 0.4 wide open.
    pub openness: Sides<f32>,
    /// Smaller lid gap by T (OFIQ `EyesOpen`).
    pub opening_by_t: f32,
    /// Horizontal offset of the dark part (the iris) from the middle of what is open of the eye, by half the eye width,
    /// −1 … 1, positive towards the person's left.
    pub gaze_offset: Measured<Sides<f32>>,
    /// Share of strongly red pixels in the pupils, 0 … 1.
    pub red_share: Measured<f32>,
}

/// Measurements of the mouth.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MouthFacts {
    /// Inner lip gap by mouth width, 0 closed … 1.
    pub opening: f32,
    /// Inner lip gap by T (OFIQ `MouthClosed`).
    pub opening_by_t: f32,
    /// Share of tooth-like bright pixels between the lips, 0 … 1.
    pub teeth_share: Measured<f32>,
}

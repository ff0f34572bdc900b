//! Sizes and positions in a portrait.

/// Positions and sizes in the portrait, pixels of the portrait.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RenderedGeometry {
    /// Crown to top edge.
    pub crown_px: f32,
    /// Eye line to top edge.
    pub eye_line_px: f32,
    /// Cheek to cheek.
    pub face_width_px: f32,
    /// The face's middle right (+) or left (−) of the portrait's.
    pub center_offset_px: f32,
    /// Chin to top edge.
    pub chin_px: f32,
}

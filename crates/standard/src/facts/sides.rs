//! Positions in the photo, and values that exist once for each side of the person.

use serde::{Deserialize, Serialize};

/// A point in the upright full-size photo.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointPx {
    /// Rightwards, pixels.
    pub x: f32,
    /// Downwards, pixels.
    pub y: f32,
}

/// One value for each of the person's own sides.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sides<T> {
    /// The person's right: on the left of the picture.
    pub right: T,
    /// The person's left: on the right of the picture.
    pub left: T,
}

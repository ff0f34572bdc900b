//! Facts about the file, which do not depend on a face.

use serde::{Deserialize, Serialize};

use super::measured::Measured;

/// The formats we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileFormat {
    /// ISO/IEC 10918-1.
    Jpeg,
    /// ISO/IEC 15948.
    Png,
    /// Google WebP.
    Webp,
    /// ISO/IEC 23008-12 with HEVC.
    Heic,
}

/// A sign that the picture is of a screen, not of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScreenshotHint {
    /// The size is that of a common phone or computer screen and no camera is named.
    ScreenSize,
    /// A screenshot program signed the file.
    ScreenshotSoftware,
}

/// Facts about the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileFacts {
    /// Format by content, never by name.
    pub format: FileFormat,
    /// Size of the file.
    pub bytes: u64,
    /// Columns of the upright picture.
    pub width_px: u32,
    /// Rows of the upright picture.
    pub height_px: u32,
    /// EXIF orientation that was applied, 1 … 8.
    pub orientation: u8,
    /// Camera maker (EXIF 0x010F).
    pub camera_make: Option<String>,
    /// Camera model (EXIF 0x0110).
    pub camera_model: Option<String>,
    /// Programs that signed the file (EXIF 0x0131, XMP creator tools, PNG text), in file order.
    pub software: Vec<String>,
    /// When the shutter was pressed, local time `YYYY-MM-DDTHH:MM:SS` (EXIF 0x9003).
    pub captured_at: Option<String>,
    /// Day `YYYY-MM-DD` on which somebody saw it being taken: staff, or the app whose camera took it.
    /// Such pictures often carry no time of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witnessed_on: Option<String>,
    /// Name of the embedded colour profile that was converted to sRGB.
    pub colour_profile: Option<String>,
    /// Quality 1 … 100 estimated from the JPEG quantisation tables.
    pub jpeg_quality: Option<u8>,
    /// Evidence that the JPEG was compressed twice, 0 (none) … 1 (clear).
    pub double_compression: Measured<f32>,
    /// Signs of a screenshot.
    pub screenshot_hints: Vec<ScreenshotHint>,
    /// The file ends before the picture does; missing rows are grey.
    pub truncated: bool,
}

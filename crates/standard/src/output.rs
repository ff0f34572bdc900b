//! The portrait file to produce: size, framing windows, background, range of bytes.

use serde::{Deserialize, Serialize};

/// A closed range and the value to aim at inside it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// Smallest allowed value, pixels.
    pub min: f32,
    /// Largest allowed value, pixels.
    pub max: f32,
    /// Value that the frame is placed for, inside the range; pixels.
    pub aim: f32,
}

impl Window {
    /// Whether `value` lies inside, ends included.
    pub fn contains(&self, value: f32) -> bool {
        (self.min..=self.max).contains(&value)
    }
}

/// The allowed file size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByteWindow {
    /// Smallest allowed size, inclusive.
    pub min_bytes: u32,
    /// Largest allowed size, inclusive.
    pub max_bytes: u32,
}

/// The portrait file to produce.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutputSpec {
    /// Width of the portrait, 1 … 4000 pixels.
    pub width_px: u32,
    /// Height of the portrait, 1 … 4000 pixels.
    pub height_px: u32,
    /// Pixel density written into the file, dots per inch; ≥ 1.
    pub dpi: u16,
    /// Background colour, 8-bit sRGB.
    pub background: [u8; 3],
    /// Crown to top edge, pixels of the portrait.
    pub crown_px: Window,
    /// Eye line to top edge, pixels of the portrait.
    pub eye_line_px: Window,
    /// Face width cheek to cheek, pixels of the portrait.
    pub face_width_px: Window,
    /// Largest distance of the face's middle from the portrait's, pixels.
    pub max_center_offset_px: f32,
    /// Largest enlargement of the photo, 1 (none) … 4.
    pub max_upscale: f32,
    /// Allowed size of the file.
    pub bytes: ByteWindow,
    /// Lowest JPEG quality that may be used to reach the size, 1 … 100.
    pub min_quality: u8,
}

impl OutputSpec {
    /// 教毕指〔2017〕99号: 480 × 640, crown 50–110, eye line 200–300, face width 180–300, light
    /// blue; the aims are our rule of thumb for the middle of the windows.
    pub const DIPLOMA: Self = Self {
        width_px: 480,
        height_px: 640,
        dpi: 300,
        background: [100, 197, 255],
        crown_px: Window {
            min: 50.0,
            max: 110.0,
            aim: 80.0,
        },
        eye_line_px: Window {
            min: 200.0,
            max: 300.0,
            aim: 250.0,
        },
        face_width_px: Window {
            min: 180.0,
            max: 300.0,
            aim: 240.0,
        },
        max_center_offset_px: 12.0,
        max_upscale: 1.25,
        bytes: ByteWindow {
            min_bytes: 20_480,
            max_bytes: 40_000,
        },
        min_quality: 60,
    };
}

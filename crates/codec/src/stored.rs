//! Pixels as a file stores them, before they are turned upright and converted to sRGB.

use raster::RgbImage;

/// Pixels of three or four channels, interleaved, row by row.
pub(crate) struct Stored {
    /// 8-bit values; R G B, or C M Y K (0 is full ink) for four channels.
    pub(crate) values: Vec<u8>,
    pub(crate) width_px: usize,
    pub(crate) height_px: usize,
    /// 3 or 4.
    pub(crate) channels: usize,
}

impl Stored {
    /// R G B pixels; ink without a profile by the plain rule (Adobe files are inverted).
    pub(crate) fn into_rgb(self) -> Option<RgbImage> {
        let values = if self.channels == 3 {
            self.values
        } else {
            let mix = |ink: u8, black: u8| (u16::from(ink) * u16::from(black) / 255) as u8;
            let pixels = self.values.chunks_exact(4);
            pixels
                .flat_map(|p| [mix(p[0], p[3]), mix(p[1], p[3]), mix(p[2], p[3])])
                .collect()
        };
        RgbImage::from_raw(self.width_px, self.height_px, values).ok()
    }
}

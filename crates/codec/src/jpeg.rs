//! JPEG pixels by `zune-jpeg`, reduced while they are still in cache.

use raster::RgbImage;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use crate::segments::Header;
use crate::{DecodeError, Limits};

/// Pixels as stored: not yet turned, not yet converted.
pub(crate) struct Stored {
    /// 8-bit values; R G B, or C M Y K (0 is full ink) for four channels.
    pub(crate) values: Vec<u8>,
    pub(crate) width_px: usize,
    pub(crate) height_px: usize,
    /// 3 or 4.
    pub(crate) channels: usize,
}

/// Decodes all pixels.
pub(crate) fn decode(
    bytes: &[u8],
    header: &Header<'_>,
    limits: &Limits,
) -> Result<Stored, DecodeError> {
    let channels = if header.components == 4 { 4 } else { 3 };
    let side = limits.max_side_px as usize;
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(side)
        .set_max_height(side)
        .jpeg_set_max_scans(100)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder
        .decode_headers()
        .map_err(|error| DecodeError::Damaged(error.to_string()))?;
    let ycck = decoder.input_colorspace() == Some(ColorSpace::YCCK);
    if channels == 4 {
        // Ink values are converted by the colour profile, or by the Adobe rule without one.
        let kind = if ycck {
            ColorSpace::YCCK
        } else {
            ColorSpace::CMYK
        };
        decoder.set_options(options.jpeg_set_out_colorspace(kind));
    }
    let values = decoder
        .decode()
        .map_err(|error| DecodeError::Damaged(error.to_string()))?;
    let (width_px, height_px) = (header.width_px as usize, header.height_px as usize);
    if values.len() != width_px * height_px * channels {
        return Err(DecodeError::Damaged("the decoder gave another size".into()));
    }
    let mut stored = Stored {
        values,
        width_px,
        height_px,
        channels,
    };
    if ycck {
        stored.turn_ycck_to_cmyk();
    }
    Ok(stored)
}

impl Stored {
    /// YCCK to CMYK as Adobe stores it (inverted): the first three are YCbCr of inverted ink.
    fn turn_ycck_to_cmyk(&mut self) {
        for pixel in self.values.chunks_exact_mut(4) {
            let (y, cb, cr) = (
                f32::from(pixel[0]),
                f32::from(pixel[1]) - 128.0,
                f32::from(pixel[2]) - 128.0,
            );
            pixel[0] = (y + 1.402 * cr).round() as u8;
            pixel[1] = (y - 0.344_136 * cb - 0.714_136 * cr).round() as u8;
            pixel[2] = (y + 1.772 * cb).round() as u8;
        }
    }

    /// Averages squares of `factor` pixels; a rest at the right and lower edge is left out.
    pub(crate) fn reduce(self, factor: usize) -> Self {
        if factor == 1 {
            return self;
        }
        let (width_px, height_px) = (self.width_px / factor, self.height_px / factor);
        let (channels, row_values) = (self.channels, self.width_px * self.channels);
        let mut values = Vec::with_capacity(width_px * height_px * channels);
        let mut sums = vec![0u16; width_px * channels];
        let shift = 2 * factor.trailing_zeros();
        for rows in self
            .values
            .chunks_exact(row_values * factor)
            .take(height_px)
        {
            sums.fill(0);
            for row in rows.chunks_exact(row_values) {
                for (sum, square) in sums
                    .chunks_exact_mut(channels)
                    .zip(row.chunks_exact(channels * factor))
                {
                    for pixel in square.chunks_exact(channels) {
                        for (total, value) in sum.iter_mut().zip(pixel) {
                            *total += u16::from(*value);
                        }
                    }
                }
            }
            let half = 1u16 << (shift - 1);
            values.extend(sums.iter().map(|sum| ((sum + half) >> shift) as u8));
        }
        Self {
            values,
            width_px,
            height_px,
            channels,
        }
    }

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

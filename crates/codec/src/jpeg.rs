//! JPEG pixels: in full by `zune-jpeg`, reduced inside the cosine transform by `jpeg-decoder` (ADR 3).

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

/// Decodes at 1/`reduction` of the size: 1, 2, 4 or 8.
///
/// Reduced, each block of 8 × 8 gives 8/`reduction` pixels a side, made of its lowest frequencies
/// alone. Files that the reducing decoder does not take (ink, cut short) are decoded in full and
/// averaged.
pub(crate) fn decode(
    bytes: &[u8],
    header: &Header<'_>,
    limits: &Limits,
    reduction: usize,
) -> Result<Stored, DecodeError> {
    if reduction > 1
        && let Some(stored) = decode_reduced(bytes, header, limits, reduction)
    {
        return Ok(stored);
    }
    Ok(decode_full(bytes, header, limits)?.reduce(reduction))
}

/// `None` where `jpeg-decoder` does not take the file.
fn decode_reduced(
    bytes: &[u8],
    header: &Header<'_>,
    limits: &Limits,
    reduction: usize,
) -> Option<Stored> {
    if header.components == 4 {
        return None;
    }
    let reduced = |full_px: u32| (full_px as usize).div_ceil(reduction);
    let (width_px, height_px) = (reduced(header.width_px), reduced(header.height_px));
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    decoder.set_max_decoding_buffer_size(limits.max_memory_bytes as usize);
    let size = decoder
        .scale(
            u16::try_from(width_px).ok()?,
            u16::try_from(height_px).ok()?,
        )
        .ok()?;
    if (usize::from(size.0), usize::from(size.1)) != (width_px, height_px) {
        return None;
    }
    let values = decoder.decode().ok()?;
    let values = match decoder.info()?.pixel_format {
        jpeg_decoder::PixelFormat::RGB24 => values,
        jpeg_decoder::PixelFormat::L8 => values.iter().flat_map(|&grey| [grey; 3]).collect(),
        jpeg_decoder::PixelFormat::L16 | jpeg_decoder::PixelFormat::CMYK32 => return None,
    };
    (values.len() == width_px * height_px * 3).then_some(Stored {
        values,
        width_px,
        height_px,
        channels: 3,
    })
}

/// Decodes all pixels.
fn decode_full(bytes: &[u8], header: &Header<'_>, limits: &Limits) -> Result<Stored, DecodeError> {
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
    /// YCCK to CMYK as it was given to the encoder, which for Adobe is inverted ink: the first three
    /// are YCbCr of the inverse of what was given (libjpeg, `jdcolor.c`).
    fn turn_ycck_to_cmyk(&mut self) {
        for pixel in self.values.chunks_exact_mut(4) {
            let (y, cb, cr) = (
                f32::from(pixel[0]),
                f32::from(pixel[1]) - 128.0,
                f32::from(pixel[2]) - 128.0,
            );
            pixel[0] = (255.0 - (y + 1.402 * cr)).round() as u8;
            pixel[1] = (255.0 - (y - 0.344_136 * cb - 0.714_136 * cr)).round() as u8;
            pixel[2] = (255.0 - (y + 1.772 * cb)).round() as u8;
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

//! JPEG pixels by `jpeg-decoder`, reduced inside the cosine transform (ADR 3).

use std::borrow::Cow;

use jpeg_decoder::{ColorTransform, Decoder, PixelFormat};
use raster::RgbImage;

use crate::segments::Header;
use crate::{DecodeError, Limits};

/// Ends every JPEG.
const END_OF_IMAGE: [u8; 2] = [0xFF, 0xD9];

/// What Adobe's segment says of four components whose first three are YCbCr of inverted ink.
const ADOBE_YCCK: u8 = 2;

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
/// alone. What is missing at the end of a file comes out flat.
pub(crate) fn decode(
    bytes: &[u8],
    header: &Header<'_>,
    limits: &Limits,
    reduction: usize,
) -> Result<Stored, DecodeError> {
    let reduced = |full_px: u32| (full_px as usize).div_ceil(reduction);
    let (width_px, height_px) = (reduced(header.width_px), reduced(header.height_px));
    // After an end marker the decoder goes on with zeros; without one it gives up.
    let whole = if header.complete {
        Cow::Borrowed(bytes)
    } else {
        Cow::Owned([bytes, &END_OF_IMAGE].concat())
    };
    let mut decoder = Decoder::new(&*whole);
    decoder.set_max_decoding_buffer_size(limits.max_memory_bytes as usize);
    if let Some(transform) = colour_transform(header) {
        decoder.set_color_transform(transform);
    }
    if reduction > 1 {
        let side = |reduced_px: usize| u16::try_from(reduced_px).unwrap_or(u16::MAX);
        decoder
            .scale(side(width_px), side(height_px))
            .map_err(|error| damaged(&error))?;
    }
    let values = decoder.decode().map_err(|error| damaged(&error))?;
    let (values, channels) = match decoder.info().map(|info| info.pixel_format) {
        Some(PixelFormat::RGB24) => (values, 3),
        Some(PixelFormat::L8) => (values.iter().flat_map(|&grey| [grey; 3]).collect(), 3),
        // The decoder counts ink upwards.
        Some(PixelFormat::CMYK32) => (values.iter().map(|ink| 255 - ink).collect(), 4),
        Some(PixelFormat::L16) | None => {
            return Err(DecodeError::Damaged("it has 16 bits per sample".into()));
        }
    };
    if values.len() != width_px * height_px * channels {
        return Err(DecodeError::Damaged("the decoder gave another size".into()));
    }
    Ok(Stored {
        values,
        width_px,
        height_px,
        channels,
    })
}

fn damaged(error: &jpeg_decoder::Error) -> DecodeError {
    DecodeError::Damaged(error.to_string())
}

/// What the components mean, as libjpeg decides it; `None` where their identifiers tell.
fn colour_transform(header: &Header<'_>) -> Option<ColorTransform> {
    match (header.components, header.adobe_transform) {
        (3, _) if header.jfif => Some(ColorTransform::YCbCr),
        (3, Some(0)) => Some(ColorTransform::RGB),
        (3, Some(_)) => Some(ColorTransform::YCbCr),
        (4, Some(ADOBE_YCCK)) => Some(ColorTransform::YCCK),
        (4, _) => Some(ColorTransform::CMYK),
        _ => None,
    }
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

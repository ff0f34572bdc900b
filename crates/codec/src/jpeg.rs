//! Decodes JPEG pixels with `jpeg-decoder`, at a reduced size where that is enough (ADR 3).

use std::borrow::Cow;

use jpeg_decoder::{ColorTransform, Decoder, PixelFormat};

use crate::limits::{DecodeError, Limits};
use crate::segments::Header;
use crate::stored::Stored;

/// Ends every JPEG.
const END_OF_IMAGE: [u8; 2] = [0xFF, 0xD9];

/// Adobe's transform flag for four components whose first three are YCbCr of inverted ink.
const ADOBE_YCCK: u8 = 2;

/// Data of every kind, without markers: equal bytes may happen to be the code of units that change nothing.
const FOREIGN: [u8; 128] = {
    let mut bytes = [0; 128];
    let mut at = 0;
    while at < bytes.len() {
        bytes[at] = (at * 151 + 73) as u8 % 251;
        at += 1;
    }
    bytes
};

/// The reduction at which two decodings are compared: of a progressive file the means come first and are
/// not cut off.
const COMPARED: usize = 8;
const COMPARED_PROGRESSIVE: usize = 2;

/// A row goes on alike where this share of its steps does.
const ALIKE: f32 = 0.8;

/// Side of the largest unit of blocks that is stored together, pixels; the sides of smaller ones divide it.
const LARGEST_UNIT_PX: usize = 32;

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

/// Whether data are missing for the last places of the picture. Neither an end marker proves anything nor its
/// absence: where data are missing, the picture changes with what is put in their place. Not seen: a progressive
/// file whose last scans were replaced by an end marker, or that lacks only its finest detail.
pub(crate) fn is_cut_off(
    bytes: &[u8],
    header: &Header<'_>,
    limits: &Limits,
    (decoded, reduction): (&Stored, usize),
) -> bool {
    // Most photos need no second look.
    if header.complete && !ends_alike(decoded, reduction) {
        return false;
    }
    let mut data = &bytes[..header.data_end];
    // Half of a stuffed byte, which would make a marker of what follows.
    while let [before @ .., 0xFF] = data {
        data = before;
    }
    let compared = if header.progressive {
        COMPARED_PROGRESSIVE
    } else {
        COMPARED
    };
    let continued = |more: &[u8]| {
        let whole = [data, more, &END_OF_IMAGE].concat();
        let header = Header::read(&whole).ok()?;
        decode(&whole, &header, limits, compared).ok()
    };
    match (continued(&[]), continued(&FOREIGN)) {
        (Some(one), Some(other)) => one.values != other.values,
        _ => true,
    }
}

/// Whether the last quarter of the last row goes on alike from unit to unit, as it does where data are missing: the
/// decoder reads zeros there, which give the same unit again and again, lighter or darker by the same step until
/// there is nothing lighter or darker.
fn ends_alike(picture: &Stored, reduction: usize) -> bool {
    let channels = picture.channels;
    let period = LARGEST_UNIT_PX / reduction * channels;
    let quarter = picture.width_px / 4 * channels;
    let end = &picture.values[picture.values.len().saturating_sub(quarter)..];
    let step = |at: usize| i16::from(end[at]) - i16::from(end[at - channels]);
    // Steps of units are rounded to whole values.
    let compared = period + channels..end.len();
    let alike = compared
        .clone()
        .filter(|&at| (step(at) - step(at - period)).abs() <= 1);
    alike.count() as f32 >= ALIKE * compared.len() as f32
}

fn damaged(error: &jpeg_decoder::Error) -> DecodeError {
    DecodeError::Damaged(error.to_string())
}

/// Colour space of the components by the rules of libjpeg; `None` where their identifiers decide.
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

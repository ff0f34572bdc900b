//! Reads the segments of a JPEG that precede the picture data: size, tables, metadata. It decodes
//! no pixels.

use crate::limits::DecodeError;

/// Content of the header of a JPEG.
#[derive(Debug, Default)]
pub(crate) struct Header<'file> {
    pub(crate) width_px: u32,
    pub(crate) height_px: u32,
    /// 1 grey, 3 colour, 4 CMYK or YCCK.
    pub(crate) components: u8,
    /// Stored values per pixel over all components: 3 for 4:4:4, 1.5 for 4:2:0.
    pub(crate) values_per_pixel: f64,
    pub(crate) progressive: bool,
    /// A JFIF segment says that colours are YCbCr.
    pub(crate) jfif: bool,
    /// Adobe's transform flag: 0 as they are, 1 YCbCr, 2 YCCK; `None` without the segment.
    pub(crate) adobe_transform: Option<u8>,
    /// Quantisation tables in zigzag order, by their number 0 … 3.
    pub(crate) tables: [Option<[u16; 64]>; 4],
    /// The TIFF structure of the EXIF segment.
    pub(crate) exif: Option<&'file [u8]>,
    pub(crate) xmp: Option<&'file [u8]>,
    /// Parts of the colour profile in file order.
    icc: Vec<(u8, &'file [u8])>,
    /// Where the picture data end: at the end marker, or where the file ends.
    pub(crate) data_end: usize,
    /// The picture data are followed by an end marker.
    pub(crate) complete: bool,
}

/// Largest colour profile that is put together from its parts.
const MAX_PROFILE_BYTES: usize = 4 << 20;

impl<'file> Header<'file> {
    /// Walks the segments up to the first scan.
    pub(crate) fn read(bytes: &'file [u8]) -> Result<Self, DecodeError> {
        let mut header = Header::default();
        let mut at = 2;
        loop {
            let marker = *bytes
                .get(at + 1)
                .ok_or_else(|| damaged("it ends in the header"))?;
            if bytes[at] != 0xFF {
                // Some cameras leave stray bytes between segments.
                at += 1;
                continue;
            }
            match marker {
                0xFF => at += 1,
                0x01 | 0xD0..=0xD8 => at += 2,
                0xD9 => return Err(damaged("it has no picture")),
                _ => {
                    let body =
                        segment(bytes, at).ok_or_else(|| damaged("it ends in the header"))?;
                    if marker == 0xDA {
                        break;
                    }
                    header.take(marker, body)?;
                    at += 4 + body.len();
                }
            }
        }
        if header.width_px == 0 || header.height_px == 0 || header.components == 0 {
            return Err(damaged("it has no size"));
        }
        (header.data_end, header.complete) = end_of_data(bytes, at);
        Ok(header)
    }

    fn take(&mut self, marker: u8, body: &'file [u8]) -> Result<(), DecodeError> {
        match marker {
            // Start of frame; C4, C8 and CC are other things.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                let &[_, h1, h0, w1, w0, components, ref sampling @ ..] = body else {
                    return Err(damaged("its size is cut off"));
                };
                self.values_per_pixel = values_per_pixel(sampling);
                self.height_px = u32::from(u16::from_be_bytes([h1, h0]));
                self.width_px = u32::from(u16::from_be_bytes([w1, w0]));
                self.components = components;
                self.progressive = matches!(marker, 0xC2 | 0xC6 | 0xCA | 0xCE);
            }
            0xDB => self.take_tables(body),
            0xE0 => self.jfif |= body.starts_with(b"JFIF\0"),
            0xEE if body.starts_with(b"Adobe") => self.adobe_transform = body.get(11).copied(),
            0xE1 => {
                if let Some(exif) = body.strip_prefix(b"Exif\0\0") {
                    self.exif.get_or_insert(exif);
                } else if let Some(xmp) = body.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0") {
                    self.xmp.get_or_insert(xmp);
                }
            }
            0xE2 => {
                if let Some([number, _, part @ ..]) = body.strip_prefix(b"ICC_PROFILE\0") {
                    self.icc.push((*number, part));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take_tables(&mut self, mut body: &[u8]) {
        while let [kind, rest @ ..] = body {
            let size = if kind >> 4 == 0 { 64 } else { 128 };
            let (Some(values), Some(slot)) = (
                rest.get(..size),
                self.tables.get_mut(usize::from(kind & 15)),
            ) else {
                return;
            };
            let table = std::array::from_fn(|index| {
                if size == 64 {
                    u16::from(values[index])
                } else {
                    u16::from_be_bytes([values[2 * index], values[2 * index + 1]])
                }
            });
            *slot = Some(table);
            body = &rest[size..];
        }
    }

    /// The colour profile, put together from its parts.
    pub(crate) fn profile(&self) -> Option<Vec<u8>> {
        let mut parts = self.icc.clone();
        parts.sort_by_key(|(number, _)| *number);
        let total: usize = parts.iter().map(|(_, part)| part.len()).sum();
        let usable = (1..=MAX_PROFILE_BYTES).contains(&total);
        usable.then(|| {
            parts
                .iter()
                .flat_map(|(_, part)| part.iter().copied())
                .collect()
        })
    }
}

/// The body of the segment whose marker stands at `at`.
fn segment(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let length = usize::from(u16::from_be_bytes([
        *bytes.get(at + 2)?,
        *bytes.get(at + 3)?,
    ]));
    bytes.get(at + 4..at + 2 + length)
}

/// Walks the scans from the first one's marker at `at`: where the last one ends, and whether an end marker stands
/// there. Phones append other data after it (previews, motion pictures) with end markers of their own.
fn end_of_data(bytes: &[u8], mut at: usize) -> (usize, bool) {
    while let Some(body) = segment(bytes, at) {
        at += 4 + body.len();
        let marker_at = |at: usize| {
            let marker = bytes.get(at + 1).copied();
            // Stuffed bytes, restarts and fill bytes belong to the data.
            bytes[at] == 0xFF
                && marker.is_some_and(|marker| !matches!(marker, 0x00 | 0xD0..=0xD7 | 0xFF))
        };
        match (at..bytes.len()).find(|&at| marker_at(at)) {
            None => return (bytes.len(), false),
            Some(end) if bytes[end + 1] == 0xD9 => return (end, true),
            // The tables of the next scan, or the scan.
            Some(next) => at = next,
        }
    }
    (bytes.len().min(at), false)
}

/// From the frame's list of components: three bytes each, the second holds both sampling factors.
fn values_per_pixel(components: &[u8]) -> f64 {
    let factors = || {
        let bytes = components.chunks_exact(3).map(|component| component[1]);
        bytes.map(|both| (f64::from(both >> 4), f64::from(both & 15)))
    };
    let widest = factors().map(|(across, _)| across).fold(1.0, f64::max);
    let tallest = factors().map(|(_, down)| down).fold(1.0, f64::max);
    factors()
        .map(|(across, down)| across * down / (widest * tallest))
        .sum()
}

pub(crate) fn damaged(what: &str) -> DecodeError {
    DecodeError::Damaged(what.into())
}

//! Finds QR symbols in a black and white picture and reads their bytes.
//!
//! The steps are those of `rxing`'s QR reader. They are called one by one so that the time budget
//! is checked between candidates: a picture full of finder patterns has many thousands of them. The
//! bytes are *not* interpreted here.

use std::panic::{AssertUnwindSafe, catch_unwind};

use raster::{Plane, Point};
use rxing::{
    common::{BitMatrix, DetectorRXingResult, cpp_essentials::DecoderResult},
    qrcode::cpp_port::{
        decoder::Decode,
        detector::{FindFinderPatterns, GenerateFinderPatternSets, SampleQR},
    },
};

use crate::binarize::{Threshold, binarize};
use crate::payload::Payload;

/// Most symbols read from one picture; a page of codes is not a collection code.
const MAX_SYMBOLS: usize = 16;

/// A symbol that was read, error correction passed.
#[derive(Debug, Clone)]
pub(crate) struct Symbol {
    /// Content of the symbol.
    pub(crate) payload: Payload,
    /// Corners in pixels of the searched picture: top left, top right, bottom right, bottom left
    /// of the symbol itself.
    pub(crate) corners: [Point; 4],
    /// Whether it is one of several that belong together (structured append): then its payload is
    /// only a part of a text.
    pub(crate) is_part: bool,
}

/// All symbols of a grey picture, until `time_is_up`.
pub(crate) fn find_symbols(
    luma: &Plane<u8>,
    threshold: Threshold,
    time_is_up: &dyn Fn() -> bool,
) -> Vec<Symbol> {
    // The library asserts and indexes its way through geometry. No picture is known that makes it
    // panic, but pictures come from strangers: one that does counts as a picture without symbols.
    let search = AssertUnwindSafe(|| {
        let black = binarize(luma, threshold)?;
        Some(search(&black, time_is_up))
    });
    catch_unwind(search).ok().flatten().unwrap_or_default()
}

fn search(black: &BitMatrix, time_is_up: &dyn Fn() -> bool) -> Vec<Symbol> {
    const TRY_HARDER: bool = true;
    const ANY_MODULE_SIZE: u32 = 0;
    let mut patterns = FindFinderPatterns(black, TRY_HARDER, ANY_MODULE_SIZE);
    let mut used = Vec::new();
    let mut symbols = Vec::new();
    for candidate in GenerateFinderPatternSets(&mut patterns) {
        if symbols.len() == MAX_SYMBOLS || time_is_up() {
            break;
        }
        let centers = [candidate.bl, candidate.tl, candidate.tr];
        if centers.iter().any(|center| used.contains(center)) {
            continue;
        }
        let Ok(sampled) = SampleQR(black, &candidate) else {
            continue;
        };
        let Some((payload, is_part)) = decode(sampled.getBits()) else {
            continue;
        };
        let corner = |index: usize| {
            let point = sampled.getPoints().get(index).copied().unwrap_or_default();
            Point::new(point.x, point.y)
        };
        used.extend(centers);
        symbols.push(Symbol {
            payload,
            corners: [0, 1, 2, 3].map(corner),
            is_part,
        });
    }
    symbols
}

/// The payload of sampled modules and whether it is one of several parts.
fn decode(modules: &BitMatrix) -> Option<(Payload, bool)> {
    let decoded = Decode(modules).ok().filter(DecoderResult::isValid)?;
    let content = decoded.content();
    let declared_text = content.has_eci.then(|| decoded.text());
    let payload = Payload::new(content.bytes().to_vec(), declared_text);
    let is_part = decoded.structuredAppend().count > 1;
    (!payload.bytes().is_empty()).then_some((payload, is_part))
}

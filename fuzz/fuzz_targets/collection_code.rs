//! Any grey picture into the code reader, any payload into the decoders.
//!
//! Files are not decoded here: the `codec` target does that, and a picture file would hide the
//! pixels from the fuzzer behind compression.
#![no_main]

use std::{cell::Cell, time::Duration};

use collection_code::{CodeReader, Content, Payload, standard_decoders};
use libfuzzer_sys::fuzz_target;
use raster::RgbImage;

/// Most pixels a side: the smallest symbol has 21 modules, and small pictures are tried often.
const MAX_SIDE_PX: usize = 96;

/// What one look at the clock costs, so that every input ends after the same number of looks.
const TICK: Duration = Duration::from_millis(250);

fuzz_target!(|input: (bool, u8, u8, u8, &[u8])| {
    let (is_picture, width, height, module_px, bytes) = input;
    if is_picture {
        let (width, height) = (usize::from(width), usize::from(height));
        read_picture(width, height, usize::from(module_px % 4) + 1, bytes);
    } else {
        decode_payload(bytes);
    }
});

/// Each byte is a square of `module_px` grey pixels a side; the bytes repeat until the picture is full.
fn read_picture(width: usize, height: usize, module_px: usize, bytes: &[u8]) {
    let (width, height) = (width.min(MAX_SIDE_PX), height.min(MAX_SIDE_PX));
    let columns = width.div_ceil(module_px);
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let at = y / module_px * columns + x / module_px;
        let grey = bytes
            .get(at % bytes.len().max(1))
            .copied()
            .unwrap_or_default();
        [grey; 3]
    });
    let elapsed = Cell::new(Duration::ZERO);
    let clock = || {
        elapsed.set(elapsed.get() + TICK);
        elapsed.get()
    };
    if let Ok(reading) = CodeReader::default().read(&picture, &clock) {
        assert!(!reading.best.payload.bytes().is_empty());
    }
}

/// A decoder either understands a payload or declines; the last one always accepts.
fn decode_payload(bytes: &[u8]) {
    let declared = std::str::from_utf8(bytes).ok().map(str::to_owned);
    for payload in [
        Payload::new(bytes.to_vec(), None),
        Payload::new(bytes.to_vec(), declared),
    ] {
        let decoders = standard_decoders();
        let mut meanings = decoders
            .iter()
            .filter_map(|decoder| decoder.decode(&payload));
        let meaning = meanings
            .next()
            .expect("the opaque decoder accepts everything");
        if let Content::Fields(fields) = meaning {
            // Nothing personal may be printed by accident, and what was read must be writable.
            let _ = format!("{fields:?}");
            serde_json::to_string(&fields).expect("fields are plain text");
        }
    }
}

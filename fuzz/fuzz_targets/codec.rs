//! Any bytes into the picture decoder, at full and at reduced scale.
#![no_main]

use codec::{Limits, Scale, decode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // Small limits keep one input quick; the checks before decoding are the same.
    let limits = Limits {
        max_pixels: 1 << 20,
        max_memory_bytes: 64 << 20,
        ..Limits::default()
    };
    let _ = decode(bytes, &limits, Scale::Full);
    let _ = decode(bytes, &limits, Scale::AtLeast { longer_side_px: 64 });
});

//! Tests with pictures that are expensive to search: none panics, none yields a code, every search
//! ends.

use std::{cell::Cell, time::Duration};

use collection_code::CodeReader;
use proptest::prelude::*;
use raster::RgbImage;

/// A clock that moves on by a millisecond each time it is asked: ends any search that asks.
#[track_caller]
fn check(picture: &RgbImage) {
    let asked = Cell::new(0_u64);
    let clock = || {
        asked.set(asked.get() + 1);
        Duration::from_millis(asked.get())
    };
    assert!(CodeReader::default().read(picture, &clock).is_err());
}

#[test]
fn no_size_is_too_small() {
    for width in 0..9 {
        for height in 0..9 {
            check(&RgbImage::from_fn(width, height, |x, y| {
                [((x ^ y) & 1) as u8 * 255; 3]
            }));
        }
    }
    check(&RgbImage::filled(1, 3000, [200; 3]));
    check(&RgbImage::filled(3000, 1, [200; 3]));
}

#[test]
fn a_wall_of_finder_patterns_ends() {
    let wall = RgbImage::from_fn(800, 800, |x, y| {
        let ring = (x % 32 / 4).abs_diff(3).max((y % 32 / 4).abs_diff(3));
        [if ring == 3 || ring <= 1 { 0 } else { 255 }; 3]
    });
    check(&wall);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn noise_has_no_code(width in 1_usize..90, height in 1_usize..90, cell in 1_usize..5, seed: u64) {
        let picture = RgbImage::from_fn(width, height, |x, y| {
            let mut state = seed ^ ((x / cell) as u64) << 32 ^ (y / cell) as u64;
            state = (state ^ state >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
            [((state >> 40) & 1) as u8 * 255; 3]
        });
        check(&picture);
    }
}

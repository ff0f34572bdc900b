//! Tests with drawn cards, photographed in all ways that students are known to use, and of the
//! limits of the search.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use std::{cell::Cell, time::Duration};

use collection_code::{CodeReader, Content, ReadError, SearchLimits, standard_decoders};
use raster::RgbImage;
use test_kit::card::{Card, CardFields, Shot, photograph};
use test_kit::{JpegOptions, to_jpeg, to_png};

/// A card whose code has this id.
fn card(code_id: &str) -> Card {
    let fields = CardFields {
        code_id: code_id.into(),
        ..CardFields::default()
    };
    Card::new(&fields.to_payload()).unwrap()
}

/// The code ids read from a picture, best first.
fn code_ids(picture: &RgbImage) -> Result<Vec<String>, ReadError> {
    let reading = CodeReader::default().read(picture, &|| Duration::ZERO)?;
    let codes = std::iter::once(reading.best).chain(reading.others);
    let id = |code: collection_code::FoundCode| match code.content {
        Content::Fields(fields) => fields.code_id.unwrap_or_default(),
        Content::Opaque => code.payload.text().unwrap_or_default().to_owned(),
    };
    Ok(codes.map(id).collect())
}

#[track_caller]
fn check(shot: Shot) {
    let picture = card("CODE-1").photographed(&shot);
    assert_eq!(code_ids(&picture), Ok(vec!["CODE-1".to_owned()]));
}

/// Read from the file that a student hands in, lossless and as messengers compress it.
#[track_caller]
fn check_files(shot: Shot) {
    let picture = card("CODE-1").photographed(&shot);
    let compressed = JpegOptions {
        quality: 50,
        ..JpegOptions::default()
    };
    let jpeg = to_jpeg(&picture, &compressed).unwrap();
    for stored in [opened(&to_png(&picture).unwrap()), opened(&jpeg)] {
        assert_eq!(code_ids(&stored), Ok(vec!["CODE-1".to_owned()]));
    }
}

/// The pixels of a picture file.
fn opened(file: &[u8]) -> RgbImage {
    let (pixels, width, height) = if file.starts_with(b"\x89PNG") {
        let picture = image::load_from_memory(file).unwrap().to_rgb8();
        let (width, height) = picture.dimensions();
        (picture.into_raw(), width as usize, height as usize)
    } else {
        let mut decoder = jpeg_decoder::Decoder::new(file);
        let pixels = decoder.decode().unwrap();
        let info = decoder.info().unwrap();
        (pixels, usize::from(info.width), usize::from(info.height))
    };
    RgbImage::from_raw(width, height, pixels).unwrap()
}

#[test]
fn a_plain_photo() {
    check(Shot::default());
}

#[test]
fn a_screenshot() {
    check_files(Shot::screenshot());
}

#[test]
fn a_photo_of_a_screen() {
    check_files(Shot::photo_of_screen());
}

#[test]
fn the_code_cut_out() {
    check_files(Shot::crop());
}

#[test]
fn a_small_screenshot() {
    check(Shot {
        size_px: (360, 540),
        scale: 0.9,
        ..Shot::default()
    });
}

#[test]
fn dark_mode() {
    check(Shot {
        dark_mode: true,
        ..Shot::default()
    });
}

#[test]
fn turned_by_any_angle() {
    for turn_deg in [17.0, 45.0, 90.0, 133.0, 180.0, 270.0] {
        check(Shot {
            turn_deg,
            ..Shot::default()
        });
    }
}

#[test]
fn seen_at_a_slant() {
    check(Shot {
        tilt: 0.35,
        turn_deg: 8.0,
        ..Shot::default()
    });
}

#[test]
fn moire_of_a_screen() {
    check(Shot {
        size_px: (1500, 2000),
        scale: 3.2,
        moire: 0.35,
        ..Shot::default()
    });
}

#[test]
fn out_of_focus() {
    check(Shot {
        size_px: (1500, 2000),
        scale: 3.2,
        blur_px: 4,
        ..Shot::default()
    });
}

#[test]
fn low_light_with_noise() {
    check(Shot {
        gain: 0.22,
        noise: 0.035,
        ..Shot::default()
    });
}

#[test]
fn small_in_a_large_photo() {
    check(Shot {
        size_px: (2250, 3000),
        center: (0.3, 0.7),
        scale: 1.1,
        turn_deg: 12.0,
        ..Shot::default()
    });
}

#[test]
fn everything_at_once() {
    check(Shot {
        size_px: (1500, 2000),
        scale: 3.0,
        turn_deg: 33.0,
        tilt: 0.25,
        blur_px: 1,
        moire: 0.15,
        gain: 0.5,
        noise: 0.025,
        ..Shot::default()
    });
}

#[test]
fn a_collection_code_is_preferred_to_a_larger_link() {
    let link = Shot {
        center: (0.3, 0.28),
        scale: 1.2,
        ..Shot::default()
    };
    let code = Shot {
        center: (0.7, 0.75),
        scale: 1.05,
        ..Shot::default()
    };
    let picture = photograph(&[
        (&Card::new(b"https://example.org/download").unwrap(), link),
        (&card("CODE-2"), code),
    ]);
    let expected = ["CODE-2", "https://example.org/download"].map(str::to_owned);
    assert_eq!(code_ids(&picture), Ok(expected.to_vec()));
}

#[test]
fn an_unknown_payload_is_kept_as_it_is() {
    let card = Card::new(b"\xb2\xc9\xff\x01").unwrap();
    let picture = card.photographed(&Shot::default());
    let reading = CodeReader::default()
        .read(&picture, &|| Duration::ZERO)
        .unwrap();
    assert_eq!(reading.best.decoder, "opaque");
    assert_eq!(reading.best.payload.bytes(), b"\xb2\xc9\xff\x01");
    assert_eq!(reading.best.payload.text(), None);
}

#[test]
fn a_reader_without_the_opaque_decoder_says_so() {
    let mut decoders = standard_decoders();
    decoders.pop();
    let reader = CodeReader::new(decoders, SearchLimits::default());
    let card = Card::new(b"https://example.org/").unwrap();
    let picture = card.photographed(&Shot::default());
    let error = reader.read(&picture, &|| Duration::ZERO).unwrap_err();
    assert_eq!(error, ReadError::NotRecognised);
}

#[test]
fn corners_are_in_pixels_of_the_picture() {
    let shot = Shot {
        size_px: (1800, 2400),
        scale: 4.0,
        ..Shot::default()
    };
    let picture = card("CODE-3").photographed(&shot);
    let reading = CodeReader::default()
        .read(&picture, &|| Duration::ZERO)
        .unwrap();
    // The code's corner is 125 units left of and 60 above the card's middle.
    let [top_left, ..] = reading.best.corners;
    let (x, y) = (900.0 - 125.0 * 4.0, 1200.0 - 60.0 * 4.0);
    assert!(
        (top_left.x - x).abs() < 8.0 && (top_left.y - y).abs() < 8.0,
        "{top_left:?}"
    );
}

/// A screenshot of a conversation: the card somewhere in it, lines of text above and below.
fn long_screenshot(height_px: usize, top_px: usize, id: &str) -> RgbImage {
    let shot = Shot {
        size_px: (1080, 1600),
        scale: 1.6,
        ..Shot::default()
    };
    let seen = card(id).photographed(&shot);
    RgbImage::from_fn(1080, height_px, |x, y| {
        if (top_px..top_px + 1600).contains(&y) {
            return seen.pixel(x, y - top_px);
        }
        let is_ink = y % 60 < 24 && x % 37 < 20 && (x / 37 + y / 60) % 5 > 0;
        [if is_ink { 60 } else { 245 }; 3]
    })
}

#[test]
fn a_long_screenshot_is_read_at_its_own_size() {
    for (height_px, top_px) in [(14_000, 11_700), (20_000, 8600)] {
        let picture = long_screenshot(height_px, top_px, "CODE-4");
        let reading = CodeReader::default()
            .read(&picture, &|| Duration::ZERO)
            .unwrap();
        let Content::Fields(fields) = &reading.best.content else {
            panic!("not understood");
        };
        assert_eq!(fields.code_id.as_deref(), Some("CODE-4"));
        assert!(reading.others.is_empty());
        // The code's corner is 125 units left of and 60 above the card's middle.
        let [top_left, ..] = reading.best.corners;
        let (x, y) = (540.0 - 125.0 * 1.6, top_px as f32 + 800.0 - 60.0 * 1.6);
        assert!(
            (top_left.x - x).abs() < 6.0 && (top_left.y - y).abs() < 6.0,
            "{top_left:?}"
        );
    }
}

#[test]
fn two_codes_of_a_long_screenshot_are_both_reported() {
    let (one, other) = (
        long_screenshot(9000, 300, "CODE-5"),
        long_screenshot(9000, 7000, "CODE-6"),
    );
    let both = RgbImage::from_fn(1080, 9000, |x, y| {
        if y < 4500 { &one } else { &other }.pixel(x, y)
    });
    let mut ids = code_ids(&both).unwrap();
    ids.sort();
    assert_eq!(ids, ["CODE-5", "CODE-6"]);
}

#[test]
fn a_picture_without_a_code_is_searched_and_given_up() {
    let plain = RgbImage::from_fn(400, 300, |x, y| [(x * y % 251) as u8; 3]);
    assert_eq!(code_ids(&plain), Err(ReadError::NotFound));
}

#[test]
fn the_budget_ends_the_search() {
    let asked = Cell::new(0);
    let clock = || {
        asked.set(asked.get() + 1);
        Duration::from_millis(900 * asked.get())
    };
    let plain = RgbImage::filled(400, 300, [128; 3]);
    let error = CodeReader::default().read(&plain, &clock).unwrap_err();
    assert_eq!(error, ReadError::OutOfTime);
    assert!(asked.get() <= 4, "asked {} times", asked.get());
}

#[test]
fn too_many_pixels_are_refused() {
    let limits = SearchLimits {
        max_pixels: 99,
        ..SearchLimits::default()
    };
    let reader = CodeReader::new(standard_decoders(), limits);
    let picture = RgbImage::filled(10, 10, [0; 3]);
    let error = reader.read(&picture, &|| Duration::ZERO).unwrap_err();
    let (width_px, height_px) = (10, 10);
    assert_eq!(
        error,
        ReadError::TooLarge {
            width_px,
            height_px
        }
    );
}

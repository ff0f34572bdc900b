//! Drawn people, their cards and their photos; everything is drawn once in a process.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use bytes::Bytes;
use test_kit::card::{Card, CardFields, Shot};
use test_kit::{JpegOptions, PortraitSpec, draw, to_jpeg};

/// Photos have 900 × 1200 pixels: large enough for every rule, and looked at in a moment.
const SCALE: f32 = 0.75;

/// Someone invented, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Person(pub(crate) u32);

impl Person {
    /// A mobile number of her own.
    pub(crate) fn phone(self) -> String {
        format!("1390000{:04}", self.0)
    }

    /// What a masked number ends with.
    pub(crate) fn phone_end(self) -> String {
        format!("{:04}", self.0)
    }

    /// The last four characters of her identity number. The letter makes it a text that no id and
    /// no time holds by chance.
    pub(crate) fn last_four(self) -> String {
        format!("{:03}X", self.0 % 1000)
    }

    /// What her collection code carries.
    pub(crate) fn fields(self) -> CardFields {
        CardFields {
            school_code: "10576".to_owned(),
            id_tail: self.last_four(),
            ..CardFields::numbered(self.0)
        }
    }

    /// The same as a client's own reader hands it in.
    pub(crate) fn payload(self) -> String {
        String::from_utf8(self.fields().to_payload()).unwrap()
    }

    /// Whatever must not be in a log.
    pub(crate) fn secrets(self) -> Vec<String> {
        let fields = self.fields();
        vec![
            self.phone(),
            self.last_four(),
            fields.student_number,
            fields.masked_name,
            self.payload(),
        ]
    }
}

/// A photo of a card, as students take it.
pub(crate) fn drawn_card(person: Person) -> Bytes {
    let card = Card::new(&person.fields().to_payload()).unwrap();
    let picture = card.photographed(&Shot::default());
    Bytes::from(to_jpeg(&picture, &JpegOptions::default()).unwrap())
}

/// A good photo; another number is another shot.
pub(crate) fn photo(number: u64) -> Bytes {
    static DRAWN: LazyLock<Mutex<HashMap<u64, Bytes>>> = LazyLock::new(Mutex::default);
    let mut drawn = DRAWN.lock().unwrap();
    let photo = drawn
        .entry(number)
        .or_insert_with(|| photo_of(&PortraitSpec::seeded(number).scaled(SCALE), 90));
    photo.clone()
}

/// The shot of [`photo`] in another file, as an app makes it that saves pictures anew.
pub(crate) fn saved_again(number: u64) -> Bytes {
    photo_of(&PortraitSpec::seeded(number).scaled(SCALE), 75)
}

/// The drawing of [`photo`] in the format of an iPhone's camera.
pub(crate) fn heic(number: u64) -> Bytes {
    let drawn = draw(&PortraitSpec::seeded(number).scaled(SCALE)).image;
    let (width, height) = (drawn.width_px() as u32, drawn.height_px() as u32);
    let mut picture = heifer::Image::filled(width, height, 8, [0, 0, 0, 255]);
    let pixels = picture.data.chunks_exact_mut(4);
    for (target, rgb) in pixels.zip(drawn.as_raw().chunks_exact(3)) {
        for (target, value) in target.iter_mut().zip(rgb) {
            *target = u16::from(*value);
        }
    }
    let options = heifer::EncodeOptions {
        quality: 95,
        ..heifer::EncodeOptions::default()
    };
    Bytes::from(heifer::encode(&picture, &options).unwrap())
}

/// Draws a photo.
pub(crate) fn photo_of(spec: &PortraitSpec, quality: u8) -> Bytes {
    let options = JpegOptions {
        quality,
        ..JpegOptions::default()
    };
    Bytes::from(to_jpeg(&draw(spec).image, &options).unwrap())
}

//! Drawn phone photos: a few faces in the variants that the story needs, with the metadata that a phone would
//! write on the day.

use std::collections::HashMap;

use anyhow::Result;
use bytes::Bytes;
use raster::RgbImage;
use test_kit::{
    ExifTags, Eyes, Fringe, Glasses, GlassesFrame, Headwear, Jewellery, JpegOptions, Lenses, Mouth,
    PortraitSpec, Wall, draw, to_jpeg,
};
use time::Date;

/// Photos are drawn at 900 × 1200 pixels: enough for the portrait, and quick.
const SCALE: f32 = 0.75;

/// What there is to see in a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Look {
    /// Nothing to complain about.
    Good,
    /// The same person once more, the head turned a little.
    Another,
    /// And once more.
    Third,
    /// Stopped by the check.
    EyesClosed,
    /// Stopped by the check.
    MouthOpen,
    /// Stopped by the check where glasses are not allowed.
    GlassesOn,
    /// Passed on with a doubt: the background is busy.
    Shelf,
    /// Passed on with a doubt; reviewers reject it.
    Fringe,
    /// Passed on; reviewers reject it.
    Earrings,
    /// Passed on; reviewers reject it.
    Hairband,
}

/// One photo: who, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Drawing {
    /// Whose face: a seed of the drawn people.
    pub(crate) face: u64,
    /// What there is to see.
    pub(crate) look: Look,
}

impl Drawing {
    /// What to draw.
    pub(crate) fn spec(self) -> PortraitSpec {
        let good = PortraitSpec::seeded(self.face).scaled(SCALE);
        match self.look {
            Look::Good => good,
            Look::Another => PortraitSpec {
                yaw_deg: 2.0,
                ..good
            },
            Look::Third => PortraitSpec {
                yaw_deg: -2.0,
                ..good
            },
            Look::EyesClosed => PortraitSpec {
                eyes: Eyes::Closed,
                ..good
            },
            Look::MouthOpen => PortraitSpec {
                mouth: Mouth::Open,
                ..good
            },
            Look::GlassesOn => PortraitSpec {
                glasses: Some(Glasses {
                    frame: GlassesFrame::Thick,
                    lenses: Lenses::Clear,
                }),
                ..good
            },
            Look::Shelf => PortraitSpec {
                wall: Wall::Busy,
                ..good
            },
            Look::Fringe => PortraitSpec {
                fringe: Fringe::Thin,
                ..good
            },
            Look::Earrings => PortraitSpec {
                jewellery: Jewellery::Earrings,
                ..good
            },
            Look::Hairband => PortraitSpec {
                headwear: Headwear::Band,
                ..good
            },
        }
    }
}

/// What was drawn so far.
#[derive(Debug, Default)]
pub(crate) struct Album {
    pictures: HashMap<Drawing, RgbImage>,
    files: HashMap<(Drawing, Date), Bytes>,
}

impl Album {
    /// The file of a photo that was taken on a day.
    ///
    /// # Errors
    /// A picture that cannot be written.
    pub(crate) fn photo(&mut self, drawing: Drawing, day: Date) -> Result<Bytes> {
        if let Some(file) = self.files.get(&(drawing, day)) {
            return Ok(file.clone());
        }
        let options = taken_on(day);
        let picture = self
            .pictures
            .entry(drawing)
            .or_insert_with(|| draw(&drawing.spec()).image);
        let file = Bytes::from(to_jpeg(picture, &options)?);
        self.files.insert((drawing, day), file.clone());
        Ok(file)
    }
}

/// How an invented phone writes a photo in the forenoon of a day.
pub(crate) fn taken_on(day: Date) -> JpegOptions {
    let (year, month, date) = day.to_calendar_date();
    JpegOptions {
        exif: Some(ExifTags {
            captured_at: format!("{year:04}:{:02}:{date:02} 10:00:00", month as u8),
            ..ExifTags::phone()
        }),
        ..JpegOptions::default()
    }
}

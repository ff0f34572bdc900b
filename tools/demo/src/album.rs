//! Drawn phone photos: a few faces in the variants that the story needs, with the metadata that a phone would
//! write on the day.

use std::collections::HashMap;
use std::time::SystemTime;

use anyhow::Result;
use bytes::Bytes;
use domain::Timestamp;
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
    files: HashMap<(Drawing, Option<Date>), Bytes>,
}

impl Album {
    /// The file of a photo that a phone took on a day.
    ///
    /// # Errors
    /// A picture that cannot be written.
    pub(crate) fn photo(&mut self, drawing: Drawing, day: Date) -> Result<Bytes> {
        self.file(drawing, Some(day))
    }

    /// The file of a photo as the app's own camera writes it, without a word of its own.
    ///
    /// # Errors
    /// A picture that cannot be written.
    pub(crate) fn live_photo(&mut self, drawing: Drawing) -> Result<Bytes> {
        self.file(drawing, None)
    }

    fn file(&mut self, drawing: Drawing, day: Option<Date>) -> Result<Bytes> {
        if let Some(file) = self.files.get(&(drawing, day)) {
            return Ok(file.clone());
        }
        let options = day.map_or_else(JpegOptions::default, taken_on);
        let picture = self
            .pictures
            .entry(drawing)
            .or_insert_with(|| draw(&drawing.spec()).image);
        let file = Bytes::from(to_jpeg(picture, &options)?);
        self.files.insert((drawing, day), file.clone());
        Ok(file)
    }
}

/// How an invented phone writes a photo on a day, at the present time of it: one that is handed in today from the
/// camera was taken just now.
#[expect(clippy::disallowed_methods, reason = "a demonstration is of this moment")]
pub(crate) fn taken_on(day: Date) -> JpegOptions {
    let (year, month, date) = day.to_calendar_date();
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let micros = since.map_or(0, |since| since.as_micros());
    let now = Timestamp::from_micros(i64::try_from(micros).unwrap_or(0));
    let minutes = now.civil_time().minutes();
    let (hour, minute) = (minutes / 60, minutes % 60);
    JpegOptions {
        exif: Some(ExifTags {
            captured_at: format!(
                "{year:04}:{:02}:{date:02} {hour:02}:{minute:02}:00",
                month as u8
            ),
            ..ExifTags::phone()
        }),
        ..JpegOptions::default()
    }
}

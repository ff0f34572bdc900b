//! Reads the collection code in a picture.

use app::ports::{CodeFault, ReadCode};
use codec::{Limits, Scale};
use collection_code::{CodeReader, FoundCode, ReadError};

/// The reader searches at no more than 4000 pixels, a long picture window by window.
const SCALE: Scale = Scale::BothAtLeast {
    longer_side_px: 4000,
    shorter_side_px: 700,
};

/// Decodes the picture and searches it within the reader's own budget.
pub(crate) fn read(
    reader: &CodeReader,
    picture: &[u8],
    limits: &Limits,
) -> Result<ReadCode, CodeFault> {
    let picture = codec::decode(picture, limits, SCALE).map_err(|_| CodeFault::NotAPicture)?;
    let watch = Watch::start();
    let reading = reader
        .read(&picture.image, &|| watch.elapsed())
        .map_err(fault)?;
    Ok(ReadCode {
        others: reading.others.into_iter().map(read_code).collect(),
        ..read_code(reading.best)
    })
}

fn read_code(found: FoundCode) -> ReadCode {
    ReadCode {
        payload: found.payload,
        content: found.content,
        others: Vec::new(),
    }
}

const fn fault(error: ReadError) -> CodeFault {
    match error {
        ReadError::NotFound | ReadError::OutOfTime => CodeFault::NotFound,
        ReadError::OnlyParts | ReadError::NotRecognised => CodeFault::OtherCode,
        ReadError::TooLarge { .. } => CodeFault::NotAPicture,
    }
}

/// Time since the search began.
struct Watch(std::time::Instant);

impl Watch {
    #[expect(clippy::disallowed_methods, reason = "bounds the search, decides nothing")]
    fn start() -> Self {
        Self(std::time::Instant::now())
    }

    fn elapsed(&self) -> std::time::Duration {
        self.0.elapsed()
    }
}

//! A portrait to be printed: its bytes, untouched.

use crate::error::PrintError;
use crate::page::Picture;

/// A JPEG three wide to four high. Cloning it does not copy the bytes.
#[derive(Debug, Clone)]
pub struct Portrait(Picture);

impl Portrait {
    /// A portrait from its file.
    ///
    /// # Errors
    /// [`PrintError::Portrait`] where the bytes are no JPEG, or not three wide to four high.
    pub fn new(jpeg: Vec<u8>) -> Result<Self, PrintError> {
        let picture = Picture::of(jpeg)?;
        let [width, height] = picture.size_px();
        if width == 0 || width * 4 != height * 3 {
            return Err(PrintError::Portrait("not three wide to four high"));
        }
        Ok(Self(picture))
    }

    pub(crate) fn picture(&self) -> Picture {
        self.0.clone()
    }

    /// Pixels per inch when its width is printed this wide.
    pub(crate) fn ppi(&self, width_mm: f32) -> f32 {
        let [width, _] = self.0.size_px();
        width as f32 / width_mm * 25.4
    }
}

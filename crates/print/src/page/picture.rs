//! A JPEG that goes into files byte for byte.

use std::sync::Arc;

use krilla::image::Image;

use crate::error::PrintError;

/// A JPEG file and its size.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    pub(crate) bytes: Arc<Vec<u8>>,
    pub(crate) image: Image,
}

impl Picture {
    pub(crate) fn of(bytes: Vec<u8>) -> Result<Self, PrintError> {
        let bytes = Arc::new(bytes);
        let image = Image::from_jpeg(Arc::clone(&bytes).into(), true)
            .map_err(|_| PrintError::Portrait("no JPEG"))?;
        Ok(Self { bytes, image })
    }

    /// Width and height, pixels.
    pub(crate) fn size_px(&self) -> [u32; 2] {
        let (width, height) = self.image.size();
        [width, height]
    }
}

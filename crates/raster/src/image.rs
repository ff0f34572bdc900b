//! An RGB picture: 8 bits a channel, sRGB, interleaved, no padding between rows.

use thiserror::Error;

use crate::plane::Plane;

/// A buffer whose length does not fit the stated size.
#[derive(Debug, Error, Clone, Copy, PartialEq, Eq)]
#[error("{length} values cannot fill {width_px} × {height_px} pixels")]
pub struct BufferMismatch {
    /// Width that the caller stated, pixels.
    pub width_px: usize,
    /// Height that the caller stated, pixels.
    pub height_px: usize,
    /// Number of values in the buffer.
    pub length: usize,
}

/// An 8-bit sRGB picture, rows top to bottom, `R G B` interleaved.
#[derive(Clone, PartialEq, Eq)]
pub struct RgbImage {
    width_px: usize,
    height_px: usize,
    data: Vec<u8>,
}

impl std::fmt::Debug for RgbImage {
    // Pixels are a person's face: never print them.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "RgbImage({} × {})",
            self.width_px, self.height_px
        )
    }
}

impl RgbImage {
    /// A picture filled with one colour.
    pub fn filled(width_px: usize, height_px: usize, rgb: [u8; 3]) -> Self {
        Self {
            width_px,
            height_px,
            data: rgb.repeat(width_px * height_px),
        }
    }

    /// Takes over a buffer of `width_px × height_px × 3` values.
    ///
    /// # Errors
    /// [`BufferMismatch`] when the length is another.
    pub fn from_raw(
        width_px: usize,
        height_px: usize,
        data: Vec<u8>,
    ) -> Result<Self, BufferMismatch> {
        let wanted = width_px
            .checked_mul(height_px)
            .and_then(|pixels| pixels.checked_mul(3));
        if wanted == Some(data.len()) {
            Ok(Self {
                width_px,
                height_px,
                data,
            })
        } else {
            Err(BufferMismatch {
                width_px,
                height_px,
                length: data.len(),
            })
        }
    }

    /// Computes every pixel from its column and row.
    pub fn from_fn(
        width_px: usize,
        height_px: usize,
        mut pixel: impl FnMut(usize, usize) -> [u8; 3],
    ) -> Self {
        let mut data = Vec::with_capacity(width_px * height_px * 3);
        for y in 0..height_px {
            for x in 0..width_px {
                data.extend_from_slice(&pixel(x, y));
            }
        }
        Self {
            width_px,
            height_px,
            data,
        }
    }

    /// Number of columns.
    pub fn width_px(&self) -> usize {
        self.width_px
    }

    /// Number of rows.
    pub fn height_px(&self) -> usize {
        self.height_px
    }

    /// All values, `R G B R G B …`.
    pub fn as_raw(&self) -> &[u8] {
        &self.data
    }

    /// All values, writable.
    pub fn as_raw_mut(&mut self) -> &mut [u8] {
        &mut self.data
    }

    /// Gives the buffer away.
    pub fn into_raw(self) -> Vec<u8> {
        self.data
    }

    /// One row, `R G B R G B …`.
    ///
    /// # Panics
    /// When `y` is not below the height.
    pub fn row(&self, y: usize) -> &[u8] {
        &self.data[y * self.width_px * 3..][..self.width_px * 3]
    }

    /// The pixel in column `x` and row `y`.
    ///
    /// # Panics
    /// When outside the picture.
    pub fn pixel(&self, x: usize, y: usize) -> [u8; 3] {
        let at = (y * self.width_px + x) * 3;
        [self.data[at], self.data[at + 1], self.data[at + 2]]
    }

    /// Writes the pixel in column `x` and row `y`.
    ///
    /// # Panics
    /// When outside the picture.
    pub fn set_pixel(&mut self, x: usize, y: usize, rgb: [u8; 3]) {
        let at = (y * self.width_px + x) * 3;
        self.data[at..at + 3].copy_from_slice(&rgb);
    }

    /// Brightness of every pixel, 0 … 255: Rec. 601 luma, as JPEG uses it.
    pub fn luma(&self) -> Plane<u8> {
        let values = self
            .data
            .chunks_exact(3)
            .map(|rgb| crate::colour::luma([rgb[0], rgb[1], rgb[2]]));
        Plane::from_vec(self.width_px, self.height_px, values.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_of_the_wrong_length_is_refused() {
        assert!(RgbImage::from_raw(2, 2, vec![0; 11]).is_err());
        assert!(RgbImage::from_raw(usize::MAX, 2, vec![]).is_err());
    }

    #[test]
    fn debug_does_not_print_pixels() {
        let image = RgbImage::filled(2, 1, [7, 8, 9]);
        assert_eq!(format!("{image:?}"), "RgbImage(2 × 1)");
    }
}

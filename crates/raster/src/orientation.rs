//! The eight orientations of a stored picture (EXIF tag 0x0112).

use crate::image::RgbImage;

/// The operation that turns the stored pixels upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orientation {
    /// EXIF 1.
    #[default]
    Upright,
    /// EXIF 2.
    MirrorHorizontally,
    /// EXIF 3.
    Rotate180,
    /// EXIF 4.
    MirrorVertically,
    /// EXIF 5: mirrored along the main diagonal.
    Transpose,
    /// EXIF 6.
    Rotate90Clockwise,
    /// EXIF 7: mirrored along the other diagonal.
    Transverse,
    /// EXIF 8.
    Rotate270Clockwise,
}

impl Orientation {
    /// From the EXIF value 1 … 8; anything else is [`Orientation::Upright`], as viewers do.
    pub fn from_exif(value: u32) -> Self {
        match value {
            2 => Self::MirrorHorizontally,
            3 => Self::Rotate180,
            4 => Self::MirrorVertically,
            5 => Self::Transpose,
            6 => Self::Rotate90Clockwise,
            7 => Self::Transverse,
            8 => Self::Rotate270Clockwise,
            _ => Self::Upright,
        }
    }

    /// The EXIF value, 1 … 8.
    pub fn to_exif(self) -> u8 {
        self as u8 + 1
    }

    /// Whether width and height change places.
    pub fn swaps_sides(self) -> bool {
        self.to_exif() >= 5
    }

    /// Turns stored pixels upright; costs nothing for [`Orientation::Upright`].
    pub fn apply(self, image: RgbImage) -> RgbImage {
        if self == Self::Upright {
            return image;
        }
        let (width, height) = (image.width_px(), image.height_px());
        let (right, bottom) = (width.saturating_sub(1), height.saturating_sub(1));
        let (out_width, out_height) = if self.swaps_sides() {
            (height, width)
        } else {
            (width, height)
        };
        RgbImage::from_fn(out_width, out_height, |x, y| {
            let (from_x, from_y) = match self {
                Self::Upright => (x, y),
                Self::MirrorHorizontally => (right - x, y),
                Self::Rotate180 => (right - x, bottom - y),
                Self::MirrorVertically => (x, bottom - y),
                Self::Transpose => (y, x),
                Self::Rotate90Clockwise => (y, bottom - x),
                Self::Transverse => (right - y, bottom - x),
                Self::Rotate270Clockwise => (right - y, x),
            };
            image.pixel(from_x, from_y)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(exif: u32, expected: [[u8; 2]; 2]) {
        let stored = RgbImage::from_fn(2, 2, |x, y| [(y * 2 + x) as u8; 3]);
        let upright = Orientation::from_exif(exif).apply(stored);
        let seen = [0, 1].map(|y| [0, 1].map(|x| upright.pixel(x, y)[0]));
        assert_eq!(seen, expected);
    }

    #[test]
    fn all_eight_turn_upright() {
        check(1, [[0, 1], [2, 3]]);
        check(2, [[1, 0], [3, 2]]);
        check(3, [[3, 2], [1, 0]]);
        check(4, [[2, 3], [0, 1]]);
        check(5, [[0, 2], [1, 3]]);
        check(6, [[2, 0], [3, 1]]);
        check(7, [[3, 1], [2, 0]]);
        check(8, [[1, 3], [0, 2]]);
    }

    #[test]
    fn an_unknown_value_leaves_the_picture_alone() {
        check(0, [[0, 1], [2, 3]]);
        check(99, [[0, 1], [2, 3]]);
    }
}

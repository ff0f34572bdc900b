//! The parts of a picture that are searched one after the other. A long screenshot as a whole would be reduced by its
//! length until its code has no modules left. It does *not* search.

use raster::RgbImage;

/// A picture longer than this, by its shorter side, is searched in windows; screens of phones are up to 2.4.
const LONGEST: usize = 3;

/// Length of a window, by the shorter side of the picture.
const LENGTH: usize = 2;

/// A part of a picture that spans its whole shorter side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Window {
    /// Upper left corner in the picture, pixels.
    pub(crate) corner: (usize, usize),
    /// Width and height, pixels.
    pub(crate) size: (usize, usize),
}

impl Window {
    /// Its longer side, pixels.
    pub(crate) fn longer_side_px(&self) -> usize {
        self.size.0.max(self.size.1)
    }

    /// Its pixels.
    pub(crate) fn cut(&self, picture: &RgbImage) -> RgbImage {
        let ((left, top), (width, height)) = (self.corner, self.size);
        let mut cut = RgbImage::filled(width, height, [0; 3]);
        let rows = cut.as_raw_mut().chunks_exact_mut((width * 3).max(1));
        for (y, row) in rows.enumerate() {
            row.copy_from_slice(&picture.row(top + y)[left * 3..][..width * 3]);
        }
        cut
    }
}

/// The windows of a picture of this size, all of one size. Neighbours share as much as the picture is narrow, so a
/// code lies whole in one of them.
pub(crate) fn windows((width_px, height_px): (usize, usize)) -> Vec<Window> {
    let (shorter, longer) = (width_px.min(height_px), width_px.max(height_px));
    if shorter == 0 || longer <= LONGEST * shorter {
        return vec![Window {
            corner: (0, 0),
            size: (width_px, height_px),
        }];
    }
    let length = LENGTH * shorter;
    let steps = (longer - length).div_ceil(length - shorter);
    (0..=steps)
        .map(|step| (step * (length - shorter)).min(longer - length))
        .map(|start| {
            if width_px < height_px {
                Window {
                    corner: (0, start),
                    size: (width_px, length),
                }
            } else {
                Window {
                    corner: (start, 0),
                    size: (length, height_px),
                }
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_is_one_window() {
        let size = (1080, 2400);
        let whole = Window {
            corner: (0, 0),
            size,
        };
        assert_eq!(windows(size), [whole]);
    }

    #[track_caller]
    fn check(size: (usize, usize)) {
        let windows = windows(size);
        let along = |window: &Window| {
            if size.0 < size.1 {
                (window.corner.1, window.size.1)
            } else {
                (window.corner.0, window.size.0)
            }
        };
        let (shorter, longer) = (size.0.min(size.1), size.0.max(size.1));
        assert_eq!(windows.first().map(along).unwrap().0, 0);
        let (start, length) = windows.last().map(along).unwrap();
        assert_eq!(start + length, longer);
        for pair in windows.windows(2) {
            let [one, other] = [along(&pair[0]), along(&pair[1])];
            assert!(one.0 < other.0 && other.0 + shorter <= one.0 + one.1);
        }
    }

    #[test]
    fn windows_cover_a_long_picture_and_share_its_width() {
        check((1080, 14_000));
        check((14_000, 1080));
        check((100, 301));
        check((1, 20_000));
    }

    #[test]
    fn a_window_has_the_pixels_of_its_place() {
        let picture = RgbImage::from_fn(3, 12, |x, y| [x as u8, y as u8, 0]);
        let window = windows((3, 12))[1];
        let cut = window.cut(&picture);
        assert_eq!((window.corner, window.size), ((0, 3), (3, 6)));
        assert_eq!([cut.pixel(0, 0), cut.pixel(2, 5)], [[0, 3, 0], [2, 8, 0]]);
    }
}

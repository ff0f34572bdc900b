//! The size of a tensor, and the geometry of a window that moves over it.

use std::ops::Range;

/// Rows, columns and channels of a tensor with batch 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Extent {
    pub(crate) height: usize,
    pub(crate) width: usize,
    pub(crate) channels: usize,
}

impl Extent {
    /// A tensor of `height` × `width` × `channels`.
    pub(crate) const fn new(height: usize, width: usize, channels: usize) -> Self {
        Self {
            height,
            width,
            channels,
        }
    }
}

/// Size, stride and padding of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Window {
    /// Height of the window, rows.
    pub(crate) height: usize,
    /// Width of the window, columns.
    pub(crate) width: usize,
    /// Rows per step.
    pub(crate) stride_y: usize,
    /// Columns per step.
    pub(crate) stride_x: usize,
    /// Rows of padding above the picture.
    pub(crate) pad_top: usize,
    /// Columns of padding left of the picture.
    pub(crate) pad_left: usize,
}

impl Window {
    /// Every output position is made of the input position at the same place alone.
    pub(crate) const POINT: Self = Self {
        height: 1,
        width: 1,
        stride_y: 1,
        stride_x: 1,
        pad_top: 0,
        pad_left: 0,
    };

    /// Window rows that lie on a picture of `height` rows for output row `y`; at least one.
    pub(crate) fn rows_on(self, y: usize, height: usize) -> Range<usize> {
        on_picture(self.height, y * self.stride_y, self.pad_top, height)
    }

    /// Window columns that lie on a picture of `width` columns for output column `x`.
    pub(crate) fn columns_on(self, x: usize, width: usize) -> Range<usize> {
        on_picture(self.width, x * self.stride_x, self.pad_left, width)
    }

    /// Output columns whose whole window lies on a picture of `width` columns.
    pub(crate) fn columns_inside(self, width: usize, output_width: usize) -> Range<usize> {
        let start = self.pad_left.div_ceil(self.stride_x);
        let room = (width + self.pad_left).checked_sub(self.width);
        let end = room.map_or(0, |room| room / self.stride_x + 1);
        start..end.min(output_width).max(start)
    }
}

fn on_picture(window: usize, start: usize, padding: usize, size: usize) -> Range<usize> {
    padding.saturating_sub(start)..window.min(size + padding - start)
}

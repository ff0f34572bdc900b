//! An upright rectangle on a page.

/// A rectangle; lengths in millimetres from the left and upper edge of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

impl Area {
    pub(crate) const fn new([left, top]: [f32; 2], [width, height]: [f32; 2]) -> Self {
        Self {
            left,
            top,
            width,
            height,
        }
    }

    pub(crate) const fn right(self) -> f32 {
        self.left + self.width
    }

    pub(crate) const fn bottom(self) -> f32 {
        self.top + self.height
    }

    pub(crate) const fn middle(self) -> [f32; 2] {
        [self.left + self.width / 2.0, self.top + self.height / 2.0]
    }

    /// Smaller by a margin on each side.
    pub(crate) const fn within(self, margin: f32) -> Self {
        Self {
            left: self.left + margin,
            top: self.top + margin,
            width: self.width - 2.0 * margin,
            height: self.height - 2.0 * margin,
        }
    }
}

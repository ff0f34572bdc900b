//! How a text looks and where it stands to its point.

/// Red, green and blue of sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// Ink of texts and marks.
    pub const BLACK: Self = Self([0; 3]);
    /// Blank paper.
    pub const WHITE: Self = Self([255; 3]);
    /// Lines and words that stay in the background.
    pub const GREY: Self = Self([110; 3]);
}

/// Which part of a line is at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// Height of the letters' square, millimetres.
    pub(crate) size: f32,
    /// The letters become smaller down to this height before a text is refused.
    pub(crate) smallest: f32,
    /// Lines that a text may be broken into.
    pub(crate) lines: usize,
    pub(crate) colour: Colour,
    pub(crate) bold: bool,
    pub(crate) anchor: Anchor,
}

impl Style {
    /// Black text that begins at its point, on one line, with at most a third less height.
    pub(crate) const fn plain(size: f32) -> Self {
        Self {
            size,
            smallest: size * 0.66,
            lines: 1,
            colour: Colour::BLACK,
            bold: false,
            anchor: Anchor::Start,
        }
    }

    pub(crate) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(crate) const fn coloured(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }

    pub(crate) const fn centred(self) -> Self {
        Self {
            anchor: Anchor::Middle,
            ..self
        }
    }

    pub(crate) const fn ending(self) -> Self {
        Self {
            anchor: Anchor::End,
            ..self
        }
    }

    /// May be broken into so many lines.
    pub(crate) const fn wrapped(self, lines: usize) -> Self {
        Self { lines, ..self }
    }

    /// May become as small as this.
    pub(crate) const fn down_to(self, smallest: f32) -> Self {
        Self { smallest, ..self }
    }
}

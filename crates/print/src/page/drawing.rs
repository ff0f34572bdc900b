//! A page that grows from the back to the front.

use super::area::Area;
use super::picture::Picture;
use super::style::{Anchor, Colour, Style};
use super::typeface::{LEADING, Line, Typefaces};
use crate::error::PrintError;

/// A page and its marks; lengths in millimetres, from the left and upper edge.
#[derive(Debug, Clone)]
pub struct Page {
    pub(crate) size: [f32; 2],
    pub(crate) marks: Vec<Mark>,
    /// How all marks are changed on their way to the paper.
    pub(crate) transform: Transform,
}

/// A scale around the middle of the page, then a shift in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Transform {
    pub(crate) scale: [f32; 2],
    pub(crate) shift: [f32; 2],
}

impl Transform {
    pub(crate) const NONE: Self = Self {
        scale: [1.0; 2],
        shift: [0.0; 2],
    };

    /// Where the page's origin comes to lie.
    pub(crate) fn origin(self, size: [f32; 2]) -> [f32; 2] {
        let along = |axis: usize| size[axis] / 2.0 * (1.0 - self.scale[axis]) + self.shift[axis];
        [along(0), along(1)]
    }
}

/// One thing on a page.
#[derive(Debug, Clone)]
pub(crate) enum Mark {
    /// A straight line.
    Stroke {
        from: [f32; 2],
        to: [f32; 2],
        width: f32,
        colour: Colour,
    },
    /// A filled rectangle with round corners.
    Fill {
        area: Area,
        round: f32,
        colour: Colour,
    },
    /// Filled rectangles that belong together, such as the bars of a code.
    Bars(Vec<Area>),
    /// A picture laid over `placed`, of which `visible` is seen.
    Photo {
        visible: Area,
        placed: Area,
        picture: Picture,
    },
    /// A line of text from the left end of its baseline.
    Text(Text),
}

#[derive(Debug, Clone)]
pub(crate) struct Text {
    pub(crate) at: [f32; 2],
    pub(crate) line: Line,
    pub(crate) size: f32,
    pub(crate) colour: Colour,
    pub(crate) bold: bool,
    /// Runs upward instead of to the right.
    pub(crate) upward: bool,
}

impl Page {
    pub(crate) const fn new(size: [f32; 2]) -> Self {
        Self {
            size,
            marks: Vec::new(),
            transform: Transform::NONE,
        }
    }

    /// Width and height of the paper, millimetres.
    pub const fn size_mm(&self) -> [f32; 2] {
        self.size
    }

    pub(crate) fn stroke(&mut self, from: [f32; 2], to: [f32; 2], width: f32, colour: Colour) {
        self.marks.push(Mark::Stroke {
            from,
            to,
            width,
            colour,
        });
    }

    pub(crate) fn fill(&mut self, area: Area, round: f32, colour: Colour) {
        self.marks.push(Mark::Fill {
            area,
            round,
            colour,
        });
    }

    pub(crate) fn photo(&mut self, visible: Area, placed: Area, picture: Picture) {
        self.marks.push(Mark::Photo {
            visible,
            placed,
            picture,
        });
    }

    /// A text with the baseline of its first line at `at`, no wider than `room`; returns the height that its lines
    /// take, from the first baseline to the next free one.
    pub(crate) fn text(
        &mut self,
        faces: &Typefaces,
        at: [f32; 2],
        room: f32,
        text: &str,
        style: Style,
    ) -> Result<f32, PrintError> {
        let (lines, size) = faces.fit(text, room, style)?;
        let count = lines.len() as f32;
        for (index, line) in lines.into_iter().enumerate() {
            let start = at[0] - shift(style.anchor, line.width_em * size);
            let baseline = at[1] + index as f32 * size * LEADING;
            self.letters([start, baseline], line, size, style, false);
        }
        Ok(count * size * LEADING)
    }

    /// A text of one line that runs upward, its baseline at x, its middle at y.
    pub(crate) fn text_upward(
        &mut self,
        faces: &Typefaces,
        at: [f32; 2],
        room: f32,
        text: &str,
        style: Style,
    ) -> Result<(), PrintError> {
        let (lines, size) = faces.fit(text, room, style.wrapped(1))?;
        for line in lines {
            let start = at[1] + shift(style.anchor, line.width_em * size);
            self.letters([at[0], start], line, size, style, true);
        }
        Ok(())
    }

    fn letters(&mut self, at: [f32; 2], line: Line, size: f32, style: Style, upward: bool) {
        self.marks.push(Mark::Text(Text {
            at,
            line,
            size,
            colour: style.colour,
            bold: style.bold,
            upward,
        }));
    }
}

/// How far a line of this width begins before its point.
const fn shift(anchor: Anchor, width: f32) -> f32 {
    match anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => width / 2.0,
        Anchor::End => width,
    }
}

//! A page as a PNG file, for group chats and pages that show no PDF: what the SVG has, in pixels. Pages with photos
//! are not drawn: a photo goes into files untouched, and nobody looks at a sheet in coarse pixels.

use skrifa::outline::OutlinePen;
use tiny_skia::{
    FillRule, Paint, Path, PathBuilder, Pixmap, PixmapMut, Rect, Stroke, Transform as Matrix,
};

use super::area::Area;
use super::drawing::{Mark, Page, Text};
use super::style::Colour;
use super::typeface::{Outlines, Typefaces};
use crate::error::PrintError;

const MM_PER_INCH: f32 = 25.4;

/// How far the handles of a cubic curve lie from its ends, for a quarter of a circle of radius 1.
const QUARTER: f32 = 0.552_285;

/// A page as PNG with 50 … 300 pixels per inch.
///
/// # Errors
/// [`PrintError::Layout`] for a page with photos, or a size that is no picture; [`PrintError::Typeface`] where a
/// typeface is damaged.
pub fn png(page: &Page, faces: &Typefaces, ppi: u16) -> Result<Vec<u8>, PrintError> {
    if !(50..=300).contains(&ppi) {
        return Err(PrintError::Layout(
            "a picture has 50 to 300 pixels per inch",
        ));
    }
    let scale = f32::from(ppi) / MM_PER_INCH;
    let [width, height] = page.size.map(|mm| (mm * scale).round() as u32);
    let mut pixmap =
        Pixmap::new(width, height).ok_or(PrintError::Layout("a page has no size in pixels"))?;
    pixmap.fill(tiny_skia::Color::WHITE);
    let [x, y] = page.transform.origin(page.size);
    let [horizontal, vertical] = page.transform.scale;
    let mut canvas = Canvas {
        to_pixels: Matrix::from_row(
            horizontal * scale,
            0.0,
            0.0,
            vertical * scale,
            x * scale,
            y * scale,
        ),
        pixels: pixmap.as_mut(),
    };
    for mark in &page.marks {
        canvas.mark(mark, faces)?;
    }
    pixmap
        .encode_png()
        .map_err(|_| PrintError::Layout("a picture cannot be written as PNG"))
}

struct Canvas<'a> {
    pixels: PixmapMut<'a>,
    /// From millimetres of the page.
    to_pixels: Matrix,
}

impl Canvas<'_> {
    fn mark(&mut self, mark: &Mark, faces: &Typefaces) -> Result<(), PrintError> {
        match mark {
            Mark::Stroke {
                from: [x, y],
                to: [to_x, to_y],
                width,
                colour,
            } => {
                let mut path = PathBuilder::new();
                path.move_to(*x, *y);
                path.line_to(*to_x, *to_y);
                self.stroke(path.finish(), *width, *colour, self.to_pixels);
            }
            Mark::Fill {
                area,
                round,
                colour,
            } => self.fill(
                rounded(*area, *round),
                &paint(*colour, true),
                self.to_pixels,
            ),
            Mark::Bars(bars) => {
                let mut path = PathBuilder::new();
                for bar in bars {
                    if let Some(rect) = rect(*bar) {
                        path.push_rect(rect);
                    }
                }
                // Whole pixels: a grey edge costs a reader of codes more than a moved one.
                self.fill(path.finish(), &paint(Colour::BLACK, false), self.to_pixels);
            }
            Mark::Photo { .. } => {
                return Err(PrintError::Layout("a page with photos is a PDF or an SVG"));
            }
            Mark::Text(text) => self.letters(text, faces)?,
        }
        Ok(())
    }

    fn letters(&mut self, text: &Text, faces: &Typefaces) -> Result<(), PrintError> {
        let [mut x, mut y] = text.at;
        for run in &text.line.runs {
            let mut pen = Pen::default();
            let units = faces.outline(run, &mut pen)?;
            let scale = text.size / units;
            let placed = self.to_pixels.pre_translate(x, y);
            let placed = if text.upward {
                placed.pre_rotate(-90.0)
            } else {
                placed
            };
            let placed = placed.pre_scale(scale, -scale);
            let path = pen.path.finish();
            if text.bold {
                self.stroke(path.clone(), units * 0.035, text.colour, placed);
            }
            self.fill(path, &paint(text.colour, true), placed);
            let width = run.width_em * text.size;
            if text.upward {
                y -= width;
            } else {
                x += width;
            }
        }
        Ok(())
    }

    /// A path is none where nothing is to be drawn, such as a space.
    fn fill(&mut self, path: Option<Path>, paint: &Paint<'_>, matrix: Matrix) {
        if let Some(path) = path {
            self.pixels
                .fill_path(&path, paint, FillRule::Winding, matrix, None);
        }
    }

    fn stroke(&mut self, path: Option<Path>, width: f32, colour: Colour, matrix: Matrix) {
        if let Some(path) = path {
            let stroke = Stroke {
                width,
                ..Stroke::default()
            };
            self.pixels
                .stroke_path(&path, &paint(colour, true), &stroke, matrix, None);
        }
    }
}

fn paint(Colour([red, green, blue]): Colour, anti_alias: bool) -> Paint<'static> {
    let mut paint = Paint {
        anti_alias,
        ..Paint::default()
    };
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

fn rect(area: Area) -> Option<Rect> {
    Rect::from_xywh(area.left, area.top, area.width, area.height)
}

fn rounded(area: Area, round: f32) -> Option<Path> {
    let round = round.min(area.width / 2.0).min(area.height / 2.0);
    if round <= 0.0 {
        return rect(area).map(PathBuilder::from_rect);
    }
    let (left, top, right, bottom) = (area.left, area.top, area.right(), area.bottom());
    let near = round * (1.0 - QUARTER);
    let mut path = PathBuilder::new();
    path.move_to(left + round, top);
    path.line_to(right - round, top);
    path.cubic_to(right - near, top, right, top + near, right, top + round);
    path.line_to(right, bottom - round);
    path.cubic_to(
        right,
        bottom - near,
        right - near,
        bottom,
        right - round,
        bottom,
    );
    path.line_to(left + round, bottom);
    path.cubic_to(
        left + near,
        bottom,
        left,
        bottom - near,
        left,
        bottom - round,
    );
    path.line_to(left, top + round);
    path.cubic_to(left, top + near, left + near, top, left + round, top);
    path.close();
    path.finish()
}

/// Outlines as a path, in font units.
#[derive(Default)]
pub(super) struct Pen {
    pub(super) path: PathBuilder,
    x: f32,
}

impl Outlines for Pen {
    fn move_by(&mut self, x: f32) {
        self.x = x;
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(x + self.x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(x + self.x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(cx + self.x, cy, x + self.x, y);
    }

    fn curve_to(&mut self, c0x: f32, c0y: f32, c1x: f32, c1y: f32, x: f32, y: f32) {
        let by = self.x;
        self.path.cubic_to(c0x + by, c0y, c1x + by, c1y, x + by, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

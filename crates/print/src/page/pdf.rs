//! Pages as a PDF: marks are vectors, letters are a subset of their typeface, JPEGs are taken in byte for byte and
//! once each. It does *not* decode a picture.

use std::io::Write;

use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform as Matrix};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::area::Area;
use super::drawing::{Mark, Page, Text};
use super::picture::Picture;
use super::style::Colour;
use super::typeface::Typefaces;
use crate::error::PrintError;

/// Pages of one file; the file is held in memory until it is whole.
pub const MAX_PAGES: usize = 2_000;

const POINTS_PER_MM: f32 = 72.0 / 25.4;

/// Half of a circle's curve, as the handle of a cubic curve.
const ROUND: f32 = 0.552_285;

/// Width of the line that makes letters bold, in heights of their square.
const BOLD_EM: f32 = 0.035;

/// Writes pages as one PDF.
///
/// # Errors
/// [`PrintError::TooManyPages`] above [`MAX_PAGES`], [`PrintError::Pdf`] where a picture is damaged,
/// [`PrintError::Write`] where `out` fails.
pub fn write_pdf(pages: &[Page], faces: &Typefaces, out: &mut dyn Write) -> Result<(), PrintError> {
    if pages.len() > MAX_PAGES {
        return Err(PrintError::TooManyPages {
            pages: pages.len(),
            limit: MAX_PAGES,
        });
    }
    let mut document = Document::new_with(SerializeSettings {
        enable_tagging: false,
        ..SerializeSettings::default()
    });
    for page in pages {
        let [width, height] = page.size.map(|length| length * POINTS_PER_MM);
        let settings =
            PageSettings::from_wh(width, height).ok_or(PrintError::Layout("a page has no size"))?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        let [x, y] = page.transform.origin(page.size);
        let [horizontal, vertical] = page.transform.scale;
        surface.push_transform(&Matrix::from_scale(POINTS_PER_MM, POINTS_PER_MM));
        surface.push_transform(&Matrix::from_row(horizontal, 0.0, 0.0, vertical, x, y));
        for mark in &page.marks {
            draw(&mut surface, mark, faces)?;
        }
        surface.pop();
        surface.pop();
        surface.finish();
        sheet.finish();
    }
    let bytes = document
        .finish()
        .map_err(|error| PrintError::Pdf(error.to_string()))?;
    out.write_all(&bytes)?;
    Ok(())
}

fn draw(surface: &mut Surface<'_>, mark: &Mark, faces: &Typefaces) -> Result<(), PrintError> {
    match mark {
        Mark::Stroke {
            from,
            to,
            width,
            colour,
        } => {
            let mut path = PathBuilder::new();
            path.move_to(from[0], from[1]);
            path.line_to(to[0], to[1]);
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(*colour, *width)));
            paint(surface, path);
        }
        Mark::Fill {
            area,
            round,
            colour,
        } => {
            let mut path = PathBuilder::new();
            push_rounded(&mut path, *area, *round);
            surface.set_stroke(None);
            surface.set_fill(Some(fill(*colour)));
            paint(surface, path);
        }
        Mark::Bars(bars) => {
            let mut path = PathBuilder::new();
            for bar in bars {
                path.push_rect(rect(*bar)?);
            }
            surface.set_stroke(None);
            surface.set_fill(Some(fill(Colour::BLACK)));
            paint(surface, path);
        }
        Mark::Photo {
            visible,
            placed,
            picture,
        } => photo(surface, *visible, *placed, picture)?,
        Mark::Text(text) => letters(surface, text, faces)?,
    }
    Ok(())
}

fn photo(
    surface: &mut Surface<'_>,
    visible: Area,
    placed: Area,
    picture: &Picture,
) -> Result<(), PrintError> {
    let mut window = PathBuilder::new();
    window.push_rect(rect(visible)?);
    let window = window
        .finish()
        .ok_or(PrintError::Layout("a photo has no size"))?;
    let size = Size::from_wh(placed.width, placed.height)
        .ok_or(PrintError::Layout("a photo has no size"))?;
    surface.push_clip_path(&window, &FillRule::NonZero);
    surface.push_transform(&Matrix::from_translate(placed.left, placed.top));
    surface.draw_image(picture.image.clone(), size);
    surface.pop();
    surface.pop();
    Ok(())
}

fn letters(surface: &mut Surface<'_>, text: &Text, faces: &Typefaces) -> Result<(), PrintError> {
    let bold = text.bold.then(|| stroke(text.colour, BOLD_EM * text.size));
    surface.set_fill(Some(fill(text.colour)));
    surface.set_stroke(bold);
    let [x, y] = text.at;
    let turned = if text.upward {
        Matrix::from_row(0.0, -1.0, 1.0, 0.0, x, y)
    } else {
        Matrix::from_translate(x, y)
    };
    surface.push_transform(&turned);
    let mut at = 0.0;
    for run in &text.line.runs {
        let glyphs: Vec<KrillaGlyph> = run
            .glyphs
            .iter()
            .map(|glyph| {
                let (id, text) = (GlyphId::new(glyph.id), glyph.text.clone());
                KrillaGlyph::new(id, glyph.advance_em, 0.0, 0.0, 0.0, text, None)
            })
            .collect();
        let font = faces.font(run.face).ok_or(PrintError::Typeface)?;
        surface.draw_glyphs(
            Point::from_xy(at, 0.0),
            &glyphs,
            font.clone(),
            &run.text,
            text.size,
            false,
        );
        at += run.width_em * text.size;
    }
    surface.pop();
    Ok(())
}

/// An empty path leaves nothing on the page.
fn paint(surface: &mut Surface<'_>, path: PathBuilder) {
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn push_rounded(path: &mut PathBuilder, area: Area, round: f32) {
    let (left, top, right, bottom) = (area.left, area.top, area.right(), area.bottom());
    let round = round.min(area.width / 2.0).min(area.height / 2.0);
    let handle = round * (1.0 - ROUND);
    path.move_to(left + round, top);
    path.line_to(right - round, top);
    path.cubic_to(right - handle, top, right, top + handle, right, top + round);
    path.line_to(right, bottom - round);
    let to = [right - round, bottom];
    path.cubic_to(right, bottom - handle, right - handle, bottom, to[0], to[1]);
    path.line_to(left + round, bottom);
    let to = [left, bottom - round];
    path.cubic_to(left + handle, bottom, left, bottom - handle, to[0], to[1]);
    path.line_to(left, top + round);
    path.cubic_to(left, top + handle, left + handle, top, left + round, top);
    path.close();
}

fn rect(area: Area) -> Result<Rect, PrintError> {
    Rect::from_xywh(area.left, area.top, area.width, area.height)
        .ok_or(PrintError::Layout("an area has no size"))
}

fn fill(colour: Colour) -> Fill {
    Fill {
        paint: ink(colour).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

fn stroke(colour: Colour, width: f32) -> Stroke {
    Stroke {
        paint: ink(colour).into(),
        width,
        ..Stroke::default()
    }
}

fn ink(Colour([red, green, blue]): Colour) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

//! A page as an SVG file, for previews and notices: letters are outlines, so that every browser shows the same, with
//! their words as titles, and photos are inside.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use skrifa::outline::OutlinePen;

use super::area::Area;
use super::drawing::{Mark, Page, Text};
use super::style::Colour;
use super::typeface::{Outlines, Typefaces};
use crate::error::PrintError;

/// A page as SVG; one unit is a millimetre.
///
/// # Errors
/// [`PrintError::Typeface`] where a typeface is damaged.
pub fn svg(page: &Page, faces: &Typefaces) -> Result<String, PrintError> {
    let [width, height] = page.size;
    let mut out = Svg {
        text: format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" \
             viewBox=\"0 0 {width} {height}\">\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"
        ),
        photos: HashMap::new(),
    };
    let [x, y] = page.transform.origin(page.size);
    let [horizontal, vertical] = page.transform.scale;
    out.put(format_args!(
        "<g transform=\"translate({x} {y}) scale({horizontal} {vertical})\">"
    ));
    for mark in &page.marks {
        out.mark(mark, faces)?;
    }
    out.text.push_str("</g>\n</svg>\n");
    Ok(out.text)
}

struct Svg {
    text: String,
    /// Photos that are in the file already, by the place of their bytes in memory.
    photos: HashMap<*const u8, usize>,
}

impl Svg {
    fn put(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _written = writeln!(self.text, "{element}");
    }

    fn mark(&mut self, mark: &Mark, faces: &Typefaces) -> Result<(), PrintError> {
        match mark {
            Mark::Stroke {
                from: [x, y],
                to: [to_x, to_y],
                width,
                colour,
            } => self.put(format_args!(
                "<path d=\"M{x} {y}L{to_x} {to_y}\" stroke=\"{}\" stroke-width=\"{width}\"/>",
                name(*colour)
            )),
            Mark::Fill {
                area,
                round,
                colour,
            } => self.put(format_args!(
                "<rect {} rx=\"{round}\" fill=\"{}\"/>",
                place(*area),
                name(*colour)
            )),
            Mark::Bars(bars) => {
                let mut path = String::new();
                for bar in bars {
                    let Area {
                        left,
                        top,
                        width,
                        height,
                    } = bar;
                    let _written = write!(path, "M{left} {top}h{width}v{height}h-{width}z");
                }
                self.put(format_args!(
                    "<path shape-rendering=\"crispEdges\" d=\"{path}\"/>"
                ));
            }
            Mark::Photo {
                visible,
                placed,
                picture,
            } => {
                let number = self.photo(&picture.bytes);
                let window = place(*visible);
                let Area {
                    left,
                    top,
                    width,
                    height,
                } = visible;
                let seen = format!("{left} {top} {width} {height}");
                let Area {
                    left,
                    top,
                    width,
                    height,
                } = placed;
                self.put(format_args!(
                    "<svg {window} viewBox=\"{seen}\"><use href=\"#photo{number}\" \
                     transform=\"translate({left} {top}) scale({width} {height})\"/></svg>"
                ));
            }
            Mark::Text(text) => self.letters(text, faces)?,
        }
        Ok(())
    }

    /// The number of a photo, which is put into the file when it is seen first, one unit wide and high.
    fn photo(&mut self, bytes: &Arc<Vec<u8>>) -> usize {
        let number = self.photos.len();
        let key = bytes.as_ptr();
        if let Some(known) = self.photos.get(&key) {
            return *known;
        }
        self.photos.insert(key, number);
        let encoded = STANDARD.encode(bytes.as_slice());
        self.put(format_args!(
            "<defs><image id=\"photo{number}\" width=\"1\" height=\"1\" preserveAspectRatio=\"none\" \
             href=\"data:image/jpeg;base64,{encoded}\"/></defs>"
        ));
        number
    }

    fn letters(&mut self, text: &Text, faces: &Typefaces) -> Result<(), PrintError> {
        let colour = name(text.colour);
        let [mut x, mut y] = text.at;
        // Outlines say nothing to a screen reader, and cannot be searched.
        let said: String = text
            .line
            .runs
            .iter()
            .map(|run| escaped(&run.text))
            .collect();
        self.put(format_args!("<g><title>{said}</title>"));
        for run in &text.line.runs {
            let mut path = Path::default();
            let units = faces.outline(run, &mut path)?;
            let scale = text.size / units;
            let turn = if text.upward { " rotate(-90)" } else { "" };
            let bold = if text.bold {
                let width = units * 0.035;
                format!(" stroke=\"{colour}\" stroke-width=\"{width}\"")
            } else {
                String::new()
            };
            let drawn = path.drawn;
            self.put(format_args!(
                "<path transform=\"translate({x} {y}){turn} scale({scale} -{scale})\" fill=\"{colour}\"{bold} \
                 d=\"{drawn}\"/>"
            ));
            let width = run.width_em * text.size;
            if text.upward {
                y -= width;
            } else {
                x += width;
            }
        }
        self.put(format_args!("</g>"));
        Ok(())
    }
}

/// Text inside of an element.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn name(Colour([red, green, blue]): Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn place(area: Area) -> String {
    let Area {
        left,
        top,
        width,
        height,
    } = area;
    format!("x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"")
}

/// Outlines as the commands of an SVG path.
#[derive(Default)]
struct Path {
    drawn: String,
    x: f32,
}

impl Path {
    fn put(&mut self, command: char, points: &[f32]) {
        self.drawn.push(command);
        for (index, value) in points.iter().enumerate() {
            let moved = if index % 2 == 0 {
                value + self.x
            } else {
                *value
            };
            let between = if index == 0 { "" } else { " " };
            let _written = write!(self.drawn, "{between}{}", moved.round());
        }
    }
}

impl Outlines for Path {
    fn move_by(&mut self, x: f32) {
        self.x = x;
    }
}

impl OutlinePen for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.put('M', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.put('L', &[x, y]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.put('Q', &[cx, cy, x, y]);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.put('C', &[cx0, cy0, cx1, cy1, x, y]);
    }

    fn close(&mut self) {
        self.drawn.push('Z');
    }
}

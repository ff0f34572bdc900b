//! A band of the painted picture: premultiplied linear light with alpha.
//!
//! Layers are blended in linear light, as light adds up in a lens and on a sensor. Noise, blur and
//! gamma are *not* handled here (see `camera`).

use raster::{Point, Rect, colour};

use crate::{
    frame::Frame,
    random::bumps,
    shape::{Shape, grow, hull, segment_distance},
};

/// Coverage below this changes no 8-bit value.
const INVISIBLE: f32 = 1.0 / 1024.0;

/// Pieces that a strand is split into.
const STRAND_STEPS: usize = 10;

/// Linear light of red, green and blue, 0 … 1.
pub(crate) type Light = [f32; 3];

/// Linear light of an 8-bit sRGB colour.
pub(crate) fn light_of(rgb: [u8; 3]) -> Light {
    rgb.map(colour::linear)
}

/// `light` times `factor`, each channel at most 1.
pub(crate) fn dimmed(light: Light, factor: f32) -> Light {
    light.map(|value| (value * factor).min(1.0))
}

/// Rows `top` … `top + rows` of a picture.
#[derive(Debug)]
pub(crate) struct Canvas {
    pub(crate) width: usize,
    pub(crate) top: isize,
    pub(crate) rows: usize,
    /// Red, green, blue, each times alpha, and alpha.
    pub(crate) pixels: Vec<[f32; 4]>,
    /// Coverage of the strand being drawn, all zero in between.
    scratch: Vec<f32>,
}

/// One thing to paint.
#[derive(Debug, Clone)]
pub(crate) enum Layer {
    /// An area.
    Fill(Fill),
    /// Thin curves.
    Strands(Strands),
}

/// An area and its colour.
#[derive(Debug, Clone)]
pub(crate) struct Fill {
    pub(crate) frame: Frame,
    pub(crate) shape: Shape,
    pub(crate) paint: Paint,
    /// Share 0 … 1 that hides what is below.
    pub(crate) opacity: f32,
    /// Width of the edge in units; the camera sees at least one pixel.
    pub(crate) softness: f32,
    /// Paints only inside or only outside these.
    pub(crate) clips: Vec<Clip>,
    /// Colours what is there without covering more of the wall.
    pub(crate) atop: bool,
}

/// A limit to a fill.
#[derive(Debug, Clone)]
pub(crate) struct Clip {
    pub(crate) shape: Shape,
    pub(crate) softness: f32,
    pub(crate) keep_inside: bool,
}

/// How an area is coloured.
#[derive(Debug, Clone)]
pub(crate) enum Paint {
    /// One colour.
    Flat(Light),
    /// A ball seen from the front: darker towards the rim.
    Ball(Ball),
    /// Skin: a ball with fine texture.
    Skin {
        ball: Ball,
        seed: u64,
        strength: f32,
    },
    /// Two colours in stripes of `width` units.
    Stripes { lights: [Light; 2], width: f32 },
    /// Two colours in squares of `width` units.
    Checks { lights: [Light; 2], width: f32 },
}

/// Shading of a ball.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ball {
    pub(crate) light: Light,
    pub(crate) center: Point,
    pub(crate) radii: (f32, f32),
    /// Brightness at the rim, share 0 … 1 of that in the middle.
    pub(crate) rim: f32,
}

/// Thin curves on one board.
#[derive(Debug, Clone)]
pub(crate) struct Strands {
    pub(crate) frame: Frame,
    pub(crate) curves: Vec<Strand>,
    pub(crate) atop: bool,
}

/// A quadratic Bézier curve that becomes thinner.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Strand {
    pub(crate) from: Point,
    pub(crate) bend: Point,
    pub(crate) to: Point,
    /// Widths at both ends, units.
    pub(crate) widths: (f32, f32),
    pub(crate) light: Light,
    pub(crate) opacity: f32,
}

impl Fill {
    /// An opaque area with a sharp edge.
    pub(crate) fn new(frame: Frame, shape: Shape, paint: Paint) -> Self {
        Self {
            frame,
            shape,
            paint,
            opacity: 1.0,
            softness: 0.0,
            clips: Vec::new(),
            atop: false,
        }
    }

    /// Soft colour on what is there: shadow, blush, gloss.
    pub(crate) fn shade(frame: Frame, shape: Shape, light: Light) -> Self {
        Self {
            atop: true,
            ..Self::new(frame, shape, Paint::Flat(light))
        }
    }

    pub(crate) fn opacity(self, opacity: f32) -> Self {
        Self { opacity, ..self }
    }

    pub(crate) fn soft(self, softness: f32) -> Self {
        Self { softness, ..self }
    }

    pub(crate) fn inside(self, shape: Shape) -> Self {
        self.clip(shape, 0.0, true)
    }

    pub(crate) fn outside(self, shape: Shape, softness: f32) -> Self {
        self.clip(shape, softness, false)
    }

    fn clip(mut self, shape: Shape, softness: f32, keep_inside: bool) -> Self {
        self.clips.push(Clip {
            shape,
            softness,
            keep_inside,
        });
        self
    }

    fn coverage(&self, at: Point) -> f32 {
        let pixel = self.frame.pixel();
        let mut covered = self.shape.coverage(at, self.softness, pixel);
        for clip in &self.clips {
            if covered < INVISIBLE {
                return 0.0;
            }
            let inside = clip.shape.coverage(at, clip.softness, pixel);
            covered = covered.min(if clip.keep_inside {
                inside
            } else {
                1.0 - inside
            });
        }
        covered * self.opacity
    }
}

impl Paint {
    fn light(&self, at: Point) -> Light {
        match self {
            Self::Flat(light) => *light,
            Self::Ball(ball) => ball.light(at),
            Self::Skin {
                ball,
                seed,
                strength,
            } => {
                let fine = bumps(*seed, at.x / 2.2, at.y / 2.2);
                let coarse = bumps(seed ^ 1, at.x / 9.0, at.y / 9.0);
                let texture = 1.0 + strength * (fine + 0.7 * coarse);
                ball.light(at).map(|value| value * texture)
            }
            Self::Stripes { lights, width } => {
                lights[(at.y / width).floor().rem_euclid(2.0) as usize % 2]
            }
            Self::Checks { lights, width } => {
                let square = (at.x / width).floor() + (at.y / width).floor();
                lights[square.rem_euclid(2.0) as usize % 2]
            }
        }
    }
}

impl Ball {
    fn light(&self, at: Point) -> Light {
        let x = (at.x - self.center.x) / self.radii.0;
        let y = (at.y - self.center.y) / self.radii.1;
        let height = (1.0 - x * x - y * y).max(0.0).sqrt();
        let share = self.rim + (1.0 - self.rim) * height;
        self.light.map(|value| value * share)
    }
}

impl Strand {
    fn point(&self, share: f32) -> Point {
        let (start, end) = (
            self.from.lerp(self.bend, share),
            self.bend.lerp(self.to, share),
        );
        start.lerp(end, share)
    }
}

impl Canvas {
    /// An empty band.
    pub(crate) fn new(width: usize, top: isize, rows: usize) -> Self {
        Self {
            width,
            top,
            rows,
            pixels: vec![[0.0; 4]; width * rows],
            scratch: vec![0.0; width * rows],
        }
    }

    /// Paints the layers from the back to the front.
    pub(crate) fn paint(&mut self, layers: &[Layer]) {
        for layer in layers {
            match layer {
                Layer::Fill(fill) => self.paint_fill(fill),
                Layer::Strands(strands) => {
                    for strand in &strands.curves {
                        self.paint_strand(strands, strand);
                    }
                }
            }
        }
    }

    fn paint_fill(&mut self, fill: &Fill) {
        let margin = fill.softness / 2.0 + fill.frame.pixel();
        let Some(cells) = self.cells(&fill.frame, grow(fill.shape.bounds(), margin)) else {
            return;
        };
        for row in cells.top..cells.bottom {
            for column in cells.left..cells.right {
                let at = self.center(column, row);
                let at = fill.frame.to_board(at);
                let covered = fill.coverage(at);
                if covered >= INVISIBLE {
                    let light = fill.paint.light(at);
                    blend(
                        &mut self.pixels[row * self.width + column],
                        light,
                        covered,
                        fill.atop,
                    );
                }
            }
        }
    }

    /// The pieces of a strand overlap at their joints, so coverage is collected as a maximum first.
    fn paint_strand(&mut self, strands: &Strands, strand: &Strand) {
        let frame = &strands.frame;
        let mut touched = Vec::new();
        let mut from = strand.from;
        for step in 1..=STRAND_STEPS {
            let share = step as f32 / STRAND_STEPS as f32;
            let to = strand.point(share);
            let before = share - 1.0 / STRAND_STEPS as f32;
            let width = |at: f32| strand.widths.0 + (strand.widths.1 - strand.widths.0) * at;
            self.cover_piece(
                frame,
                (from, to),
                (width(before), width(share)),
                &mut touched,
            );
            from = to;
        }
        for index in touched {
            let covered = std::mem::take(&mut self.scratch[index]) * strand.opacity;
            blend(&mut self.pixels[index], strand.light, covered, strands.atop);
        }
    }

    fn cover_piece(
        &mut self,
        frame: &Frame,
        (from, to): (Point, Point),
        widths: (f32, f32),
        touched: &mut Vec<usize>,
    ) {
        let pixel = frame.pixel();
        let reach = widths.0.max(widths.1) / 2.0 + pixel;
        let Some(cells) = self.cells(frame, grow(hull([from, to].into_iter()), reach)) else {
            return;
        };
        for row in cells.top..cells.bottom {
            for column in cells.left..cells.right {
                let at = frame.to_board(self.center(column, row));
                let (distance, along) = segment_distance(from, to, at);
                let width = (widths.0 + (widths.1 - widths.0) * along).max(0.0);
                // Thinner than a pixel: a line one pixel wide, but paler.
                let drawn = width.max(pixel);
                let covered = ((drawn / 2.0 - distance) / pixel + 0.5).clamp(0.0, 1.0);
                let covered = covered * width / drawn;
                let index = row * self.width + column;
                if covered >= INVISIBLE && covered > self.scratch[index] {
                    if self.scratch[index] == 0.0 {
                        touched.push(index);
                    }
                    self.scratch[index] = covered;
                }
            }
        }
    }

    /// Middle of a pixel in the picture.
    pub(crate) fn center(&self, column: usize, row: usize) -> Point {
        Point::new(column as f32 + 0.5, (self.top + row as isize) as f32 + 0.5)
    }

    /// The pixels of the band that the part `bounds` of a board may touch.
    fn cells(&self, frame: &Frame, bounds: Rect) -> Option<Cells> {
        let corners = [
            (bounds.x, bounds.y),
            (bounds.right(), bounds.y),
            (bounds.x, bounds.bottom()),
            (bounds.right(), bounds.bottom()),
        ];
        let reach = hull(
            corners
                .into_iter()
                .map(|(x, y)| frame.to_picture(Point::new(x, y))),
        );
        let inside = |position: f32, limit: usize| position.clamp(0.0, limit as f32) as usize;
        let cells = Cells {
            left: inside(reach.x.floor(), self.width),
            right: inside(reach.right().ceil(), self.width),
            top: inside(reach.y.floor() - self.top as f32, self.rows),
            bottom: inside(reach.bottom().ceil() - self.top as f32, self.rows),
        };
        (cells.left < cells.right && cells.top < cells.bottom).then_some(cells)
    }
}

/// Columns and rows of a band, ends excluded.
struct Cells {
    left: usize,
    right: usize,
    top: usize,
    bottom: usize,
}

/// Porter–Duff "over", or "atop" where the picture's own alpha stays.
fn blend(pixel: &mut [f32; 4], light: Light, covered: f32, atop: bool) {
    let weight = if atop { covered * pixel[3] } else { covered };
    for (channel, value) in pixel.iter_mut().zip(light) {
        *channel = *channel * (1.0 - covered) + value * weight;
    }
    if !atop {
        pixel[3] = pixel[3] * (1.0 - covered) + covered;
    }
}

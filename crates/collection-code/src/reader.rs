//! Searches a picture: runs the attempts of the plan, decodes every symbol found, and ranks the
//! results.

use std::time::Duration;

use raster::{Plane, Point, RgbImage, resize};
use thiserror::Error;

use crate::clock::Clock;
use crate::decoder::{Content, PayloadDecoder, standard_decoders};
use crate::filter;
use crate::payload::Payload;
use crate::plan::{Attempt, plain_attempts, repair_attempts};
use crate::symbol::{Symbol, find_symbols};
use crate::windows::{Window, windows};

/// Limits of reading one picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchLimits {
    /// Time after which no further attempt begins. One attempt takes less than a second.
    pub budget: Duration,
    /// Most pixels, width × height.
    pub max_pixels: usize,
    /// Longest side, pixels.
    pub max_side_px: usize,
}

impl Default for SearchLimits {
    fn default() -> Self {
        Self {
            budget: Duration::from_secs(2),
            max_pixels: 50_000_000,
            // Messengers join a conversation to one screenshot of this length.
            max_side_px: 20_000,
        }
    }
}

/// A code in a picture.
#[derive(Debug, Clone)]
pub struct FoundCode {
    /// Content of the symbol, uninterpreted.
    pub payload: Payload,
    /// The decoder that recognised it.
    pub decoder: &'static str,
    /// Meaning of the payload.
    pub content: Content,
    /// Its corners in pixels of the picture: top left, top right, bottom right and bottom left of
    /// the symbol itself, however it is turned in the picture.
    pub corners: [Point; 4],
}

impl FoundCode {
    /// Area in square pixels of the picture.
    pub fn area_px(&self) -> f32 {
        // The shoelace formula.
        let next = |index: usize| self.corners[(index + 1) % 4];
        let doubled = self
            .corners
            .iter()
            .enumerate()
            .map(|(index, corner)| corner.x * next(index).y - next(index).x * corner.y);
        doubled.sum::<f32>().abs() / 2.0
    }
}

/// The codes that were read from a picture.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The best code: of the ones found, the one recognised by the earliest decoder of the list, and
    /// among those the largest.
    pub best: FoundCode,
    /// All others, in the same order.
    pub others: Vec<FoundCode>,
}

/// The reason why no code was read. Contains no payload.
#[derive(Debug, Error, Clone, Copy, PartialEq, Eq)]
pub enum ReadError {
    /// Searched in every way, nothing found.
    #[error("there is no readable code in the picture")]
    NotFound,
    /// The budget was spent before every way was tried.
    #[error("no code was found in the time allowed")]
    OutOfTime,
    /// There are codes, each only one part of a text that is spread over several.
    #[error("the code in the picture is only one part of several")]
    OnlyParts,
    /// There are codes, and no decoder accepts one.
    #[error("the picture has a code, but not one that can be used here")]
    NotRecognised,
    /// Over the pixel limits.
    #[error("the picture is too large: {width_px} × {height_px} pixels")]
    TooLarge {
        /// Width of the picture.
        width_px: usize,
        /// Height of the picture.
        height_px: usize,
    },
}

/// Reads collection codes with a list of decoders.
pub struct CodeReader {
    decoders: Vec<Box<dyn PayloadDecoder>>,
    limits: SearchLimits,
}

impl Default for CodeReader {
    /// With [`standard_decoders`] and the default limits.
    fn default() -> Self {
        Self::new(standard_decoders(), SearchLimits::default())
    }
}

impl CodeReader {
    /// A reader that tries `decoders` in order.
    pub fn new(decoders: Vec<Box<dyn PayloadDecoder>>, limits: SearchLimits) -> Self {
        Self { decoders, limits }
    }

    /// Finds and decodes the codes of a picture.
    ///
    /// Symbols turned by any angle, mirrored, tilted or light on dark are found. A picture more than three times as
    /// long as it is wide is searched in windows, at the size that each has. The search ends with
    /// the first attempt that yields a code with [`Content::Fields`]; a code that stays opaque does
    /// not end it before the plain pyramid is through, because the picture may hold others.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn read(&self, picture: &RgbImage, clock: &dyn Clock) -> Result<Reading, ReadError> {
        let (width_px, height_px) = (picture.width_px(), picture.height_px());
        if width_px.max(height_px) > self.limits.max_side_px
            || width_px.saturating_mul(height_px) > self.limits.max_pixels
        {
            return Err(ReadError::TooLarge {
                width_px,
                height_px,
            });
        }
        if width_px == 0 || height_px == 0 {
            return Err(ReadError::NotFound);
        }
        let mut search = Search::new(self, picture, clock);
        let longer_side_px = search.windows[0].longer_side_px();
        let through = search.run(plain_attempts(longer_side_px))
            && (search.found_any() || search.run(repair_attempts(longer_side_px)));
        search.finish(through)
    }

    /// Asks the decoders in order; the position of the one that accepts ranks the code.
    fn decode(&self, payload: &Payload) -> Option<(usize, &'static str, Content)> {
        self.decoders
            .iter()
            .enumerate()
            .find_map(|(rank, decoder)| {
                let content = decoder.decode(payload)?;
                Some((rank, decoder.name(), content))
            })
    }
}

/// One reading under way.
struct Search<'a> {
    reader: &'a CodeReader,
    picture: &'a RgbImage,
    clock: &'a dyn Clock,
    /// One at least, all of one size.
    windows: Vec<Window>,
    /// The only window at the size last used; attempts of one size follow each other where they can.
    scaled: Option<Plane<u8>>,
    codes: Vec<(usize, FoundCode)>,
    parts: usize,
    refused: usize,
}

impl<'a> Search<'a> {
    fn new(reader: &'a CodeReader, picture: &'a RgbImage, clock: &'a dyn Clock) -> Self {
        Self {
            reader,
            picture,
            clock,
            windows: windows((picture.width_px(), picture.height_px())),
            scaled: None,
            codes: Vec::new(),
            parts: 0,
            refused: 0,
        }
    }

    fn found_any(&self) -> bool {
        !self.codes.is_empty() || self.parts > 0 || self.refused > 0
    }

    fn time_is_up(&self) -> bool {
        self.clock.elapsed() >= self.reader.limits.budget
    }

    /// Works through `attempts`, each in all windows, until one yields fields; false when the time ran out first.
    fn run(&mut self, attempts: Vec<Attempt>) -> bool {
        for attempt in attempts {
            for index in 0..self.windows.len() {
                if self.time_is_up() {
                    return false;
                }
                self.look(attempt, self.windows[index]);
            }
            let has_fields =
                |(_, code): &(usize, FoundCode)| matches!(code.content, Content::Fields(_));
            let is_repair = attempt.filter != filter::Filter::None;
            if self.codes.iter().any(has_fields) || (is_repair && self.found_any()) {
                return true;
            }
        }
        true
    }

    /// Searches one window in one way.
    fn look(&mut self, attempt: Attempt, window: Window) {
        let repaired = self.repaired(attempt, window);
        let symbols = find_symbols(&repaired, attempt.threshold, &|| self.time_is_up());
        let scale = window.longer_side_px() as f32 / attempt.longer_side_px as f32;
        let (left, top) = (window.corner.0 as f32, window.corner.1 as f32);
        for symbol in symbols {
            let corners = symbol
                .corners
                .map(|corner| Point::new(corner.x * scale + left, corner.y * scale + top));
            self.take(symbol, corners);
        }
    }

    /// A window, scaled and filtered for `attempt`.
    fn repaired(&mut self, attempt: Attempt, window: Window) -> Plane<u8> {
        let from = window.longer_side_px();
        let to = attempt.longer_side_px;
        let scaled_px = |side: usize| (side * to).div_ceil(from).max(1);
        let size = (scaled_px(window.size.0), scaled_px(window.size.1));
        let is_only = self.windows.len() == 1;
        let luma = match self.scaled.take() {
            Some(luma) if is_only && (luma.width_px(), luma.height_px()) == size => luma,
            _ => {
                let cut;
                let part = if is_only {
                    self.picture
                } else {
                    cut = window.cut(self.picture);
                    &cut
                };
                let kind = if to < from {
                    resize::Filter::Area
                } else {
                    resize::Filter::Bilinear
                };
                if to == from {
                    part.luma()
                } else {
                    resize::resize(part, size, kind).luma()
                }
            }
        };
        let repaired = filter::apply(&luma, attempt.filter);
        self.scaled = Some(luma);
        repaired
    }

    fn take(&mut self, symbol: Symbol, corners: [Point; 4]) {
        if symbol.is_part {
            self.parts += 1;
            return;
        }
        if self
            .codes
            .iter()
            .any(|(_, code)| code.payload == symbol.payload)
        {
            return;
        }
        let Some((rank, decoder, content)) = self.reader.decode(&symbol.payload) else {
            self.refused += 1;
            return;
        };
        let code = FoundCode {
            payload: symbol.payload,
            decoder,
            content,
            corners,
        };
        self.codes.push((rank, code));
    }

    fn finish(mut self, through: bool) -> Result<Reading, ReadError> {
        self.codes.sort_by(|(rank, code), (other_rank, other)| {
            let by_area = other.area_px().total_cmp(&code.area_px());
            rank.cmp(other_rank).then(by_area)
        });
        let mut codes = self.codes.into_iter().map(|(_, code)| code);
        match codes.next() {
            Some(best) => Ok(Reading {
                best,
                others: codes.collect(),
            }),
            None if self.refused > 0 => Err(ReadError::NotRecognised),
            None if self.parts > 0 => Err(ReadError::OnlyParts),
            None if through => Err(ReadError::NotFound),
            None => Err(ReadError::OutOfTime),
        }
    }
}

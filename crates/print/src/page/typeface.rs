//! Typefaces: which one has a character, how wide a text is, and its outlines. One is embedded; more can be added
//! for names that it cannot write. Letters are set one after the other, which is right for Chinese and Latin;
//! scripts that join their letters are not set.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

use super::breaks;
use super::style::Style;
use crate::error::PrintError;

/// Noto Sans CJK SC, 44 810 characters.
static EMBEDDED: &[u8] = include_bytes!(env!("CAIXIANG_TYPEFACE"));

/// Baselines are this far apart, in heights of the letters' square.
pub(crate) const LEADING: f32 = 1.25;

/// Typefaces in the order in which they are asked for a character.
#[derive(Clone)]
pub struct Typefaces {
    faces: Vec<Face>,
}

#[derive(Clone)]
struct Face {
    bytes: Bytes,
    index: u32,
    font: Font,
    units_per_em: f32,
}

#[derive(Clone)]
enum Bytes {
    Embedded,
    Added(Arc<Vec<u8>>),
}

impl Face {
    fn new(bytes: Bytes, index: u32) -> Result<Self, PrintError> {
        let data = match &bytes {
            Bytes::Embedded => EMBEDDED.into(),
            Bytes::Added(bytes) => Arc::clone(bytes).into(),
        };
        let font = Font::new(data, index).ok_or(PrintError::Typeface)?;
        let units_per_em = font.units_per_em();
        Ok(Self {
            bytes,
            index,
            font,
            units_per_em,
        })
    }

    fn bytes(&self) -> &[u8] {
        match &self.bytes {
            Bytes::Embedded => EMBEDDED,
            Bytes::Added(bytes) => bytes,
        }
    }

    fn reader(&self) -> Result<FontRef<'_>, PrintError> {
        FontRef::from_index(self.bytes(), self.index).map_err(|_| PrintError::Typeface)
    }
}

/// One line of text, measured.
#[derive(Debug, Clone)]
pub struct Line {
    pub(crate) runs: Vec<Run>,
    /// Width in heights of the letters' square.
    pub(crate) width_em: f32,
}

/// Letters of one typeface in a row.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) face: usize,
    pub(crate) text: String,
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) width_em: f32,
}

#[derive(Debug, Clone)]
pub(crate) struct Glyph {
    pub(crate) id: u32,
    pub(crate) advance_em: f32,
    pub(crate) text: Range<usize>,
}

impl Typefaces {
    /// The embedded typeface alone.
    ///
    /// # Errors
    /// [`PrintError::Typeface`] where the program was built with a damaged file.
    pub fn embedded() -> Result<Self, PrintError> {
        Ok(Self {
            faces: vec![Face::new(Bytes::Embedded, 0)?],
        })
    }

    /// Asks one more typeface for what the ones before do not have: `index` is its place in a collection (`.ttc`),
    /// 0 in any other file.
    ///
    /// # Errors
    /// [`PrintError::Typeface`] where the bytes are no typeface.
    pub fn with(mut self, bytes: Vec<u8>, index: u32) -> Result<Self, PrintError> {
        self.faces
            .push(Face::new(Bytes::Added(Arc::new(bytes)), index)?);
        Ok(self)
    }

    /// The characters that no typeface has, each once; empty where `text` can be printed.
    ///
    /// # Errors
    /// [`PrintError::Typeface`] where a typeface is damaged.
    pub fn missing(&self, text: &str) -> Result<Vec<char>, PrintError> {
        match self.line(text) {
            Ok(_) => Ok(Vec::new()),
            Err(PrintError::NoGlyph(characters)) => Ok(characters),
            Err(error) => Err(error),
        }
    }

    /// A text on one line.
    pub(crate) fn line(&self, text: &str) -> Result<Line, PrintError> {
        let mut readers = Vec::new();
        for face in &self.faces {
            let reader = face.reader()?;
            let metrics = reader.glyph_metrics(Size::unscaled(), LocationRef::default());
            readers.push((reader.charmap(), metrics, face.units_per_em));
        }
        let mut line = Line {
            runs: Vec::new(),
            width_em: 0.0,
        };
        let mut missing = Vec::new();
        for character in text.chars() {
            let character = if character.is_control() {
                ' '
            } else {
                character
            };
            if is_invisible(character) {
                continue;
            }
            let found = readers
                .iter()
                .enumerate()
                .find_map(|(face, (map, metrics, units))| {
                    let id = map.map(character)?;
                    Some((face, id, metrics.advance_width(id)? / units))
                });
            match found {
                Some((face, id, advance_em)) => line.push(face, character, id, advance_em),
                None if missing.contains(&character) => {}
                None => missing.push(character),
            }
        }
        if missing.is_empty() {
            Ok(line)
        } else {
            Err(PrintError::NoGlyph(missing))
        }
    }

    /// A text in lines of at most `room` millimetres, and the height of its letters: as large as the style has it,
    /// else broken into lines, else smaller.
    pub(crate) fn fit(
        &self,
        text: &str,
        room: f32,
        style: Style,
    ) -> Result<(Vec<Line>, f32), PrintError> {
        let whole = self.line(text)?;
        if whole.width_em * style.size <= room && !text.contains('\n') {
            return Ok((vec![whole], style.size));
        }
        let width_em = |text: &str| self.line(text).map_or(f32::MAX, |line| line.width_em);
        let mut size = style.size;
        while size >= style.smallest {
            let lines = breaks::lines(text, room / size, width_em);
            if lines.len() <= style.lines && lines.iter().all(|line| width_em(line) * size <= room)
            {
                let lines: Result<_, _> = lines.iter().map(|line| self.line(line)).collect();
                return Ok((lines?, size));
            }
            size -= style.size / 50.0;
        }
        Err(PrintError::TooLong {
            characters: text.chars().count(),
        })
    }

    pub(crate) fn font(&self, face: usize) -> Option<&Font> {
        self.faces.get(face).map(|face| &face.font)
    }

    /// Draws the outlines of a run into `pen`, in font units from the run's beginning, y upward; returns those units
    /// per em.
    pub(crate) fn outline(&self, run: &Run, pen: &mut impl Outlines) -> Result<f32, PrintError> {
        let face = self.faces.get(run.face).ok_or(PrintError::Typeface)?;
        let outlines = face.reader()?.outline_glyphs();
        let settings = || DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        let mut at_em = 0.0;
        for glyph in &run.glyphs {
            // A space has no outline.
            if let Some(outline) = outlines.get(GlyphId::new(glyph.id)) {
                pen.move_by(at_em * face.units_per_em);
                outline
                    .draw(settings(), pen)
                    .map_err(|_| PrintError::Typeface)?;
            }
            at_em += glyph.advance_em;
        }
        Ok(face.units_per_em)
    }
}

impl Line {
    fn push(&mut self, face: usize, character: char, id: GlyphId, advance_em: f32) {
        if self.runs.last().is_none_or(|run| run.face != face) {
            self.runs.push(Run {
                face,
                text: String::new(),
                glyphs: Vec::new(),
                width_em: 0.0,
            });
        }
        if let Some(run) = self.runs.last_mut() {
            let from = run.text.len();
            run.text.push(character);
            run.glyphs.push(Glyph {
                id: id.to_u32(),
                advance_em,
                text: from..run.text.len(),
            });
            run.width_em += advance_em;
        }
        self.width_em += advance_em;
    }
}

/// A pen whose glyphs begin at different places.
pub(crate) trait Outlines: OutlinePen {
    /// What follows begins at this x, font units.
    fn move_by(&mut self, x: f32);
}

/// Selects a variant of the character before it, or joins and marks directions: nothing is drawn.
fn is_invisible(character: char) -> bool {
    matches!(u32::from(character), 0x200B..=0x200F | 0x2060 | 0xFE00..=0xFE0F | 0xFEFF | 0xE0100..=0xE01EF)
}

impl fmt::Debug for Typefaces {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Typefaces")
            .field("faces", &self.faces.len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_characters_are_there_and_missing_ones_are_told() {
        let faces = Typefaces::embedded().unwrap();
        let no = Vec::<char>::new();
        assert_eq!(faces.missing("𠮷䶮㛃𬭎·买买提 Ä 12").unwrap(), no);
        // One of 42 720 that few fonts have, twice.
        assert_eq!(
            faces.missing("李\u{20001}\u{20001}").unwrap(),
            ['\u{20001}']
        );
    }

    #[test]
    fn letters_are_as_wide_as_the_typeface_says() {
        let faces = Typefaces::embedded().unwrap();
        assert_eq!(faces.line("采像").unwrap().width_em, 2.0);
        assert_eq!(faces.line("").unwrap().width_em, 0.0);
        // A selector of a variant takes no room.
        assert_eq!(faces.line("葛\u{E0100}").unwrap().width_em, 1.0);
    }

    #[test]
    fn long_texts_are_broken_then_shrunk_then_refused() {
        let faces = Typefaces::embedded().unwrap();
        let style = Style::plain(3.0).down_to(2.0).wrapped(2);
        let fit = |text: &str| {
            let fitted = faces.fit(text, 30.0, style);
            fitted.map(|(lines, size)| (lines.len(), size))
        };
        assert_eq!(fit("李明").unwrap(), (1, 3.0));
        assert_eq!(fit(&"长".repeat(20)).unwrap(), (2, 3.0));
        let (lines, size) = fit(&"长".repeat(25)).unwrap();
        assert!(lines == 2 && (2.0..3.0).contains(&size), "{lines} {size}");
        let refused = fit(&"长".repeat(40)).unwrap_err();
        assert_eq!(refused.code(), "text-too-long");
    }

    #[test]
    fn bytes_that_are_no_typeface_are_refused() {
        let refused = Typefaces::embedded().unwrap().with(b"no font".to_vec(), 0);
        assert_eq!(refused.unwrap_err().code(), "typeface-unreadable");
    }
}

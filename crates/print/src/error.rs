//! What cannot be printed, and why. Texts of people are never part of an error.

use thiserror::Error;

/// Why a page cannot be made.
#[derive(Debug, Error)]
pub enum PrintError {
    /// No typeface has these characters; another one can be added by [`Typefaces::with`](crate::Typefaces::with).
    #[error("no typeface has {}", code_points(.0))]
    NoGlyph(Vec<char>),
    /// A text has no room even in its smallest letters.
    #[error("a text of {characters} characters has no room")]
    TooLong {
        /// Length of the text, characters.
        characters: usize,
    },
    /// A typeface cannot be read.
    #[error("a typeface cannot be read")]
    Typeface,
    /// A portrait is no JPEG, or not three wide to four high.
    #[error("a portrait is {0}")]
    Portrait(&'static str),
    /// A portrait would be printed with fewer than 300 pixels per inch.
    #[error("a portrait would have {ppi} pixels per inch, 300 are needed")]
    TooCoarse {
        /// Pixels per inch of the print.
        ppi: u32,
    },
    /// Photos do not fit on the paper, or a length is out of its range.
    #[error("{0}")]
    Layout(&'static str),
    /// What a laboratory measured cannot be its enlargement.
    #[error("a laboratory enlarges by 0.9 to 1.1, not by {factor}")]
    Correction {
        /// The measured length divided by the drawn one.
        factor: f32,
    },
    /// A text cannot be a barcode: other characters than printable ASCII, or too many.
    #[error("a text of {characters} characters cannot be a barcode")]
    Barcode {
        /// Length of the text, characters.
        characters: usize,
    },
    /// More pages than one file may have.
    #[error("{pages} pages are too many for one file, {limit} are allowed")]
    TooManyPages {
        /// Pages asked for.
        pages: usize,
        /// Pages allowed.
        limit: usize,
    },
    /// The PDF library refuses.
    #[error("the PDF cannot be written: {0}")]
    Pdf(String),
    /// The file cannot be written.
    #[error("the file cannot be written")]
    Write(#[from] std::io::Error),
}

impl PrintError {
    /// A word that never changes, for logs and answers.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoGlyph(_) => "no-glyph",
            Self::TooLong { .. } => "text-too-long",
            Self::Typeface => "typeface-unreadable",
            Self::Portrait(_) => "portrait-unusable",
            Self::TooCoarse { .. } => "portrait-too-coarse",
            Self::Layout(_) => "layout-impossible",
            Self::Correction { .. } => "correction-out-of-range",
            Self::Barcode { .. } => "barcode-impossible",
            Self::TooManyPages { .. } => "too-many-pages",
            Self::Pdf(_) => "pdf-refused",
            Self::Write(_) => "write-failed",
        }
    }
}

/// `U+20BB7, U+4DAE`: what a font is searched for.
fn code_points(characters: &[char]) -> String {
    let points: Vec<String> = characters
        .iter()
        .map(|character| format!("U+{:04X}", u32::from(*character)))
        .collect();
    points.join(", ")
}

//! Why a file could not be read.

use super::place::CellRef;
use crate::Format;

/// Why the cells of a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The file is larger than [`crate::Limits::max_bytes`].
    #[error("the file has more than {max_bytes} bytes")]
    TooLarge {
        /// The limit.
        max_bytes: usize,
    },
    /// The parts of the file are larger than [`crate::Limits::max_unpacked_bytes`] when they are unpacked, or much
    /// larger than the file.
    #[error("the file unpacks to more than {max_bytes} bytes")]
    UnpacksTooLarge {
        /// The limit for this file.
        max_bytes: u64,
    },
    /// The file is of a format that is not read.
    #[error("the file is {format}, which is not read")]
    UnsupportedFormat {
        /// What it is.
        format: Format,
    },
    /// The file can be opened with a password only.
    #[error("the file is encrypted")]
    Encrypted,
    /// The file is incomplete or does not keep to its format.
    #[error("the file is {format}, but damaged")]
    Damaged {
        /// What it is.
        format: Format,
    },
    /// The text is in an encoding that is not known.
    #[error("line {line} is in no known encoding")]
    UnknownEncoding {
        /// The first line that could not be read.
        line: u64,
    },
    /// A quotation mark is never closed, so that the rest of the file is one cell.
    #[error("line {line} has a quotation mark that is not closed")]
    QuoteNotClosed {
        /// The row's line.
        line: u64,
    },
    /// More columns than [`crate::Limits::max_columns`].
    #[error("there are more than {max_columns} columns")]
    TooManyColumns {
        /// The limit.
        max_columns: usize,
    },
    /// More rows than [`crate::Limits::max_rows`].
    #[error("there are more than {max_rows} rows")]
    TooManyRows {
        /// The limit.
        max_rows: usize,
    },
    /// More cells than [`crate::Limits::max_cells`], or more text than [`crate::Limits::max_text_bytes`].
    #[error("there are more than {max_cells} cells")]
    TooManyCells {
        /// The limit.
        max_cells: usize,
    },
    /// A cell is longer than [`crate::Limits::max_cell_bytes`].
    #[error("{cell} is longer than {max_cell_bytes} bytes")]
    CellTooLong {
        /// Where it is.
        cell: CellRef,
        /// The limit.
        max_cell_bytes: usize,
    },
}

//! Why a disc, an archive or a package cannot be made. Names and numbers of people are never part of an error.

use documents::list::ListError;
use thiserror::Error;

use crate::names::NameError;

/// Why a disc, an archive or a package cannot be made.
#[derive(Debug, Error)]
pub enum DiscError {
    /// A file cannot have the name that the template gives; counted from 0.
    #[error("file {index} cannot be named")]
    Name {
        /// Place of the file in the list, from 0.
        index: usize,
        /// What is wrong with the name.
        #[source]
        source: NameError,
    },
    /// A row has another number of cells than there are fields; counted from 0.
    #[error("file {0} has other cells than the index has fields")]
    Uneven(usize),
    /// One file and its index are larger than the medium; counted from 0.
    #[error("file {0} does not fit on the medium")]
    TooLarge(usize),
    /// Nothing to be written.
    #[error("there is no file")]
    Empty,
    /// More folders or files than ISO 9660 has room for.
    #[error("a volume has too many folders or files")]
    TooMany,
    /// A file is not what it was when the plan was made: another length or SHA-256. Counted from 0.
    #[error("file {0} is not what it was when the plan was made")]
    Changed(usize),
    /// An index cannot be written.
    #[error("an index cannot be written")]
    List(#[from] ListError),
    /// A file cannot be read.
    #[error("file {index} cannot be read")]
    Read {
        /// Place of the file in its volume, from 0.
        index: usize,
        /// What the storage says.
        #[source]
        source: std::io::Error,
    },
    /// The place where it is written fails.
    #[error("the disc cannot be written")]
    Write(#[from] std::io::Error),
}

impl DiscError {
    /// A word that never changes, for logs and answers.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Name { .. } => "name-impossible",
            Self::Uneven(_) => "row-uneven",
            Self::TooLarge(_) => "file-too-large",
            Self::Empty => "nothing-to-write",
            Self::TooMany => "too-many-files",
            Self::Changed(_) => "file-changed",
            Self::List(_) => "index-impossible",
            Self::Read { .. } => "read-failed",
            Self::Write(_) => "write-failed",
        }
    }
}

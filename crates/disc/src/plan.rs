//! The plan of a set of discs: which files lie on which, under which names. It is a value: stored, it gives the same
//! discs again, byte for byte. It holds what the index says about people, so whoever stores it has to seal it.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// What a volume has to fit on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Medium {
    /// A CD, 700 000 000 bytes.
    Cd,
    /// A DVD, 4 700 000 000 bytes.
    Dvd,
    /// Another medium, bytes.
    Bytes(u64),
}

impl Medium {
    /// Bytes of an image on it.
    pub const fn bytes(self) -> u64 {
        match self {
            Self::Cd => 700_000_000,
            Self::Dvd => 4_700_000_000,
            Self::Bytes(bytes) => bytes,
        }
    }
}

/// A field of the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The word in templates, such as `number`.
    pub name: String,
    /// The head for people, such as `学号`.
    pub head: String,
    /// The name in a dBase table, such as `XH`; not `WJM`, which is the path.
    pub dbf: String,
}

/// What is known about a file before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// Length in bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes.
    #[serde(with = "hex::serde")]
    pub sha256: [u8; 32],
}

/// A file to be planned.
#[derive(Clone)]
pub struct Item {
    /// What the caller finds the file by.
    pub key: String,
    /// Length and sum.
    pub facts: FileFacts,
    /// A cell for each field.
    pub cells: Vec<String>,
}

/// A file with its place on a disc.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// What the caller finds the file by.
    pub key: Box<str>,
    /// Folders and name, separated by `/`.
    pub path: Box<str>,
    /// Length and sum.
    #[serde(flatten)]
    pub facts: FileFacts,
    /// A cell for each field.
    pub cells: Cells,
}

/// The cells of a row as one text: a plan holds a hundred thousand of them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cells(Box<str>);

/// Between two cells; a control character that no cell keeps.
const BETWEEN: char = '\u{1f}';

impl Cells {
    /// A row of at least one cell.
    pub(crate) fn new(cells: &[String]) -> Self {
        let clean = cells.iter().map(|cell| cell.replace(BETWEEN, " "));
        let joined = clean.collect::<Vec<_>>().join(&BETWEEN.to_string());
        Self(joined.into_boxed_str())
    }

    /// The cells from the left.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split(BETWEEN)
    }

    /// Length of all cells together, bytes.
    pub(crate) const fn bytes(&self) -> usize {
        self.0.len()
    }
}

/// One disc.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Volume {
    /// From 1.
    pub number: u32,
    /// In the order of the discs' bytes.
    pub files: Vec<Planned>,
}

/// A set of discs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Title on `index.html`, such as the school and the cohort.
    pub title: String,
    /// Label of the volumes: capital letters, digits and `_`, at most 12; the number is added.
    pub label: String,
    /// When the plan was made; every date on the discs. Seconds since 1970.
    pub made_at: i64,
    /// Fields of the index.
    pub fields: Vec<Field>,
    /// At least one.
    pub volumes: Vec<Volume>,
    /// Files whose names had to be changed because another file had them.
    pub renamed: u32,
}

impl Plan {
    /// The day of the plan.
    pub(crate) fn made_at(&self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(self.made_at).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }
}

impl fmt::Debug for Plan {
    /// What the index says about people stays out of logs.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files: usize = self.volumes.iter().map(|volume| volume.files.len()).sum();
        formatter
            .debug_struct("Plan")
            .field("volumes", &self.volumes.len())
            .field("files", &files)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Volume {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Volume")
            .field("number", &self.number)
            .field("files", &self.files.len())
            .finish()
    }
}

impl fmt::Debug for Planned {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Planned")
            .field("facts", &self.facts)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Item {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Item")
            .field("facts", &self.facts)
            .finish_non_exhaustive()
    }
}

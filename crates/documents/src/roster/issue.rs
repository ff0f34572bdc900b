//! What is wrong with a roster: findings with a stable code and the cell. Their words are in `words`.

use strum::IntoStaticStr;

use super::column::Column;
use crate::table::{CellRef, TableError};

/// Findings of one kind that are kept; a file in which every row is wrong needs no more.
const MAX_KEPT: usize = 1_000;

/// Something that was found, without any value of a cell.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Finding {
    // The whole file is refused.
    /// The file could not be read; its own code tells why.
    Unreadable(TableError),
    /// No row has the header of the student number.
    NoHeader,
    /// There is a row of headers, but none of the student number.
    NumberColumnMissing,
    /// Two columns have headers of one meaning; a person has to say which one is meant.
    ColumnAmbiguous {
        /// The column.
        column: Column,
    },
    /// A mapping by hand names a row or header that is not there.
    MappingNotFound,
    /// The sheet that was chosen is not there, or hidden.
    SheetNotFound {
        /// The name that was asked for.
        name: String,
    },
    /// An identity number, by the header or by the value (教学服〔2022〕10号).
    IdentityNumber,

    // A row is wrong.
    /// The row has no student number.
    NumberMissing,
    /// A spreadsheet has destroyed the student number.
    NumberDestroyed,
    /// A student number of other characters than letters, digits and hyphens, or too long.
    NumberInvalid,
    /// A student number of two rows that differ.
    NumberRepeated,
    /// A year of admission that is none.
    GradeUnclear,
    /// A month of graduation that is none.
    GraduationUnclear,
    /// An identity number that cannot be one.
    IdentityInvalid,
    /// The cell shows an error of the spreadsheet.
    CellError,
    /// A formula without its result.
    ResultMissing,
    /// A cell beyond the last header: a separator stands inside a text.
    RowShifted,
    /// Level, grade or graduation stand neither in the row nor in the batch.
    CohortUnclear {
        /// What is missing.
        column: Column,
    },

    // Worth a look.
    /// Two rows are alike; one counts.
    RowRepeated,
    /// Two student numbers differ only in zeros before them.
    LikelyDouble,
    /// The student number is shorter than the others, which begin with zeros.
    ZerosLost,
    /// Student numbers are numbers, so that zeros before them would be lost.
    NumbersWithoutZeros {
        /// How many.
        count: usize,
    },
    /// A cell of a column that has values elsewhere is empty.
    CellEmpty {
        /// The column.
        column: Column,
    },
    /// A text that ends inside a character.
    TextCut,
    /// A row of totals, a note or a repeated header.
    RowLeftOut,
    /// Hidden rows are not read.
    RowsHidden {
        /// How many.
        count: usize,
    },
    /// A hidden sheet is not read.
    SheetHidden {
        /// The name of the sheet.
        name: String,
    },
    /// A sheet without student numbers is not read.
    SheetLeftOut {
        /// The name of the sheet.
        name: String,
    },
    /// A dBase table has other rows than its header says.
    RowsMiscounted {
        /// Rows of the header.
        promised: u64,
        /// Rows of the table.
        found: u64,
    },
    /// A dBase table keeps deleted rows; they are not read.
    RowsDeleted {
        /// How many.
        count: usize,
    },
    /// A column that is not used.
    ColumnLeftOut {
        /// Its header.
        header: String,
    },
    /// There are headers, but no students.
    NoStudents,
}

impl Finding {
    /// The stable name of what was found.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(error) => match error {
                TableError::TooLarge { .. } => "file-too-large",
                TableError::UnpacksTooLarge { .. } => "unpacks-too-large",
                TableError::UnsupportedFormat { .. } => "format-unsupported",
                TableError::Encrypted => "encrypted",
                TableError::Damaged { .. } => "damaged",
                TableError::UnknownEncoding { .. } => "encoding-unknown",
                TableError::QuoteNotClosed { .. } => "quote-not-closed",
                TableError::TooManyColumns { .. } => "too-many-columns",
                TableError::TooManyRows { .. } => "too-many-rows",
                TableError::TooManyCells { .. } => "too-many-cells",
                TableError::CellTooLong { .. } => "cell-too-long",
            },
            other => other.into(),
        }
    }
}

/// A finding and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// What was found.
    pub finding: Finding,
    /// Where; absent where it is the whole file.
    pub cell: Option<CellRef>,
    /// The other cell that belongs to it, such as the first of two equal numbers.
    pub other: Option<CellRef>,
}

impl Issue {
    /// Of the whole file.
    pub const fn of_file(finding: Finding) -> Self {
        Self {
            finding,
            cell: None,
            other: None,
        }
    }

    /// At a cell.
    pub const fn at(finding: Finding, cell: CellRef) -> Self {
        Self {
            finding,
            cell: Some(cell),
            other: None,
        }
    }

    /// With the other cell.
    pub fn and(mut self, other: CellRef) -> Self {
        self.other = Some(other);
        self
    }
}

/// The first issues, and how many more there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Issues {
    kept: Vec<Issue>,
    more: usize,
}

impl Issues {
    /// Those that were kept, in the order of the file.
    pub fn kept(&self) -> &[Issue] {
        &self.kept
    }

    /// How many there are besides.
    pub const fn more(&self) -> usize {
        self.more
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    pub(super) fn push(&mut self, issue: Issue) {
        if self.kept.len() < MAX_KEPT {
            self.kept.push(issue);
        } else {
            self.more += 1;
        }
    }
}

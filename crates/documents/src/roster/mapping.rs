//! A mapping by hand: which column is which, where the headers do not say it or say it twice.

use super::column::Column;

/// What a person has decided about a file; what is left out is recognised by its header.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    /// The only sheet that is read.
    pub sheet: Option<String>,
    /// The row of the headers, from 1.
    pub header_row: Option<u64>,
    /// Columns and where each of them is.
    pub columns: Vec<(Column, ColumnChoice)>,
}

/// Where a column is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnChoice {
    /// Number of the column, from 0 at the left.
    At(usize),
    /// The column that has this header.
    Named(String),
    /// Nowhere, whatever a header says.
    Absent,
}

impl Mapping {
    /// What was decided about a column.
    pub(super) fn choice(&self, column: Column) -> Option<&ColumnChoice> {
        let chosen = self.columns.iter().find(|(known, _)| *known == column);
        chosen.map(|(_, choice)| choice)
    }

    /// Whether somebody has decided what the column at a place is.
    pub(super) fn takes(&self, place: usize) -> bool {
        self.columns
            .iter()
            .any(|(_, choice)| *choice == ColumnChoice::At(place))
    }
}

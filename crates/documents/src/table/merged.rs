//! Merged areas of a sheet: each cell of one shows what its first cell holds.

use std::collections::HashMap;

use super::error::TableError;
use crate::Limits;

/// Columns of merged areas that are kept, in all.
const MAX_PARTS: usize = 200_000;

/// The part of an area in one column.
struct Part {
    first: u32,
    last: u32,
    origin_column: usize,
}

/// The merged areas, by column and from the top once they are [`Self::sorted`].
#[derive(Default)]
pub(crate) struct Merged {
    columns: HashMap<usize, Vec<Part>>,
    parts: usize,
}

impl Merged {
    /// Adds an area: first and last row from 1, first and last column from 0.
    pub(super) fn add(
        &mut self,
        rows: (u64, u64),
        columns: (usize, usize),
        limits: &Limits,
    ) -> Result<(), TableError> {
        let last = columns.1.min(limits.max_columns.saturating_sub(1));
        for column in columns.0..=last {
            self.parts += 1;
            if self.parts > MAX_PARTS {
                let max_cells = MAX_PARTS;
                return Err(TableError::TooManyCells { max_cells });
            }
            self.columns.entry(column).or_default().push(Part {
                first: rows.0 as u32,
                last: rows.1 as u32,
                origin_column: columns.0,
            });
        }
        Ok(())
    }

    /// In the order in which [`Self::origin`] searches.
    pub(super) fn sorted(mut self) -> Self {
        for parts in self.columns.values_mut() {
            parts.sort_by_key(|part| part.first);
        }
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts == 0
    }

    /// Row and column of the first cell of the area that a cell is in. Areas never overlap, so the last one that
    /// begins above decides.
    pub(super) fn origin(&self, row: u32, column: usize) -> Option<(u32, usize)> {
        let parts = self.columns.get(&column)?;
        let after = parts.partition_point(|part| part.first <= row);
        let part = parts.get(after.checked_sub(1)?)?;
        (row <= part.last).then_some((part.first, part.origin_column))
    }
}

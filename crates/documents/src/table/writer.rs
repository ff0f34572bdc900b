//! Fills sheets with cells under limits. Every reader writes through it, so that no format can cost more.

use std::sync::Arc;

use super::cells::{Kind, Sheet, Written};
use super::error::TableError;
use super::merged::Merged;
use crate::{Format, Limits};

/// What is left for a whole file.
pub(super) struct Budget {
    pub(super) limits: Limits,
    rows: usize,
    cells: usize,
    text_bytes: usize,
}

impl Budget {
    pub(super) const fn new(limits: Limits) -> Self {
        Self {
            limits,
            rows: 0,
            cells: 0,
            text_bytes: 0,
        }
    }

    /// Counts one cell or record that is looked at, or a cell that is kept.
    pub(super) fn count_cell(&mut self) -> Written {
        self.cells += 1;
        if self.cells > self.limits.max_cells {
            return Err(self.too_many_cells());
        }
        Ok(())
    }

    /// Counts text that is kept.
    pub(super) fn count_text(&mut self, bytes: usize) -> Written {
        self.text_bytes += bytes;
        if self.text_bytes > self.limits.max_text_bytes {
            return Err(self.too_many_cells());
        }
        Ok(())
    }

    pub(super) const fn too_many_cells(&self) -> TableError {
        TableError::TooManyCells {
            max_cells: self.limits.max_cells,
        }
    }
}

/// Writes one sheet, row by row from the top and cell by cell from the left.
pub(super) struct Writer<'a> {
    sheet: Sheet,
    budget: &'a mut Budget,
    format: Format,
    /// The row that is written: its line, and whether it is hidden.
    line: u32,
    is_hidden: bool,
    /// Cells of the row that were written, and whether the sheet knows the row.
    width: usize,
    is_started: bool,
    has_hidden_content: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(name: Option<Arc<str>>, format: Format, budget: &'a mut Budget) -> Self {
        let sheet = Sheet {
            name,
            is_separated: format == Format::Text,
            ..Sheet::default()
        };
        Self {
            sheet,
            budget,
            format,
            line: 0,
            is_hidden: false,
            width: 0,
            is_started: false,
            has_hidden_content: false,
        }
    }

    /// Begins a row, which is below the one before.
    pub(super) fn row(&mut self, line: u64, is_hidden: bool) -> Written {
        self.budget.count_cell()?;
        let line = u32::try_from(line).map_err(|_| self.damaged())?;
        if line <= self.line {
            return Err(self.damaged());
        }
        self.line = line;
        self.is_hidden = is_hidden;
        self.width = 0;
        self.is_started = false;
        self.has_hidden_content = false;
        Ok(())
    }

    /// The line of the row that is written.
    pub(super) const fn line(&self) -> u64 {
        self.line as u64
    }

    /// Writes a cell, which is to the right of the one before.
    pub(super) fn cell(&mut self, column: usize, text: &str, kind: Kind) -> Written {
        self.budget.count_cell()?;
        let text = trimmed(text);
        if text.is_empty() && kind != Kind::NoValue {
            return Ok(());
        }
        if self.is_hidden {
            self.note_hidden();
            return Ok(());
        }
        let limits = self.budget.limits;
        if column >= limits.max_columns {
            let max_columns = limits.max_columns;
            return Err(TableError::TooManyColumns { max_columns });
        }
        if column < self.width {
            return Err(self.damaged());
        }
        if text.len() > limits.max_cell_bytes {
            return Err(TableError::CellTooLong {
                cell: self.sheet.cell_at(u64::from(self.line), column),
                max_cell_bytes: limits.max_cell_bytes,
            });
        }
        self.start_row()?;
        while self.width < column {
            self.budget.count_cell()?;
            self.keep("", Kind::Text);
        }
        self.budget.count_text(text.len())?;
        self.keep(text, kind);
        Ok(())
    }

    fn keep(&mut self, text: &str, kind: Kind) {
        self.sheet.text.push_str(text);
        self.sheet.ends.push(self.sheet.text.len() as u32);
        self.sheet.kinds.push(kind);
        self.width += 1;
    }

    /// Only rows with content are known to the sheet.
    fn start_row(&mut self) -> Written {
        if self.is_started {
            return Ok(());
        }
        self.is_started = true;
        self.budget.rows += 1;
        if self.budget.rows > self.budget.limits.max_rows {
            let max_rows = self.budget.limits.max_rows;
            return Err(TableError::TooManyRows { max_rows });
        }
        let first_cell = self.sheet.ends.len() as u32;
        self.sheet.starts.push((self.line, first_cell));
        Ok(())
    }

    fn note_hidden(&mut self) {
        if self.has_hidden_content {
            return;
        }
        self.has_hidden_content = true;
        let line = u64::from(self.line);
        let (first, count) = self.sheet.hidden_rows.unwrap_or((line, 0));
        self.sheet.hidden_rows = Some((first, count + 1));
    }

    const fn damaged(&self) -> TableError {
        TableError::Damaged {
            format: self.format,
        }
    }

    /// The sheet with its merged areas.
    pub(super) fn finish(mut self, merged: Merged) -> Sheet {
        self.sheet.merged = merged.sorted();
        self.sheet
    }

    /// What is left for the file.
    pub(super) const fn budget(&mut self) -> &mut Budget {
        self.budget
    }
}

/// Without white space and invisible marks around it; most cells have none, so this allocates nothing.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|letter: char| {
        letter.is_whitespace()
            || matches!(letter, '\0' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
    })
}

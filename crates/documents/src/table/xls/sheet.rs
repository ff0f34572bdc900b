//! One worksheet of an old workbook: its records, put into the order of rows and columns.

use std::collections::HashSet;

use super::damaged::DAMAGED;
use super::globals::Globals;
use super::records::{BOF, EOF, Record, Records};
use super::strings::text;
use crate::table::cells::{Kind, Sheet};
use crate::table::error::TableError;
use crate::table::merged::Merged;
use crate::table::number::shown;
use crate::table::writer::Writer;

const ROW: u16 = 0x0208;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_OR_ERROR: u16 = 0x0205;
const STRING: u16 = 0x0207;
const RK: u16 = 0x027E;
const MANY_RK: u16 = 0x00BD;
const LABEL_SHARED: u16 = 0x00FD;
const RICH_LABEL: u16 = 0x00D6;
const MERGED: u16 = 0x00E5;
const FORMULAS: [u16; 3] = [0x0006, 0x0206, 0x0406];

/// Cells of one sheet, which are put into their order: 65 536 rows of 30 columns.
const MAX_CELLS: usize = 2_000_000;

/// Bit of a row's options: its height is zero, so it does not show.
const IS_HIDDEN: u32 = 0x20;

/// What a cell holds.
enum Value {
    Shared(u32),
    Text(String),
    Number(f64, u16),
    Boolean(bool),
    Error,
    Pending,
}

struct Cell {
    row: u16,
    column: u16,
    value: Value,
}

/// Reads a worksheet.
pub(super) fn read(
    stream: &[u8],
    globals: &Globals,
    mut writer: Writer<'_>,
) -> Result<Sheet, TableError> {
    let mut records = Records::of(stream);
    if records.next()?.kind != BOF {
        return Err(DAMAGED);
    }
    let mut found = Found::default();
    // Charts inside the sheet have a beginning and an end of their own.
    let mut depth = 0;
    loop {
        let record = records.next()?;
        writer.budget().count_cell()?;
        match record.kind {
            BOF => depth += 1,
            EOF if depth == 0 => break,
            EOF => depth -= 1,
            _ if depth > 0 => {}
            MERGED => found.merge(record, &mut writer)?,
            _ => found.take(record, globals)?,
        }
        if found.cells.len() > MAX_CELLS {
            let max_cells = MAX_CELLS;
            return Err(TableError::TooManyCells { max_cells });
        }
    }
    found.write(globals, writer)
}

#[derive(Default)]
struct Found {
    cells: Vec<Cell>,
    hidden: HashSet<u16>,
    merged: Merged,
}

impl Found {
    fn add(&mut self, record: Record<'_>, value: Value) -> Result<(), TableError> {
        let (row, column) = (record.u16(0)?, record.u16(2)?);
        self.cells.push(Cell { row, column, value });
        Ok(())
    }

    fn take(&mut self, record: Record<'_>, globals: &Globals) -> Result<(), TableError> {
        match record.kind {
            ROW => {
                if record.u32(12)? & IS_HIDDEN != 0 {
                    self.hidden.insert(record.u16(0)?);
                }
                Ok(())
            }
            LABEL_SHARED => self.add(record, Value::Shared(record.u32(6)?)),
            LABEL | RICH_LABEL => {
                let text = text(record.from(6)?, globals.encoding)?;
                self.add(record, Value::Text(text))
            }
            NUMBER => self.add(record, Value::Number(record.f64(6)?, record.u16(4)?)),
            RK => {
                let number = rk(record.u32(6)?);
                self.add(record, Value::Number(number, record.u16(4)?))
            }
            MANY_RK => self.many_rk(record),
            BOOL_OR_ERROR => {
                let value = match record.u8(7)? {
                    0 => Value::Boolean(record.u8(6)? != 0),
                    _ => Value::Error,
                };
                self.add(record, value)
            }
            // The text of the formula before it.
            STRING => {
                let text = text(record.data(), globals.encoding)?;
                if let Some(cell) = self.cells.last_mut()
                    && matches!(cell.value, Value::Pending)
                {
                    cell.value = Value::Text(text);
                }
                Ok(())
            }
            kind if FORMULAS.contains(&kind) => {
                let value = formula(record)?;
                self.add(record, value)
            }
            _ => Ok(()),
        }
    }

    /// Numbers side by side: row, first column, look and number of each, last column.
    fn many_rk(&mut self, record: Record<'_>) -> Result<(), TableError> {
        let (row, first) = (record.u16(0)?, record.u16(2)?);
        let count = record.data().len().saturating_sub(6) / 6;
        for index in 0..count {
            let at = 4 + 6 * index;
            let value = Value::Number(rk(record.u32(at + 2)?), record.u16(at)?);
            let column = first.saturating_add(index as u16);
            self.cells.push(Cell { row, column, value });
        }
        Ok(())
    }

    fn merge(&mut self, record: Record<'_>, writer: &mut Writer<'_>) -> Result<(), TableError> {
        let limits = writer.budget().limits;
        for index in 0..usize::from(record.u16(0)?) {
            let at = 2 + 8 * index;
            let rows = (
                u64::from(record.u16(at)?) + 1,
                u64::from(record.u16(at + 2)?) + 1,
            );
            let columns = (record.u16(at + 4)?.into(), record.u16(at + 6)?.into());
            self.merged.add(rows, columns, &limits)?;
        }
        Ok(())
    }

    /// The cells in their order: programs write rows in blocks.
    fn write(mut self, globals: &Globals, mut writer: Writer<'_>) -> Result<Sheet, TableError> {
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        // Of two values of one cell the later one stays.
        let mut cells = self.cells.iter().peekable();
        let mut row = None;
        while let Some(cell) = cells.next() {
            if cells
                .peek()
                .is_some_and(|next| (next.row, next.column) == (cell.row, cell.column))
            {
                continue;
            }
            if row != Some(cell.row) {
                row = Some(cell.row);
                writer.row(u64::from(cell.row) + 1, self.hidden.contains(&cell.row))?;
            }
            write_cell(cell, globals, &mut writer)?;
        }
        Ok(writer.finish(self.merged))
    }
}

fn write_cell(cell: &Cell, globals: &Globals, writer: &mut Writer<'_>) -> Result<(), TableError> {
    let column = usize::from(cell.column);
    match &cell.value {
        Value::Shared(index) => writer.cell(column, globals.string(*index)?, Kind::Text),
        Value::Text(text) => writer.cell(column, text, Kind::Text),
        Value::Number(number, look) => {
            let format = globals.format(*look);
            let (text, kind) = shown(*number, &format, globals.counts_from_1904);
            writer.cell(column, &text, kind)
        }
        Value::Boolean(is_true) => {
            let word = if *is_true { "TRUE" } else { "FALSE" };
            writer.cell(column, word, Kind::Text)
        }
        Value::Error => writer.cell(column, "#N/A", Kind::Error),
        Value::Pending => writer.cell(column, "", Kind::NoValue),
    }
}

/// The result of a formula: a number, or what two bytes of ones announce.
fn formula(record: Record<'_>) -> Result<Value, TableError> {
    if record.u16(12)? != 0xFFFF {
        return Ok(Value::Number(record.f64(6)?, record.u16(4)?));
    }
    Ok(match record.u8(6)? {
        // A text follows in a record of its own.
        0 => Value::Pending,
        1 => Value::Boolean(record.u8(8)? != 0),
        2 => Value::Error,
        _ => Value::Text(String::new()),
    })
}

/// A number in 30 bits: a whole one, or the upper half of a float; either may be a hundredfold.
fn rk(packed: u32) -> f64 {
    let number = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & !3) << 32)
    } else {
        f64::from(packed as i32 >> 2)
    };
    if packed & 1 == 0 {
        number
    } else {
        number / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers() {
        assert_eq!(rk(2023 << 2 | 2), 2023.0);
        assert_eq!(rk(202_350 << 2 | 3), 2023.5);
        assert_eq!(rk((2.5_f64.to_bits() >> 32) as u32), 2.5);
        assert_eq!(rk(((-5_i32) << 2) as u32 | 2), -5.0);
    }
}

//! Excel workbooks from before 2007 (`.xls`): records (BIFF 5 and 8) in a stream of a compound file (MS-XLS).

mod compound;
mod damaged;
mod globals;
mod records;
mod sheet;
mod strings;

use std::sync::Arc;

use self::compound::Compound;
use self::damaged::DAMAGED;
use super::cells::Book;
use super::error::TableError;
use super::writer::{Budget, Writer};
use crate::Format;

/// Reads all visible sheets.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Book, TableError> {
    let compound = Compound::open(bytes)?;
    // A workbook of today that has a password is a compound file too.
    if compound.has("EncryptedPackage") {
        return Err(TableError::Encrypted);
    }
    let stream = match compound.stream("Workbook")? {
        Some(stream) => stream,
        None => compound
            .stream("Book")?
            .ok_or(TableError::UnsupportedFormat {
                format: Format::Other,
            })?,
    };
    let globals = globals::read(&stream, budget)?;
    let mut book = Book::default();
    for listed in &globals.sheets {
        let name: Arc<str> = Arc::from(listed.name.as_str());
        if listed.is_hidden {
            book.hidden_sheets.push(name);
            continue;
        }
        let records = stream.get(listed.start..).ok_or(DAMAGED)?;
        let writer = Writer::new(Some(name), Format::OldWorkbook, budget);
        book.sheets.push(sheet::read(records, &globals, writer)?);
    }
    Ok(book)
}

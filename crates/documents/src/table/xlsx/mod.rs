//! Excel workbooks (`.xlsx`): a zip archive of XML parts, read as streams. What the archive says of its size is
//! checked before a part is opened, and what really comes out of it is counted (ADR 38).

mod damaged;
mod package;
mod parts;
mod sheet;
mod xml;

use std::sync::Arc;

use self::damaged::DAMAGED;
use self::package::Package;
use super::cells::Book;
use super::error::TableError;
use super::writer::{Budget, Writer};
use crate::Format;

/// Reads all visible sheets.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Book, TableError> {
    let mut package = Package::open(bytes, &budget.limits)?;
    let workbook = parts::workbook(&mut package)?;
    let styles = parts::styles(&mut package, workbook.styles.as_deref())?;
    let strings = parts::strings(&mut package, workbook.strings.as_deref(), budget)?;
    let mut book = Book::default();
    for listed in workbook.sheets {
        let name: Arc<str> = Arc::from(listed.name);
        if listed.is_hidden {
            book.hidden_sheets.push(name);
            continue;
        }
        let part = package.part(&listed.part)?.ok_or(DAMAGED)?;
        let writer = Writer::new(Some(name), Format::Workbook, budget);
        let look = sheet::Look {
            strings: &strings,
            styles: &styles,
            counts_from_1904: workbook.counts_from_1904,
        };
        book.sheets.push(sheet::read(part, &look, writer)?);
    }
    Ok(book)
}

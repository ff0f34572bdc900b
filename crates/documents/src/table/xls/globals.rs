//! What all sheets of an old workbook share: the list of sheets, formats of numbers, shared texts.

use std::collections::HashMap;

use encoding_rs::{Encoding, GB18030};

use super::damaged::DAMAGED;
use super::records::{BOF, EOF, Record, Records};
use super::strings::{Cursor, short_text, text};
use crate::table::encoding::of_code_page;
use crate::table::error::TableError;
use crate::table::number::NumberFormat;
use crate::table::writer::Budget;

const FILEPASS: u16 = 0x002F;
const CODEPAGE: u16 = 0x0042;
const DATEMODE: u16 = 0x0022;
const BOUNDSHEET: u16 = 0x0085;
const FORMAT: u16 = 0x041E;
const FORMAT_OLD: u16 = 0x001E;
const XF: u16 = 0x00E0;
const SST: u16 = 0x00FC;

/// Versions of the records.
const BIFF8: u16 = 0x0600;
const BIFF5: u16 = 0x0500;

/// What a workbook consists of.
pub(super) struct Globals {
    /// The encoding of texts before Excel 97; `None` since then.
    pub(super) encoding: Option<&'static Encoding>,
    pub(super) counts_from_1904: bool,
    pub(super) sheets: Vec<ListedSheet>,
    /// The shared texts, one after another, and where each one ends.
    strings: String,
    ends: Vec<u32>,
    formats: HashMap<u16, NumberFormat>,
    /// The format of each look that a cell can have.
    looks: Vec<u16>,
}

/// A worksheet and where its records begin.
pub(super) struct ListedSheet {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    pub(super) start: usize,
}

impl Globals {
    /// A shared text.
    pub(super) fn string(&self, index: u32) -> Result<&str, TableError> {
        let index = index as usize;
        let end = *self.ends.get(index).ok_or(DAMAGED)? as usize;
        let start = index
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] as usize);
        Ok(&self.strings[start..end])
    }

    /// The format of a cell's look.
    pub(super) fn format(&self, look: u16) -> NumberFormat {
        let id = self
            .looks
            .get(usize::from(look))
            .copied()
            .unwrap_or_default();
        let own = self.formats.get(&id).cloned();
        own.unwrap_or_else(|| NumberFormat::built_in(id))
    }
}

/// Reads the records up to the end of the first part of the stream.
pub(super) fn read(stream: &[u8], budget: &mut Budget) -> Result<Globals, TableError> {
    let mut records = Records::of(stream);
    let start = records.next()?;
    let version = start.u16(0)?;
    if start.kind != BOF || !matches!(version, BIFF8 | BIFF5) {
        return Err(DAMAGED);
    }
    let mut globals = Globals {
        encoding: (version == BIFF5).then_some(GB18030),
        counts_from_1904: false,
        sheets: Vec::new(),
        strings: String::new(),
        ends: Vec::new(),
        formats: HashMap::new(),
        looks: Vec::new(),
    };
    loop {
        let record = records.next()?;
        match record.kind {
            EOF => return Ok(globals),
            FILEPASS => return Err(TableError::Encrypted),
            CODEPAGE if version == BIFF5 => {
                // Old Chinese programs state any page; what they write is GBK.
                globals.encoding = Some(of_code_page(record.u16(0)?).unwrap_or(GB18030));
            }
            DATEMODE => globals.counts_from_1904 = record.u16(0)? == 1,
            BOUNDSHEET => globals.list(record)?,
            FORMAT | FORMAT_OLD => {
                let data = record.from(2)?;
                let code = match globals.encoding {
                    None => text(data, None)?,
                    encoding => short_text(data, encoding)?,
                };
                globals
                    .formats
                    .insert(record.u16(0)?, NumberFormat::of_code(&code));
            }
            XF => globals.looks.push(record.u16(2)?),
            SST => {
                let mut parts = vec![record.from(8)?];
                parts.append(&mut records.continued()?);
                globals.share(record.u32(4)?, parts, budget)?;
            }
            _ => {}
        }
    }
}

impl Globals {
    fn list(&mut self, record: Record<'_>) -> Result<(), TableError> {
        // Sheets of macros and charts have no cells.
        if record.u8(5)? != 0 {
            return Ok(());
        }
        self.sheets.push(ListedSheet {
            name: short_text(record.from(6)?, self.encoding)?,
            is_hidden: record.u8(4)? & 3 != 0,
            start: record.u32(0)? as usize,
        });
        Ok(())
    }

    fn share(
        &mut self,
        count: u32,
        parts: Vec<&[u8]>,
        budget: &mut Budget,
    ) -> Result<(), TableError> {
        let mut cursor = Cursor::of(parts);
        for _ in 0..count {
            let before = self.strings.len();
            cursor.unicode(&mut self.strings)?;
            budget.count_text(self.strings.len() - before)?;
            self.ends.push(self.strings.len() as u32);
        }
        Ok(())
    }
}

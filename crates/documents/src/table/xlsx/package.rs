//! The archive of a workbook: its parts by name, within the bounds on what they unpack to.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::damaged::DAMAGED;
use super::xml::Xml;
use crate::table::error::TableError;
use crate::{Format, Limits};

/// Files that an archive may list. Workbooks have some twenty; pictures add one each.
const MAX_FILES: usize = 4_096;

/// An archive whose sizes, as it states them, are within the bounds.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The most bytes of all parts together, and what is left of them: a part that is read twice counts twice.
    max_bytes: u64,
    left: u64,
}

impl<'a> Package<'a> {
    /// Reads the directory of the archive, and nothing else.
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, TableError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
        let max_bytes = limits.unpacked_of(bytes.len());
        if archive.len() > MAX_FILES {
            return Err(TableError::UnpacksTooLarge { max_bytes });
        }
        let mut stated: u64 = 0;
        for index in 0..archive.len() {
            let file = archive.by_index_data(index).map_err(|_| DAMAGED)?;
            if file.encrypted() {
                return Err(TableError::Encrypted);
            }
            stated = stated.saturating_add(file.size());
        }
        if stated > max_bytes {
            return Err(TableError::UnpacksTooLarge { max_bytes });
        }
        let package = Self {
            archive,
            max_bytes,
            left: max_bytes,
        };
        match package.other_format() {
            Some(format) => Err(TableError::UnsupportedFormat { format }),
            None => Ok(package),
        }
    }

    /// What the archive is where it is no workbook in XML.
    fn other_format(&self) -> Option<Format> {
        let has = |name: &str| self.find(name).is_some();
        if has("xl/workbook.bin") {
            Some(Format::BinaryWorkbook)
        } else if has("content.xml") && has("mimetype") {
            Some(Format::OpenDocument)
        } else if has("[Content_Types].xml")
            && !has("word/document.xml")
            && !has("ppt/presentation.xml")
        {
            None
        } else {
            Some(Format::Other)
        }
    }

    /// The place of a part; names differ in case and direction of slashes among the programs that write them.
    fn find(&self, name: &str) -> Option<usize> {
        let wanted = name.trim_start_matches('/');
        let files = (0..self.archive.len()).filter_map(|index| {
            let file = self.archive.by_index_data(index).ok()?;
            let name = file.name().ok()?.replace('\\', "/");
            Some((index, name))
        });
        let same = |name: &str| name.trim_start_matches('/').eq_ignore_ascii_case(wanted);
        files
            .into_iter()
            .find(|(_, name)| same(name))
            .map(|(index, _)| index)
    }

    /// Opens a part; `None` where there is none of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Xml<impl Read + '_>>, TableError> {
        let Some(index) = self.find(name) else {
            return Ok(None);
        };
        let max_bytes = self.max_bytes;
        let file = self.archive.by_index(index).map_err(|error| match error {
            ZipError::InvalidPassword => TableError::Encrypted,
            _ => DAMAGED,
        })?;
        // What the archive states was summed up; a part that has more is stopped there.
        let stated = file.size();
        self.left = self
            .left
            .checked_sub(stated)
            .ok_or(TableError::UnpacksTooLarge { max_bytes })?;
        Ok(Some(Xml::new(file, stated, max_bytes)))
    }
}

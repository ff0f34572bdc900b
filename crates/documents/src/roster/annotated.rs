//! A roster's file again, as a workbook in which what was found stands beside its cells: the cell is coloured and
//! bears a note, and a sheet in front lists everything. Cells stand where they stood. Identity numbers that are
//! not to be handed over are left out of it.

use std::collections::HashMap;
use std::io::{Cursor, Seek, Write};
use std::sync::Arc;

use domain::{Cohort, Language};
use rust_xlsxwriter::{Format, Note, Url, Workbook, Worksheet};

use super::issue::{Finding, Issue, Issues};
use super::{Options, Roster, read_book};
use crate::Limits;
use crate::table::{self, CellRef, Row, Sheet};
use crate::workbook::{WorkbookError, marked};

/// The longest text of a note, characters (Excel's limit is 32 767).
const NOTE_AT_MOST: usize = 2_000;

/// The longest name of a sheet, characters (Excel).
const NAME_AT_MOST: usize = 31;

/// What is told of a cell: whether it is wrong, and in words.
struct Told {
    is_wrong: bool,
    is_identity: bool,
    text: String,
}

/// By sheet, row and column.
type ToldOfCells = HashMap<(Option<Arc<str>>, u64, usize), Told>;

/// Writes the file of `bytes` as an annotated workbook; nothing where the file cannot be read at all, of which
/// [`super::read`] tells. `cohorts` add what the file leaves open. At most the first thousand findings of a kind are marked.
///
/// # Errors
/// [`WorkbookError`] where there is no room for it.
pub fn annotated(
    bytes: &[u8],
    limits: &Limits,
    options: &Options,
    cohorts: &[Cohort],
    language: Language,
) -> Result<Option<Vec<u8>>, WorkbookError> {
    let Ok(book) = table::read(bytes, limits) else {
        return Ok(None);
    };
    let mut roster = Roster::default();
    read_book(&book, options, &mut roster);
    let warnings = std::mem::take(&mut roster.warnings);
    let errors = if roster.is_sound() {
        roster.into_lines(cohorts).err().unwrap_or_default()
    } else {
        roster.errors
    };
    let mut out = Workbook::new();
    let mut told = ToldOfCells::new();
    for (issues, is_wrong) in [(&errors, true), (&warnings, false)] {
        for issue in issues.kept() {
            tell(&mut told, issue, is_wrong, language);
        }
    }
    let names = names(&book.sheets, language);
    front(&mut out, [&errors, &warnings], &names, language)?;
    let formats = marked();
    for (sheet, name) in book.sheets.iter().zip(names.values()) {
        let to = out.add_worksheet_with_constant_memory()?;
        to.set_name(name)?;
        for row in sheet.rows() {
            copy(to, sheet, row, (&told, &formats))?;
        }
    }
    let mut written = Cursor::new(Vec::new());
    save(&mut out, &mut written)?;
    Ok(Some(written.into_inner()))
}

fn save(out: &mut Workbook, to: impl Write + Seek + Send) -> Result<(), WorkbookError> {
    Ok(out.save_to_writer(to)?)
}

fn tell(told: &mut ToldOfCells, issue: &Issue, is_wrong: bool, language: Language) {
    let Some(cell) = &issue.cell else {
        return;
    };
    let text = in_language(issue, language);
    let is_identity = issue.finding == Finding::IdentityNumber;
    let of_cell = told.entry(key(cell)).or_insert(Told {
        is_wrong,
        is_identity,
        text: String::new(),
    });
    of_cell.is_wrong |= is_wrong;
    of_cell.is_identity |= is_identity;
    if !of_cell.text.is_empty() {
        of_cell.text.push('\n');
    }
    of_cell.text.push_str(&text);
}

fn in_language(issue: &Issue, language: Language) -> String {
    let text = issue.text();
    match language {
        Language::Zh => text.zh,
        Language::En => text.en,
    }
}

fn key(cell: &CellRef) -> (Option<Arc<str>>, u64, usize) {
    (cell.sheet.clone(), cell.row, cell.column)
}

/// The names of the sheets in the new workbook, in their order: within what Excel takes, each once.
struct Names(Vec<(Option<Arc<str>>, String)>);

impl Names {
    fn values(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(_, name)| name)
    }

    fn of(&self, sheet: Option<&Arc<str>>) -> Option<&String> {
        let mut names = self.0.iter();
        names.find_map(|(was, name)| (was.as_ref() == sheet).then_some(name))
    }
}

fn names(sheets: &[Sheet], language: Language) -> Names {
    let own = match language {
        Language::Zh => "名单",
        Language::En => "Roster",
    };
    let mut names: Vec<(Option<Arc<str>>, String)> = Vec::new();
    for (number, sheet) in (1..).zip(sheets) {
        let clean: String = sheet.name.as_deref().unwrap_or(own).chars().collect();
        let clean = clean.replace(['[', ']', ':', '*', '?', '/', '\\'], "_");
        let clean = clean.trim_matches('\'');
        let mut name: String = clean.chars().take(NAME_AT_MOST).collect();
        let is_taken = |name: &str| {
            let alike = name.to_lowercase();
            alike == front_name(language).to_lowercase()
                || names.iter().any(|(_, other)| other.to_lowercase() == alike)
        };
        if name.is_empty() || is_taken(&name) {
            name = format!("{own} {number}");
        }
        names.push((sheet.name.clone(), name));
    }
    Names(names)
}

const fn front_name(language: Language) -> &'static str {
    match language {
        Language::Zh => "需要修改",
        Language::En => "To be put right",
    }
}

/// The sheet that lists everything, with links to the cells.
fn front(
    out: &mut Workbook,
    found: [&Issues; 2],
    names: &Names,
    language: Language,
) -> Result<(), WorkbookError> {
    let sheet = out.add_worksheet_with_constant_memory()?;
    sheet
        .set_name(front_name(language))?
        .set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    let head = match language {
        Language::Zh => ["单元格", "程度", "说明"],
        Language::En => ["Cell", "How grave", "What to do"],
    };
    for (column, (name, width)) in (0..).zip(head.iter().zip([22, 12, 90])) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, *name, &bold)?;
    }
    let grave = match language {
        Language::Zh => ["需要修改", "请看一眼"],
        Language::En => ["to be put right", "worth a look"],
    };
    let mut row = 1;
    for (issues, grave) in found.into_iter().zip(grave) {
        for issue in issues.kept() {
            if let Some(cell) = &issue.cell {
                write_link(sheet, row, cell, names)?;
            }
            sheet.write_string(row, 1, grave)?;
            sheet.write_string(row, 2, in_language(issue, language))?;
            row += 1;
        }
    }
    Ok(())
}

fn write_link(
    sheet: &mut Worksheet,
    row: u32,
    cell: &CellRef,
    names: &Names,
) -> Result<(), WorkbookError> {
    let shown = cell.to_string();
    let Some(name) = names.of(cell.sheet.as_ref()) else {
        sheet.write_string(row, 0, shown)?;
        return Ok(());
    };
    let place = CellRef {
        sheet: None,
        ..cell.clone()
    };
    let link = format!("internal:'{}'!{place}", name.replace('\'', "''"));
    sheet.write_url(row, 0, Url::new(link).set_text(shown))?;
    Ok(())
}

fn copy(
    to: &mut Worksheet,
    sheet: &Sheet,
    row: Row<'_>,
    (told, formats): (&ToldOfCells, &[Format; 2]),
) -> Result<(), WorkbookError> {
    let line = row.line();
    let at = (line - 1) as u32;
    let width = told_until(told, sheet, line).max(row.len());
    let mut cells = row.cells();
    for column in 0..width {
        let text = cells.next().unwrap_or_default();
        let place = column as u16;
        let Some(told) = told.get(&(sheet.name.clone(), line, column)) else {
            if !text.is_empty() {
                to.write_string(at, place, text)?;
            }
            continue;
        };
        let [wrong, attention] = formats;
        let format = if told.is_wrong { wrong } else { attention };
        let text = if told.is_identity { "" } else { text };
        to.write_string_with_format(at, place, text, format)?;
        let note: String = told.text.chars().take(NOTE_AT_MOST).collect();
        let note = Note::new(note).add_author_prefix(false);
        to.insert_note(at, place, &note)?;
    }
    Ok(())
}

/// An empty cell of which something is told lies beyond the last one with content.
fn told_until(told: &ToldOfCells, sheet: &Sheet, line: u64) -> usize {
    const LOOKED: usize = 64;
    let mut here =
        (0..LOOKED).filter(|column| told.contains_key(&(sheet.name.clone(), line, *column)));
    here.next_back().map_or(0, |column| column + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn written(text: &str) -> table::Book {
        let (limits, options) = (Limits::default(), Options::default());
        let bytes = annotated(text.as_bytes(), &limits, &options, &[], Language::Zh).unwrap();
        table::read(&bytes.unwrap(), &limits).unwrap()
    }

    fn rows(sheet: &Sheet) -> Vec<Vec<&str>> {
        sheet.rows().map(|row| row.cells().collect()).collect()
    }

    #[test]
    fn cells_stand_where_they_stood_and_a_sheet_in_front_tells() {
        let book = written("学号,层次\n0012,专升本\n3.2E+11,专升本\n");
        let [front, copy] = book.sheets.as_slice() else {
            panic!("{} sheets", book.sheets.len());
        };
        assert_eq!(
            rows(copy),
            [["学号", "层次"], ["0012", "专升本"], ["3.2E+11", "专升本"]]
        );
        let told = rows(front);
        assert_eq!(told[0], ["单元格", "程度", "说明"]);
        assert!(
            told.iter()
                .any(|row| row[0] == "A3" && row[1] == "需要修改"),
            "{told:?}"
        );
    }

    #[test]
    fn identity_numbers_are_left_out() {
        let book = written("学号,备注\n0012,\n0013,11010519491231002X\n");
        let copy = rows(&book.sheets[1]);
        assert!(
            !copy.concat().iter().any(|cell| cell.contains("1101051949")),
            "{copy:?}"
        );
    }

    #[test]
    fn what_cannot_be_read_is_no_workbook() {
        let (limits, options) = (Limits::default(), Options::default());
        let none = annotated(b"%PDF-1.7", &limits, &options, &[], Language::En);
        assert!(none.unwrap().is_none());
    }
}

//! One worksheet: rows and cells as they come. The dimension that it states is not looked at, because programs state
//! a million rows for six.

use std::io::Read;

use quick_xml::events::{BytesStart, Event};

use super::damaged::DAMAGED;
use super::parts::{Strings, rich_text};
use super::xml::{Xml, attribute, is_true, push_reference};
use crate::table::cells::{Kind, Sheet};
use crate::table::error::TableError;
use crate::table::merged::Merged;
use crate::table::number::{NumberFormat, shown};
use crate::table::place::parse_reference;
use crate::table::writer::Writer;

/// What all sheets of a workbook share.
pub(super) struct Look<'a> {
    pub(super) strings: &'a Strings,
    pub(super) styles: &'a [NumberFormat],
    pub(super) counts_from_1904: bool,
}

/// What the start of a cell says of it.
struct Head {
    column: usize,
    kind: CellType,
    style: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CellType {
    Number,
    Shared,
    Inline,
    Text,
    Boolean,
    Error,
    Date,
}

/// Reads a worksheet.
pub(super) fn read<R: Read>(
    mut part: Xml<R>,
    look: &Look<'_>,
    mut writer: Writer<'_>,
) -> Result<Sheet, TableError> {
    let mut merged = Merged::default();
    let (mut row, mut next_column) = (0, 0);
    loop {
        let (head, is_empty) = match part.next()? {
            Event::Start(element) => (Element::of(&element, row, next_column)?, false),
            Event::Empty(element) => (Element::of(&element, row, next_column)?, true),
            Event::Eof => return Ok(writer.finish(merged)),
            _ => continue,
        };
        match head {
            Element::Row { line, is_hidden } => {
                row = line;
                next_column = 0;
                writer.row(line, is_hidden)?;
            }
            // A cell outside of a row belongs to no sheet.
            Element::Cell(_) if row == 0 => return Err(DAMAGED),
            Element::Cell(head) => {
                next_column = head.column + 1;
                if is_empty {
                    writer.cell(head.column, "", Kind::Text)?;
                } else {
                    cell(&mut part, &head, look, &mut writer)?;
                }
            }
            Element::Merged { rows, columns } => {
                let limits = writer.budget().limits;
                merged.add(rows, columns, &limits)?;
            }
            Element::Other => {}
        }
    }
}

enum Element {
    Row {
        line: u64,
        is_hidden: bool,
    },
    Cell(Head),
    Merged {
        rows: (u64, u64),
        columns: (usize, usize),
    },
    Other,
}

impl Element {
    /// What an element is. Rows and cells may leave their place out: then they follow the one before.
    fn of(element: &BytesStart<'_>, row: u64, next_column: usize) -> Result<Self, TableError> {
        Ok(match element.local_name().into_inner() {
            "row" => Self::Row {
                line: match attribute(element, "r") {
                    Some(line) => line.trim().parse().map_err(|_| DAMAGED)?,
                    None => row + 1,
                },
                is_hidden: is_true(element, "hidden"),
            },
            "c" => Self::Cell(head(element, next_column)?),
            "mergeCell" => {
                let reference = attribute(element, "ref").unwrap_or_default();
                let (first, last) = reference.split_once(':').ok_or(DAMAGED)?;
                let first = parse_reference(first).ok_or(DAMAGED)?;
                let last = parse_reference(last).ok_or(DAMAGED)?;
                Self::Merged {
                    rows: (first.0, last.0),
                    columns: (first.1, last.1),
                }
            }
            _ => Self::Other,
        })
    }
}

fn head(element: &BytesStart<'_>, next_column: usize) -> Result<Head, TableError> {
    let mut head = Head {
        column: next_column,
        kind: CellType::Number,
        style: 0,
    };
    for attribute in element.attributes().with_checks(false).flatten() {
        let value = &*attribute.value;
        match attribute.key.into_inner() {
            "r" => head.column = parse_reference(value).ok_or(DAMAGED)?.1,
            "s" => head.style = value.parse().unwrap_or(0),
            "t" => {
                head.kind = match value {
                    "s" => CellType::Shared,
                    "inlineStr" => CellType::Inline,
                    "str" => CellType::Text,
                    "b" => CellType::Boolean,
                    "e" => CellType::Error,
                    "d" => CellType::Date,
                    _ => CellType::Number,
                }
            }
            _ => {}
        }
    }
    Ok(head)
}

/// Reads a cell up to its end and writes it.
fn cell<R: Read>(
    part: &mut Xml<R>,
    head: &Head,
    look: &Look<'_>,
    writer: &mut Writer<'_>,
) -> Result<(), TableError> {
    let mut text = String::new();
    let (mut is_value, mut has_formula) = (false, false);
    loop {
        let event = part.next()?;
        match event {
            Event::Start(element) => match element.local_name().into_inner() {
                "v" => is_value = true,
                "f" => has_formula = true,
                "is" => rich_text(part, "is", &mut text)?,
                _ => {}
            },
            Event::Empty(element) if element.local_name().into_inner() == "f" => has_formula = true,
            Event::End(element) => match element.local_name().into_inner() {
                "v" => is_value = false,
                "c" => break,
                _ => {}
            },
            Event::Text(run) if is_value => text.push_str(&run),
            Event::CData(run) if is_value => text.push_str(&run),
            Event::GeneralRef(reference) if is_value => push_reference(&mut text, &reference),
            Event::Eof => return Err(DAMAGED),
            _ => {}
        }
    }
    if text.is_empty() && has_formula && head.kind != CellType::Text {
        return writer.cell(head.column, "", Kind::NoValue);
    }
    match head.kind {
        CellType::Shared => {
            let index = text.trim().parse().ok();
            let shared = index.and_then(|index| look.strings.get(index));
            writer.cell(head.column, &unescaped(shared.ok_or(DAMAGED)?), Kind::Text)
        }
        CellType::Inline | CellType::Text => {
            writer.cell(head.column, &unescaped(&text), Kind::Text)
        }
        CellType::Boolean => {
            let word = if text.trim() == "1" { "TRUE" } else { "FALSE" };
            writer.cell(head.column, word, Kind::Text)
        }
        CellType::Error => writer.cell(head.column, &text, Kind::Error),
        CellType::Date => {
            let day = text.split('T').next().unwrap_or_default();
            writer.cell(head.column, day, Kind::Date)
        }
        CellType::Number => number(text.trim(), head, look, writer),
    }
}

fn number(
    text: &str,
    head: &Head,
    look: &Look<'_>,
    writer: &mut Writer<'_>,
) -> Result<(), TableError> {
    if text.is_empty() {
        return writer.cell(head.column, "", Kind::Text);
    }
    let plain = NumberFormat::Plain;
    let format = look.styles.get(head.style).unwrap_or(&plain);
    match text.parse() {
        Ok(value) => {
            let (text, kind) = shown(value, format, look.counts_from_1904);
            writer.cell(head.column, &text, kind)
        }
        // Some programs write text without saying so.
        Err(_) => writer.cell(head.column, text, Kind::Text),
    }
}

/// Without the escapes of line breaks and tabs, which XML could not keep.
fn unescaped(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let text = text.replace("_x000D_", "\r").replace("_x000A_", "\n");
    text.replace("_x0009_", "\t").into()
}

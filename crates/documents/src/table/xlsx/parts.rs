//! The parts of a workbook beside its sheets: what it consists of, formats of numbers, shared texts. Parts are found
//! by their relationships; their usual names help where those are missing.

use std::collections::HashMap;
use std::io::Read;

use quick_xml::events::Event;

use super::damaged::DAMAGED;
use super::package::Package;
use super::xml::{Xml, attribute, is_true, push_reference};
use crate::table::error::TableError;
use crate::table::number::NumberFormat;
use crate::table::writer::Budget;

/// The most formats of numbers or relationships; Excel allows 65 490 formats.
const MAX_ENTRIES: usize = 66_000;

/// The most sheets that are listed.
const MAX_SHEETS: usize = 1_000;

/// What a workbook consists of.
pub(super) struct Workbook {
    pub(super) sheets: Vec<ListedSheet>,
    pub(super) counts_from_1904: bool,
    pub(super) styles: Option<String>,
    pub(super) strings: Option<String>,
}

/// A worksheet and where it is.
pub(super) struct ListedSheet {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    pub(super) part: String,
}

struct Relationship {
    id: String,
    kind: String,
    target: String,
}

/// Reads the list of sheets.
pub(super) fn workbook(package: &mut Package<'_>) -> Result<Workbook, TableError> {
    let root = relationships(package, "")?;
    let office = root
        .iter()
        .find(|relationship| relationship.kind == "officeDocument");
    let path = office.map_or("xl/workbook.xml", |found| found.target.as_str());
    let related = relationships(package, path)?;
    let target = |kind: &str| {
        let found = related
            .iter()
            .find(|relationship| relationship.kind == kind);
        found.map(|relationship| relationship.target.clone())
    };
    let mut part = package.part(path)?.ok_or(DAMAGED)?;
    let mut sheets = Vec::new();
    let mut counts_from_1904 = false;
    loop {
        match part.next()? {
            Event::Start(element) | Event::Empty(element) => {
                match element.local_name().into_inner() {
                    "workbookPr" => counts_from_1904 = is_true(&element, "date1904"),
                    "sheet" => {
                        let id = attribute(&element, "id");
                        let found = related.iter().find(|known| Some(&known.id) == id.as_ref());
                        let found = found.ok_or(DAMAGED)?;
                        // Sheets of charts and macros have no cells.
                        if found.kind == "worksheet" && sheets.len() < MAX_SHEETS {
                            let state = attribute(&element, "state").unwrap_or_default();
                            sheets.push(ListedSheet {
                                name: attribute(&element, "name").unwrap_or_default(),
                                is_hidden: matches!(state.as_str(), "hidden" | "veryHidden"),
                                part: found.target.clone(),
                            });
                        }
                    }
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(Workbook {
        sheets,
        counts_from_1904,
        styles: target("styles").or_else(|| Some("xl/styles.xml".to_owned())),
        strings: target("sharedStrings").or_else(|| Some("xl/sharedStrings.xml".to_owned())),
    })
}

/// The relationships of a part, with their targets as paths in the archive; of the archive itself for an empty path.
fn relationships(package: &mut Package<'_>, of: &str) -> Result<Vec<Relationship>, TableError> {
    let of = of.trim_start_matches('/');
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    let path = format!("{folder}/_rels/{name}.rels");
    let Some(mut part) = package.part(&path)? else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    loop {
        match part.next()? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().into_inner() == "Relationship"
                    && found.len() < MAX_ENTRIES =>
            {
                let kind = attribute(&element, "Type").unwrap_or_default();
                let target = attribute(&element, "Target").unwrap_or_default();
                found.push(Relationship {
                    id: attribute(&element, "Id").unwrap_or_default(),
                    // Strict workbooks have another address before the same last word.
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: resolved(folder, &target),
                });
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// A path in the archive: from its root with a slash before it, else from the folder of the part.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut parts: Vec<&str> = if target.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').collect()
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(parts.pop()),
            step => parts.push(step),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

/// The formats of numbers by the number that cells name them with.
pub(super) fn styles(
    package: &mut Package<'_>,
    path: Option<&str>,
) -> Result<Vec<NumberFormat>, TableError> {
    let Some(mut part) = path.map(|path| package.part(path)).transpose()?.flatten() else {
        return Ok(Vec::new());
    };
    let mut codes = HashMap::new();
    let mut styles = Vec::new();
    let mut is_in_cells = false;
    loop {
        match part.next()? {
            Event::Start(element) | Event::Empty(element) => {
                let number =
                    |name: &str| attribute(&element, name).and_then(|id| id.parse::<u16>().ok());
                match element.local_name().into_inner() {
                    "numFmt" if codes.len() < MAX_ENTRIES => {
                        let code = attribute(&element, "formatCode").unwrap_or_default();
                        codes.insert(number("numFmtId"), NumberFormat::of_code(&code));
                    }
                    "cellXfs" => is_in_cells = true,
                    "xf" if is_in_cells && styles.len() < MAX_ENTRIES => {
                        let id = number("numFmtId");
                        let built_in = || NumberFormat::built_in(id.unwrap_or_default());
                        styles.push(codes.get(&id).cloned().unwrap_or_else(built_in));
                    }
                    _ => {}
                }
            }
            Event::End(element) if element.local_name().into_inner() == "cellXfs" => {
                is_in_cells = false;
            }
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

/// Texts that cells name by their number, one after another in one allocation.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = index
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] as usize);
        Some(&self.text[start..end])
    }
}

/// Reads the shared texts.
pub(super) fn strings(
    package: &mut Package<'_>,
    path: Option<&str>,
    budget: &mut Budget,
) -> Result<Strings, TableError> {
    let Some(mut part) = path.map(|path| package.part(path)).transpose()?.flatten() else {
        return Ok(Strings::default());
    };
    let mut strings = Strings::default();
    loop {
        match part.next()? {
            Event::Start(element) if element.local_name().into_inner() == "si" => {
                let before = strings.text.len();
                rich_text(&mut part, "si", &mut strings.text)?;
                budget.count_text(strings.text.len() - before)?;
            }
            Event::Empty(element) if element.local_name().into_inner() == "si" => {}
            Event::Eof => return Ok(strings),
            _ => continue,
        }
        if strings.ends.len() >= budget.limits.max_cells {
            return Err(budget.too_many_cells());
        }
        strings.ends.push(strings.text.len() as u32);
    }
}

/// Appends the text of all runs up to the end of the element `until`, without how it is read aloud.
pub(super) fn rich_text<R: Read>(
    part: &mut Xml<R>,
    until: &str,
    text: &mut String,
) -> Result<(), TableError> {
    let (mut is_text, mut is_reading) = (false, false);
    loop {
        match part.next()? {
            Event::Start(element) => match element.local_name().into_inner() {
                "t" => is_text = true,
                "rPh" => is_reading = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().into_inner() {
                "t" => is_text = false,
                "rPh" => is_reading = false,
                name if name == until => return Ok(()),
                _ => {}
            },
            Event::Text(run) if is_text && !is_reading => text.push_str(&run),
            Event::CData(run) if is_text && !is_reading => text.push_str(&run),
            Event::GeneralRef(reference) if is_text && !is_reading => {
                push_reference(text, &reference);
            }
            Event::Eof => return Err(DAMAGED),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_paths_in_the_archive() {
        let check = |folder, target, expected: &str| assert_eq!(resolved(folder, target), expected);
        check("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml");
        check(
            "xl",
            "/xl/worksheets/sheet1.xml",
            "xl/worksheets/sheet1.xml",
        );
        check("xl", "../other/a.xml", "other/a.xml");
        check("", "xl\\workbook.xml", "xl/workbook.xml");
        check("xl", "./a.xml", "xl/a.xml");
    }
}

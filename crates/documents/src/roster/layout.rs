//! Where the columns of a sheet are: the row of the headers among titles and notes, and which header is which column.

use super::column::Column;
use super::issue::{Finding, Issue};
use super::mapping::{ColumnChoice, Mapping};
use crate::table::{CellRef, Row, Sheet};

use strum::VariantArray;

/// Rows from the top among which the headers are looked for.
const MAX_ROWS_ABOVE: usize = 100;

/// Headers of a row that are usual ones, from which on it is a row of headers.
const MIN_USUAL: usize = 3;

/// The columns of one sheet.
pub(super) struct Layout {
    /// The first row below the headers.
    pub(super) first_row: usize,
    /// Columns that the headers cover, up to the last one that has a name.
    width: usize,
    places: Vec<(Column, usize)>,
    /// The row of the headers; absent where a person has mapped a file without one.
    header: Option<usize>,
}

/// What a sheet is.
pub(super) enum Found {
    /// It has student numbers.
    List(Layout),
    /// It has headers, but none of a student number; the first cell of them.
    WithoutNumber(CellRef),
    /// It is something else.
    Nothing,
}

impl Layout {
    /// The place of a column from 0.
    pub(super) fn place(&self, column: Column) -> Option<usize> {
        let found = self.places.iter().find(|(known, _)| *known == column);
        found.map(|(_, place)| *place)
    }

    /// Columns that the headers cover.
    pub(super) const fn width_of_headers(&self) -> usize {
        self.width
    }

    /// The columns that were found, from the left.
    pub(super) fn columns(&self) -> &[(Column, usize)] {
        &self.places
    }

    /// The header of a column as it was written.
    pub(super) fn header<'a>(&self, sheet: &'a Sheet, place: usize) -> Option<(&'a str, CellRef)> {
        let row = sheet.row(self.header?);
        Some((row.cell(place), row.at(place)))
    }
}

/// Looks for the columns of a sheet.
pub(super) fn find(sheet: &Sheet, mapping: &Mapping) -> Result<Found, Vec<Issue>> {
    let width = sheet.rows().map(Row::len).max().unwrap_or(0);
    let header = match mapping.header_row {
        Some(line) => {
            let row = (0..sheet.len()).find(|index| sheet.row(*index).line() == line);
            Some(row.ok_or_else(|| vec![Issue::of_file(Finding::MappingNotFound)])?)
        }
        None => best(sheet, width),
    };
    let places = match header {
        Some(header) => recognise(sheet.row(header), width, mapping)?,
        None => by_hand(width, mapping),
    };
    if places.iter().any(|(column, _)| *column == Column::Number) {
        return Ok(Found::List(Layout {
            first_row: header.map_or(0, |header| header + 1),
            width: header.map_or(width, |header| sheet.row(header).len()),
            places,
            header,
        }));
    }
    Ok(header.map_or(Found::Nothing, |header| {
        Found::WithoutNumber(sheet.row(header).at(0))
    }))
}

/// The row with the most usual headers: with the student number, or several others.
fn best(sheet: &Sheet, width: usize) -> Option<usize> {
    let mut best = None;
    for index in 0..sheet.len().min(MAX_ROWS_ABOVE) {
        let row = sheet.row(index);
        let headers = || (0..width).map(|place| row.cell(place));
        let usual = headers().filter(|header| Column::is_usual(header)).count();
        let has_number = headers().any(|header| Column::of(header) == Some(Column::Number));
        let score = (has_number, usual);
        // Of equal ones the upper one: below it stands the same header again, on the next printed page.
        if (has_number || usual >= MIN_USUAL) && best.is_none_or(|(_, known)| score > known) {
            best = Some((index, score));
        }
    }
    best.map(|(index, _)| index)
}

/// Columns by their headers and by what a person decided.
fn recognise(
    row: Row<'_>,
    width: usize,
    mapping: &Mapping,
) -> Result<Vec<(Column, usize)>, Vec<Issue>> {
    let mut places = Vec::new();
    let mut questions = Vec::new();
    for column in Column::VARIANTS.iter().copied() {
        let known: Vec<usize> = match mapping.choice(column) {
            Some(ColumnChoice::Absent) => Vec::new(),
            Some(ColumnChoice::At(place)) => vec![*place],
            Some(ColumnChoice::Named(header)) => {
                let found = (0..width).find(|place| row.cell(*place) == header.trim());
                vec![found.ok_or_else(|| vec![Issue::of_file(Finding::MappingNotFound)])?]
            }
            None => (0..width)
                .filter(|place| {
                    Column::of(row.cell(*place)) == Some(column) && !mapping.takes(*place)
                })
                .collect(),
        };
        match known[..] {
            [] => {}
            [place] => places.push((column, place)),
            // One column of identity numbers is as bad as two.
            [place, ..] if column == Column::IdentityNumber => places.push((column, place)),
            [first, ref others @ ..] => questions.extend(others.iter().map(|other| {
                Issue::at(Finding::ColumnAmbiguous { column }, row.at(*other)).and(row.at(first))
            })),
        }
    }
    places.sort_by_key(|(_, place)| *place);
    if questions.is_empty() {
        Ok(places)
    } else {
        Err(questions)
    }
}

/// Columns of a file without headers.
fn by_hand(width: usize, mapping: &Mapping) -> Vec<(Column, usize)> {
    let chosen = mapping
        .columns
        .iter()
        .filter_map(|(column, choice)| match choice {
            ColumnChoice::At(place) if *place < width => Some((*column, *place)),
            _ => None,
        });
    chosen.collect()
}

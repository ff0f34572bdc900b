//! Finds identity numbers, by the header and by the values (教学服〔2022〕10号): in whole cells, and inside of texts such
//! as remarks.

use domain::{IdentityKind, IdentityNumber, IdentityNumberError, cleaned};

use crate::table::{CellRef, Row, Sheet};

/// Characters of a number, of the second and of the first generation.
const NEW_LENGTH: usize = 18;
const OLD_LENGTH: usize = 15;

/// Cells of one column that are named; the others are like them.
const NAMED_PER_COLUMN: usize = 20;

/// What one column holds.
#[derive(Default)]
struct Column {
    filled: usize,
    /// Numbers of 18 characters, and those of them that hold a region and a day.
    long: usize,
    found: usize,
    /// Cells of 15 digits that hold a region and a day.
    old: usize,
    /// The first cells of either.
    found_at: Vec<CellRef>,
    old_at: Vec<CellRef>,
}

impl Column {
    fn look(&mut self, row: Row<'_>, place: usize) {
        let cell = row.cell(place);
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        if digits(cell) < OLD_LENGTH {
            return;
        }
        let text = cleaned(cell);
        for run in runs(&text).filter(|run| run.len() == NEW_LENGTH) {
            self.long += 1;
            if is_identity(&run) {
                self.found += 1;
                note(&mut self.found_at, row, place);
            }
        }
        if text.len() == OLD_LENGTH && is_old(&text) {
            self.old += 1;
            note(&mut self.old_at, row, place);
        }
    }

    /// The cells that hold identity numbers. Student and admission numbers have 15 or 18 digits too, and one in some
    /// thousand holds a region and a day by chance, of 15 digits one in thirty: a column is judged by most of them.
    fn judged(self) -> Vec<CellRef> {
        if self.found * 2 > self.long {
            self.found_at
        } else if self.old * 2 > self.filled {
            self.old_at
        } else {
            Vec::new()
        }
    }
}

fn note(cells: &mut Vec<CellRef>, row: Row<'_>, place: usize) {
    if cells.len() < NAMED_PER_COLUMN {
        cells.push(row.at(place));
    }
}

/// Cells of a sheet that hold identity numbers, column by column.
pub(super) fn find(sheet: &Sheet) -> Vec<CellRef> {
    let mut columns: Vec<Column> = Vec::new();
    for row in sheet.rows() {
        columns.resize_with(columns.len().max(row.len()), Column::default);
        for (place, column) in columns.iter_mut().enumerate().take(row.len()) {
            column.look(row, place);
        }
    }
    columns.into_iter().flat_map(Column::judged).collect()
}

/// Digits of a text, of either width. Most cells have few, and are done with then.
fn digits(text: &str) -> usize {
    let is_digit = |letter: &char| letter.is_ascii_digit() || ('０'..='９').contains(letter);
    text.chars().filter(is_digit).count()
}

/// Digits side by side, with spaces and hyphens between them left out, and an X at the end.
fn runs(text: &str) -> impl Iterator<Item = String> {
    let mut found = Vec::new();
    let mut run = String::new();
    for letter in text.chars() {
        match letter {
            '0'..='9' => run.push(letter),
            'x' | 'X' => {
                run.push('X');
                found.push(std::mem::take(&mut run));
            }
            ' ' | '-' => {}
            _ => found.push(std::mem::take(&mut run)),
        }
    }
    found.push(run);
    found.into_iter()
}

/// A number that is sound, or has only a wrong check digit: mistyped, or destroyed by a spreadsheet.
fn is_identity(run: &str) -> bool {
    match IdentityNumber::parse(run) {
        Ok(_) | Err(IdentityNumberError::WrongCheckDigit) => true,
        Err(_) => false,
    }
}

fn is_old(text: &str) -> bool {
    IdentityNumber::parse(text).is_ok_and(|number| number.kind() == IdentityKind::OldResidentCard)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_inside_of_texts() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<String> = runs(text).filter(|run| run.len() == NEW_LENGTH).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("证件440524188001010014", &["440524188001010014"]);
        check("身份证 110105 19491231 002x。", &["11010519491231002X"]);
        check("4405241880010100141", &[]);
        check("电话 020-12345678", &[]);
    }
}

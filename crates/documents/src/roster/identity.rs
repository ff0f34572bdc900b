//! The refusal of identity numbers, by the header and by the values (教学服〔2022〕10号).

use domain::IdentityKind;
use domain::IdentityNumber;

use crate::table::{Position, Row, normal};

/// Parts of headers that name identity numbers.
const HEADERS: [&str; 5] = ["身份证", "证件号", "identity", "id_number", "idcard"];

/// The first header of a column of identity numbers.
pub(super) fn in_header(header: Row<'_>) -> Option<Position> {
    let place = header.cells().position(|cell| {
        let word = normal(cell);
        HEADERS.iter().any(|part| word.contains(part))
    });
    place.map(|place| header.position(place))
}

/// The first value of the first column that holds identity numbers: a single one of 18 characters, or
/// numbers of 15 digits in more than half of the filled cells. About one student number of 15 digits in
/// thirty happens to hold a date, so that one of them says nothing.
pub(super) fn in_columns<'a>(
    width: usize,
    rows: &(impl Iterator<Item = Row<'a>> + Clone),
) -> Option<Position> {
    (0..width).find_map(|place| in_column(place, rows.clone()))
}

fn in_column<'a>(place: usize, rows: impl Iterator<Item = Row<'a>>) -> Option<Position> {
    let (mut filled, mut old) = (0_usize, 0_usize);
    let mut first = None;
    for row in rows {
        let cell = row.cell(place);
        filled += usize::from(!cell.is_empty());
        if !IdentityNumber::resembles(cell) {
            continue;
        }
        if !is_old(cell) {
            return Some(row.position(place));
        }
        old += 1;
        first = first.or_else(|| Some(row.position(place)));
    }
    first.filter(|_| old * 2 > filled)
}

/// Whether a number that resembles one has the 15 digits of the first generation.
fn is_old(cell: &str) -> bool {
    IdentityNumber::parse(cell).is_ok_and(|number| number.kind() == IdentityKind::OldResidentCard)
}

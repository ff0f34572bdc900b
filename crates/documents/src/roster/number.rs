//! Student numbers as cells hold them: with the tricks that keep their zeros, and what a spreadsheet has destroyed.
//! A destroyed number is never completed.

use domain::{StudentNumber, cleaned};

use crate::table::{Kind, Row};

/// Digits that a cell of a spreadsheet keeps.
const KEPT_DIGITS: usize = 15;

/// Why a cell is no student number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Missing,
    Destroyed,
    Invalid,
    Error,
    NoResult,
}

/// The number of a cell.
pub(super) fn read(text: &str, kind: Kind, column: &Numbers) -> Result<StudentNumber, Fault> {
    match kind {
        Kind::Destroyed => return Err(Fault::Destroyed),
        Kind::Error => return Err(Fault::Error),
        Kind::NoValue => return Err(Fault::NoResult),
        Kind::Cut | Kind::Date => return Err(Fault::Invalid),
        Kind::Text | Kind::Number | Kind::Padded => {}
    }
    let number = bare(text);
    if number.is_empty() {
        Err(Fault::Missing)
    } else if is_scientific(&number) || number.chars().all(|letter| letter == '#') {
        Err(Fault::Destroyed)
    } else if number.starts_with('#') {
        Err(Fault::Error)
    } else if column.are_tails_destroyed && has_zero_tail(&number) {
        Err(Fault::Destroyed)
    } else {
        StudentNumber::parse(&number).map_err(|_| Fault::Invalid)
    }
}

/// Without what keeps a spreadsheet from reading a number: `="0012"`, `'0012`, a grave accent; and without the `.0` of
/// programs that read it as one.
fn bare(text: &str) -> String {
    let text = cleaned(text);
    let inner = text
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    let text = inner.unwrap_or(&text).trim();
    let text = text.trim_start_matches(['\'', '’', '‘', '`']).trim();
    let whole = text.strip_suffix(".0").or_else(|| text.strip_suffix(".00"));
    match whole {
        Some(whole) if is_digits(whole) && whole.len() <= KEPT_DIGITS => whole.to_owned(),
        _ => text.to_owned(),
    }
}

/// Whether a cell holds a number that a program has read as one, so that zeros before it would be lost.
pub(super) fn is_numeric(text: &str, kind: Kind) -> bool {
    let whole = || text.strip_suffix(".0").or_else(|| text.strip_suffix(".00"));
    kind == Kind::Number || whole().is_some_and(is_digits)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `2.0231E+11`. A point or a sign is what tells it from a student number with an E in it.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let sign = exponent.starts_with(['+', '-']);
    is_digits(exponent.trim_start_matches(['+', '-']))
        && is_digits(&mantissa.replacen('.', "", 1))
        && (sign || mantissa.contains('.'))
}

/// Zeros at every digit that a cell of a spreadsheet does not keep.
fn has_zero_tail(number: &str) -> bool {
    is_digits(number)
        && number.len() > KEPT_DIGITS
        && number[KEPT_DIGITS..].bytes().all(|byte| byte == b'0')
}

/// What the numbers of a column have in common.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// A text file was saved by a spreadsheet that had destroyed them: what is beyond 15 digits is zero in most.
    pub(super) are_tails_destroyed: bool,
}

impl Numbers {
    /// Looks at a column.
    pub(super) fn of<'a>(rows: impl Iterator<Item = Row<'a>>, place: usize) -> Self {
        let (mut long, mut tails, mut zeros) = (0_usize, 0_usize, 0_usize);
        for row in rows {
            let cell = row.cell(place);
            if cell.len() <= KEPT_DIGITS {
                continue;
            }
            let number = bare(cell);
            if !is_digits(&number) || number.len() <= KEPT_DIGITS {
                continue;
            }
            long += 1;
            if has_zero_tail(&number) {
                tails += 1;
                zeros += number.len() - KEPT_DIGITS;
            }
        }
        Self {
            // Three zeros, in one number or in several, are no chance any more.
            are_tails_destroyed: tails * 2 > long && zeros >= 3,
        }
    }
}

/// The length that most numbers have, where those begin with a zero: a shorter one has lost zeros.
pub(super) fn padded_length<'a>(numbers: impl Iterator<Item = &'a str>) -> Option<usize> {
    const MAX_LENGTH: usize = 33;
    let mut lengths = [0_usize; MAX_LENGTH];
    let mut with_zero = [0_usize; MAX_LENGTH];
    let mut all = 0;
    for number in numbers.filter(|number| is_digits(number) && number.len() < MAX_LENGTH) {
        all += 1;
        lengths[number.len()] += 1;
        with_zero[number.len()] += usize::from(number.starts_with('0'));
    }
    let usual = (0..MAX_LENGTH).max_by_key(|length| lengths[*length])?;
    let is_usual = all >= 3 && lengths[usual] * 10 >= all * 6;
    (is_usual && with_zero[usual] * 2 > lengths[usual]).then_some(usual)
}

/// A number without the zeros before it.
pub(super) fn without_zeros(number: &str) -> &str {
    let bare = number.trim_start_matches('0');
    if bare.is_empty() { number } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, Fault>) {
        let read = read(text, Kind::Text, &Numbers::default());
        let read = read
            .as_ref()
            .map(StudentNumber::expose)
            .map_err(|fault| *fault);
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn tricks_that_keep_zeros_are_understood() {
        check("=\"00202309990000\"", Ok("00202309990000"));
        check("'0020", Ok("0020"));
        check("`0020", Ok("0020"));
        check("００20\u{3000}x", Ok("0020X"));
        check("202309990000.0", Ok("202309990000"));
    }

    #[test]
    fn what_a_spreadsheet_destroyed_is_refused() {
        check("2.0231E+11", Err(Fault::Destroyed));
        check("2E+11", Err(Fault::Destroyed));
        check("2023e1", Ok("2023E1"));
        check("########", Err(Fault::Destroyed));
        check("#N/A", Err(Fault::Error));
        check("=1+1", Err(Fault::Invalid));
        check("", Err(Fault::Missing));
        check("440524188001010000.0", Err(Fault::Invalid));
    }

    #[test]
    fn zeros_are_missed_where_most_numbers_have_them() {
        let check = |numbers: &[&str], expected| {
            assert_eq!(padded_length(numbers.iter().copied()), expected);
        };
        check(&["0012", "0013", "14", "0015"], Some(4));
        check(&["1012", "1013", "14", "1015"], None);
        check(&["0012", "13"], None);
        assert_eq!(without_zeros("0012"), "12");
        assert_eq!(without_zeros("000"), "000");
    }
}

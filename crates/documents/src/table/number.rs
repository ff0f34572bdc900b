//! Numbers of worksheets as their format shows them: days, zeros before a number, and what a cell lost. A cell keeps
//! 15 digits; a longer number is destroyed in the file itself, whatever is shown.

use time::Date;

use super::cells::Kind;

/// How a cell shows a number, as far as lists need it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum NumberFormat {
    /// Digits, without zeros before them.
    #[default]
    Plain,
    /// A day.
    Day,
    /// Digits at fixed places, from the left, with zeros where the number has none.
    Places(Vec<Place>),
}

/// One place of [`NumberFormat::Places`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A digit, or zero.
    Zero,
    /// A digit, or nothing.
    Digit,
    /// A sign that stands there always.
    Sign(char),
}

/// The most characters of a format that are read: twice what a student number may have.
const MAX_FORMAT: usize = 64;

/// Numbers from here on have more than 15 digits.
const FIRST_DESTROYED: f64 = 1e15;

/// The Julian day of 1899-12-30, which is day 0 of a workbook from 1900-03-01 on.
const JULIAN_DAY_OF_1900: i32 = 2_415_019;

/// Days between the two ways in which workbooks count.
const DAYS_TO_1904: i32 = 1_462;

/// The last day of a workbook, 9999-12-31.
const MAX_DAY: f64 = 2_958_465.0;

impl NumberFormat {
    /// A format that has a number and no code (ECMA-376, 18.8.30; 27 to 36 and 50 to 58 are days in Chinese).
    pub(super) fn built_in(id: u16) -> Self {
        match id {
            14..=17 | 22 | 27..=36 | 50..=58 => Self::Day,
            _ => Self::Plain,
        }
    }

    /// A format by its code, such as `00000000` or `yyyy"年"m"月"`.
    pub(super) fn of_code(code: &str) -> Self {
        let first = code.split(';').next().unwrap_or_default();
        if first.to_ascii_lowercase().contains("general") {
            return Self::Plain;
        }
        let mut places = Vec::new();
        let (mut is_day, mut is_other) = (false, false);
        let mut letters = first.chars().take(MAX_FORMAT);
        while let Some(letter) = letters.next() {
            match letter {
                '0' => places.push(Place::Zero),
                '#' | '?' => places.push(Place::Digit),
                '"' => places.extend(
                    letters
                        .by_ref()
                        .take_while(|quoted| *quoted != '"')
                        .map(Place::Sign),
                ),
                '\\' => places.extend(letters.next().map(Place::Sign)),
                // A blank as wide as the next sign, and a sign that fills the cell.
                '_' | '*' => drop(letters.next()),
                '[' => letters
                    .by_ref()
                    .take_while(|inside| *inside != ']')
                    .for_each(drop),
                'y' | 'Y' | 'd' | 'D' | 'm' | 'M' | 'e' => is_day = true,
                'h' | 'H' | 's' | 'S' | '.' | ',' | '%' | 'E' | '@' => is_other = true,
                other => places.push(Place::Sign(other)),
            }
        }
        let zeros = places.iter().filter(|place| **place == Place::Zero).count();
        if is_day {
            Self::Day
        } else if is_other || zeros < 2 {
            Self::Plain
        } else {
            Self::Places(places)
        }
    }
}

/// A number as text, and what kind of cell it makes.
pub(super) fn shown(value: f64, format: &NumberFormat, counts_from_1904: bool) -> (String, Kind) {
    if !value.is_finite() {
        return ("#NUM!".to_owned(), Kind::Error);
    }
    if *format == NumberFormat::Day
        && let Some(day) = day(value, counts_from_1904)
    {
        return (day.to_string(), Kind::Date);
    }
    if value.abs() >= FIRST_DESTROYED {
        return (kept_digits(value), Kind::Destroyed);
    }
    if value.fract() != 0.0 {
        return (value.to_string(), Kind::Number);
    }
    let digits = format!("{value:.0}");
    match format {
        NumberFormat::Places(places) if value >= 0.0 => (in_places(&digits, places), Kind::Padded),
        _ => (digits, Kind::Number),
    }
}

/// The 15 digits that are left of a number, and zeros for the others, as a spreadsheet shows it.
fn kept_digits(value: f64) -> String {
    let written = format!("{value:.14e}");
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let digits = mantissa.replace('.', "");
    let zeros = exponent
        .parse::<usize>()
        .unwrap_or_default()
        .saturating_sub(14);
    digits + &"0".repeat(zeros)
}

/// A day by its number.
fn day(value: f64, counts_from_1904: bool) -> Option<Date> {
    if !(1.0..=MAX_DAY).contains(&value) {
        return None;
    }
    let days = value as i32 + if counts_from_1904 { DAYS_TO_1904 } else { 0 };
    Date::from_julian_day(JULIAN_DAY_OF_1900 + days).ok()
}

/// Digits from the right into places; digits that have none stand before the first.
fn in_places(digits: &str, places: &[Place]) -> String {
    let mut rest = digits.chars().rev();
    let mut shown = Vec::with_capacity(places.len());
    let first = places
        .iter()
        .position(|place| !matches!(place, Place::Sign(_)));
    for (at, place) in places.iter().enumerate().rev() {
        match place {
            Place::Sign(sign) => shown.push(*sign),
            Place::Zero => shown.push(rest.next().unwrap_or('0')),
            Place::Digit => shown.extend(rest.next()),
        }
        if Some(at) == first {
            shown.extend(rest.by_ref());
        }
    }
    shown.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: f64, code: &str, expected: &str, kind: Kind) {
        let shown = shown(value, &NumberFormat::of_code(code), false);
        assert_eq!(shown, (expected.to_owned(), kind), "{code}");
    }

    #[test]
    fn zeros_that_a_format_shows_are_kept() {
        check(
            202309990000.0,
            "00000000000000",
            "00202309990000",
            Kind::Padded,
        );
        check(42.0, "0000", "0042", Kind::Padded);
        check(12345.0, "0000", "12345", Kind::Padded);
        check(42.0, "\"S\"0000;@", "S0042", Kind::Padded);
        check(123456.0, "0000\\-0000", "0012-3456", Kind::Padded);
        check(42.0, "0_ ", "42", Kind::Number);
        check(42.0, "General", "42", Kind::Number);
        check(42.0, "0.00E+00", "42", Kind::Number);
        check(42.5, "00000", "42.5", Kind::Number);
        check(42.0, "#,##0.00", "42", Kind::Number);
    }

    #[test]
    fn days_are_shown_as_days() {
        check(45170.0, "yyyy", "2023-09-01", Kind::Date);
        check(
            45170.5,
            "yyyy\"年\"m\"月\"d\"日\"",
            "2023-09-01",
            Kind::Date,
        );
        check(45170.0, "[$-804]yyyy/m/d;@", "2023-09-01", Kind::Date);
        let from_1904 = shown(43708.0, &NumberFormat::built_in(14), true);
        assert_eq!(from_1904.0, "2023-09-01");
        check(-5.0, "yyyy", "-5", Kind::Number);
    }

    #[test]
    fn more_than_15_digits_are_destroyed() {
        check(
            999_999_999_999_999.0,
            "General",
            "999999999999999",
            Kind::Number,
        );
        check(
            4.4052418800101e17,
            "0",
            "440524188001010000",
            Kind::Destroyed,
        );
        check(
            2.0230999e17,
            "000000000000000000",
            "202309990000000000",
            Kind::Destroyed,
        );
        assert_eq!(shown(f64::NAN, &NumberFormat::Plain, false).1, Kind::Error);
    }
}

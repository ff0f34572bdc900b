//! Years and months as schools write them.

use domain::YearMonth;

/// The year of admission from `2019`, `2019级` or `19级`.
pub(super) fn grade_year(text: &str) -> Option<u16> {
    let digits = text.trim_end_matches(['级', '年']);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: u16 = digits.parse().ok()?;
    match digits.len() {
        2 => Some(2000 + year),
        4 => Some(year).filter(|year| (1950..2200).contains(year)),
        _ => None,
    }
}

/// The month from `2024-01`, `2024/1`, `2024年1月`, `202401`, or a day of that month.
pub(super) fn month(text: &str) -> Option<YearMonth> {
    let groups: Vec<&str> = text
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .collect();
    let (year, month) = match groups[..] {
        [joined] if matches!(joined.len(), 6 | 8) => (&joined[..4], &joined[4..6]),
        [year, month] | [year, month, _] if year.len() == 4 => (year, month),
        _ => return None,
    };
    YearMonth::new(year.parse().ok()?, month.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_admission() {
        let check = |text, expected| assert_eq!(grade_year(text), expected, "{text}");
        check("2019", Some(2019));
        check("2019级", Some(2019));
        check("19级", Some(2019));
        check("1949", None);
        check("大三", None);
        check("+9", None);
    }

    #[test]
    fn months_of_graduation() {
        let check = |text, expected: Option<[u16; 2]>| {
            let month = month(text).map(|month| [month.year(), u16::from(month.month())]);
            assert_eq!(month, expected, "{text}");
        };
        for text in [
            "2024-01",
            "2024/1",
            "2024年1月",
            "202401",
            "20240115",
            "2024.1.15",
        ] {
            check(text, Some([2024, 1]));
        }
        check("2024-13", None);
        check("24-01", None);
        check("", None);
    }
}

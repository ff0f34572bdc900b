//! Years and months as schools write them.

use domain::{YearMonth, cleaned};

/// The year of admission from `2019`, `2019级`, `19级`, `2019秋`, or a day of that year.
pub(super) fn grade_year(text: &str) -> Option<u16> {
    let text = cleaned(text);
    let text = text
        .trim_end_matches(".0")
        .trim_end_matches(['级', '年', '季', '春', '秋'])
        .trim();
    let digits = match text.split_once(['-', '/', '.', '年']) {
        Some((year, rest)) if year.len() == 4 && is_rest_of_day(rest) => year,
        Some(_) => return None,
        None => text,
    };
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

/// What stands behind the year of a month or a day.
fn is_rest_of_day(rest: &str) -> bool {
    let is_part =
        |letter: char| letter.is_ascii_digit() || matches!(letter, '-' | '/' | '.' | '月' | '日');
    rest.starts_with(|letter: char| letter.is_ascii_digit()) && rest.chars().all(is_part)
}

/// The month from `2024-01`, `2024/1`, `2024年1月`, `202401`, or a day of that month.
pub(super) fn month(text: &str) -> Option<YearMonth> {
    let text = cleaned(text);
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
        check("２０１９级", Some(2019));
        check("2019秋", Some(2019));
        check("2019年秋季", Some(2019));
        check("2023-09-01", Some(2023));
        check("2023/9", Some(2023));
        check("1905-07-15", None);
        check("2023届", None);
        check("2023-二", None);
        check("45170", None);
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

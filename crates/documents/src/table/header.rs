//! Headers as schools write them, in a form in which they can be compared.

use domain::cleaned;

/// Half-width, lower-case, without white space, marks of a required column and remarks in brackets: `学 号*（必填）` is
/// `学号`, `Student Number` is `studentnumber`.
pub(crate) fn normal(header: &str) -> String {
    let half_width = cleaned(header).to_lowercase();
    let before_bracket = half_width
        .split(['(', '[', '【'])
        .next()
        .unwrap_or_default();
    // A header that is a remark as a whole is kept.
    let kept = if before_bracket.trim().is_empty() {
        half_width.as_str()
    } else {
        before_bracket
    };
    kept.chars()
        .filter(|letter| {
            !letter.is_whitespace() && !matches!(letter, '*' | ':' | '_' | '-' | '、' | '"' | '\'')
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_compared_without_their_looks() {
        let check = |header, expected: &str| assert_eq!(normal(header), expected);
        check("学 号", "学号");
        check("学\u{3000}号*（必填）", "学号");
        check("Student Number", "studentnumber");
        check("ＸＨ", "xh");
        check("学\n号：", "学号");
        check("(学号)", "(学号)");
    }
}

//! Converts full-width letters, digits and signs, as Chinese keyboards write them, to half-width.
//! Nothing else is normalised.

/// The half-width form of one character.
pub(crate) fn half_width(letter: char) -> char {
    match letter {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        other => other,
    }
}

/// Half-width, upper-case, without white space, hyphens and brackets.
pub(crate) fn compact(text: &str) -> String {
    text.chars()
        .map(half_width)
        .filter(|letter| !letter.is_whitespace() && !is_dash_or_bracket(*letter))
        .map(|letter| letter.to_ascii_uppercase())
        .collect()
}

fn is_dash_or_bracket(letter: char) -> bool {
    matches!(
        letter,
        '-' | '(' | ')' | '[' | ']' | '\u{2010}'..='\u{2015}' | '\u{3010}' | '\u{3011}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(compact(text), expected);
    }

    #[test]
    fn what_a_phone_keyboard_adds_is_taken_away() {
        check(" ａ１２３–４５６（７）\u{3000}", "A1234567");
        check("【x】", "X");
        check("é", "é");
    }
}

//! What typed and copied text is cleaned of: full-width letters, digits and signs, as Chinese keyboards write
//! them, become half-width; signs that nobody sees, as address books and messengers add them, go.

/// The half-width form of one character.
fn half_width(letter: char) -> char {
    match letter {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        other => other,
    }
}

/// Whether a sign has no shape of its own: it separates, joins or turns the direction of others.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

/// A code or number as it was typed or copied: half-width, without invisible signs and without white space around
/// it.
pub fn cleaned(text: &str) -> String {
    let letters = text.chars().map(half_width);
    let visible: String = letters.filter(|letter| !is_invisible(*letter)).collect();
    visible.trim().to_owned()
}

/// A text of some lines as it was typed or copied: without invisible and control signs, and without white space around
/// it.
pub fn cleaned_lines(text: &str) -> String {
    let is_shown =
        |letter: &char| *letter == '\n' || !letter.is_control() && !is_invisible(*letter);
    let shown: String = text.chars().filter(is_shown).collect();
    shown.trim().to_owned()
}

/// Half-width, upper-case, without white space, hyphens and brackets.
pub(crate) fn compact(text: &str) -> String {
    cleaned(text)
        .chars()
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

    #[test]
    fn what_a_messenger_adds_is_taken_away() {
        assert_eq!(cleaned("\u{202d}138 0000 0001\u{202c} "), "138 0000 0001");
        assert_eq!(
            cleaned("\u{feff}12\u{200b}34\u{2066}５６\u{2069}"),
            "123456"
        );
        check("\u{200e}002\u{200d}x", "002X");
    }
}

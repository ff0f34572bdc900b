//! Where a line of Chinese and Latin text may be broken.

/// Marks that do not begin a line (JIS X 4051, the common part of Chinese rules).
const CLOSING: &str = "，。；：、！？）》”’】·";

/// What is not broken: a Latin word with the space behind it, or one Chinese character with its marks.
pub(crate) fn pieces(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut before: Option<char> = None;
    for (at, letter) in text.char_indices() {
        let may_break = before.is_some_and(|before| {
            before == ' '
                || ((!before.is_ascii() || !letter.is_ascii()) && !CLOSING.contains(letter))
        });
        if may_break && letter != ' ' {
            cuts.push(at);
        }
        before = Some(letter);
    }
    cuts.push(text.len());
    cuts.windows(2).map(|cut| &text[cut[0]..cut[1]]).collect()
}

/// Lines of at most `room`, and each line of `text` one of its own, by the width that `width` gives to a text.
pub(crate) fn lines(text: &str, room: f32, width: impl Fn(&str) -> f32) -> Vec<String> {
    let parts = text.split('\n');
    parts.flat_map(|part| broken(part, room, &width)).collect()
}

fn broken(text: &str, room: f32, width: &impl Fn(&str) -> f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let longer = format!("{line}{piece}");
        if !line.is_empty() && width(longer.trim_end()) > room {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.push_str(piece);
    }
    lines.push(line.trim_end().to_owned());
    lines.retain(|line| !line.is_empty());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, room: f32, expected: &[&str]) {
        let width = |text: &str| {
            let letters = text.chars();
            letters
                .map(|letter| if letter.is_ascii() { 0.6 } else { 1.0 })
                .sum()
        };
        assert_eq!(lines(text, room, width), expected);
    }

    #[test]
    fn lines_are_broken_where_people_would() {
        check("", 9.0, &[]);
        check("采集中心电话", 3.0, &["采集中", "心电话"]);
        check("电话，客服。", 3.0, &["电话，", "客服。"]);
        check("call 023-1234 today", 8.0, &["call 023-1234", "today"]);
        check("一\n二", 9.0, &["一", "二"]);
        check("客服 023-1234 周一", 8.5, &["客服 023-1234", "周一"]);
    }
}

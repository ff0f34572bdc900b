//! The marks of a poster in SVG: texts that fit their place, shapes, and a QR code as one path. Lengths are
//! tenths of a millimetre.

use std::fmt::Write as _;

use qrcode::{Color, QrCode};

/// Fonts that machines in China have, and free ones.
const FONTS: &str = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC',\
                     'WenQuanYi Micro Hei',system-ui,sans-serif";

/// White modules around a QR code; fewer make it unreadable for some phones.
const QUIET_MODULES: f32 = 4.0;

/// Where a text stands, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// The longest letters, tenths of a millimetre.
    pub(super) size: f32,
    /// Fill of the letters, as SVG writes it.
    pub(super) colour: &'static str,
    /// 400 plain, 700 bold.
    pub(super) weight: u16,
    /// `start`, `middle` or `end` of the text is at its x.
    pub(super) anchor: &'static str,
}

impl Style {
    /// Plain text that begins at its x.
    pub(super) const fn plain(size: f32, colour: &'static str) -> Self {
        Self {
            size,
            colour,
            weight: 400,
            anchor: "start",
        }
    }

    /// The same in heavy letters.
    pub(super) const fn bold(self) -> Self {
        Self {
            weight: 700,
            ..self
        }
    }

    /// Around its x.
    pub(super) const fn centred(self) -> Self {
        Self {
            anchor: "middle",
            ..self
        }
    }
}

/// A drawing that grows from back to front.
#[derive(Debug)]
pub(super) struct Ink(String);

impl Ink {
    /// An empty white sheet.
    pub(super) fn sheet(width: f32, height: f32) -> Self {
        Self(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}mm\" height=\"{}mm\" \
             viewBox=\"0 0 {width} {height}\" font-family=\"{FONTS}\">\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>",
            width / 10.0,
            height / 10.0,
        ))
    }

    /// A rectangle, left, top, width and height, with round corners.
    pub(super) fn rectangle(&mut self, [x, y, width, height]: [f32; 4], round: f32, fill: &str) {
        self.put(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\" fill=\"{fill}\"/>"
        ));
    }

    /// A disc.
    pub(super) fn disc(&mut self, [x, y]: [f32; 2], radius: f32, fill: &str) {
        self.put(&format!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\"/>"
        ));
    }

    /// One line of text with its baseline at y, in smaller letters where it is wider than `room`.
    pub(super) fn text(&mut self, [x, y]: [f32; 2], room: f32, text: &str, style: Style) {
        let size = style.size.min(room / width_em(text).max(1.0));
        let Style {
            colour,
            weight,
            anchor,
            ..
        } = style;
        let shown = escaped(text);
        self.put(&format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size:.1}\" font-weight=\"{weight}\" \
             text-anchor=\"{anchor}\" fill=\"{colour}\">{shown}</text>"
        ));
    }

    /// A QR code with its quiet zone in a square of this side.
    pub(super) fn code(&mut self, [x, y]: [f32; 2], side: f32, code: &QrCode) {
        let width = code.width();
        let module = side / (width as f32 + 2.0 * QUIET_MODULES);
        let mut path = String::new();
        for (index, colour) in code.to_colors().into_iter().enumerate() {
            if colour == Color::Dark {
                let (row, column) = (index / width, index % width);
                // Writing to a String cannot fail.
                let _written = write!(path, "M{column} {row}h1v1h-1z");
            }
        }
        let (left, top) = (x + QUIET_MODULES * module, y + QUIET_MODULES * module);
        self.rectangle([x, y, side, side], 0.0, "#fff");
        self.put(&format!(
            "<path transform=\"translate({left} {top}) scale({module})\" shape-rendering=\"crispEdges\" \
             fill=\"#000\" d=\"{path}\"/>"
        ));
    }

    /// The file.
    pub(super) fn finish(mut self) -> String {
        self.0.push_str("</svg>\n");
        self.0
    }

    fn put(&mut self, element: &str) {
        self.0.push_str(element);
        self.0.push('\n');
    }
}

/// Lines of at most `room_em` letters' width; broken at spaces where Latin words would be cut.
pub(super) fn lines(text: &str, room_em: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        if !line.is_empty() && width_em(&line) + width_em(word.trim_end()) > room_em {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.push_str(word);
    }
    lines.push(line.trim_end().to_owned());
    lines.retain(|line| !line.is_empty());
    lines
}

/// What is not broken: a Latin word with the space behind it, or one Chinese character with its marks.
fn words(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut before: Option<char> = None;
    for (at, letter) in text.char_indices() {
        let is_mark = "，。；：、！？）》”".contains(letter);
        let may_break = before.is_some_and(|before| {
            before == ' ' || ((!before.is_ascii() || !letter.is_ascii()) && !is_mark)
        });
        if may_break && letter != ' ' {
            cuts.push(at);
        }
        before = Some(letter);
    }
    cuts.push(text.len());
    cuts.windows(2).map(|cut| &text[cut[0]..cut[1]]).collect()
}

/// Width of a text in letters' heights: a Chinese character is as wide as high, a Latin letter a bit more than
/// half of it. No font is measured, so it errs on the wide side.
fn width_em(text: &str) -> f32 {
    let letters = text.chars();
    letters
        .map(|letter| if letter.is_ascii() { 0.6 } else { 1.0 })
        .sum()
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, room_em: f32, expected: &[&str]) {
        assert_eq!(lines(text, room_em), expected);
    }

    #[test]
    fn lines_are_broken_where_people_would() {
        check("", 9.0, &[]);
        check("采集中心电话", 3.0, &["采集中", "心电话"]);
        check("电话，客服。", 3.0, &["电话，", "客服。"]);
        check("call 023-1234 today", 7.0, &["call", "023-1234", "today"]);
        check("客服 023-1234 周一", 8.5, &["客服 023-1234", "周一"]);
    }

    #[test]
    fn names_cannot_become_markup() {
        let mut ink = Ink::sheet(10.0, 10.0);
        let style = Style::plain(1.0, "#000");
        ink.text([0.0, 0.0], 100.0, "<b>A&B\u{7}\"</b>", style);
        let drawn = ink.finish();
        assert!(
            drawn.contains("&lt;b&gt;A&amp;B &quot;&lt;/b&gt;"),
            "{drawn}"
        );
    }
}

//! Codes that scanners read: Code 128 for hand scanners, QR for phones. Bars are vectors.

use barcoders::sym::code128::Code128;
use qrcode::{Color, EcLevel, QrCode};

use crate::error::PrintError;
use crate::page::{Area, Mark, Page, Style, Typefaces};

/// Longer codes have bars too fine for a hand scanner on a label.
const MAX_CHARACTERS: usize = 32;

/// White modules left and right of a Code 128 (ISO/IEC 15417), and around a QR code (ISO/IEC 18004).
const QUIET_128: f32 = 10.0;
const QUIET_QR: f32 = 4.0;

/// Finer bars run together on an office printer, millimetres.
const FINEST_MM: f32 = 0.19;

/// Letters that choose the set of characters (documentation of `barcoders`): any printable character, pairs of digits.
const SET_B: char = '\u{181}';
const SET_C: char = '\u{106}';

/// A Code 128 in `area`, its text below the bars.
pub(crate) fn code128(
    page: &mut Page,
    area: Area,
    text: &str,
    faces: &Typefaces,
) -> Result<(), PrintError> {
    let letters = 4.0_f32.min(area.height * 0.25);
    let bars_height = area.height - letters;
    let modules = modules(text)?;
    let module = area.width / (modules.len() as f32 + 2.0 * QUIET_128);
    if module < FINEST_MM {
        return Err(impossible(text));
    }
    let mut bars = Vec::new();
    let mut at = 0;
    for run in modules.chunk_by(|a, b| a == b) {
        if run[0] == 1 {
            let left = area.left + (QUIET_128 + at as f32) * module;
            let size = [run.len() as f32 * module, bars_height];
            bars.push(Area::new([left, area.top], size));
        }
        at += run.len();
    }
    page.marks.push(Mark::Bars(bars));
    let [x, _] = area.middle();
    let style = Style::plain(letters * 0.85).centred();
    page.text(
        faces,
        [x, area.bottom() - 0.1 * letters],
        area.width,
        text,
        style,
    )?;
    Ok(())
}

/// Dark and light modules, one byte each.
fn modules(text: &str) -> Result<Vec<u8>, PrintError> {
    let printable = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if text.is_empty() || !printable || text.len() > MAX_CHARACTERS {
        return Err(impossible(text));
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let set = if digits && text.len() >= 4 {
        // Pairs of digits take half of the room; an odd one comes first, by itself.
        let (odd, pairs) = text.split_at(text.len() % 2);
        if odd.is_empty() {
            format!("{SET_C}{pairs}")
        } else {
            format!("{SET_B}{odd}{SET_C}{pairs}")
        }
    } else {
        format!("{SET_B}{text}")
    };
    let code = Code128::new(set).map_err(|_| impossible(text))?;
    Ok(code.encode())
}

fn impossible(text: &str) -> PrintError {
    PrintError::Barcode {
        characters: text.chars().count(),
    }
}

/// A QR code with its quiet zone in a square; `sturdy` codes are read with a quarter of them missing.
pub(crate) fn qr(
    page: &mut Page,
    corner: [f32; 2],
    side: f32,
    text: &str,
    sturdy: bool,
) -> Result<(), PrintError> {
    let level = if sturdy { EcLevel::Q } else { EcLevel::M };
    let code = QrCode::with_error_correction_level(text, level).map_err(|_| impossible(text))?;
    let width = code.width();
    let module = side / (width as f32 + 2.0 * QUIET_QR);
    let colours = code.to_colors();
    let mut bars = Vec::new();
    for (row, line) in colours.chunks(width).enumerate() {
        let mut column = 0;
        for run in line.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                let place = |index: usize| (QUIET_QR + index as f32) * module;
                let at = [corner[0] + place(column), corner[1] + place(row)];
                bars.push(Area::new(at, [run.len() as f32 * module, module]));
            }
            column += run.len();
        }
    }
    page.marks.push(Mark::Bars(bars));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_digits_are_short() {
        // Start, seven pairs, check and stop, of eleven modules each; the stop has two more.
        assert_eq!(modules("20230912345678").unwrap().len(), 11 * 10 + 2);
        // The odd digit and the change of sets.
        assert_eq!(modules("202309123456789").unwrap().len(), 11 * 12 + 2);
        assert_eq!(modules("SF1").unwrap().len(), 11 * 6 + 2);
    }

    #[test]
    fn other_characters_are_refused() {
        for text in ["", "学号1", "a\n", &"1".repeat(33)] {
            assert_eq!(modules(text).unwrap_err().code(), "barcode-impossible");
        }
    }
}

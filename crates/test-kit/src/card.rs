//! Draws collection code cards (采集码) as students submit them: screenshots, crops, photos of a
//! screen.
//!
//! The card has the layout, header, rows, code and footer of the official one, and an invented
//! student. Its text is *not* readable: strokes replace characters, because a font would be the
//! only one in the repository and readers use the code alone.

use base64::prelude::{BASE64_STANDARD, Engine};
use qrcode::{Color, EcLevel, QrCode};
use raster::{Plane, RgbImage};
use serde::Serialize;
use thiserror::Error;

use crate::random::noise_at;

/// Size of the card in its own units; the code takes 250 of 350.
const CARD_WIDTH: f32 = 350.0;
const CARD_HEIGHT: f32 = 520.0;
const CODE_SIDE: f32 = 250.0;
const CODE_TOP: f32 = 200.0;

/// Brightness of ink, paper and of a dark module, share of white.
const INK: f32 = 0.25;
const PAPER: f32 = 0.98;
const MODULE: f32 = 0.05;

/// The text of the card. Rows are masked name, masked identity number, school and level, each a
/// label of four characters and a value.
const LINES: [Line; 10] = [
    Line::new(28.0, 112.0, 22.0, 5),
    Line::new(76.0, 40.0, 13.0, 4),
    Line::new(76.0, 130.0, 13.0, 2),
    Line::new(102.0, 40.0, 13.0, 4),
    Line::new(102.0, 130.0, 7.0, 18),
    Line::new(128.0, 40.0, 13.0, 4),
    Line::new(128.0, 130.0, 13.0, 8),
    Line::new(154.0, 40.0, 13.0, 4),
    Line::new(154.0, 130.0, 13.0, 3),
    Line::new(478.0, 87.0, 9.0, 16),
];

/// Characters side by side, units of the card.
struct Line {
    top: f32,
    left: f32,
    /// Width and height of a character; the next one begins 1.2 widths further right.
    side: f32,
    characters: usize,
}

impl Line {
    const fn new(top: f32, left: f32, side: f32, characters: usize) -> Self {
        Self {
            top,
            left,
            side,
            characters,
        }
    }

    /// Whether a point lies on a stroke: three across and one down make a character.
    fn inks(&self, x: f32, y: f32) -> bool {
        let down = (y - self.top) / self.side;
        let place = (x - self.left) / (1.2 * self.side);
        if !(0.0..1.0).contains(&down) || !(0.0..self.characters as f32).contains(&place) {
            return false;
        }
        let across = 1.2 * place.fract();
        across < 1.0 && (down * 5.0 % 2.0 < 1.0 || (across - 0.5).abs() < 0.1)
    }
}

/// Fields of the code on a card; all values are invented. The default is a complete code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CardFields {
    /// Time at which the code was displayed, milliseconds since 1970; differs on each display.
    #[serde(rename = "sjc")]
    pub displayed_at_ms: String,
    /// The code's own id.
    #[serde(rename = "cjm")]
    pub code_id: String,
    /// The school's code, five digits.
    #[serde(rename = "yxdm")]
    pub school_code: String,
    /// Last four characters of the identity document.
    #[serde(rename = "zjhm")]
    pub id_tail: String,
    /// The student number.
    #[serde(rename = "xh")]
    pub student_number: String,
    /// Level of study (层次).
    #[serde(rename = "cc")]
    pub level: String,
    /// Category of the schooling (学历类别).
    #[serde(rename = "xllb")]
    pub category: String,
    /// College (分院).
    #[serde(rename = "fy")]
    pub college: String,
    /// Class (班号); often empty.
    #[serde(rename = "bh")]
    pub class: String,
    /// The name, masked by the issuer.
    #[serde(rename = "xm")]
    pub masked_name: String,
}

impl Default for CardFields {
    fn default() -> Self {
        Self {
            displayed_at_ms: "1760000000000".into(),
            code_id: "CODE-1".into(),
            school_code: "10001".into(),
            id_tail: "012X".into(),
            student_number: "2025000042".into(),
            level: "专升本".into(),
            category: "成人".into(),
            college: "继续教育学院".into(),
            class: String::new(),
            masked_name: "张*".into(),
        }
    }
}

impl CardFields {
    /// The card of one student of many: code id, student number and ID tail belong to `number`.
    pub fn numbered(number: u32) -> Self {
        Self {
            code_id: format!("CODE-{number}"),
            student_number: format!("2025{number:06}"),
            id_tail: format!("{:04}", number % 10_000),
            ..Self::default()
        }
    }

    /// Payload of the code: base64 of the JSON object.
    pub fn to_payload(&self) -> Vec<u8> {
        // Ten texts always become JSON: the macro's panic cannot happen.
        let object = serde_json::json!(self);
        BASE64_STANDARD.encode(object.to_string()).into_bytes()
    }
}

/// The payload is longer than a QR code of middle error correction holds: 2331 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a payload of {bytes} bytes does not fit a QR code")]
pub struct PayloadTooLong {
    /// Length of the payload.
    pub bytes: usize,
}

/// A card to be photographed.
#[derive(Debug, Clone)]
pub struct Card {
    dark: Plane<bool>,
}

impl Card {
    /// A card whose code carries `payload`: that of [`CardFields::to_payload`], or anything else.
    ///
    /// # Errors
    /// [`PayloadTooLong`].
    pub fn new(payload: &[u8]) -> Result<Self, PayloadTooLong> {
        let bytes = payload.len();
        let code = QrCode::with_error_correction_level(payload, EcLevel::M)
            .map_err(|_| PayloadTooLong { bytes })?;
        let colours = code.to_colors();
        let dark = colours.iter().map(|colour| *colour == Color::Dark);
        Ok(Self {
            dark: Plane::from_vec(code.width(), code.width(), dark.collect()),
        })
    }

    /// Takes a picture of this card alone.
    pub fn photographed(&self, shot: &Shot) -> RgbImage {
        photograph(&[(self, *shot)])
    }

    /// Share of white at a point of the card, in its own units.
    fn brightness(&self, x: f32, y: f32) -> f32 {
        let left = (CARD_WIDTH - CODE_SIDE) / 2.0;
        let modules = self.dark.width_px();
        let module = CODE_SIDE / modules as f32;
        let (column, row) = ((x - left) / module, (y - CODE_TOP) / module);
        let span = 0.0..modules as f32;
        if span.contains(&column) && span.contains(&row) {
            let dark = self.dark.at(column as usize, row as usize);
            return if dark { MODULE } else { PAPER };
        }
        let inked = LINES.iter().any(|line| line.inks(x, y));
        if inked { INK } else { PAPER }
    }
}

/// Options for photographing a card. The default is a sharp photo on a grey desk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shot {
    /// Width and height of the picture, pixels.
    pub size_px: (usize, usize),
    /// Centre of the card, share of the picture's width and height.
    pub center: (f32, f32),
    /// Pixels per unit of the card, which is 350 units wide and 520 high.
    pub scale: f32,
    /// Turned clockwise, degrees.
    pub turn_deg: f32,
    /// Shrinking from top to bottom over the card's height: 0 is straight on.
    pub tilt: f32,
    /// Brightness beside the card, share of white.
    pub surroundings: f32,
    /// Blur, half side of a box, pixels; applied twice.
    pub blur_px: usize,
    /// Strength of the moiré stripes of a photographed screen, share of white.
    pub moire: f32,
    /// Light, factor.
    pub gain: f32,
    /// Standard deviation of the noise, share of white.
    pub noise: f32,
    /// Light on dark.
    pub dark_mode: bool,
}

impl Default for Shot {
    fn default() -> Self {
        Self {
            size_px: (900, 1200),
            center: (0.5, 0.5),
            scale: 2.0,
            turn_deg: 0.0,
            tilt: 0.0,
            surroundings: 0.35,
            blur_px: 0,
            moire: 0.0,
            gain: 1.0,
            noise: 0.0,
            dark_mode: false,
        }
    }
}

impl Shot {
    /// A phone's screen as it stores it.
    pub fn screenshot() -> Self {
        Self {
            size_px: (1080, 1920),
            scale: 2.8,
            surroundings: 0.93,
            ..Self::default()
        }
    }

    /// Another phone's screen, seen at a slant, out of focus, with moiré.
    pub fn photo_of_screen() -> Self {
        Self {
            size_px: (1500, 2000),
            center: (0.48, 0.53),
            scale: 3.1,
            turn_deg: 6.0,
            tilt: 0.15,
            surroundings: 0.2,
            blur_px: 2,
            moire: 0.12,
            gain: 0.85,
            noise: 0.015,
            ..Self::default()
        }
    }

    /// The code alone with a narrow margin, cut out of a screenshot.
    pub fn crop() -> Self {
        const SIDE_PX: usize = 580;
        const SCALE: f32 = 2.0;
        let below_middle = CODE_TOP + CODE_SIDE / 2.0 - CARD_HEIGHT / 2.0;
        Self {
            size_px: (SIDE_PX, SIDE_PX),
            center: (0.5, 0.5 - below_middle * SCALE / SIDE_PX as f32),
            scale: SCALE,
            ..Self::screenshot()
        }
    }

    /// Where a pixel's point lies on the card, units; `None` beside it.
    fn to_card(self, x: f32, y: f32) -> Option<(f32, f32)> {
        let (sin, cos) = self.turn_deg.to_radians().sin_cos();
        let dx = (x - self.center.0 * self.size_px.0 as f32) / self.scale;
        let dy = (y - self.center.1 * self.size_px.1 as f32) / self.scale;
        let (u, v) = (cos * dx + sin * dy, cos * dy - sin * dx);
        // A plane leaning back: coordinates grow with the distance from the hinge.
        let depth = 1.0 - self.tilt * v / CARD_HEIGHT;
        let (card_x, card_y) = (u / depth + CARD_WIDTH / 2.0, v / depth + CARD_HEIGHT / 2.0);
        let inside = (0.0..CARD_WIDTH).contains(&card_x) && (0.0..CARD_HEIGHT).contains(&card_y);
        inside.then_some((card_x, card_y))
    }
}

/// Takes a picture of several cards; where two overlap, the first is on top. Each lies as its own
/// shot says, size, light and lens are the first one's. Same input, same picture.
pub fn photograph(cards: &[(&Card, Shot)]) -> RgbImage {
    let shot = cards.first().map_or_else(Shot::default, |(_, shot)| *shot);
    let (width, height) = shot.size_px;
    let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let seen = pixels.map(|(x, y)| {
        let mut on_cards = cards
            .iter()
            .filter_map(|(card, shot)| seen_at(card, *shot, x, y));
        on_cards.next().unwrap_or(shot.surroundings)
    });
    let mut light = Plane::from_vec(width, height, seen.collect());
    if shot.blur_px > 0 {
        light = blurred(&blurred(&light, shot.blur_px), shot.blur_px);
    }
    RgbImage::from_fn(width, height, |x, y| {
        let stripes = (x as f32 * 0.9 + y as f32 * 0.13).sin() * (y as f32 * 0.8).sin();
        let [noise, ..] = noise_at(0, (y * width + x) as u64);
        let value = (light.at(x, y) + shot.moire * stripes) * shot.gain + shot.noise * noise;
        let value = if shot.dark_mode { 1.0 - value } else { value };
        [(value.clamp(0.0, 1.0) * 255.0) as u8; 3]
    })
}

/// Mean brightness of a card over one pixel; `None` where the pixel is not wholly on it.
fn seen_at(card: &Card, shot: Shot, x: usize, y: usize) -> Option<f32> {
    let mut sum = 0.0;
    for step in 0..9 {
        let across = x as f32 + (step % 3) as f32 / 3.0 + 1.0 / 6.0;
        let down = y as f32 + (step / 3) as f32 / 3.0 + 1.0 / 6.0;
        let (card_x, card_y) = shot.to_card(across, down)?;
        sum += card.brightness(card_x, card_y);
    }
    Some(sum / 9.0)
}

/// Mean over a square of 2 · `radius` + 1 pixels; the edges repeat.
fn blurred(light: &Plane<f32>, radius: usize) -> Plane<f32> {
    let (width, height) = (light.width_px(), light.height_px());
    let pass = |light: &Plane<f32>, step: (usize, usize)| {
        let mean = |x: usize, y: usize| {
            let sum: f32 = (0..=2 * radius)
                .map(|offset| {
                    let column = (x + offset * step.0).saturating_sub(radius * step.0);
                    let row = (y + offset * step.1).saturating_sub(radius * step.1);
                    light.at(column.min(width - 1), row.min(height - 1))
                })
                .sum();
            sum / (2 * radius + 1) as f32
        };
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Plane::from_vec(width, height, pixels.map(|(x, y)| mean(x, y)).collect())
    };
    pass(&pass(light, (1, 0)), (0, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_payload_holds_the_keys_of_a_code() {
        let payload = CardFields::numbered(42).to_payload();
        let json = BASE64_STANDARD.decode(payload).unwrap();
        let object: serde_json::Map<String, serde_json::Value> =
            serde_json::from_slice(&json).unwrap();
        let mut keys: Vec<&str> = object.keys().map(String::as_str).collect();
        keys.sort_unstable();
        let expected = [
            "bh", "cc", "cjm", "fy", "sjc", "xh", "xllb", "xm", "yxdm", "zjhm",
        ];
        assert_eq!(keys, expected);
        assert_eq!(object["xh"], "2025000042");
        assert_eq!(object["bh"], "");
    }

    #[test]
    fn a_payload_that_fits_no_code_is_refused() {
        assert!(Card::new(&[b'x'; 2331]).is_ok());
        let refused = Card::new(&[b'x'; 2332]).unwrap_err();
        assert_eq!(refused, PayloadTooLong { bytes: 2332 });
    }

    /// Share of dark pixels in a part of the screenshot, units of the card.
    fn darkness(picture: &RgbImage, x: std::ops::Range<usize>, y: std::ops::Range<usize>) -> f32 {
        let (width, rows) = (x.len(), y.len());
        let pixels = y.flat_map(|row| x.clone().map(move |column| (column, row)));
        let dark = pixels.filter(|(column, row)| picture.pixel(*column, *row)[0] < 128);
        dark.count() as f32 / (width * rows) as f32
    }

    #[test]
    fn the_card_has_header_rows_code_and_footer() {
        let card = Card::new(&CardFields::default().to_payload()).unwrap();
        let one_to_one = Shot {
            size_px: (350, 520),
            scale: 1.0,
            ..Shot::default()
        };
        let picture = card.photographed(&one_to_one);
        assert!(darkness(&picture, 112..238, 28..50) > 0.3, "header");
        assert!(darkness(&picture, 40..100, 76..167) > 0.2, "labels");
        assert!((0.3..0.7).contains(&darkness(&picture, 50..300, 200..450)));
        assert_eq!(darkness(&picture, 2..49, 180..470), 0.0, "quiet zone");
        assert!(darkness(&picture, 87..255, 478..487) > 0.3, "footer");
    }

    #[test]
    fn the_same_shot_draws_the_same_picture() {
        let card = Card::new(b"https://example.org/").unwrap();
        let shot = Shot::photo_of_screen();
        assert!(card.photographed(&shot) == card.photographed(&shot));
    }

    #[test]
    fn no_card_is_an_empty_desk() {
        assert!(photograph(&[]).as_raw().iter().all(|value| *value == 89));
    }
}

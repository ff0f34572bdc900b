//! Draws collection code cards and what phones do to them. All values are invented.

use qrcode::{Color, EcLevel, QrCode};
use raster::RgbImage;

/// Header, text rows, code and footer, as the official card has them: the code takes 250 of 350 px.
const CARD_WIDTH: f32 = 350.0;
const CARD_HEIGHT: f32 = 520.0;
const CODE_SIDE: f32 = 250.0;
const CODE_TOP: f32 = 200.0;

/// A card to be photographed.
pub(crate) struct Card {
    modules: Vec<bool>,
    side: usize,
}

impl Card {
    /// A card whose code carries `payload`.
    pub(crate) fn new(payload: &[u8]) -> Self {
        let code = QrCode::with_error_correction_level(payload, EcLevel::M).unwrap();
        let dark = |color: &Color| *color == Color::Dark;
        Self {
            side: code.width(),
            modules: code.to_colors().iter().map(dark).collect(),
        }
    }

    /// Brightness 0 … 1 at a point of the card, in its own units; beyond it lies a grey desk.
    fn brightness(&self, x: f32, y: f32) -> f32 {
        let left = (CARD_WIDTH - CODE_SIDE) / 2.0;
        if !(0.0..CARD_WIDTH).contains(&x) || !(0.0..CARD_HEIGHT).contains(&y) {
            return 0.35;
        }
        let module = CODE_SIDE / self.side as f32;
        let (column, row) = ((x - left) / module, (y - CODE_TOP) / module);
        let span = 0.0..self.side as f32;
        if span.contains(&column) && span.contains(&row) {
            let dark = self.modules[row as usize * self.side + column as usize];
            return if dark { 0.05 } else { 0.98 };
        }
        // Lines of text, as bars.
        let in_text = (30.0..170.0).contains(&y) && (y % 36.0) < 14.0 && (x % 23.0) < 17.0;
        if in_text && x < 300.0 { 0.25 } else { 0.98 }
    }
}

/// How a card is photographed.
#[derive(Clone, Copy)]
pub(crate) struct Shot {
    /// Size of the photo, pixels.
    pub(crate) size_px: (usize, usize),
    /// Where the card's middle is, share of the photo.
    pub(crate) center: (f32, f32),
    /// Pixels per unit of the card.
    pub(crate) scale: f32,
    /// Turned clockwise, degrees.
    pub(crate) turn_deg: f32,
    /// Shrinking from top to bottom over the card's height: 0 is straight on.
    pub(crate) tilt: f32,
    /// Blur, half side of a box, pixels; applied twice.
    pub(crate) blur_px: usize,
    /// Strength of the moiré stripes, share of white.
    pub(crate) moire: f32,
    /// Light, factor.
    pub(crate) gain: f32,
    /// Noise, largest deviation in share of white.
    pub(crate) noise: f32,
    /// Light on dark.
    pub(crate) dark_mode: bool,
}

impl Default for Shot {
    fn default() -> Self {
        Self {
            size_px: (900, 1200),
            center: (0.5, 0.5),
            scale: 2.0,
            turn_deg: 0.0,
            tilt: 0.0,
            blur_px: 0,
            moire: 0.0,
            gain: 1.0,
            noise: 0.0,
            dark_mode: false,
        }
    }
}

/// Photographs cards; where two overlap, the first is on top.
pub(crate) fn photograph(cards: &[(Card, Shot)]) -> RgbImage {
    let shot = cards[0].1;
    let (width, height) = shot.size_px;
    let mut light = vec![0.35; width * height];
    for y in 0..height {
        for x in 0..width {
            let seen = cards
                .iter()
                .find_map(|(card, shot)| seen_at(card, shot, x, y));
            light[y * width + x] = seen.unwrap_or(0.35);
        }
    }
    for _ in 0..2 {
        light = blurred(&light, (width, height), shot.blur_px);
    }
    let mut seed = 7_u32;
    RgbImage::from_fn(width, height, |x, y| {
        let stripes = (x as f32 * 0.9 + y as f32 * 0.13).sin() * (y as f32 * 0.8).sin();
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (seed >> 8) as f32 / (1 << 23) as f32 - 1.0;
        let value = light[y * width + x] + shot.moire * stripes;
        let value = value * shot.gain + shot.noise * noise;
        let value = if shot.dark_mode { 1.0 - value } else { value };
        [(value.clamp(0.0, 1.0) * 255.0) as u8; 3]
    })
}

/// Mean brightness over one pixel; `None` off the card.
fn seen_at(card: &Card, shot: &Shot, x: usize, y: usize) -> Option<f32> {
    let (sin, cos) = shot.turn_deg.to_radians().sin_cos();
    let mut sum = 0.0;
    for step in 0..9 {
        let across = x as f32 + (step % 3) as f32 / 3.0 + 1.0 / 6.0;
        let down = y as f32 + (step / 3) as f32 / 3.0 + 1.0 / 6.0;
        let dx = (across - shot.center.0 * shot.size_px.0 as f32) / shot.scale;
        let dy = (down - shot.center.1 * shot.size_px.1 as f32) / shot.scale;
        let (u, v) = (cos * dx + sin * dy, cos * dy - sin * dx);
        // A plane leaning back: coordinates grow with the distance from the hinge.
        let depth = 1.0 - shot.tilt * v / CARD_HEIGHT;
        let (card_x, card_y) = (u / depth + CARD_WIDTH / 2.0, v / depth + CARD_HEIGHT / 2.0);
        if !(0.0..CARD_WIDTH).contains(&card_x) || !(0.0..CARD_HEIGHT).contains(&card_y) {
            return None;
        }
        sum += card.brightness(card_x, card_y);
    }
    Some(sum / 9.0)
}

fn blurred(light: &[f32], (width, height): (usize, usize), radius: usize) -> Vec<f32> {
    if radius == 0 {
        return light.to_vec();
    }
    let pass = |light: &[f32], step: (usize, usize)| -> Vec<f32> {
        let mean = |x: usize, y: usize| {
            let offsets = -(radius as isize)..=radius as isize;
            let at = |offset: isize| {
                let column = (x as isize + offset * step.0 as isize).clamp(0, width as isize - 1);
                let row = (y as isize + offset * step.1 as isize).clamp(0, height as isize - 1);
                light[row as usize * width + column as usize]
            };
            offsets.map(at).sum::<f32>() / (2 * radius + 1) as f32
        };
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        pixels.map(|(x, y)| mean(x, y)).collect()
    };
    pass(&pass(light, (1, 0)), (0, 1))
}

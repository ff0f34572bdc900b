//! Conversions between sRGB (IEC 61966-2-1), CIE L\*a\*b\* (D65) and luma.

use std::sync::LazyLock;

/// CIE L\*a\*b\*, D65: lightness 0 … 100, a and b about −110 … 110.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Lab {
    /// Lightness L\*, 0 … 100.
    pub lightness: f32,
    /// Green (−) to red (+).
    pub a: f32,
    /// Blue (−) to yellow (+).
    pub b: f32,
}

impl Lab {
    /// Colour difference ΔE\*ab (CIE 1976): about 2 is just visible, 10 is obvious.
    pub fn difference(self, other: Self) -> f32 {
        ((self.lightness - other.lightness).powi(2)
            + (self.a - other.a).powi(2)
            + (self.b - other.b).powi(2))
        .sqrt()
    }

    /// Distance from grey, 0 … about 130.
    pub fn chroma(self) -> f32 {
        self.a.hypot(self.b)
    }
}

static LINEAR: LazyLock<[f32; 256]> =
    LazyLock::new(|| std::array::from_fn(|value| decode_gamma(value as f32 / 255.0)));

/// Rec. 601 luma of 8-bit sRGB, 0 … 255.
pub fn luma([red, green, blue]: [u8; 3]) -> u8 {
    ((77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue) + 128) >> 8) as u8
}

/// Linear light 0 … 1 of an 8-bit sRGB value.
pub fn linear(value: u8) -> f32 {
    LINEAR[usize::from(value)]
}

/// sRGB share 0 … 1 to linear light 0 … 1.
pub fn decode_gamma(share: f32) -> f32 {
    if share <= 0.04045 {
        share / 12.92
    } else {
        ((share + 0.055) / 1.055).powf(2.4)
    }
}

/// Linear light 0 … 1 to sRGB share 0 … 1.
pub fn encode_gamma(light: f32) -> f32 {
    if light <= 0.003_130_8 {
        light * 12.92
    } else {
        1.055 * light.powf(1.0 / 2.4) - 0.055
    }
}

/// 8-bit sRGB to CIE L\*a\*b\* (D65).
pub fn lab([red, green, blue]: [u8; 3]) -> Lab {
    lab_of_light([linear(red), linear(green), linear(blue)])
}

/// sRGB shares 0 … 1 to CIE L\*a\*b\* (D65).
pub fn lab_of_shares(rgb: [f32; 3]) -> Lab {
    lab_of_light(rgb.map(decode_gamma))
}

fn lab_of_light([red, green, blue]: [f32; 3]) -> Lab {
    let x = (0.412_456_4 * red + 0.357_576_1 * green + 0.180_437_5 * blue) / 0.950_47;
    let y = 0.212_672_9 * red + 0.715_152_2 * green + 0.072_175 * blue;
    let z = (0.019_333_9 * red + 0.119_192 * green + 0.950_304_1 * blue) / 1.088_83;
    let [fx, fy, fz] = [x, y, z].map(lab_curve);
    Lab {
        lightness: 116.0 * fy - 16.0,
        a: 500.0 * (fx - fy),
        b: 200.0 * (fy - fz),
    }
}

fn lab_curve(share: f32) -> f32 {
    const KNEE: f32 = 216.0 / 24389.0;
    if share > KNEE {
        share.cbrt()
    } else {
        (24389.0 / 27.0 * share + 16.0) / 116.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rgb: [u8; 3], lightness: f32, a: f32, b: f32) {
        let seen = lab(rgb);
        assert!(seen.difference(Lab { lightness, a, b }) < 0.1, "{seen:?}");
    }

    // Reference values: CIE formulas with the sRGB primaries, as in Lindbloom's calculator.
    #[test]
    fn lab_of_known_colours() {
        check([255, 255, 255], 100.0, 0.0, 0.0);
        check([0, 0, 0], 0.0, 0.0, 0.0);
        check([255, 0, 0], 53.24, 80.09, 67.2);
        check([0, 0, 255], 32.30, 79.19, -107.86);
    }

    #[test]
    fn gamma_goes_both_ways() {
        for value in 0..=255u8 {
            assert!((encode_gamma(linear(value)) * 255.0 - f32::from(value)).abs() < 0.01);
        }
    }
}

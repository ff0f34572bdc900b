//! Conversion of single colours to CIE L*a*b* (D65).

/// A colour in CIE L*a*b* (1976).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Lab {
    /// Lightness 0 … 100.
    pub(crate) lightness: f32,
    /// Green (−) to red (+), about −128 … 127.
    pub(crate) a: f32,
    /// Blue (−) to yellow (+), about −128 … 127.
    pub(crate) b: f32,
}

impl Lab {
    /// From 8-bit sRGB (IEC 61966-2-1) under its own white, D65.
    pub(crate) fn from_srgb(rgb: [u8; 3]) -> Self {
        let [red, green, blue] = rgb.map(linear);
        let x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505;
        let y = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        let z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089;
        let [x, y, z] = [x, y, z].map(compress);
        Self {
            lightness: 116.0 * y - 16.0,
            a: 500.0 * (x - y),
            b: 200.0 * (y - z),
        }
    }

    /// ΔE*ab (1976): 2 is just visible, 100 is black from white.
    pub(crate) fn distance(self, other: Self) -> f32 {
        let [lightness, a, b] = [
            self.lightness - other.lightness,
            self.a - other.a,
            self.b - other.b,
        ];
        (lightness * lightness + a * a + b * b).sqrt()
    }

    /// Distance from grey, ≥ 0.
    pub(crate) fn chroma(self) -> f32 {
        self.a.hypot(self.b)
    }

    /// Hue angle, 0 … 360°: red 40, yellow 100, green 140, blue 230 … 310.
    pub(crate) fn hue_deg(self) -> f32 {
        self.b.atan2(self.a).to_degrees().rem_euclid(360.0)
    }
}

fn linear(value: u8) -> f32 {
    let share = f32::from(value) / 255.0;
    if share <= 0.04045 {
        share / 12.92
    } else {
        ((share + 0.055) / 1.055).powf(2.4)
    }
}

fn compress(share: f32) -> f32 {
    if share > 216.0 / 24389.0 {
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
        let seen = Lab::from_srgb(rgb);
        let expected = Lab { lightness, a, b };
        assert!(seen.distance(expected) < 0.3, "{seen:?}");
    }

    #[test]
    fn published_values() {
        check([255, 255, 255], 100.0, 0.0, 0.0);
        check([0, 0, 0], 0.0, 0.0, 0.0);
        check([255, 0, 0], 53.24, 80.09, 67.20);
        check([0, 0, 255], 32.30, 79.19, -107.86);
    }
}

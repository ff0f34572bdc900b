//! Conversion from IEEE 754 half precision, in which the networks store their weights.

/// The 32-bit value of a 16-bit one.
pub(crate) fn to_f32(bits: u16) -> f32 {
    let sign = u32::from(bits & 0x8000) << 16;
    let exponent = u32::from(bits >> 10 & 31);
    let fraction = u32::from(bits & 1023);
    match exponent {
        // Subnormal: fraction × 2⁻²⁴.
        0 => f32::from_bits(sign | (fraction as f32 / 16_777_216.0).to_bits()),
        31 => f32::from_bits(sign | 0x7F80_0000 | fraction << 13),
        _ => f32::from_bits(sign | (exponent + 112) << 23 | fraction << 13),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bits: u16, expected: f32) {
        assert_eq!(to_f32(bits), expected);
    }

    #[test]
    fn known_values() {
        check(0x0000, 0.0);
        check(0x3C00, 1.0);
        check(0xC000, -2.0);
        check(0x7BFF, 65504.0);
        check(0x0001, 5.960_464_5e-8);
        check(0x7C00, f32::INFINITY);
    }
}

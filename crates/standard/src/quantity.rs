//! The quantities that limits are given in: unit and range of each.

/// A physical quantity: its unit and the range of sensible values.
pub trait Quantity {
    /// Unit as people read it; empty for ratios, shares and counts.
    const UNIT: &'static str;
    /// Smallest and largest value that make sense.
    const RANGE: (f32, f32);
}

macro_rules! quantities {
    ($($(#[$doc:meta])+ $name:ident $unit:literal $low:literal $high:literal;)+) => {$(
        $(#[$doc])+
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct $name;

        impl Quantity for $name {
            const UNIT: &'static str = $unit;
            const RANGE: (f32, f32) = ($low, $high);
        }
    )+};
}

quantities! {
    /// Part of a whole or a probability, 0 … 1.
    Share "" 0.0 1.0;
    /// A quotient or another number without a unit, 0 … 1 000 000.
    Ratio "" 0.0 1_000_000.0;
    /// An angle, 0 … 360°.
    Degrees "°" 0.0 360.0;
    /// CIE lightness or a difference of it, 0 … 100.
    Lightness "L*" 0.0 100.0;
    /// Distance of two colours, 0 … 260 ΔE*ab.
    ColourDistance "ΔE" 0.0 260.0;
    /// Distance of two colours as a share of the sRGB range, 0 … √3.
    SrgbDistance "" 0.0 1.7321;
    /// Difference of two colours, mean over red, green and blue, 0 … 255 8-bit steps.
    ColourSteps "" 0.0 255.0;
    /// JPEG quality, 1 … 100.
    Quality "" 1.0 100.0;
    /// Whole or part days, 0 … 36 525.
    Days "d" 0.0 36_525.0;
}

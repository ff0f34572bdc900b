//! Sizes of prints, and what a portrait three wide to four high loses to become one.

use strum::{EnumIter, EnumString, IntoStaticStr};

/// A size that prints are ordered in. The Chinese names are used inconsistently; the millimetres decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum PhotoSize {
    /// 一寸, 25 × 35 mm.
    OneInch,
    /// 大一寸, also sold as 小二寸, 33 × 48 mm.
    LargeOneInch,
    /// 二寸, 35 × 49 mm.
    TwoInch,
    /// 大二寸, 35 × 53 mm.
    LargeTwoInch,
    /// 35 × 45 mm, as passports have it.
    Passport,
}

/// The part of a portrait that a print shows, in parts of the portrait's width and height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crop {
    /// From the left edge, 0 to 1.
    pub left: f32,
    /// From the upper edge, 0 to 1.
    pub top: f32,
    /// 0 to 1.
    pub width: f32,
    /// 0 to 1.
    pub height: f32,
}

impl PhotoSize {
    /// The word in addresses and settings, such as `large-one-inch`.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Width and height of the cut print, millimetres.
    pub const fn size_mm(self) -> [f32; 2] {
        match self {
            Self::OneInch => [25.0, 35.0],
            Self::LargeOneInch => [33.0, 48.0],
            Self::TwoInch => [35.0, 49.0],
            Self::LargeTwoInch => [35.0, 53.0],
            Self::Passport => [35.0, 45.0],
        }
    }

    /// The name for people, in Chinese and in English.
    pub const fn names(self) -> [&'static str; 2] {
        match self {
            Self::OneInch => ["一寸 25×35", "One inch 25×35"],
            Self::LargeOneInch => ["大一寸 33×48", "Large one inch 33×48"],
            Self::TwoInch => ["二寸 35×49", "Two inch 35×49"],
            Self::LargeTwoInch => ["大二寸 35×53", "Large two inch 35×53"],
            Self::Passport => ["35×45", "Passport 35×45"],
        }
    }

    /// What the print shows: all of one direction, the middle of the other. Nothing is ever stretched.
    pub fn crop(self) -> Crop {
        let [width, height] = self.size_mm();
        // Of a portrait one high, three quarters wide.
        let shown = (width / height) / 0.75;
        let (width, height) = (shown.min(1.0), (1.0 / shown).min(1.0));
        Crop {
            left: (1.0 - width) / 2.0,
            top: (1.0 - height) / 2.0,
            width,
            height,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(size: PhotoSize, expected_loss: [f32; 2]) {
        let crop = size.crop();
        let loss = [1.0 - crop.width, 1.0 - crop.height];
        for (loss, expected) in loss.into_iter().zip(expected_loss) {
            assert!((loss - expected).abs() < 0.0005, "{size:?}: {crop:?}");
        }
        let [width, height] = size.size_mm();
        let ratio = 3.0 * crop.width / (4.0 * crop.height);
        assert!((ratio - width / height).abs() < 1e-6, "{size:?}");
    }

    #[test]
    fn crops_lose_what_the_sizes_ask_for() {
        check(PhotoSize::OneInch, [0.0476, 0.0]);
        check(PhotoSize::LargeOneInch, [0.0833, 0.0]);
        check(PhotoSize::TwoInch, [0.0476, 0.0]);
        check(PhotoSize::LargeTwoInch, [0.1195, 0.0]);
        check(PhotoSize::Passport, [0.0, 0.0357]);
    }

    #[test]
    fn codes_are_read_back() {
        assert_eq!(PhotoSize::LargeOneInch.code(), "large-one-inch");
        assert_eq!("passport".parse(), Ok(PhotoSize::Passport));
        assert!("a4".parse::<PhotoSize>().is_err());
    }
}

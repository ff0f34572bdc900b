//! Layouts 版式 that students choose from, by the words that the crate `print` knows them by.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::print_shop::Paper;
use crate::word::words;

/// One sheet of paper with photos of one size. The sizes in mm: one inch 25×35, large one inch 33×48, two inch
/// 35×49, large two inch 35×53, passport 35×45.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
pub enum PrintLayout {
    /// Eight of 33×48 on 6-inch paper.
    #[strum(serialize = "six-inch-8-large-one-inch")]
    EightLargeOneInch,
    /// Eight of 35×49 on 6-inch paper, the outer cuts 2 mm from its edge.
    #[strum(serialize = "six-inch-8-two-inch")]
    EightTwoInch,
    /// Four of 35×49 on 6-inch paper, with captions under the photos.
    #[strum(serialize = "six-inch-4-two-inch")]
    FourTwoInch,
    /// Eight of 35×45 on 6-inch paper.
    #[strum(serialize = "six-inch-8-passport")]
    EightPassport,
    /// Twelve of 25×35 on 6-inch paper.
    #[strum(serialize = "six-inch-12-one-inch")]
    TwelveOneInch,
    /// Four of 35×53 on 6-inch paper.
    #[strum(serialize = "six-inch-4-large-two-inch")]
    FourLargeTwoInch,
    /// Four of 33×48 on 6-inch paper, with captions under the photos.
    #[strum(serialize = "six-inch-4-large-one-inch")]
    FourLargeOneInch,
    /// Ten of 33×48 on 7-inch paper.
    #[strum(serialize = "seven-inch-10-large-one-inch")]
    TenLargeOneInch,
    /// Eight of 35×49 on 7-inch paper, with captions under the photos.
    #[strum(serialize = "seven-inch-8-two-inch")]
    EightTwoInchWide,
}

words!(PrintLayout);

impl PrintLayout {
    /// The paper that it is printed on.
    pub const fn paper(self) -> Paper {
        match self {
            Self::EightLargeOneInch
            | Self::EightTwoInch
            | Self::FourTwoInch
            | Self::EightPassport
            | Self::TwelveOneInch
            | Self::FourLargeTwoInch
            | Self::FourLargeOneInch => Paper::SixInch,
            Self::TenLargeOneInch | Self::EightTwoInchWide => Paper::SevenInch,
        }
    }
}

/// Sheets of one layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintSet {
    /// The layout.
    pub layout: PrintLayout,
    /// How many sheets, 1 or more.
    pub sheets: u16,
}

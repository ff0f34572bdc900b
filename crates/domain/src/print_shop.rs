//! A print shop 冲印店 whose minilab enlarges what it prints, and what was measured on its calibration sheets. A sheet of each
//! paper is printed once, its two rulers are measured, and later sheets are scaled by as much the other way.

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::id::StaffId;
use crate::refusal::{Coded, Kind, Member, member};
use crate::timestamp::Timestamp;
use crate::width::cleaned;
use crate::word::words;

/// Print shops of a centre.
pub const SHOPS_PER_CENTRE: usize = 20;

/// Longest name of a shop, characters.
const LONGEST_NAME: usize = 40;

/// Smallest and largest enlargement that is believed, thousandths: minilabs enlarge by up to 4 %; beyond 5 % the wrong ruler
/// was read, or the sheet was printed to another size.
pub const BELIEVED_PERMILLE: std::ops::RangeInclusive<u32> = 950..=1050;

/// Paper that sheets are printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Paper {
    /// 152 × 102 mm.
    SixInch,
    /// 178 × 127 mm.
    SevenInch,
}

words!(Paper);

impl Paper {
    /// Its long side and its short side, millimetres.
    pub const fn sides_mm(self) -> [u32; 2] {
        match self {
            Self::SixInch => [152, 102],
            Self::SevenInch => [178, 127],
        }
    }

    /// The rulers of its calibration sheet as they are drawn, along the long side and along the short one, micrometres: three
    /// quarters of each side.
    pub const fn rulers_um(self) -> [u32; 2] {
        let [long, short] = self.sides_mm();
        [long * 750, short * 750]
    }
}

/// The name of a shop: as the centre calls it, unique within the centre.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ShopName(String);

/// The text is no name of a shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a name of 1 to {LONGEST_NAME} characters")]
pub struct InvalidShopName;

impl ShopName {
    /// From what was typed.
    ///
    /// # Errors
    /// [`InvalidShopName`] for an empty name and for one of more than 40 characters.
    pub fn parse(text: &str) -> Result<Self, InvalidShopName> {
        let text = cleaned(text);
        let fits = (1..=LONGEST_NAME).contains(&text.chars().count());
        let is_plain = !text.chars().any(char::is_control);
        if fits && is_plain {
            Ok(Self(text))
        } else {
            Err(InvalidShopName)
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ShopName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ShopName({})", self.0)
    }
}

/// Why a shop is not calibrated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ShopRefusal {
    /// A ruler differs by more than a twentieth from what was drawn.
    #[error("a ruler that is drawn {drawn_um} µm long was measured as {measured_um} µm")]
    #[strum(serialize = "ruler-out-of-range")]
    RulerOutOfRange {
        /// As it is drawn, micrometres.
        drawn_um: u32,
        /// As it was measured, micrometres.
        measured_um: u32,
    },
    /// The centre has as many as it may have.
    #[error("a centre has at most {SHOPS_PER_CENTRE} print shops")]
    ShopsUsedUp,
}

impl Coded for ShopRefusal {
    crate::codes_by_name!();

    fn kind(&self) -> Kind {
        match self {
            Self::RulerOutOfRange { .. } => Kind::Unprocessable,
            Self::ShopsUsedUp => Kind::Conflict,
        }
    }

    fn members(&self) -> Vec<(&'static str, Member)> {
        match *self {
            Self::RulerOutOfRange {
                drawn_um,
                measured_um,
            } => vec![
                member("drawn_um", u64::from(drawn_um)),
                member("measured_um", u64::from(measured_um)),
            ],
            Self::ShopsUsedUp => vec![member("limit", SHOPS_PER_CENTRE as u64)],
        }
    }
}

/// What was measured on one printed calibration sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calibration {
    /// The paper.
    pub paper: Paper,
    /// The rulers as they were printed, along the long side and along the short one, micrometres.
    pub rulers_um: [u32; 2],
    /// Who measured.
    pub measured_by: StaffId,
    /// When the sheet was measured.
    pub measured_at: Timestamp,
}

impl Calibration {
    /// Takes measurements that can be.
    ///
    /// # Errors
    /// [`ShopRefusal::RulerOutOfRange`] for an enlargement outside of 0.95 to 1.05.
    pub fn measured(
        paper: Paper,
        rulers_um: [u32; 2],
        by: StaffId,
        at: Timestamp,
    ) -> Result<Self, ShopRefusal> {
        for (drawn_um, measured_um) in paper.rulers_um().into_iter().zip(rulers_um) {
            let drawn = u64::from(drawn_um);
            let [least, most] = [*BELIEVED_PERMILLE.start(), *BELIEVED_PERMILLE.end()];
            let permille = u64::from(measured_um) * 1000;
            if permille < drawn * u64::from(least) || permille > drawn * u64::from(most) {
                return Err(ShopRefusal::RulerOutOfRange {
                    drawn_um,
                    measured_um,
                });
            }
        }
        Ok(Self {
            paper,
            rulers_um,
            measured_by: by,
            measured_at: at,
        })
    }

    /// What sheets are scaled by, along the long side and along the short one: 0.985 where the shop enlarges by 1.015.
    pub fn scales(&self) -> [f64; 2] {
        let [long, short] = self.paper.rulers_um();
        let [long_measured, short_measured] = self.rulers_um;
        [
            f64::from(long) / f64::from(long_measured),
            f64::from(short) / f64::from(short_measured),
        ]
    }
}

/// A shop and what was measured there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintShop {
    /// As the centre calls it.
    pub name: ShopName,
    /// One for each paper at most.
    pub calibrations: Vec<Calibration>,
}

impl PrintShop {
    /// A shop with its first measurements.
    pub fn with(name: ShopName, calibration: Calibration) -> Self {
        Self {
            name,
            calibrations: vec![calibration],
        }
    }

    /// Takes new measurements in place of those of the same paper.
    pub fn calibrate(&mut self, calibration: Calibration) {
        self.calibrations.retain(|of| of.paper != calibration.paper);
        self.calibrations.push(calibration);
        self.calibrations.sort_by_key(|of| of.paper);
    }

    /// What was measured on a paper.
    pub fn calibration(&self, paper: Paper) -> Option<&Calibration> {
        self.calibrations.iter().find(|of| of.paper == paper)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn measured(paper: Paper, rulers_um: [u32; 2]) -> Result<Calibration, ShopRefusal> {
        let staff = StaffId::from_uuid(Uuid::from_u128(1));
        Calibration::measured(paper, rulers_um, staff, Timestamp::from_micros(0))
    }

    #[test]
    fn what_a_shop_enlarges_is_undone_along_each_side() {
        let [long, short] = measured(Paper::SixInch, [115_740, 77_265])
            .unwrap()
            .scales();
        assert!((long - 114.0 / 115.74).abs() < 1e-9, "{long}");
        assert!((short - 76.5 / 77.265).abs() < 1e-9, "{short}");
        let exact = measured(Paper::SevenInch, Paper::SevenInch.rulers_um());
        assert_eq!(exact.unwrap().scales(), [1.0, 1.0]);
    }

    #[test]
    fn more_than_a_twentieth_is_not_believed() {
        for rulers in [[119_700, 80_325], [108_300, 72_675]] {
            assert!(measured(Paper::SixInch, rulers).is_ok(), "{rulers:?}");
        }
        // The other ruler, centimetres, inches, nothing.
        for rulers in [
            [76_500, 114_000],
            [11_400, 7_650],
            [119_701, 76_500],
            [114_000, 0],
        ] {
            let refused = measured(Paper::SixInch, rulers).unwrap_err();
            assert_eq!(refused.code(), "ruler-out-of-range", "{rulers:?}");
        }
    }

    #[test]
    fn a_paper_is_measured_again_and_the_other_stays() {
        let name = ShopName::parse(" 彩印店 ").unwrap();
        let first = measured(Paper::SevenInch, [134_000, 95_500]).unwrap();
        let mut shop = PrintShop::with(name, first);
        shop.calibrate(measured(Paper::SixInch, [115_000, 77_000]).unwrap());
        shop.calibrate(measured(Paper::SixInch, [114_500, 76_800]).unwrap());
        let papers: Vec<Paper> = shop.calibrations.iter().map(|of| of.paper).collect();
        assert_eq!(papers, [Paper::SixInch, Paper::SevenInch]);
        let six = shop.calibration(Paper::SixInch).unwrap();
        assert_eq!(six.rulers_um, [114_500, 76_800]);
    }

    #[test]
    fn names_are_short_and_plain() {
        assert_eq!(
            ShopName::parse("\u{3000}华强\u{200b}").unwrap().as_str(),
            "华强"
        );
        let long = "店".repeat(41);
        for text in ["", "  ", "a\nb", &long] {
            assert!(ShopName::parse(text).is_err(), "{text:?}");
        }
    }
}

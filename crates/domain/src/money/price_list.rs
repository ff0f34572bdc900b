//! What a batch charges. A list never changes: another one with the next number takes its place, and an
//! order remembers the number of the list that it was placed by.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

use super::fen::Fen;
use crate::actor::Actor;
use crate::id::{BatchId, CentreId, PriceListId};
use crate::timestamp::Timestamp;
use crate::word::words;

/// The most pieces of one product in an order.
pub const MAX_PIECES: u16 = 50;

/// Something that is charged for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Product {
    /// The collection itself (采集费): image processing, upload to the registry, data disc, courier to
    /// the school. Once for each degree.
    Collection,
    /// Another photo after a rejection (重拍费), where the batch charges for it.
    Retake,
    /// One further set of prints (加洗照片).
    ExtraPrints,
    /// Shipping to the student's own address (单独邮寄).
    Shipping,
}

words!(Product);

impl Product {
    /// Whether it is a matter of prints, which are ordered together with where they go.
    pub const fn is_print(self) -> bool {
        matches!(self, Self::ExtraPrints | Self::Shipping)
    }
}

/// When the fee of the collection has to be settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum PayMoment {
    /// Nothing waits for it.
    Never,
    /// Before the camera opens.
    BeforeCamera,
    /// Before a photo is submitted.
    BeforeSubmitting,
}

words!(PayMoment);

/// Who pays for the collection. Extra prints and shipping are always the student's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Payer {
    /// The student.
    Student,
    /// The school, by a statement of account.
    School,
}

words!(Payer);

/// A product with its price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// The product.
    pub product: Product,
    /// Price of one piece.
    pub unit_fen: Fen,
}

/// A product with its pieces and the price of one, as it was when the order was placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLine {
    /// The product.
    pub product: Product,
    /// How many pieces, 1 or more.
    pub pieces: u16,
    /// Price of one piece.
    pub unit_fen: Fen,
}

impl OrderLine {
    /// The price of all pieces; `None` beyond the range.
    pub const fn total(&self) -> Option<Fen> {
        self.unit_fen.checked_mul(self.pieces as u32)
    }
}

/// What is asked for: a product and how many pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// The product.
    pub product: Product,
    /// How many pieces, 1 or more.
    pub pieces: u16,
}

/// Prices, and when and by whom they are paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prices {
    /// When the collection has to be settled.
    pub pay: PayMoment,
    /// Who pays for it.
    pub payer: Payer,
    /// One line for each product on offer. Without a line for retakes, retakes are free.
    pub lines: Vec<Price>,
}

/// Why prices cannot be put in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPriceList {
    /// A product has two prices.
    #[error("a product is listed twice")]
    ProductTwice,
    /// Students would be asked to settle something that has no price.
    #[error("the fee of the collection is missing")]
    NoCollectionFee,
    /// A product that is on offer costs nothing.
    #[error("a price is at least one fen; a product without a price is left out")]
    Free,
    /// Dearer than ¥10 000 a piece, which is a typing error.
    #[error("a price is at most 10 000 yuan")]
    TooDear,
}

/// The highest price of one piece. 50 pieces of each product stay far below the range of [`Fen`].
const HIGHEST: Fen = Fen::new(1_000_000);

impl Prices {
    /// Checks that they can be charged.
    ///
    /// # Errors
    /// [`InvalidPriceList`] names the first thing that is wrong.
    pub fn check(&self) -> Result<(), InvalidPriceList> {
        let lines = &self.lines;
        for (place, line) in lines.iter().enumerate() {
            let earlier = &lines[..place];
            if earlier.iter().any(|other| other.product == line.product) {
                return Err(InvalidPriceList::ProductTwice);
            }
            if line.unit_fen == Fen::new(0) {
                return Err(InvalidPriceList::Free);
            }
            if line.unit_fen > HIGHEST {
                return Err(InvalidPriceList::TooDear);
            }
        }
        let is_charged = self.pay != PayMoment::Never || self.payer == Payer::School;
        if is_charged && self.unit_of(Product::Collection).is_none() {
            return Err(InvalidPriceList::NoCollectionFee);
        }
        Ok(())
    }

    /// The price of one piece; `None` for what is not on offer.
    pub fn unit_of(&self, product: Product) -> Option<Fen> {
        let line = self.lines.iter().find(|line| line.product == product);
        line.map(|line| line.unit_fen)
    }
}

/// The prices of a batch, as they stood under one number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceList {
    /// Unique; made outside, in order of creation.
    pub id: PriceListId,
    /// The centre whose batch it is.
    pub centre: CentreId,
    /// The batch; one in a region has the prices of that region.
    pub batch: BatchId,
    /// Counts the lists of the batch, from 1; the highest is in force.
    pub number: u32,
    /// The prices.
    pub prices: Prices,
    /// Who put it in force, and when; lists of before it was kept have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<PricesSet>,
}

/// Who put a price list in force, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PricesSet {
    /// Staff, or the system for what was filled in.
    pub by: Actor,
    /// When it was put in force.
    pub at: Timestamp,
}

impl PriceList {
    /// The first list of a batch, or the one after `last`.
    ///
    /// # Errors
    /// [`InvalidPriceList`].
    pub fn follow(
        id: PriceListId,
        (centre, batch): (CentreId, BatchId),
        last: Option<&Self>,
        prices: Prices,
        set: PricesSet,
    ) -> Result<Self, InvalidPriceList> {
        prices.check()?;
        Ok(Self {
            id,
            centre,
            batch,
            number: last.map_or(1, |last| last.number.saturating_add(1)),
            prices,
            set: Some(set),
        })
    }

    /// The line of an order for a wish; `None` for what is not on offer, no piece or too many.
    pub fn line(&self, wish: Wish) -> Option<OrderLine> {
        let unit_fen = self.prices.unit_of(wish.product)?;
        let is_once = wish.product == Product::Collection;
        let most = if is_once { 1 } else { MAX_PIECES };
        let is_possible = (1..=most).contains(&wish.pieces);
        is_possible.then_some(OrderLine {
            product: wish.product,
            pieces: wish.pieces,
            unit_fen,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prices(lines: &[(Product, u32)]) -> Prices {
        let line = |(product, fen): &(Product, u32)| Price {
            product: *product,
            unit_fen: Fen::new(*fen),
        };
        Prices {
            pay: PayMoment::BeforeSubmitting,
            payer: Payer::Student,
            lines: lines.iter().map(line).collect(),
        }
    }

    #[track_caller]
    fn check(lines: &[(Product, u32)], expected: Result<(), InvalidPriceList>) {
        assert_eq!(prices(lines).check(), expected);
    }

    #[test]
    fn prices_that_nobody_could_pay_are_refused() {
        use Product::{Collection, ExtraPrints};
        check(&[(Collection, 1350), (ExtraPrints, 3000)], Ok(()));
        check(&[], Err(InvalidPriceList::NoCollectionFee));
        check(&[(Collection, 0)], Err(InvalidPriceList::Free));
        check(&[(Collection, 1_000_001)], Err(InvalidPriceList::TooDear));
        let twice = [(Collection, 1350), (Collection, 1500)];
        check(&twice, Err(InvalidPriceList::ProductTwice));
        let free = Prices {
            pay: PayMoment::Never,
            ..prices(&[])
        };
        assert_eq!(free.check(), Ok(()));
    }
}

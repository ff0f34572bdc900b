//! What a batch charges.

use app::money::Quote;
use domain::{Price, PriceList};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::word::wire_words;

wire_words! {
    /// Something that is charged for.
    ProductWord of domain::Product;
    /// When the fee of the collection has to be settled.
    PayMomentWord of domain::PayMoment;
    /// Who pays for the collection.
    PayerWord of domain::Payer;
}

/// A product with the price of one piece.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PriceView {
    pub(crate) product: ProductWord,
    /// Price of one piece, fen.
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub(crate) unit_fen: u32,
}

impl From<Price> for PriceView {
    fn from(price: Price) -> Self {
        Self {
            product: price.product.into(),
            unit_fen: price.unit_fen.as_u32(),
        }
    }
}

/// The prices of a batch under one number.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PriceListView {
    id: Uuid,
    batch: Uuid,
    /// Counts the lists of the batch, from 1; the highest is in force.
    number: u32,
    pay: PayMomentWord,
    payer: PayerWord,
    /// Without a line for retakes, retakes are free.
    lines: Vec<PriceView>,
}

impl From<PriceList> for PriceListView {
    fn from(list: PriceList) -> Self {
        Self {
            id: list.id.as_uuid(),
            batch: list.batch.as_uuid(),
            number: list.number,
            pay: list.prices.pay.into(),
            payer: list.prices.payer.into(),
            lines: list.prices.lines.into_iter().map(PriceView::from).collect(),
        }
    }
}

/// What a batch charges.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct QuoteView {
    /// The list in force; none where nothing is charged here.
    list: Option<PriceListView>,
    /// Whether orders can be paid online.
    can_pay: bool,
}

impl From<Quote> for QuoteView {
    fn from(quote: Quote) -> Self {
        Self {
            list: quote.list.map(PriceListView::from),
            can_pay: quote.can_pay,
        }
    }
}

//! A student's own print jobs.

use app::prints::OwnPrint;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::Instant;
use crate::views::shared::order::{OrderStateWord, OrderView};
use crate::views::shared::print::{PrintJobStateWord, PrintSetView, ShipmentView, sets, state};

/// A print job.
#[derive(Serialize, ToSchema)]
pub(crate) struct OwnPrintView {
    id: Uuid,
    /// For people: 14 digits.
    number: String,
    degree: Uuid,
    /// The order that pays for it; none for what the collection fee includes.
    order: Option<Uuid>,
    /// How far that order has come.
    order_state: Option<OrderStateWord>,
    sets: Vec<PrintSetView>,
    /// Whether it goes to the school.
    to_school: bool,
    /// Who receives it at the address, while that is kept.
    recipient: Option<String>,
    /// The address as it is written on the parcel, while it is kept.
    address: Option<String>,
    ordered_at: Instant,
    state: PrintJobStateWord,
    /// Since when it is in that state.
    since: Instant,
    shipment: Option<ShipmentView>,
}

impl From<OwnPrint> for OwnPrintView {
    fn from(own: OwnPrint) -> Self {
        let job = own.job;
        let address = own.address;
        Self {
            id: job.id.as_uuid(),
            number: job.number.as_str().to_owned(),
            degree: job.degree.as_uuid(),
            order: job.order.map(domain::OrderId::as_uuid),
            order_state: own.order.map(OrderStateWord::from),
            sets: sets(&job),
            to_school: job.school().is_some(),
            address: address.as_ref().map(app::address::AddressContent::written),
            recipient: address.map(|address| address.recipient),
            ordered_at: job.ordered_at.into(),
            state: state(&job),
            since: job.since().into(),
            shipment: job.shipment().cloned().map(ShipmentView::from),
        }
    }
}

/// An order with the print job that it pays for.
#[derive(Serialize, ToSchema)]
pub(crate) struct OrderedPrintView {
    pub(crate) order: OrderView,
    pub(crate) print: Uuid,
}

/// The picture of a sheet.
#[derive(Serialize, ToSchema)]
pub(crate) struct SheetPreviewView {
    /// The sheet as SVG, the portrait inside.
    pub(crate) svg: String,
}

//! Print jobs and runs: words that students and staff share.

use domain::{PrintJob, PrintJobStateName, PrintSet, Shipment};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::word::wire_words;

wire_words! {
    /// A layout 版式: how many photos of which size on one sheet.
    PrintLayoutWord of domain::PrintLayout;
    /// How far a print job has come.
    PrintJobStateWord of domain::PrintJobStateName;
    /// Who brings a parcel.
    CourierWord of domain::Courier;
}

/// Sheets of one layout.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrintSetView {
    layout: PrintLayoutWord,
    /// How many sheets.
    #[schema(minimum = 1, maximum = 50)]
    sheets: u16,
}

impl From<PrintSet> for PrintSetView {
    fn from(set: PrintSet) -> Self {
        Self {
            layout: set.layout.into(),
            sheets: set.sheets,
        }
    }
}

impl From<PrintSetView> for PrintSet {
    fn from(set: PrintSetView) -> Self {
        Self {
            layout: set.layout.into(),
            sheets: set.sheets,
        }
    }
}

/// How a parcel travels.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ShipmentView {
    courier: CourierWord,
    /// The number of its waybill.
    waybill: String,
}

impl From<Shipment> for ShipmentView {
    fn from(shipment: Shipment) -> Self {
        Self {
            courier: shipment.courier.into(),
            waybill: shipment.waybill.into(),
        }
    }
}

/// The sheets of a job.
pub(crate) fn sets(job: &PrintJob) -> Vec<PrintSetView> {
    job.sets.iter().copied().map(PrintSetView::from).collect()
}

/// How far a job has come.
pub(crate) fn state(job: &PrintJob) -> PrintJobStateWord {
    PrintJobStateName::from(&job.state).into()
}

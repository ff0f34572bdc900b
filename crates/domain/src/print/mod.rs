//! Prints on paper: what a student orders, one job for each destination, and the runs in which a centre
//! produces and ships them. Knows neither pages nor photos.

mod job;
mod layout;
mod run;
mod shipment;

pub use job::{
    Destination, NewPrintJob, PrintJob, PrintJobAction, PrintJobState, PrintJobStateName,
    PrintRefusal, ReprintReason,
};
pub use layout::{PrintLayout, PrintSet};
pub use run::{
    DeliveryProblem, Discrepancy, FileFault, NewPrintRun, PrintRun, PrintRunAction, PrintRunState,
    PrintRunStateName, RUN_LIMIT, RunFile, RunFiles, RunOrder,
};
pub use shipment::{Courier, InvalidWaybill, Shipment, WaybillNumber};

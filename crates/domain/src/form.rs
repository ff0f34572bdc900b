//! The number of the stored form of every aggregate. The form is what `serde` writes; the files in
//! `tests/stored` pin it. A change that an older version of this program would lose raises the number
//! (`docs/adr/0008-aggregates-stored-whole.md`).

use crate::account::Account;
use crate::address::Address;
use crate::appointment::{Appointment, Slot, Studio};
use crate::batch::Batch;
use crate::capture::CaptureSession;
use crate::change_request::ChangeRequest;
use crate::consent::Consent;
use crate::data_disc::DataDisc;
use crate::degree::Degree;
use crate::enquiry::Enquiry;
use crate::list_export::ListExport;
use crate::money::{
    InvoiceRequest, LedgerEntry, Order, Payment, PriceList, Reconciliation, Refund,
};
use crate::notification::Notification;
use crate::organisation::{Centre, Class, School, Unit};
use crate::photo::Photo;
use crate::print::{PrintJob, PrintRun};
use crate::region::Region;
use crate::registry::{RegistryPackage, RegistryRecord};
use crate::review::ReviewRecord;
use crate::roster::RosterEntry;
use crate::staff::Staff;
use crate::submission::Submission;

/// An aggregate that a database keeps whole.
pub trait Stored {
    /// Number of the form that this version writes, from 1. Rows of a higher number are read as far
    /// as they are understood and never written.
    const FORM: u32;
}

macro_rules! forms {
    ($($aggregate:ident $form:literal;)+) => {
        $(impl Stored for $aggregate {
            const FORM: u32 = $form;
        })+

        /// Every aggregate by its name, with the number of its form.
        pub const FORMS: &[(&str, u32)] = &[$((stringify!($aggregate), $form),)+];
    };
}

forms! {
    Account 3;
    Address 1;
    Appointment 1;
    Batch 2;
    CaptureSession 1;
    Centre 3;
    ChangeRequest 2;
    Class 1;
    Consent 3;
    DataDisc 3;
    Degree 2;
    Enquiry 1;
    InvoiceRequest 1;
    LedgerEntry 1;
    ListExport 3;
    Notification 4;
    Order 1;
    Payment 1;
    Photo 4;
    PriceList 2;
    PrintJob 1;
    PrintRun 3;
    Reconciliation 2;
    Refund 2;
    Region 1;
    RegistryPackage 1;
    RegistryRecord 1;
    ReviewRecord 3;
    RosterEntry 1;
    School 1;
    Slot 1;
    Staff 2;
    Studio 1;
    Submission 5;
    Unit 1;
}

//! The number of the stored form of every aggregate. The form is what `serde` writes; the files in
//! `tests/stored` pin it. A change that an older version of this program would lose raises the number
//! (`docs/adr/0008-aggregates-stored-whole.md`).

use crate::account::Account;
use crate::appointment::{Appointment, Slot, Studio};
use crate::batch::Batch;
use crate::capture::CaptureSession;
use crate::consent::Consent;
use crate::degree::Degree;
use crate::notification::Notification;
use crate::organisation::{Centre, Class, School, Unit};
use crate::photo::Photo;
use crate::region::Region;
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
    Account 2;
    Appointment 1;
    Batch 1;
    CaptureSession 1;
    Centre 1;
    Class 1;
    Consent 1;
    Degree 2;
    Notification 1;
    Photo 1;
    Region 1;
    ReviewRecord 2;
    RosterEntry 1;
    School 1;
    Slot 1;
    Staff 2;
    Studio 1;
    Submission 3;
    Unit 1;
}

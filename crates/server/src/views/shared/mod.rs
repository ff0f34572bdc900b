//! Views that a student and staff read alike.

pub(crate) mod capture;
pub(crate) mod enquiry;
pub(crate) mod order;
pub(crate) mod photo;
pub(crate) mod print;
pub(crate) mod registry;
pub(crate) mod session;
pub(crate) mod submission;

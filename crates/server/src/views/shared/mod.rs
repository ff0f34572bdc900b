//! Views that a student and staff read alike.

pub(crate) mod capture;
pub(crate) mod photo;
pub(crate) mod session;
pub(crate) mod submission;

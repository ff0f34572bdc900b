//! What anybody reads.

pub(crate) mod batch;
pub(crate) mod region;
pub(crate) mod sign_in;
pub(crate) mod standard;

//! Views that members of staff read.

pub(crate) mod degree;
pub(crate) mod figures;
pub(crate) mod member;
pub(crate) mod outbox;
pub(crate) mod progress;
pub(crate) mod review;
pub(crate) mod roster;

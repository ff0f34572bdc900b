//! Views that members of staff read.

pub(crate) mod member;
pub(crate) mod outbox;

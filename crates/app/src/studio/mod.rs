//! Studios and the slots that they offer.

mod create;

pub use create::{NewSlots, NewStudio, create, offer_slots};

//! Studios and the slots that they offer.

mod create;
mod list;

pub use create::{NewSlots, NewStudio, create, offer_slots};
pub use list::slots;

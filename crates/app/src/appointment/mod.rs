//! Studio appointments (预约) of students who are collected one by one: free slots, booking, moving,
//! cancelling. Seats are taken and given back on the slots in the same transaction.

mod book;
mod cancel;
mod list;
mod move_to;
mod seats;
mod slots;

pub use book::book;
pub use cancel::cancel;
pub(crate) use cancel::release;
pub use list::{AppointmentView, list};
pub use move_to::move_to;
pub use slots::{SlotView, slots};

//! Studio appointments (预约) of students who are collected one by one: free slots, booking, moving,
//! cancelling, attending. Seats are taken and given back on the slots in the same transaction.

mod attend;
mod book;
mod cancel;
mod list;
mod move_to;
mod of_studio;
mod seats;
mod slots;

pub(crate) use attend::attend;
pub use book::book;
pub use cancel::cancel;
pub(crate) use cancel::release;
pub use list::{AppointmentView, list};
pub use move_to::move_to;
pub use of_studio::{ExpectedStudent, of_studio};
pub use slots::{SlotView, slots};

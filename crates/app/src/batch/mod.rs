//! Batches: created, opened, revised, closed, archived by operators; found by students by the link of
//! a QR code or by a feature code. Students see no drafts and need not be signed in.

mod change;
mod create;
mod find_by_code;
mod list;
mod open_link;
mod staff_view;
mod view;

pub use change::{archive, close, open, pause, resume, revise};
pub use create::{NewBatch, NewMode, NewPlan, create};
pub use find_by_code::find_by_code;
pub use list::{list, list_reached, progress};
pub use open_link::{Entrance, Opened, open_link, open_poster};
pub use staff_view::{StaffBatch, staff_view};
pub(crate) use view::full_view;
pub use view::{BatchView, view};

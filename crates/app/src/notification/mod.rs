//! What students read in the app about their own things. Writing messages is in `jobs`.

mod list;
mod read;

pub use list::{NotificationView, list, unread};
pub use read::read;

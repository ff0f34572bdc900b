//! Messages to students: written, listed, marked as read. Sending them is a job.

mod list;
mod notify;
mod read;

pub use list::{NotificationView, list, unread};
pub(crate) use notify::{
    SendNotification, StudentMessage, may_go_by_sms, notify, notify_as, sees_it_happen, send_over,
};
pub use read::read;

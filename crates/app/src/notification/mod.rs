//! Messages to students: written, listed, marked as read. Sending them is a job.

mod list;
mod notify;
mod quiet;
mod read;

pub use list::{NotificationView, list, unread};
pub(crate) use notify::{
    SendNotification, StudentMessage, id_of, may_go_by_sms, notify, notify_as, outside_channel,
    sees_it_happen, send_over,
};
pub(crate) use quiet::awake;
pub use read::read;

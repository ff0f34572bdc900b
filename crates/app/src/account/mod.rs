//! A student's own account: reads it, sets its language, exports it, erases it.

mod change_phone;
mod choose_language;
mod erase;
mod export;
mod read;
mod unlink_wechat;

pub use change_phone::{NewPhone, change_phone};
pub use choose_language::choose_language;
pub use erase::erase;
pub(crate) use erase::erase_account;
pub use export::{
    AccountExport, ExportBlob, ExportedAccount, ExportedAppointment, ExportedDegree, ExportedEvent,
    ExportedMessage, ExportedPhoto, ExportedRejection, ExportedSubmission, export, open_exported,
};
pub use read::{AccountView, read};
pub use unlink_wechat::unlink_wechat;

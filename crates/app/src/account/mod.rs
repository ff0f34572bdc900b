//! A student's own account: reads it, sets its language, exports it, erases it.

mod archive;
mod change_phone;
mod choose_language;
mod erase;
mod export;
mod link_official_account;
mod pack;
mod read;
mod unlink_wechat;

pub use archive::{ExportView, ReadyExport, read_export, request_export};
pub(crate) use archive::{drop_ended_exports, forget_export};
pub use change_phone::{NewPhone, change_phone};
pub use choose_language::choose_language;
pub use erase::erase;
pub(crate) use erase::erase_account;
pub use link_official_account::{NewOfficialAccount, link_official_account};
pub(crate) use pack::PackExport;
pub use read::{AccountView, read};
pub use unlink_wechat::unlink_wechat;

//! Authentication: students by a code on their phone or through WeChat, staff by a password; and the
//! sessions that follow. Tokens and codes are stored as keyed hashes only.

mod as_staff;
mod device;
mod login;
pub(crate) mod password;
mod proof;
pub(crate) mod request_code;
mod resume;
pub(crate) mod sent_code;
mod session;
mod sessions;
mod sign_out;
pub(crate) mod step_up;
mod student;
mod with_official_account;
pub(crate) mod with_phone;
pub(crate) mod with_wechat;

pub use as_staff::{AsStaff, StaffSignedIn, as_staff};
pub use device::Device;
pub use login::{InvalidLogin, Login};
pub use proof::Proof;
pub use request_code::{CodeSent, RequestCode, request_code};
pub use resume::resume;
pub use sessions::{OwnSession, end_session, list_sessions};
pub use sign_out::{sign_out, sign_out_everywhere};
pub use step_up::Owner;
pub use student::SignedIn;
pub use with_official_account::with_official_account;
pub use with_phone::{WithPhone, with_phone};
pub use with_wechat::{WithWeChat, with_wechat};

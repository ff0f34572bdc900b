//! Finds rows by a personal value. During a rotation of the index key some rows are indexed under the new key
//! and some under the former one, so each key is tried. Who finds nothing reads the key ring again before
//! taking that for an answer: another process may have begun the rotation.

use domain::{Account, PhoneNumber, Staff, WeChatOpenId};
use store::Reads;
use store::repository::{Accounts, StaffMembers};
use vault::IndexPurpose;

use crate::failure::Failure;
use crate::service::App;
use crate::sign_in::Login;

/// The first that `$find` finds under an index of the value.
macro_rules! first_found {
    ($app:expr, $purpose:expr, $text:expr, |$index:ident| $find:expr) => {{
        let mut found = None;
        let mut is_again = false;
        'looks: loop {
            for $index in $app.vault().indexes($purpose, $text) {
                found = $find.await?;
                if found.is_some() {
                    break 'looks;
                }
            }
            if is_again || !matches!($app.vault().read_keys_again(), Ok(true)) {
                break;
            }
            is_again = true;
        }
        found
    }};
}
pub(crate) use first_found;

/// The account of a phone number.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn account_by_phone(
    app: &App,
    reads: &impl Reads,
    phone: &PhoneNumber,
) -> Result<Option<Account>, Failure> {
    let accounts = Accounts::of(reads);
    let text = phone.expose();
    Ok(first_found!(app, IndexPurpose::Phone, text, |index| {
        accounts.find_by_phone(&index)
    }))
}

/// The account of a user of WeChat.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn account_by_wechat(
    app: &App,
    reads: &impl Reads,
    user: &WeChatOpenId,
) -> Result<Option<Account>, Failure> {
    let accounts = Accounts::of(reads);
    let text = user.expose();
    Ok(first_found!(app, IndexPurpose::WeChat, text, |index| {
        accounts.find_by_wechat(&index)
    }))
}

/// The account of a user of the official account.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn account_by_official_account(
    app: &App,
    reads: &impl Reads,
    user: &WeChatOpenId,
) -> Result<Option<Account>, Failure> {
    let accounts = Accounts::of(reads);
    let text = user.expose();
    Ok(first_found!(
        app,
        IndexPurpose::OfficialAccount,
        text,
        |index| { accounts.find_by_official_account(&index) }
    ))
}

/// The member of staff with a login.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn staff_by_login(
    app: &App,
    reads: &impl Reads,
    login: &Login,
) -> Result<Option<Staff>, Failure> {
    let staff = StaffMembers::of(reads);
    let text = login.expose();
    Ok(first_found!(app, IndexPurpose::StaffLogin, text, |index| {
        staff.find_by_login(&index)
    }))
}

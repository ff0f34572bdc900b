//! Reads the account for its student.

use domain::{Account, AccountId, AccountState, PhoneNumber};
use vault::{FieldColumn, FieldPlace};

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;

/// An account, its number masked.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountView {
    /// The account.
    pub account: Account,
    /// The phone number as its owner knows it again; none once somebody else has it.
    pub masked_phone: Option<String>,
    /// Whether the student can sign in through the mini-program.
    pub has_wechat: bool,
    /// Whether the student can sign in through WeChat's browser.
    pub has_official_account: bool,
}

impl std::fmt::Debug for AccountView {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("AccountView")
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}

/// The caller's account.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student; [`Failure::NotFound`] once erased.
pub async fn read(app: &App, caller: &Caller) -> Result<AccountView, Failure> {
    let account = find(app, caller.student()?).await?;
    view(app, account)
}

pub(super) fn view(app: &App, account: Account) -> Result<AccountView, Failure> {
    let phone = phone(app, &account)?;
    let AccountState::Active {
        wechat,
        official_account,
        ..
    } = &account.state
    else {
        return Err(Failure::NotFound);
    };
    Ok(AccountView {
        masked_phone: phone.map(|phone| phone.masked()),
        has_wechat: wechat.is_some(),
        has_official_account: official_account.is_some(),
        account,
    })
}

/// The account of a student who is signed in.
pub(super) async fn find(app: &App, id: AccountId) -> Result<Account, Failure> {
    let account = app.store().accounts().find(id).await?;
    account.or_not_found()
}

/// The phone number in the clear, where there is one.
pub(super) fn phone(app: &App, account: &Account) -> Result<Option<PhoneNumber>, Failure> {
    let AccountState::Active { phone, .. } = &account.state else {
        return Err(Failure::NotFound);
    };
    let Some(phone) = phone else {
        return Ok(None);
    };
    let place = FieldPlace {
        column: FieldColumn::AccountPhone,
        row: account.id.as_uuid(),
    };
    let clear = app.vault().unseal(place, &phone.sealed)?;
    PhoneNumber::parse(&clear)
        .map(Some)
        .map_err(Failure::internal)
}

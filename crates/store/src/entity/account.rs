//! Accounts of students. Phone and WeChat users are unique among active accounts; an erased account
//! has none.

use domain::{Account, AccountState, Findable};

use crate::record::record;

record! {
    Account, in "account" as |account| {
        phone: Option<String> = indexes(account).0,
        wechat: Option<String> = indexes(account).1,
        official_account: Option<String> = indexes(account).2,
    } changes through account.state.name();
}

fn indexes(account: &Account) -> (Option<String>, Option<String>, Option<String>) {
    let hex = |found: &Option<Findable>| found.as_ref().map(|found| found.index.to_hex());
    match &account.state {
        AccountState::Active {
            phone,
            wechat,
            official_account,
        } => (hex(phone), hex(wechat), hex(official_account)),
        AccountState::Erased { .. } => (None, None, None),
    }
}

//! Accounts of students. Phone and WeChat user are unique among active accounts; an erased account
//! has none.

use domain::{Account, AccountState, BlindIndex};

use crate::record::record;

record! {
    Account, in "account" as |account| {
        phone: Option<String> = indexes(account).0,
        wechat: Option<String> = indexes(account).1,
    } changes through account.state.name();
}

fn indexes(account: &Account) -> (Option<String>, Option<String>) {
    match &account.state {
        AccountState::Active { phone, wechat } => {
            let hex = |index: &BlindIndex| index.to_hex();
            (
                phone.as_ref().map(|phone| hex(&phone.index)),
                wechat.as_ref().map(|wechat| hex(&wechat.index)),
            )
        }
        AccountState::Erased { .. } => (None, None),
    }
}

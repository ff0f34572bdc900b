//! The words of what a student's account refuses.

use domain::{Account, AccountAction, AccountStateName};

use super::{WrongStateInWords, changed};
use crate::Words;

impl WrongStateInWords for Account {
    fn wrong_state(from: AccountStateName, action: AccountAction) -> Words {
        match (from, action) {
            (
                AccountStateName::Active | AccountStateName::Erased,
                AccountAction::LinkWechat
                | AccountAction::LinkOfficialAccount
                | AccountAction::ChangePhone
                | AccountAction::LosePhone
                | AccountAction::ChooseLanguage
                | AccountAction::Erase,
            ) => changed(),
        }
    }
}

//! The words of refusals, one file per aggregate. What every aggregate refuses is here.

mod account;
mod address;
mod appointment;
mod batch;
mod binding;
mod capture;
mod change_request;
mod consent;
mod data_disc;
mod degree;
mod enquiry;
mod list_export;
mod money;
mod notification;
mod photo;
mod print;
mod print_shop;
mod registry;
mod staff;
mod submission;

use std::convert::Infallible;

use domain::{Denied, StateMachine};

use crate::Words;

pub use money::{invalid_prices, invalid_tax_number, what_to_do};

/// What has words for people.
pub trait InWords {
    /// What happened, then what to do.
    fn words(&self) -> Words;
}

/// An aggregate whose states and actions have words.
pub trait WrongStateInWords: StateMachine {
    /// Why the action is not possible in this state.
    fn wrong_state(from: Self::State, action: Self::Action) -> Words;
}

impl<M> InWords for Denied<M>
where
    M: WrongStateInWords,
    M::Refusal: InWords,
{
    fn words(&self) -> Words {
        match self {
            Self::WrongState(state) => M::wrong_state(state.from, state.action),
            Self::NotYours => Words::new(
                ["没有找到", "Nothing found"],
                "在当前账号下没有找到这项内容，请确认登录的是自己的账号。",
                "This account has nothing like that. Make sure that you are signed in with your own \
                 account.",
            ),
            Self::Refused(refusal) => refusal.words(),
        }
    }
}

impl InWords for Infallible {
    fn words(&self) -> Words {
        match *self {}
    }
}

/// The words where state and action say nothing more precise: the page that the person looks at is
/// out of date.
fn changed() -> Words {
    Words::new(
        ["现在不能进行这一步", "Not possible now"],
        "情况可能已经变化，现在不能进行这一步。请刷新页面，按最新状态继续。",
        "Things may have changed, and this step is not possible now. Reload the page and go on from \
         there.",
    )
}

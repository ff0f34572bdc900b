//! The words of what a request to change an approved photo refuses.

use domain::{ChangeRequest, ChangeRequestAction, ChangeRequestRefusal, ChangeRequestStateName};

use super::{InWords, WrongStateInWords, changed};
use crate::Words;

impl WrongStateInWords for ChangeRequest {
    fn wrong_state(from: ChangeRequestStateName, action: ChangeRequestAction) -> Words {
        match (from, action) {
            (
                ChangeRequestStateName::Open
                | ChangeRequestStateName::Agreed
                | ChangeRequestStateName::Declined
                | ChangeRequestStateName::TakenBack
                | ChangeRequestStateName::Lapsed,
                ChangeRequestAction::Agree
                | ChangeRequestAction::Decline
                | ChangeRequestAction::TakeBack
                | ChangeRequestAction::Lapse,
            ) => changed(),
        }
    }
}

impl InWords for ChangeRequestRefusal {
    fn words(&self) -> Words {
        match *self {
            Self::SecondPersonNeeded => Words::new(
                ["需要另一个人复核", "It takes another person"],
                "更改已通过的照片需要两个人：这个更改是自己提出的，请同事来复核。",
                "A change after approval takes two people: you asked for this one, so a colleague has to agree.",
            ),
            Self::RequestLapsed => Words::new(
                ["复核已过期", "Too late to answer"],
                "这个更改七天内没有人复核，已经失效。仍有需要的话，请重新提出。",
                "Nobody answered this request within seven days. Ask again if the change is still needed.",
            ),
            Self::StillOpen => Words::new(
                ["仍可复核", "It can be answered"],
                "这个更改还在等待复核，没有过期。",
                "This request still waits for an answer; its time is not over.",
            ),
        }
    }
}

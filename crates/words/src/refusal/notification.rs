//! The words of what a message to a student refuses.

use domain::{Notification, NotificationAction, NotificationStateName};

use super::{WrongStateInWords, changed};
use crate::Words;

impl WrongStateInWords for Notification {
    fn wrong_state(from: NotificationStateName, action: NotificationAction) -> Words {
        match (from, action) {
            (
                NotificationStateName::Pending
                | NotificationStateName::Sent
                | NotificationStateName::Failed
                | NotificationStateName::Read,
                NotificationAction::Send
                | NotificationAction::Fail
                | NotificationAction::Retry
                | NotificationAction::Read,
            ) => changed(),
        }
    }
}

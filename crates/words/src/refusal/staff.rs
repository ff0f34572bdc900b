//! The words of what a member of staff refuses.

use domain::{Staff, StaffAction, StaffStateName};

use super::{WrongStateInWords, changed};
use crate::Words;

impl WrongStateInWords for Staff {
    fn wrong_state(from: StaffStateName, action: StaffAction) -> Words {
        match (from, action) {
            (
                StaffStateName::Active | StaffStateName::Disabled,
                StaffAction::Assign | StaffAction::Disable | StaffAction::Enable,
            ) => changed(),
        }
    }
}

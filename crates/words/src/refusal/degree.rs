//! The words of what a degree refuses.

use domain::{Degree, DegreeAction, DegreeRefusal, DegreeStateName};

use super::{InWords, WrongStateInWords, changed};
use crate::Words;

impl WrongStateInWords for Degree {
    fn wrong_state(from: DegreeStateName, action: DegreeAction) -> Words {
        match (from, action) {
            (
                DegreeStateName::Proposed
                | DegreeStateName::Bound
                | DegreeStateName::Declined
                | DegreeStateName::Released
                | DegreeStateName::Erased,
                DegreeAction::Confirm
                | DegreeAction::Decline
                | DegreeAction::Release
                | DegreeAction::Erase
                | DegreeAction::Move
                | DegreeAction::Begin
                | DegreeAction::Book,
            ) => changed(),
        }
    }
}

impl InWords for DegreeRefusal {
    fn words(&self) -> Words {
        match self {
            Self::IndividualAlready => Words::new(
                ["已是单独采集", "Collected alone already"],
                "这份学历已经在单独采集的批次中，不需要再转。请回到首页继续。",
                "This degree is in an individual batch already. Go back to the start and go on there.",
            ),
        }
    }
}

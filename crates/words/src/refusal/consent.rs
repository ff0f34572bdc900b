//! The words of what a consent refuses.

use domain::{Consent, ConsentAction, ConsentState};

use super::{WrongStateInWords, changed};
use crate::Words;

impl WrongStateInWords for Consent {
    fn wrong_state(from: ConsentState, action: ConsentAction) -> Words {
        match (from, action) {
            (
                ConsentState::Asked | ConsentState::Given | ConsentState::Withdrawn,
                ConsentAction::Give | ConsentAction::Withdraw,
            ) => changed(),
        }
    }
}

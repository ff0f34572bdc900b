//! Degrees. A collection code is unique among bound degrees, so only those have it in its own column.

use domain::{Degree, DegreeState};

use crate::record::record;

record! {
    Degree, in "degree" as |degree| {
        batch: Uuid = degree.batch.as_uuid(),
        account: Uuid = degree.account.as_uuid(),
        bound_code: Option<String> = degree.is_bound().then(|| degree.code.to_hex()),
        proposed_at: Option<i64> = proposed_at(&degree.state),
    } changes through degree.state.name();
}

const fn proposed_at(state: &DegreeState) -> Option<i64> {
    match state {
        DegreeState::Proposed { proposed_at, .. } => Some(proposed_at.as_micros()),
        _ => None,
    }
}

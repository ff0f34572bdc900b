//! Degrees. Among the bound ones of a centre a collection code is unique, and so are school, student number and
//! level together; so only bound degrees have these in columns.

use domain::{BlindIndex, Degree, DegreeState, Duration};

use crate::record::record;

/// How much longer than a proposal a claim stays that staff have to decide.
const DISPUTE_STAYS: Duration = Duration::from_days(30);

record! {
    Degree, in "degree" as |degree| {
        batch: Uuid = degree.batch.as_uuid(),
        account: Uuid = degree.account.as_uuid(),
        bound_code: Option<String> = degree.is_bound().then(|| degree.code.to_hex()),
        bound_code_of_centre: Option<String> = bound_code_of_centre(degree),
        bound_claim: Option<String> = bound_claim(degree),
        disputed_in: Option<Uuid> = degree.open_dispute().map(|_| degree.centre.as_uuid()),
        proposed_at: Option<i64> = proposed_at(&degree.state),
    } changes through degree.state.name();
}

const fn proposed_at(state: &DegreeState) -> Option<i64> {
    match state {
        DegreeState::Proposed {
            proposed_at,
            dispute: None,
            ..
        } => Some(proposed_at.as_micros()),
        DegreeState::Proposed {
            dispute: Some(dispute),
            ..
        } => Some(dispute.since.as_micros() + DISPUTE_STAYS.as_micros()),
        _ => None,
    }
}

fn bound_code_of_centre(degree: &Degree) -> Option<String> {
    let (centre, code) = (degree.centre, degree.code.to_hex());
    degree.is_bound().then(|| format!("{centre}:{code}"))
}

fn bound_claim(degree: &Degree) -> Option<String> {
    let claim = degree.claim.as_ref().filter(|_| degree.is_bound());
    claim.map(BlindIndex::to_hex)
}

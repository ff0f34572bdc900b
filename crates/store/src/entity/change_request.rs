//! Requests to change what is approved; a submission has at most one that is open.

use domain::{ChangeRequest, ChangeRequestState};

use crate::record::record;

record! {
    ChangeRequest, in "change_request" as |request| {
        centre: Uuid = request.centre.as_uuid(),
        submission: Uuid = request.submission.as_uuid(),
        open_submission: Option<Uuid> = open_submission(request),
        asked_at: i64 = request.asked_at.as_micros(),
    } changes through request.state.name();
}

fn open_submission(request: &ChangeRequest) -> Option<Uuid> {
    (request.state == ChangeRequestState::Open).then(|| request.submission.as_uuid())
}

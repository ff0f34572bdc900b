//! Decisions of reviewers, never changed except that a note may be deleted.

use domain::ReviewRecord;

use crate::record::record;

record! {
    ReviewRecord, in "review" as |review| {
        submission: Uuid = review.submission.as_uuid(),
        centre: Option<Uuid> = Some(review.centre.as_uuid()),
        decided_at: i64 = review.decided_at.as_micros(),
    }
}

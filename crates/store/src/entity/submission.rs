//! Submissions; a degree has one in a batch. Round, instant of submission and doubts are set only while a
//! review is due and no decision is held, so that each order of the queue is one range of an index.

use domain::{
    BlindIndex, ClassId, Placement, StaffId, Submission, SubmissionState, Timestamp, UnitId,
};

use super::sortable;
use crate::record::record;

record! {
    Submission, in "submission" as |submission| {
        centre: Uuid = submission.centre.as_uuid(),
        batch: Uuid = submission.batch.as_uuid(),
        degree: Uuid = submission.degree.as_uuid(),
        account: Uuid = submission.account.as_uuid(),
        school: Option<Uuid> = placement(submission).map(|place| place.school.as_uuid()),
        college: Option<Uuid> = placement(submission).and_then(|place| place.college.map(UnitId::as_uuid)),
        teaching_point: Option<Uuid> = placement(submission).and_then(|place| place.teaching_point.map(UnitId::as_uuid)),
        class: Option<Uuid> = placement(submission).and_then(|place| place.class.map(ClassId::as_uuid)),
        level: Option<String> = submission.student_place.as_ref().map(|student_place| sortable(student_place.level.as_str())),
        student_number: Option<String> = student_number(submission),
        listed: Option<bool> = submission.student_place.as_ref().map(|student_place| student_place.listed),
        with_student: bool = submission.state.is_with_student(),
        round: Option<String> = queued(&submission.state).map(|queued| queued.round.to_owned()),
        submitted_at: Option<i64> = queued(&submission.state).map(|queued| queued.submitted_at),
        doubts: Option<i64> = queued(&submission.state).map(|queued| queued.doubts),
        doubt_rank: Option<i64> = queued(&submission.state).map(|queued| queued.rank()),
        taken_by: Option<Uuid> = taken_by(&submission.state),
        replace_by: Option<i64> = replace_by(submission),
    } changes through submission.state.name();
}

fn placement(submission: &Submission) -> Option<Placement> {
    submission.student_place.as_ref()?.placement
}

fn student_number(submission: &Submission) -> Option<String> {
    let number = submission.student_place.as_ref()?.student_number.as_ref();
    number.map(BlindIndex::to_hex)
}

/// A span longer than any instant in microseconds has passed since 1970, for some millennia.
const DOUBT_WEIGHT: i64 = 100_000_000_000_000_000;

/// A place in the queue.
struct Queued {
    round: &'static str,
    submitted_at: i64,
    doubts: i64,
}

impl Queued {
    /// Smallest first: the most doubts, and among as many what was submitted first. 90 doubts at most
    /// count, so that it fits.
    fn rank(&self) -> i64 {
        self.submitted_at - self.doubts.min(90) * DOUBT_WEIGHT
    }
}

fn queued(state: &SubmissionState) -> Option<Queued> {
    match state {
        SubmissionState::AwaitingReview {
            submitted_at,
            round,
            doubts,
            held: None,
            ..
        } => Some(Queued {
            round: round.name(),
            submitted_at: submitted_at.as_micros(),
            doubts: i64::from(doubts.warned) + i64::from(doubts.unassessed),
        }),
        _ => None,
    }
}

/// Who took the photo that waits, and is not to review it.
fn taken_by(state: &SubmissionState) -> Option<Uuid> {
    match state {
        SubmissionState::AwaitingReview { photo, .. } => photo.taken_by.map(StaffId::as_uuid),
        _ => None,
    }
}

/// Until when a rejected photo has to be replaced: also by one that was checked, or taken back, and not submitted.
fn replace_by(submission: &Submission) -> Option<i64> {
    let own = submission.replace_by();
    let own = own.filter(|_| submission.state.is_with_student());
    own.map(Timestamp::as_micros)
}

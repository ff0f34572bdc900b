//! Submissions; a degree has one in a batch. Round and instant of submission are set only while a review
//! is due, so that the queue is one range of an index.

use domain::{Submission, SubmissionState};

use crate::record::record;

record! {
    Submission, in "submission" as |submission| {
        centre: Uuid = submission.centre.as_uuid(),
        batch: Uuid = submission.batch.as_uuid(),
        degree: Uuid = submission.degree.as_uuid(),
        account: Uuid = submission.account.as_uuid(),
        with_student: bool = submission.state.is_with_student(),
        round: Option<String> = queued(&submission.state).map(|(round, _)| round.to_owned()),
        submitted_at: Option<i64> = queued(&submission.state).map(|(_, at)| at),
        replace_by: Option<i64> = replace_by(&submission.state),
    } changes through submission.state.name();
}

fn queued(state: &SubmissionState) -> Option<(&'static str, i64)> {
    match state {
        SubmissionState::AwaitingReview {
            submitted_at,
            round,
            ..
        } => Some((round.name(), submitted_at.as_micros())),
        _ => None,
    }
}

const fn replace_by(state: &SubmissionState) -> Option<i64> {
    match state {
        SubmissionState::Rejected { rejection } => Some(rejection.replace_by.as_micros()),
        _ => None,
    }
}

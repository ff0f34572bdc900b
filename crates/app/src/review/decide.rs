//! Records a reviewer's decision on the photo that the reviewer has seen.

use domain::audit::Action;
use domain::{
    Batch, Decision, Message, Permission, PhotoId, Purpose, ReviewId, ReviewRecord, ReviewRound,
    Reviewer, Subject, Submission, SubmissionId, SubmissionState, Timestamp,
};
use store::Work;

use crate::caller::Caller;
use crate::consent;
use crate::failure::{Failure, Won};
use crate::notification::{StudentMessage, notify};
use crate::service::App;
use crate::submission::find;
use crate::trace::Trace;

/// What is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecideReview {
    /// The submission.
    pub submission: SubmissionId,
    /// The photo that was looked at.
    pub photo: PhotoId,
    /// The round in which it was looked at.
    pub round: ReviewRound,
    /// What the reviewer says.
    pub decision: Decision,
}

/// Carries out a decision and tells the student, unless the photo only goes on to the next round.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`]; [`Failure::Stale`] if the photo is not the one
/// that was looked at, or if a withdrawal or another decision came first;
/// [`crate::refusal::ConsentRefusal::Missing`] once the student has withdrawn the consent; refusals of
/// the submission.
pub async fn decide(
    app: &App,
    caller: &Caller,
    request: DecideReview,
) -> Result<Submission, Failure> {
    let staff = caller.staff()?;
    let reviewer = Reviewer {
        staff: staff.id,
        round: request.round,
    };
    let permission = match request.round {
        ReviewRound::School => Permission::ReviewForSchool,
        ReviewRound::Centre => Permission::ReviewForCentre,
    };
    let (before, batch, _) = find(app.store(), caller, permission, request.submission).await?;
    let now = app.now();
    let after = before
        .clone()
        .decide(&request.decision, reviewer, &batch, now)?;
    if before.state.photo() != Some(request.photo) {
        return Err(Failure::Stale);
    }
    let record = ReviewRecord {
        id: ReviewId::from_uuid(app.new_id()),
        centre: before.centre,
        submission: before.id,
        submission_version: before.version,
        photo: request.photo,
        reviewer,
        decision: request.decision,
        decided_at: now,
    };
    let work = app.store().begin().await?;
    let purpose = Purpose::CollectReviewHandOver;
    consent::require_not_withdrawn(&work, before.account, purpose).await?;
    work.submissions().advance(&before, &after).await?.won()?;
    work.reviews().insert(&record).await?;
    let trace = trace(app, caller, &record, &after);
    work.audit().append(trace.event());
    tell(app, &work, &after, &batch, now).await?;
    work.commit().await?;
    Ok(after)
}

fn trace(app: &App, by: &Caller, record: &ReviewRecord, after: &Submission) -> Trace {
    let action = Action::DecideReview {
        review: record.id,
        photo: record.photo,
        round: record.reviewer.round,
        decision: (&record.decision).into(),
        state: (&after.state).into(),
        reasons: match &record.decision {
            Decision::Approve => None,
            Decision::Reject { reasons } => Some(reasons.list().to_vec()),
        },
    };
    let subject = Subject::Submission(record.submission);
    Trace::new(app, by, &action, subject, record.decided_at).of(record.centre)
}

async fn tell(
    app: &App,
    work: &Work,
    after: &Submission,
    batch: &Batch,
    now: Timestamp,
) -> Result<(), Failure> {
    let message = match &after.state {
        SubmissionState::Approved { .. } => Message::Approved,
        SubmissionState::Rejected { rejection } => Message::Rejected {
            reasons: rejection.reasons.list().to_vec(),
            replace_by: rejection.replace_by,
            attempts_left: after.attempts_left(batch),
        },
        // Between two rounds nothing has been decided for the student.
        _ => return Ok(()),
    };
    let notice = StudentMessage {
        centre: after.centre,
        account: after.account,
        subject: Subject::Submission(after.id),
        message,
    };
    notify(app, work, notice, now).await
}

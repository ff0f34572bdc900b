//! Records a reviewer's decision on the photo that the reviewer has seen, to take effect at once: the way of
//! the command line, where nobody takes it back. Pages use `hold`.

use domain::{
    Decision, Permission, PhotoId, Purpose, ReviewId, ReviewRecord, ReviewRound, Reviewer, Subject,
    Submission, SubmissionId,
};

use super::effect::Effect;
use crate::caller::Caller;
use crate::consent;
use crate::failure::Failure;
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

/// The permission to decide in a round.
pub(super) const fn permission(round: ReviewRound) -> Permission {
    match round {
        ReviewRound::School => Permission::ReviewForSchool,
        ReviewRound::Centre => Permission::ReviewForCentre,
    }
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
    let reviewer = Reviewer {
        staff: caller.staff()?.id,
        round: request.round,
    };
    let permission = permission(request.round);
    let (before, batch, _) = find(app.store(), caller, permission, request.submission).await?;
    let now = app.now();
    let after = before
        .clone()
        .decide(&request.decision, reviewer, &batch, now)?;
    if before.state.photo() != Some(request.photo) {
        return Err(Failure::Stale);
    }
    let effect = Effect {
        before: &before,
        after: &after,
        batch: &batch,
        record: ReviewRecord {
            id: ReviewId::from_uuid(app.new_id()),
            centre: before.centre,
            submission: before.id,
            submission_version: before.version,
            photo: request.photo,
            reviewer,
            decision: request.decision,
            decided_at: now,
            took: None,
        },
    };
    let work = app.store().begin().await?;
    let purpose = Purpose::CollectReviewHandOver;
    consent::require_not_withdrawn(&work, before.account, purpose).await?;
    consent::require_hand_over(&work, before.account).await?;
    let subject = Subject::Submission(before.id);
    let trace = Trace::new(app, caller, &effect.action(), subject, now);
    work.audit().append(trace.of(before.centre).event());
    effect.write(app, &work, now).await?;
    work.commit().await?;
    Ok(after)
}

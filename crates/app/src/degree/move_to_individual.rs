//! Moves a degree to the individual batch of a region (补拍), for a student who missed the group's
//! window. A new submission begins there.

use domain::audit::Action;
use domain::{
    Acceptance, Batch, BatchId, BatchMode, BatchState, BindingRefusal, Degree, DegreeAction,
    DegreeId, DegreeRefusal, Denied, Purpose, Subject, Submission, SubmissionAction, SubmissionId,
    SubmissionRefusal, SubmissionState, Timestamp, WrongState,
};
use store::Work;

use super::find::find_own;
use super::view::{DegreeView, show_changed};
use crate::caller::Caller;
use crate::consent;
use crate::failure::{Failure, Found, Won};
use crate::photo::forget_photos;
use crate::service::App;
use crate::trace::Trace;

/// Takes a bound degree out of a group batch that is over into an individual one of the same centre.
/// What was unfinished ends, and its photos are forgotten.
///
/// # Errors
/// [`SubmissionRefusal::NotOver`] while the student can still finish with the group;
/// [`WrongState`] while the photo is in review or approved; [`crate::Refusal::Binding`]
/// where the new batch does not take the student now; [`Failure::NotFound`] for another one's degree,
/// and for a batch that is no individual one of this centre.
pub async fn move_to_individual(
    app: &App,
    caller: &Caller,
    id: DegreeId,
    to: BatchId,
) -> Result<DegreeView, Failure> {
    let account = caller.student()?;
    consent::require(app, account, Purpose::CollectReviewHandOver).await?;
    let now = app.now();
    let work = app.store().begin().await?;
    let before = find_own(&work, caller, id).await?;
    let target = target(&work, &before, to, now).await?;
    let ended = leave(&work, &before, now).await?;
    let moved = before.clone().move_to(target.id, caller.actor())?;
    let submission = Submission::begin(SubmissionId::from_uuid(app.new_id()), &moved)?;
    work.degrees().advance(&before, &moved).await?.won()?;
    work.submissions().insert(&submission).await?;
    let action = Action::MoveDegree {
        from: before.batch,
        to: target.id,
        ended,
    };
    let trace = Trace::new(app, caller, &action, Subject::Degree(id), now);
    work.audit().append(trace.of(moved.centre).event());
    work.commit().await?;
    show_changed(app, moved).await
}

/// The individual batch, where it takes the student now.
async fn target(
    work: &Work,
    degree: &Degree,
    to: BatchId,
    now: Timestamp,
) -> Result<Batch, Failure> {
    let batch = work.batches().find(to).await?;
    let individual = batch.filter(|batch| {
        batch.centre == degree.centre
            && batch.state != BatchState::Draft
            && matches!(batch.plan.mode, BatchMode::Individual { .. })
    });
    let batch = individual.or_not_found()?;
    let Some(details) = degree.details() else {
        return Err(WrongState::<Degree>::new(&degree.state, DegreeAction::Move).into());
    };
    match batch.accepts_at(now) {
        Acceptance::Open if batch.plan.takes_school(details.school_code) => Ok(batch),
        Acceptance::Open => Err(BindingRefusal::OtherSchool.into()),
        acceptance => Err(BindingRefusal::NotAccepting(acceptance).into()),
    }
}

/// Ends the submission in the group batch.
async fn leave(work: &Work, degree: &Degree, now: Timestamp) -> Result<SubmissionId, Failure> {
    let batch = work.batches().find(degree.batch).await?;
    let batch = batch.ok_or_else(|| Failure::internal("a degree of no batch"))?;
    if let BatchMode::Individual { .. } = batch.plan.mode {
        return Err(Denied::from(DegreeRefusal::IndividualAlready).into());
    }
    let found = work
        .submissions()
        .find_of_degree(degree.id, batch.id)
        .await?;
    let submission =
        found.ok_or_else(|| WrongState::<Degree>::new(&degree.state, DegreeAction::Move))?;
    match &submission.state {
        SubmissionState::AwaitingReview { .. } | SubmissionState::Approved { .. } => {
            return Err(
                WrongState::<Submission>::new(&submission.state, SubmissionAction::Move).into(),
            );
        }
        SubmissionState::Voided { .. } if batch.accepts_at(now) != Acceptance::Closed => {
            return Err(Denied::from(SubmissionRefusal::NotOver).into());
        }
        // The photo that was voided stays as long as the batch promises.
        SubmissionState::Voided { .. } => return Ok(submission.id),
        SubmissionState::Expired { .. } => {}
        SubmissionState::AwaitingPhoto
        | SubmissionState::AwaitingConfirmation { .. }
        | SubmissionState::Withdrawn { .. }
        | SubmissionState::Rejected { .. } => {
            let expired = submission.clone().expire(&batch, now)?;
            let submissions = work.submissions();
            submissions.advance(&submission, &expired).await?.won()?;
        }
    }
    // Now, while the degree still leads to the batch that they were for.
    forget_photos(work, &submission).await?;
    Ok(submission.id)
}

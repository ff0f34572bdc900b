//! A second person agrees to a change after approval, and it is done; or declines, and nothing changes.

use domain::audit::Action;
use domain::{
    Batch, Change, ChangeName, ChangeRequest, ChangeRequestId, Denied, Doubts, Message, Permission,
    Photo, PhotoState, Purpose, RuleCode, StaffId, Subject, Submission, Timestamp,
};
use store::Work;

use crate::caller::Caller;
use crate::consent;
use crate::failure::{Failure, Found, Won};
use crate::notification::{StudentMessage, notify};
use crate::service::App;
use crate::submission;
use crate::trace::Trace;

/// What the second person says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is to be done.
    Agree,
    /// The approved portrait stands.
    Decline,
}

/// Answers a request; who agrees has it done in the same transaction, and the student is told.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::Countersign`], [`Failure::NotFound`], [`Failure::Stale`];
/// refusals of the request (by who asked it, too late, answered before), of the submission, which may have
/// changed since, and of consent.
pub async fn answer(
    app: &App,
    caller: &Caller,
    id: ChangeRequestId,
    answer: Answer,
) -> Result<ChangeRequest, Failure> {
    let staff = caller.staff()?.id;
    let before = super::find(app, caller, Permission::Countersign, id).await?;
    let now = app.now();
    let work = app.store().begin().await?;
    let after = match answer {
        Answer::Decline => before.clone().decline(staff, now)?,
        Answer::Agree => {
            let after = before.clone().agree(staff, now)?;
            apply(app, &work, caller, (&before, staff, now)).await?;
            after
        }
    };
    work.change_requests()
        .advance(&before, &after)
        .await?
        .won()?;
    let action = match answer {
        Answer::Decline => Action::DeclineChange,
        Answer::Agree => Action::AgreeToChange {
            asked_by: before.asked_by,
            change: ChangeName::from(&before.change),
        },
    };
    let subject = Subject::Submission(before.submission);
    let trace = Trace::new(app, caller, &action, subject, now);
    work.audit().append(trace.of(before.centre).event());
    work.commit().await?;
    Ok(after)
}

/// Who asked takes the request back.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`], [`Failure::Stale`]; refusals of the request.
pub async fn take_back(
    app: &App,
    caller: &Caller,
    id: ChangeRequestId,
) -> Result<ChangeRequest, Failure> {
    let staff = caller.staff()?.id;
    let before = super::find(app, caller, Permission::CorrectApproved, id).await?;
    let now = app.now();
    let after = before.clone().take_back(staff, now)?;
    let work = app.store().begin().await?;
    work.change_requests()
        .advance(&before, &after)
        .await?
        .won()?;
    let subject = Subject::Submission(before.submission);
    let trace = Trace::new(app, caller, &Action::TakeChangeBack, subject, now);
    work.audit().append(trace.of(before.centre).event());
    work.commit().await?;
    Ok(after)
}

/// The submission after the change. The doubts of another photo are counted once it is put in place.
///
/// # Errors
/// What stands against it.
pub(super) fn carry_out(
    request: &ChangeRequest,
    submission: Submission,
    batch: &Batch,
    by: StaffId,
    at: Timestamp,
) -> Result<Submission, Denied<Submission>> {
    match request.change {
        Change::Void { reason } => submission.void(reason, by, at),
        Change::Replace { photo, .. } => {
            submission.replace_approved(photo, Doubts::default(), batch, at)
        }
    }
}

async fn apply(
    app: &App,
    work: &Work,
    caller: &Caller,
    (request, staff, now): (&ChangeRequest, StaffId, Timestamp),
) -> Result<(), Failure> {
    let permission = Permission::Countersign;
    let id = request.submission;
    let (before, batch, _) = submission::find(work, caller, permission, id).await?;
    let (after, action) = match request.change {
        Change::Void { reason } => {
            let after = carry_out(request, before.clone(), &batch, staff, now)?;
            (after, Action::VoidSubmission { reason })
        }
        Change::Replace { photo, reason } => {
            let purpose = Purpose::CollectReviewHandOver;
            consent::require_not_withdrawn(work, before.account, purpose).await?;
            consent::require_hand_over(work, before.account).await?;
            let kept = work.photos().find(photo.id).await?.or_not_found()?;
            let doubts = kept.assessment().map(Doubts::of).unwrap_or_default();
            confirm(work, caller, kept, now).await?;
            let after = before
                .clone()
                .replace_approved(photo, doubts, &batch, now)?;
            let photo = photo.id;
            (after, Action::ReplaceApproved { photo, reason })
        }
    };
    work.submissions().advance(&before, &after).await?.won()?;
    let subject = Subject::Submission(id);
    let trace = Trace::new(app, caller, &action, subject, now);
    work.audit().append(trace.of(after.centre).event());
    let notice = StudentMessage {
        centre: after.centre,
        account: after.account,
        subject,
        message: Message::Corrected,
    };
    notify(app, work, notice, now).await
}

/// Staff take the photo in the student's place, with its doubts: a reviewer sees them.
async fn confirm(
    work: &Work,
    caller: &Caller,
    before: Photo,
    now: Timestamp,
) -> Result<(), Failure> {
    if let PhotoState::Confirmed { .. } = before.state {
        return Ok(());
    }
    let doubts = before.assessment().into_iter();
    let doubts: Vec<RuleCode> = doubts.flat_map(|of| of.doubts().cloned()).collect();
    let after = before.clone().confirm(&doubts, caller.actor(), now)?;
    work.photos().advance(&before, &after).await?.won()
}

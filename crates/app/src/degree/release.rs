//! Releases a degree, so that its code can be bound again: another account had bound it, or the student
//! had used the wrong code.

use domain::audit::Action;
use domain::{
    Degree, DegreeId, Message, Permission, ReleaseReason, StaffId, Subject, Submission,
    SubmissionState, Timestamp, VoidReason,
};
use store::Work;

use super::find::find;
use super::{dispute, evidence};
use crate::appointment;
use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::notification::{StudentMessage, notify};
use crate::photo::forget_photos;
use crate::service::App;
use crate::trace::Trace;

/// What is let go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReleaseDegree {
    /// The degree.
    pub degree: DegreeId,
    /// The reason that the member of staff gave; the student is told.
    pub reason: ReleaseReason,
}

/// Lets a degree go with everything that hangs on it: what is approved is voided, what is under way
/// ends and its photos are forgotten, an appointment is cancelled; the student is told.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`], [`Failure::Stale`]; refusals of the degree.
pub async fn release(
    app: &App,
    caller: &Caller,
    request: ReleaseDegree,
) -> Result<Degree, Failure> {
    let staff = caller.staff()?.id;
    let now = app.now();
    let work = app.store().begin().await?;
    let before = find(&work, caller, Permission::ReleaseDegrees, request.degree).await?;
    let after = before.clone().release(request.reason, staff, now)?;
    let submissions = work.submissions().list_of_account(before.account).await?;
    let of_degree = submissions
        .into_iter()
        .filter(|submission| submission.degree == before.id);
    for submission in of_degree {
        end(app, &work, caller, submission, (request.reason, staff, now)).await?;
    }
    if let Some(live) = work.appointments().find_live_of_degree(before.id).await?
        && live.seat().is_some_and(|seat| now < seat.starts_at)
    {
        appointment::release(app, caller, &work, live, now).await?;
    }
    for session in work.captures().list_of_degree(before.id).await? {
        work.upload_parts().delete_all(session.id).await?;
    }
    work.degrees().advance(&before, &after).await?.won()?;
    let subject = Subject::Degree(before.id);
    let reason = request.reason;
    let trace = Trace::new(app, caller, &Action::ReleaseDegree { reason }, subject, now);
    work.audit().append(trace.of(before.centre).event());
    let is_claim = before.open_dispute().is_some();
    let message = if is_claim {
        evidence::end(&work, before.id, now).await?;
        Message::ClaimDeclined
    } else {
        dispute::uphold_claims(app, &work, &before, now).await?;
        Message::DegreeReleased
    };
    let notice = StudentMessage {
        centre: before.centre,
        account: before.account,
        subject,
        message,
    };
    notify(app, &work, notice, now).await?;
    work.commit().await?;
    Ok(after)
}

async fn end(
    app: &App,
    work: &Work,
    by: &Caller,
    before: Submission,
    (reason, staff, now): (ReleaseReason, StaffId, Timestamp),
) -> Result<(), Failure> {
    let (after, action) = match before.state {
        SubmissionState::Voided { .. } | SubmissionState::Expired { .. } => return Ok(()),
        SubmissionState::Approved { .. } => {
            let reason = void_reason(reason);
            let voided = before.clone().void(reason, staff, now)?;
            (voided, Action::VoidSubmission { reason })
        }
        _ => {
            let released = before.clone().release(now)?;
            (released, Action::ReleaseSubmission { reason })
        }
    };
    work.submissions().advance(&before, &after).await?.won()?;
    if after.state.photo().is_none() {
        forget_photos(work, &after).await?;
        // What reviewers wrote is about the photos that are gone.
        work.reviews().forget_notes(after.id).await?;
    }
    let subject = Subject::Submission(after.id);
    let trace = Trace::new(app, by, &action, subject, now);
    work.audit().append(trace.of(after.centre).event());
    Ok(())
}

const fn void_reason(reason: ReleaseReason) -> VoidReason {
    match reason {
        ReleaseReason::WrongPerson => VoidReason::WrongPerson,
        ReleaseReason::WrongDegree => VoidReason::WrongDegree,
        ReleaseReason::StudentAsked => VoidReason::StudentAsked,
        ReleaseReason::AlreadyAtRegistry => VoidReason::RefusedByRegistry,
    }
}

//! The student chooses a photo and accepts the doubts that were shown. Any usable photo may be chosen,
//! not only the one offered last; the chosen one is submitted.

use domain::audit::Action;
use domain::{
    Denied, Permission, Photo, PhotoId, PhotoState, Purpose, RuleCode, Subject, Submission,
    SubmissionState, Timestamp,
};

use super::find;
use crate::caller::Caller;
use crate::consent;
use crate::expected::Expected;
use crate::failure::{Failure, Found, Won};
use crate::service::App;
use crate::trace::Trace;

/// Confirms a photo; `accepted` are the doubts that the student has seen. Once more changes nothing.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`], [`Failure::Stale`]; refusals of consent, photo and submission:
/// another photo is in review, or this one was rejected.
pub async fn confirm(
    app: &App,
    caller: &Caller,
    id: PhotoId,
    accepted: Vec<RuleCode>,
    expected: &Expected,
) -> Result<Photo, Failure> {
    let (before, degree) = find(app.store(), caller, Permission::ShootOnSite, id).await?;
    expected.check(before.version)?;
    before
        .check_taker(caller.actor())
        .map_err(Denied::<Photo>::from)?;
    consent::require(app, before.account, Purpose::CollectReviewHandOver).await?;
    let submissions = app.store().submissions();
    let submission = submissions.find_of_degree(degree.id, degree.batch).await?;
    let submission = submission.or_not_found()?;
    let now = app.now();
    let after = match &before.state {
        PhotoState::Confirmed { .. } => before.clone(),
        _ => before.clone().confirm(&accepted, caller.actor(), now)?,
    };
    let offered = offer(&submission, &before, now)?;
    if after == before && offered.is_none() {
        return Ok(after);
    }
    let work = app.store().begin().await?;
    if after != before {
        work.photos().advance(&before, &after).await?.won()?;
    }
    if let Some(offered) = &offered {
        let submissions = work.submissions();
        submissions.advance(&submission, offered).await?.won()?;
    }
    let action = Action::ConfirmPhoto {
        accepted: overridden(&after).to_vec(),
    };
    let trace = Trace::new(app, caller, &action, Subject::Photo(id), now);
    work.audit().append(trace.of(after.centre).event());
    work.commit().await?;
    Ok(after)
}

/// The submission with this photo in front, unless it is there already.
fn offer(
    submission: &Submission,
    photo: &Photo,
    now: Timestamp,
) -> Result<Option<Submission>, Failure> {
    match &submission.state {
        SubmissionState::AwaitingConfirmation { photo: offered, .. }
        | SubmissionState::Withdrawn { photo: offered, .. }
            if offered.id == photo.id =>
        {
            Ok(None)
        }
        _ => Ok(Some(submission.clone().offer(photo.reference(), now)?)),
    }
}

fn overridden(photo: &Photo) -> &[RuleCode] {
    match &photo.state {
        PhotoState::Confirmed { overridden, .. } => overridden,
        _ => &[],
    }
}

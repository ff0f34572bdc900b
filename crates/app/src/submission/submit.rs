//! Submits a photo (提交) and puts it into the review queue. The comparison with other photos is made again:
//! one of them may have been submitted or rejected since the check.

use domain::audit::Action;
use domain::{
    Checked, Denied, Doubts, Message, Permission, Photo, PhotoAction, PhotoId, PhotoState, Purpose,
    SameShot, Subject, Submission, SubmissionId, SubmissionState, WrongState,
};

use super::find;
use super::read::{SubmissionView, show};
use crate::caller::Caller;
use crate::consent;
use crate::expected::Expected;
use crate::failure::{Failure, Won};
use crate::money::{Settling, cover_by_school, require_settled};
use crate::notification::{StudentMessage, notify, sees_it_happen};
use crate::photo;
use crate::service::App;
use crate::trace::Trace;

/// Submits the photo that was offered and confirmed, or the withdrawn one again.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`], [`Failure::Stale`]; refusals of consent, photo
/// (not confirmed) and submission.
pub async fn submit(
    app: &App,
    caller: &Caller,
    id: SubmissionId,
    expected: &Expected,
) -> Result<SubmissionView, Failure> {
    let (before, batch, degree) = find(app.store(), caller, Permission::ShootOnSite, id).await?;
    expected.check(before.version)?;
    consent::require(app, before.account, Purpose::CollectReviewHandOver).await?;
    consent::require(app, before.account, Purpose::HandOver).await?;
    let checked = match before.state.photo() {
        Some(photo) if before.state.is_with_student() => {
            let photo = confirmed(app, &before, photo).await?;
            photo
                .check_taker(caller.actor())
                .map_err(Denied::<Photo>::from)?;
            let same_shot = match photo::fingerprint(app, &photo).await? {
                Some(fingerprint) => photo::compare(app, &before, &fingerprint).await?,
                None => SameShot::NotFound,
            };
            let doubts = photo.assessment().map(Doubts::of).unwrap_or_default();
            Checked { same_shot, doubts }
        }
        // The transition below says what stands against it.
        _ => Checked::from(SameShot::NotFound),
    };
    require_settled(app.store(), &before, Settling::Submitting).await?;
    let now = app.now();
    let after = before
        .clone()
        .submit(caller.actor(), &batch, checked, now)?;
    let work = app.store().begin().await?;
    work.submissions().advance(&before, &after).await?.won()?;
    cover_by_school(app, &work, &degree).await?;
    let subject = Subject::Submission(id);
    let action = Action::SubmitPhoto {
        attempt: after.attempts,
        photo: after.state.photo(),
    };
    let trace = Trace::new(app, caller, &action, subject, now);
    work.audit().append(trace.of(after.centre).event());
    if !sees_it_happen(caller, after.account) {
        let notice = StudentMessage {
            centre: after.centre,
            account: after.account,
            subject,
            message: Message::Submitted,
        };
        notify(app, &work, notice, now).await?;
    }
    work.commit().await?;
    Ok(show(after, &batch, now))
}

/// The photo, once its student has confirmed it. One that was rejected needs no confirmation to be
/// refused by the submission.
async fn confirmed(app: &App, submission: &Submission, id: PhotoId) -> Result<Photo, Failure> {
    let photo = app.store().photos().find(id).await?;
    let photo = photo.ok_or_else(|| Failure::internal("a submitted photo is not there"))?;
    let is_rejected = matches!(submission.state, SubmissionState::Rejected { .. });
    if is_rejected || matches!(photo.state, PhotoState::Confirmed { .. }) {
        return Ok(photo);
    }
    Err(WrongState::<Photo>::new(&photo.state, PhotoAction::Submit).into())
}

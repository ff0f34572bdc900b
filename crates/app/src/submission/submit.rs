//! Submits a photo (提交): compares it with photos that were rejected, and puts it into the review queue.

use domain::audit::Action;
use domain::{
    Fingerprint, Message, Permission, Photo, PhotoAction, PhotoId, PhotoState, Purpose, SameShot,
    Subject, Submission, SubmissionId, SubmissionState, WrongState,
};

use super::find;
use super::read::{SubmissionView, show};
use crate::caller::Caller;
use crate::consent;
use crate::expected::Expected;
use crate::failure::{Failure, Won};
use crate::notification::{StudentMessage, notify};
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
    let (before, batch, _) = find(app.store(), caller, Permission::ShootOnSite, id).await?;
    expected.check(before.version)?;
    consent::require(app, before.account, Purpose::CollectReviewHandOver).await?;
    let same_shot = match before.state.photo() {
        Some(photo) if before.state.is_with_student() => {
            let photo = confirmed(app, &before, photo).await?;
            compare(app, &before, &photo).await?
        }
        // The transition below says what stands against it.
        _ => SameShot::NotFound,
    };
    let now = app.now();
    let after = before
        .clone()
        .submit(caller.actor(), &batch, same_shot, now)?;
    let work = app.store().begin().await?;
    work.submissions().advance(&before, &after).await?.won()?;
    let subject = Subject::Submission(id);
    let action = Action::SubmitPhoto {
        attempt: after.attempts,
        photo: after.state.photo(),
    };
    let trace = Trace::new(app, caller, &action, subject, now);
    work.audit().append(trace.of(after.centre).event());
    let notice = StudentMessage {
        centre: after.centre,
        account: after.account,
        subject,
        message: Message::Submitted,
    };
    notify(app, &work, notice, now).await?;
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

/// Holds the photo against those that this submission lost, and, where the student agrees to
/// comparisons, against those of the other degree.
async fn compare(app: &App, submission: &Submission, photo: &Photo) -> Result<SameShot, Failure> {
    let Some(fingerprint) = fingerprint(app, photo).await? else {
        return Ok(SameShot::NotFound);
    };
    let rejected = submission.rejections().map(|rejection| rejection.photo.id);
    if is_among(app, &fingerprint, rejected).await? {
        return Ok(SameShot::AsRejected);
    }
    let account = submission.account;
    if !consent::is_in_force(app, account, Purpose::Comparison).await? {
        return Ok(SameShot::NotFound);
    }
    let others = app.store().submissions().list_of_account(account).await?;
    let others = others.iter().filter(|other| {
        let counts = matches!(
            other.state,
            SubmissionState::AwaitingReview { .. } | SubmissionState::Approved { .. }
        );
        counts && other.degree != submission.degree
    });
    let others = others.filter_map(|other| other.state.photo());
    if is_among(app, &fingerprint, others).await? {
        return Ok(SameShot::AsOtherDegree);
    }
    Ok(SameShot::NotFound)
}

async fn is_among(
    app: &App,
    fingerprint: &Fingerprint,
    photos: impl Iterator<Item = PhotoId>,
) -> Result<bool, Failure> {
    for id in photos {
        let Some(photo) = app.store().photos().find(id).await? else {
            continue;
        };
        let other = self::fingerprint(app, &photo).await?;
        if other.is_some_and(|other| app.lab().is_same_shot(fingerprint, &other)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What the photo is known again by; none where no face was found in it.
async fn fingerprint(app: &App, photo: &Photo) -> Result<Option<Fingerprint>, Failure> {
    let key = photo
        .assessment()
        .and_then(|assessment| assessment.fingerprint.as_ref());
    let Some(key) = key else {
        return Ok(None);
    };
    let bytes = app.vault().get(key).await?;
    Ok(bytes.map(|bytes| Fingerprint::from_bytes(bytes.to_vec())))
}

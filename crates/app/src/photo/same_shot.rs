//! Compares a photo with the student's other photos: those that were rejected, and, where the student agrees to
//! comparisons, those of the other degree.

use domain::{
    Fingerprint, Photo, PhotoId, PhotoRef, Purpose, SameShot, Submission, SubmissionRefusal,
    SubmissionState,
};

use crate::consent;
use crate::failure::Failure;
use crate::service::App;

/// Why the submission would refuse the photo because of another one, if it would.
///
/// # Errors
/// [`Failure::Unavailable`] when database or object store do not answer.
pub(super) async fn stands_against(
    app: &App,
    submission: &Submission,
    photo: PhotoRef,
    fingerprint: Option<&Fingerprint>,
) -> Result<Option<SubmissionRefusal>, Failure> {
    if submission.has_rejected(photo) {
        return Ok(Some(SubmissionRefusal::RejectedBefore));
    }
    let Some(fingerprint) = fingerprint else {
        return Ok(None);
    };
    let same_shot = compare(app, submission, fingerprint).await?;
    Ok(same_shot.check().err())
}

/// Whether a photo with this fingerprint is the shot of another one.
///
/// # Errors
/// [`Failure::Unavailable`] when database or object store do not answer.
pub(crate) async fn compare(
    app: &App,
    submission: &Submission,
    fingerprint: &Fingerprint,
) -> Result<SameShot, Failure> {
    let rejected = submission.rejections().map(|rejection| rejection.photo.id);
    if is_among(app, fingerprint, rejected).await? {
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
    if is_among(app, fingerprint, others).await? {
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

/// The stored fingerprint of a photo; none where no face was found in it.
///
/// # Errors
/// [`Failure::Unavailable`] when the object store does not answer.
pub(crate) async fn fingerprint(app: &App, photo: &Photo) -> Result<Option<Fingerprint>, Failure> {
    let key = photo
        .assessment()
        .and_then(|assessment| assessment.fingerprint.as_ref());
    let Some(key) = key else {
        return Ok(None);
    };
    let bytes = app.vault().get(key).await?;
    Ok(bytes.map(|bytes| Fingerprint::from_bytes(bytes.to_vec())))
}

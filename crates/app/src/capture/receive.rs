//! Records a photo that has arrived: session, submission, photo, job and audit line in one transaction.

use domain::audit::Action;
use domain::{
    AccountId, CaptureSession, CaptureSessionId, CaptureSource, Degree, Original, Photo, PhotoId,
    Purpose, ReceivedPhoto, Subject, Submission, Timestamp,
};
use store::Reads;
use store::repository::{Batches, Degrees, Submissions};
use vault::StoredObject;

use super::find;
use super::open::opened_at;
use crate::appointment;
use crate::caller::Caller;
use crate::consent;
use crate::failure::{Failure, Found, Won};
use crate::jobs::enqueue;
use crate::photo::AssessPhoto;
use crate::service::App;
use crate::trace::Trace;

/// How often the transaction is tried when others change the same submission: a check of an earlier
/// photo may end at any moment, and sending the bytes again is dear.
const TRIES: u8 = 4;

/// Which photo arrives through which session.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrival {
    /// The session.
    pub(super) session: CaptureSessionId,
    /// Where the photo comes from.
    pub(super) source: CaptureSource,
    /// Id of the photo that was received.
    pub(super) photo: PhotoId,
}

/// What an arrival changes, before and after.
struct Changes {
    session: [CaptureSession; 2],
    submission: [Submission; 2],
    degree: Degree,
}

/// Refuses what [`receive`] would refuse.
///
/// # Errors
/// Refusals of session, consent, submission and batch.
pub(super) async fn check(
    app: &App,
    caller: &Caller,
    arrival: &Arrival,
    account: AccountId,
) -> Result<(), Failure> {
    consent::require(app, account, Purpose::CollectReviewHandOver).await?;
    prepare(app.store(), caller, arrival, app.now()).await?;
    Ok(())
}

/// Receives a photo whose bytes are stored.
///
/// # Errors
/// As [`check`], and [`Failure::Stale`] after several tries.
pub(super) async fn receive(
    app: &App,
    caller: &Caller,
    arrival: &Arrival,
    stored: StoredObject,
) -> Result<Photo, Failure> {
    let mut tries = TRIES;
    loop {
        tries -= 1;
        match receive_once(app, caller, arrival, &stored).await {
            Err(Failure::Stale) if tries > 0 => {}
            received => return received,
        }
    }
}

async fn receive_once(
    app: &App,
    caller: &Caller,
    arrival: &Arrival,
    stored: &StoredObject,
) -> Result<Photo, Failure> {
    let now = app.now();
    let work = app.store().begin().await?;
    let changes = prepare(&work, caller, arrival, now).await?;
    let [before, after] = &changes.submission;
    if after != before {
        work.submissions().advance(before, after).await?.won()?;
    }
    let [before, after] = &changes.session;
    work.captures().advance(before, after).await?.won()?;
    work.upload_parts().delete_all(arrival.session).await?;
    let degree = &changes.degree;
    let received = ReceivedPhoto {
        id: arrival.photo,
        centre: degree.centre,
        degree: degree.id,
        account: degree.account,
        number: work.photos().next_number(degree.id).await?,
        original: Original {
            blob: stored.key.clone(),
            hash: stored.hash,
            length_bytes: stored.length_bytes,
        },
        source: arrival.source,
        opened_at: opened_at(app, &changes.session[0]),
        handed_in_by: caller.actor(),
    };
    let photo = Photo::receive(received, now);
    work.photos().insert(&photo).await?;
    let action = Action::HandInPhoto {
        capture_session: arrival.session,
        number: photo.number,
        source: photo.source,
    };
    let trace = Trace::new(app, caller, &action, Subject::Photo(photo.id), now);
    work.audit().append(trace.of(photo.centre).event());
    if photo.source == CaptureSource::Onsite {
        appointment::attend(app, caller, &work, degree, now).await?;
    }
    enqueue(app, &work, &AssessPhoto { photo: photo.id }, now).await?;
    work.commit().await?;
    Ok(photo)
}

async fn prepare(
    reads: &impl Reads,
    caller: &Caller,
    arrival: &Arrival,
    now: Timestamp,
) -> Result<Changes, Failure> {
    let session = find(reads, caller, arrival.session).await?;
    let degree = Degrees::of(reads).find(session.degree).await?;
    let degree = degree.or_not_found()?;
    let batch = Batches::of(reads).find(degree.batch).await?;
    let submissions = Submissions::of(reads);
    let submission = submissions.find_of_degree(degree.id, degree.batch).await?;
    let (Some(batch), Some(submission)) = (batch, submission) else {
        return Err(Failure::NotFound);
    };
    let by = caller.actor();
    let taken = session
        .clone()
        .take(arrival.photo, arrival.source, by, now)?;
    let counted = if submission.takes_replacement_from(by) {
        submission.clone()
    } else {
        submission.clone().begin_check(by, &batch, now)?
    };
    Ok(Changes {
        session: [session, taken],
        submission: [submission, counted],
        degree,
    })
}

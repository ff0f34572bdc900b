//! The end of data discs: after their days, and with the data of anybody who may be on them.

use domain::{BlobKey, DataDisc, Submission, SubmissionState, Timestamp};
use store::Work;

use crate::capture::drop_objects;
use crate::failure::{Failure, Won};
use crate::service::App;

/// Discs whose files are dropped in one transaction.
const AT_ONCE: u64 = 20;

/// Forgets the files of discs on which the portrait of a submission may be; the objects are to be deleted after the
/// commit. A batch whose approved submissions are erased is concluded: its discs were handed over.
///
/// # Errors
/// [`Failure::Unavailable`]; [`Failure::Stale`] when a disc changes at the same time.
pub(crate) async fn forget(
    work: &Work,
    submission: &Submission,
    now: Timestamp,
) -> Result<Vec<BlobKey>, Failure> {
    if !matches!(submission.state, SubmissionState::Approved { .. }) {
        return Ok(Vec::new());
    }
    let discs = work.data_discs().list_with_files(submission.batch).await?;
    drop_files(work, discs, now).await
}

/// Deletes the files of discs whose days are over.
///
/// # Errors
/// [`Failure::Unavailable`]; [`Failure::Stale`] when a disc changes at the same time.
pub(crate) async fn drop_ended_files(app: &App) -> Result<(), Failure> {
    let now = app.now();
    loop {
        let work = app.store().begin().await?;
        let ended = work.data_discs().list_files_ended(now, AT_ONCE).await?;
        if ended.is_empty() {
            return Ok(());
        }
        let objects = drop_files(&work, ended, now).await?;
        work.commit().await?;
        drop_objects(app, &objects).await;
    }
}

async fn drop_files(
    work: &Work,
    discs: Vec<DataDisc>,
    now: Timestamp,
) -> Result<Vec<BlobKey>, Failure> {
    let mut objects = Vec::new();
    for before in discs {
        objects.extend(before.blobs().cloned());
        let after = before.clone().forget_files(now);
        work.data_discs().advance(&before, &after).await?.won()?;
    }
    Ok(objects)
}

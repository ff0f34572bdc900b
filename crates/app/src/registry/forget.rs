//! The end of what was handed over: files of packages after their days, and with the data of anybody in them.

use domain::{BlobKey, SubmissionId};
use store::Work;

use crate::capture::drop_objects;
use crate::failure::{Failure, Won};
use crate::service::App;

/// Files that are dropped in one transaction.
const AT_ONCE: u64 = 50;

/// Forgets what the registry wrote about a submission, and the files in which its portrait is; the objects are to be
/// deleted after the commit. That it was sent, and what was decided, stays as a record.
///
/// # Errors
/// [`Failure::Unavailable`]; [`Failure::Stale`] when a package changes at the same time.
pub(crate) async fn forget(work: &Work, submission: SubmissionId) -> Result<Vec<BlobKey>, Failure> {
    let mut objects = Vec::new();
    for before in work
        .registry_records()
        .list_of_submission(submission)
        .await?
    {
        let after = before.clone().forget();
        work.registry_records()
            .advance(&before, &after)
            .await?
            .won()?;
        let packages = work.registry_packages();
        let Some(package) = packages.find(before.package).await? else {
            continue;
        };
        if let Some((after, blob)) = package.clone().forget_file() {
            packages.advance(&package, &after).await?.won()?;
            objects.push(blob);
        }
    }
    Ok(objects)
}

/// Deletes the files of packages whose days are over.
///
/// # Errors
/// [`Failure::Unavailable`]; [`Failure::Stale`] when a package changes at the same time.
pub(crate) async fn drop_ended_files(app: &App) -> Result<(), Failure> {
    let now = app.now();
    loop {
        let work = app.store().begin().await?;
        let packages = work.registry_packages();
        let ended = packages.list_files_ended(now, AT_ONCE).await?;
        if ended.is_empty() {
            return Ok(());
        }
        let mut objects = Vec::new();
        for before in ended {
            if let Some((after, blob)) = before.clone().forget_file() {
                packages.advance(&before, &after).await?.won()?;
                objects.push(blob);
            }
        }
        work.commit().await?;
        drop_objects(app, &objects).await;
    }
}

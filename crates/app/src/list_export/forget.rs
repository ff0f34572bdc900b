//! The end of lists: after their day, and with the data of anybody who may be on them.

use domain::{BatchId, BlobKey, ListExport};
use store::Work;

use crate::capture::drop_objects;
use crate::failure::{Failure, Won};
use crate::service::App;

/// Lists whose files are dropped in one transaction.
const AT_ONCE: u64 = 50;

/// Forgets the files of lists of a batch; the objects are to be deleted after the commit.
///
/// # Errors
/// [`Failure::Unavailable`]; [`Failure::Stale`] when a list changes at the same time.
pub(crate) async fn forget(work: &Work, batch: BatchId) -> Result<Vec<BlobKey>, Failure> {
    let lists = work.list_exports().list_with_file(batch).await?;
    drop_files(work, lists).await
}

/// Deletes the files of lists whose day is over.
///
/// # Errors
/// [`Failure::Unavailable`]; [`Failure::Stale`] when a list changes at the same time.
pub(crate) async fn drop_ended_files(app: &App) -> Result<(), Failure> {
    let now = app.now();
    loop {
        let work = app.store().begin().await?;
        let ended = work.list_exports().list_file_ended(now, AT_ONCE).await?;
        if ended.is_empty() {
            return Ok(());
        }
        let objects = drop_files(&work, ended).await?;
        work.commit().await?;
        drop_objects(app, &objects).await;
    }
}

async fn drop_files(work: &Work, lists: Vec<ListExport>) -> Result<Vec<BlobKey>, Failure> {
    let mut objects = Vec::new();
    for before in lists {
        objects.extend(before.blob().cloned());
        let after = before.clone().forget_file();
        work.list_exports().advance(&before, &after).await?.won()?;
    }
    Ok(objects)
}

//! What becomes of a disc that is asked for: a second person approves or declines it, or it is given up.

use domain::audit::Action;
use domain::{BlobKey, DataDisc, DataDiscId, Permission, Subject};

use super::find;
use super::make::MakeDisc;
use crate::caller::Caller;
use crate::capture::drop_objects;
use crate::failure::{Failure, Won};
use crate::jobs::enqueue;
use crate::service::App;
use crate::trace::note;

/// The second person approves a disc, which is then made.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`] without [`Permission::Countersign`], [`Failure::Stale`]; refusals of the
/// disc.
pub async fn approve(app: &App, caller: &Caller, id: DataDiscId) -> Result<DataDisc, Failure> {
    let by = caller.staff()?.id;
    let now = app.now();
    let work = app.store().begin().await?;
    let before = find(&work, caller, Permission::Countersign, id).await?;
    let after = before.clone().approve(by, now)?;
    work.data_discs().advance(&before, &after).await?.won()?;
    let action = (&Action::ApproveDisc, Subject::DataDisc(id));
    note(app, &work, caller, after.centre, action);
    enqueue(app, &work, &MakeDisc { disc: id }, now).await?;
    work.commit().await?;
    Ok(after)
}

/// The second person declines a disc.
///
/// # Errors
/// As [`approve`].
pub async fn decline(app: &App, caller: &Caller, id: DataDiscId) -> Result<DataDisc, Failure> {
    let by = caller.staff()?.id;
    let work = app.store().begin().await?;
    let before = find(&work, caller, Permission::Countersign, id).await?;
    let after = before.clone().decline(by, app.now())?;
    work.data_discs().advance(&before, &after).await?.won()?;
    let action = (&Action::DeclineDisc, Subject::DataDisc(id));
    note(app, &work, caller, after.centre, action);
    work.commit().await?;
    Ok(after)
}

/// Gives a disc up; files that were made are deleted.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`] without [`Permission::HandOver`], [`Failure::Stale`]; refusals of the
/// disc.
pub async fn drop_disc(app: &App, caller: &Caller, id: DataDiscId) -> Result<DataDisc, Failure> {
    let work = app.store().begin().await?;
    let before = find(&work, caller, Permission::HandOver, id).await?;
    let after = before.clone().drop_disc(app.now())?;
    work.data_discs().advance(&before, &after).await?.won()?;
    let action = (&Action::DropDisc, Subject::DataDisc(id));
    note(app, &work, caller, after.centre, action);
    work.commit().await?;
    let blobs: Vec<BlobKey> = before.blobs().cloned().collect();
    drop_objects(app, &blobs).await;
    Ok(after)
}

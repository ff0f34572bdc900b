//! Lists the batches of a centre, and counts the progress of one.

use std::collections::BTreeMap;

use domain::{Batch, BatchId, CentreId, Permission, SubmissionStateName};
use store::{Page, PageRequest};

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;

/// The batches of a centre.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn list(
    app: &App,
    caller: &Caller,
    centre: CentreId,
    page: PageRequest,
) -> Result<Page<Batch>, Failure> {
    caller.check_centre(Permission::ViewProgress, centre)?;
    Ok(app.store().batches().list(centre, page).await?)
}

/// The batches of the own centre, for whoever sees progress in some part of it.
///
/// # Errors
/// [`Failure::NotAllowed`].
pub async fn list_reached(
    app: &App,
    caller: &Caller,
    page: PageRequest,
) -> Result<Page<Batch>, Failure> {
    let staff = caller.staff()?;
    if !staff.permits_somewhere(Permission::ViewProgress) {
        return Err(Failure::NotAllowed);
    }
    Ok(app.store().batches().list(staff.centre, page).await?)
}

/// How many submissions of a batch are in which state.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn progress(
    app: &App,
    caller: &Caller,
    batch: BatchId,
) -> Result<BTreeMap<SubmissionStateName, u64>, Failure> {
    let batch = app.store().batches().find(batch).await?;
    let batch = batch.or_not_found()?;
    caller.check_centre(Permission::ViewProgress, batch.centre)?;
    Ok(app.store().submissions().count_by_state(batch.id).await?)
}

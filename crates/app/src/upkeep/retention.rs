//! What ends when, of the batches of a centre: a look ahead that changes nothing. The job of `jobs::retention`
//! does it.

use domain::{Batch, BatchState, Duration, Permission, Timestamp};
use store::{Page, PageRequest};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// When the data of a batch end.
#[derive(Debug, Clone)]
pub struct BatchEnd {
    /// The batch.
    pub batch: Batch,
    /// When it is put away by itself; none while it is open, and once it is.
    pub archives_at: Option<Timestamp>,
    /// When its photos, degrees and roster are erased; none before it is put away.
    pub erases_at: Option<Timestamp>,
    /// Submissions that it has.
    pub submissions: u64,
    /// Lines of its rosters.
    pub roster: u64,
}

/// When a batch that was closed at `closed_at` is put away by itself.
pub(crate) fn archives_at(app: &App, batch: &Batch) -> Option<Timestamp> {
    let kept = Duration::from_days(app.settings().archive_after_days);
    batch.closed_at().map(|closed| closed + kept)
}

/// So many days after a batch was put away; none before.
pub(crate) fn days_after_archiving(batch: &Batch, days: u16) -> Option<Timestamp> {
    let BatchState::Archived { archived_at, .. } = batch.state else {
        return None;
    };
    Some(archived_at + Duration::from_days(u32::from(days)))
}

/// The batches of the caller's centre that hold data, newest first, each with its end.
///
/// # Errors
/// [`Failure::NotAllowed`].
pub async fn retention(
    app: &App,
    caller: &Caller,
    page: PageRequest,
) -> Result<Page<BatchEnd>, Failure> {
    let centre = caller.staff()?.centre;
    caller.check_centre(Permission::OperateService, centre)?;
    let batches = app.store().batches().list(centre, page).await?;
    let mut items = Vec::with_capacity(batches.items.len());
    for batch in batches.items {
        let by_state = app.store().submissions().count_by_state(batch.id).await?;
        items.push(BatchEnd {
            archives_at: archives_at(app, &batch),
            erases_at: days_after_archiving(&batch, batch.plan.rules.retention.portraits_days),
            submissions: by_state.values().sum(),
            roster: app.store().roster().count(batch.id).await?,
            batch,
        });
    }
    let next = batches.next;
    Ok(Page { items, next })
}

//! A batch as its operators see it, drafts too.

use std::collections::BTreeMap;

use domain::{Batch, BatchId, Permission, School, SubmissionStateName};

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;

/// A batch with its schools, and how far its students are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffBatch {
    /// The batch.
    pub batch: Batch,
    /// The schools of its plan, in its order.
    pub schools: Vec<School>,
    /// How many submissions are in which state.
    pub counts: BTreeMap<SubmissionStateName, u64>,
}

/// A batch of the own centre.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn staff_view(app: &App, caller: &Caller, id: BatchId) -> Result<StaffBatch, Failure> {
    let batch = app.store().batches().find(id).await?.or_not_found()?;
    caller.check_centre(Permission::ViewProgress, batch.centre)?;
    let mut schools = Vec::with_capacity(batch.plan.schools.len());
    for listed in &batch.plan.schools {
        let school = app.store().schools().find(listed.school).await?;
        schools.push(school.ok_or_else(|| Failure::internal("a batch of an unknown school"))?);
    }
    Ok(StaffBatch {
        counts: app.store().submissions().count_by_state(id).await?,
        batch,
        schools,
    })
}

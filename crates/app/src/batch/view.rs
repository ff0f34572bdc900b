//! A batch with the fields that students see.

use domain::{Acceptance, Batch, BatchId, BatchState, SchoolCode};
use standard::guidance::Guidance;

use crate::failure::{Failure, Found};
use crate::service::App;
use crate::standards;

/// A batch with the names of what it refers to.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchView {
    /// The batch.
    pub batch: Batch,
    /// Name of the centre that runs it.
    pub centre_name: String,
    /// How students reach the centre; may be empty.
    pub support_contact: String,
    /// Its schools by code and name, in the order of the plan.
    pub schools: Vec<(SchoolCode, String)>,
    /// Whether students may hand in now.
    pub acceptance: Acceptance,
    /// What its standard says of things that a camera's frame shows.
    pub guidance: Guidance,
}

/// A batch that is announced or over.
///
/// # Errors
/// [`Failure::NotFound`], for drafts too.
pub async fn view(app: &App, id: BatchId) -> Result<BatchView, Failure> {
    let batch = app.store().batches().find(id).await?;
    shown(app, batch.or_not_found()?).await
}

/// The view of a batch that was found in some way.
///
/// # Errors
/// [`Failure::NotFound`] for a draft.
pub(super) async fn shown(app: &App, batch: Batch) -> Result<BatchView, Failure> {
    if batch.state == BatchState::Draft {
        return Err(Failure::NotFound);
    }
    full_view(app, batch).await
}

/// The view of a batch, drafts too: for its operators.
///
/// # Errors
/// [`Failure::Internal`] for a batch that names what is not there.
pub(crate) async fn full_view(app: &App, batch: Batch) -> Result<BatchView, Failure> {
    let centre = app.store().centres().find(batch.centre).await?;
    let centre = centre.ok_or_else(|| Failure::internal("a batch of no centre"))?;
    let mut schools = Vec::with_capacity(batch.plan.schools.len());
    for listed in &batch.plan.schools {
        let school = app.store().schools().find(listed.school).await?;
        let school = school.ok_or_else(|| Failure::internal("a batch of an unknown school"))?;
        schools.push((listed.code, school.name));
    }
    let spec = standards::of_batch(app, &batch).await?;
    Ok(BatchView {
        guidance: Guidance::of(&spec),
        acceptance: batch.accepts_at(app.now()),
        batch,
        centre_name: centre.name,
        support_contact: centre.policy.support_contact,
        schools,
    })
}

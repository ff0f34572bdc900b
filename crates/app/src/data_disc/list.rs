//! Reads discs, for staff who hand over or countersign.

use domain::{BatchId, CentreId, DataDisc, DataDiscState, DataDiscStateName, Permission};
use store::{Page, PageRequest};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;
use crate::staff;

/// A disc as staff see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscView {
    /// The disc.
    pub disc: DataDisc,
    /// Name of the school that it is for.
    pub school: String,
    /// Name of who asked for it.
    pub proposer: String,
    /// Whether the caller is the second person that it waits for.
    pub is_answerable: bool,
}

/// The discs of a centre, of one batch and one state or of all, newest first.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::HandOver`] or [`Permission::Countersign`].
pub async fn list(
    app: &App,
    caller: &Caller,
    centre: CentreId,
    of: (Option<BatchId>, Option<DataDiscStateName>),
    request: PageRequest,
) -> Result<Page<DiscView>, Failure> {
    let own = caller.staff()?.id;
    let countersigns = caller.check_centre(Permission::Countersign, centre);
    caller
        .check_centre(Permission::HandOver, centre)
        .or_else(|_| caller.check_centre(Permission::Countersign, centre))?;
    let page = app.store().data_discs().list(centre, of, request).await?;
    let mut items = Vec::with_capacity(page.items.len());
    for disc in page.items {
        let school = app.store().schools().find(disc.school).await?;
        let proposer = app.store().staff().find(disc.proposed_by).await?;
        let proposer = proposer.ok_or_else(|| Failure::internal("a disc of nobody"))?;
        let is_proposed = disc.state == DataDiscState::Proposed;
        items.push(DiscView {
            school: school.map(|school| school.name).unwrap_or_default(),
            proposer: staff::name(app, &proposer)?,
            is_answerable: is_proposed && own != disc.proposed_by && countersigns.is_ok(),
            disc,
        });
    }
    Ok(Page {
        items,
        next: page.next,
    })
}

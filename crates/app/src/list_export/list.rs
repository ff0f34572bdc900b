//! Reads lists that were asked for: the own ones, and all of the centre for who countersigns.

use domain::{ListExport, ListExportState, ListExportStateName, Permission};
use store::{Page, PageRequest};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;
use crate::staff;

/// A list as staff see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListExportView {
    /// The list.
    pub list: ListExport,
    /// Name of the batch.
    pub batch_name: String,
    /// Name of the school, unit or class that it is limited to; none for all that its proposer reaches.
    pub place: Option<String>,
    /// Name of who asked for it.
    pub proposer: String,
    /// Whether the caller asked for it.
    pub is_own: bool,
    /// Whether the caller is the second person that it waits for.
    pub is_answerable: bool,
    /// Whether nobody answered in time.
    pub is_lapsed: bool,
}

/// The lists that concern the caller, of one state or of all, newest first.
///
/// # Errors
/// [`Failure::NotAllowed`] for who neither takes out lists nor countersigns.
pub async fn list(
    app: &App,
    caller: &Caller,
    state: Option<ListExportStateName>,
    request: PageRequest,
) -> Result<Page<ListExportView>, Failure> {
    let own = caller.staff()?;
    let countersigns = own.permits_somewhere(Permission::Countersign);
    if !countersigns && !own.permits_somewhere(Permission::ExportLists) {
        return Err(Failure::NotAllowed);
    }
    let of = (!countersigns).then_some(own.id);
    let lists = app.store().list_exports();
    let page = lists.list(own.centre, (of, state), request).await?;
    let mut items = Vec::with_capacity(page.items.len());
    for list in page.items {
        let batch = app.store().batches().find(list.wish.batch).await?;
        let proposer = app.store().staff().find(list.proposed_by).await?;
        let proposer = proposer.ok_or_else(|| Failure::internal("a list of nobody"))?;
        let is_own = list.proposed_by == own.id;
        let is_open = list.is_open(app.now());
        let is_proposed = list.state == ListExportState::Proposed;
        items.push(ListExportView {
            batch_name: batch.map(|batch| batch.plan.name).unwrap_or_default(),
            place: place(app, &list).await?,
            proposer: staff::name(app, &proposer)?,
            is_own,
            is_answerable: is_open && !is_own && countersigns,
            is_lapsed: is_proposed && !is_open,
            list,
        });
    }
    Ok(Page {
        items,
        next: page.next,
    })
}

/// What the list is limited to, by its name.
async fn place(app: &App, list: &ListExport) -> Result<Option<String>, Failure> {
    let (store, wish) = (app.store(), &list.wish);
    if let Some(class) = wish.class {
        let class = store.classes().find(class).await?;
        return Ok(class.map(|class| class.name));
    }
    if let Some(unit) = wish.unit {
        let unit = store.units().find(unit).await?;
        return Ok(unit.map(|unit| unit.name));
    }
    match wish.school {
        Some(school) => {
            let school = store.schools().find(school).await?;
            Ok(school.map(|school| school.name))
        }
        None => Ok(None),
    }
}

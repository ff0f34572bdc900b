//! What was imported into a roster, and taking the last of it back.

use domain::{Actor, BatchId, ImportWay, SchoolCode};
use store::RosterImport;

use super::former;
use super::import::{RosterImported, Target};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::refusal::NothingToTakeBack;
use crate::service::App;
use crate::staff;

/// Imports that are listed.
const LISTED: u64 = 20;

/// An import, and whose it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedImport {
    /// The import.
    pub import: RosterImport,
    /// The name of the member of staff; none for the installation itself.
    pub by: Option<String>,
}

/// The last imports of a school's roster, the newest first. The first of them can be taken back.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::NotFound`] for a batch or school that is not there.
pub async fn imports(
    app: &App,
    caller: &Caller,
    batch: BatchId,
    school: SchoolCode,
) -> Result<Vec<ListedImport>, Failure> {
    let target = Target::reach(app, caller, batch, school).await?;
    let imports = app.store().roster_imports();
    let imports = imports.list(batch, target.school.id, LISTED).await?;
    let mut listed = Vec::with_capacity(imports.len());
    for import in imports {
        let by = match import.by {
            Actor::Staff(id) => app.store().staff().find(id).await?,
            _ => None,
        };
        let by = by.map(|person| staff::name(app, &person)).transpose()?;
        listed.push(ListedImport { import, by });
    }
    Ok(listed)
}

/// Puts back what stood on a roster before its last import; to do so again takes this back.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::NotFound`] for a batch or school that is not there;
/// [`NothingToTakeBack`]; [`Failure::Stale`] when another import was faster.
pub async fn undo(
    app: &App,
    caller: &Caller,
    batch: BatchId,
    school: SchoolCode,
) -> Result<RosterImported, Failure> {
    let target = Target::reach(app, caller, batch, school).await?;
    let imports = app.store().roster_imports();
    let last = imports.list(batch, target.school.id, 1).await?;
    let former = last.into_iter().next().and_then(|last| last.former);
    let former = former.ok_or(NothingToTakeBack)?;
    let lines = former::restore(app, &former).await?;
    target.write(app, caller, ImportWay::Undo, &lines).await
}

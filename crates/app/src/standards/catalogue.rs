//! Lists, reads and compares standards.

use domain::{Actor, Batch, BatchId, BatchState, CentreId, Permission, SpecId, Timestamp};
use standard::sheet::{Difference, Sheet, differences};
use store::{CentreStandard, PageRequest};

use super::shelf::{self, FoundStandard};
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;

/// Whose a standard is, and whether it is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A file of the installation; it changes with the program alone.
    Installed,
    /// A draft of the centre.
    Draft {
        /// Raised with every change.
        revision: u32,
        /// Who drafted it.
        drafted_by: Actor,
        /// When it was drafted.
        drafted_at: Timestamp,
    },
    /// A version of the centre that is in force and never changes.
    InForce {
        /// Who put it in force.
        by: Actor,
        /// Since when.
        at: Timestamp,
    },
}

/// A batch whose photos a standard judges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedBy {
    /// The batch.
    pub id: BatchId,
    /// What people call it.
    pub name: String,
    /// Its state.
    pub state: BatchState,
}

/// A standard with whose it is and who uses it.
#[derive(Debug, Clone)]
pub struct ListedStandard {
    /// By which it is named.
    pub reference: SpecId,
    /// What it says.
    pub sheet: Sheet,
    /// Whose it is.
    pub standing: Standing,
    /// The standard that it was drafted from.
    pub based_on: Option<SpecId>,
    /// Batches of the centre that it judges, archived ones left out.
    pub batches: Vec<UsedBy>,
}

/// The standards that the caller's centre can use: its own by name, the newest version first, then those of the
/// installation.
///
/// # Errors
/// [`Failure::NotAllowed`].
pub async fn list(app: &App, caller: &Caller) -> Result<Vec<ListedStandard>, Failure> {
    let centre = reader(caller)?;
    let batches = batches(app, centre).await?;
    let mut listed = Vec::new();
    for own in app.store().standards().list(centre).await? {
        let sheet = Sheet::parse(&own.content).map_err(Failure::internal)?;
        let reference = SpecId::of_centre(&own.name, own.number);
        let found = FoundStandard {
            sheet,
            own: Some(own),
        };
        listed.push(shown(reference, found, &batches));
    }
    for (name, sheet) in app.lab().standards() {
        let found = FoundStandard {
            sheet: sheet.clone(),
            own: None,
        };
        listed.push(shown(SpecId::new(name), found, &batches));
    }
    Ok(listed)
}

/// One standard that the caller's centre can use, a draft too.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::NotFound`].
pub async fn read(
    app: &App,
    caller: &Caller,
    reference: &SpecId,
) -> Result<ListedStandard, Failure> {
    let centre = reader(caller)?;
    let found = shelf::find(app, app.store(), centre, reference).await?;
    let batches = batches(app, centre).await?;
    Ok(shown(reference.clone(), found.or_not_found()?, &batches))
}

/// In what two standards differ.
///
/// # Errors
/// As [`read`].
pub async fn compare(
    app: &App,
    caller: &Caller,
    [one, other]: [&SpecId; 2],
) -> Result<Vec<Difference>, Failure> {
    let centre = reader(caller)?;
    let one = shelf::find(app, app.store(), centre, one).await?;
    let other = shelf::find(app, app.store(), centre, other).await?;
    let (one, other) = (one.or_not_found()?, other.or_not_found()?);
    Ok(differences(&one.sheet, &other.sheet))
}

/// Whoever makes batches reads standards; the centre of the caller.
pub(super) fn reader(caller: &Caller) -> Result<CentreId, Failure> {
    let centre = caller.staff()?.centre;
    caller.check_centre(Permission::ManageBatches, centre)?;
    Ok(centre)
}

/// Whoever changes standards; the centre of the caller.
pub(super) fn changer(caller: &Caller) -> Result<CentreId, Failure> {
    let centre = caller.staff()?.centre;
    caller.check_centre(Permission::ManageStandards, centre)?;
    Ok(centre)
}

/// Every batch of a centre that is not archived.
async fn batches(app: &App, centre: CentreId) -> Result<Vec<Batch>, Failure> {
    let mut page = PageRequest::first(100);
    let mut batches = Vec::new();
    loop {
        let found = app.store().batches().list(centre, page).await?;
        let live = found.items.into_iter();
        batches.extend(live.filter(|batch| !matches!(batch.state, BatchState::Archived { .. })));
        page.after = found.next;
        if page.after.is_none() {
            return Ok(batches);
        }
    }
}

pub(super) fn standing(own: Option<&CentreStandard>) -> Standing {
    match own {
        None => Standing::Installed,
        Some(own) => match own.in_force {
            Some(since) => Standing::InForce {
                by: since.by,
                at: since.at,
            },
            None => Standing::Draft {
                revision: own.revision,
                drafted_by: own.drafted_by,
                drafted_at: own.drafted_at,
            },
        },
    }
}

fn shown(reference: SpecId, found: FoundStandard, batches: &[Batch]) -> ListedStandard {
    let using = batches
        .iter()
        .filter(|batch| batch.plan.rules.spec == reference);
    let used_by = using.map(|batch| UsedBy {
        id: batch.id,
        name: batch.plan.name.clone(),
        state: batch.state.clone(),
    });
    ListedStandard {
        batches: used_by.collect(),
        standing: standing(found.own.as_ref()),
        based_on: found.own.map(|own| SpecId::new(own.based_on)),
        sheet: found.sheet,
        reference,
    }
}

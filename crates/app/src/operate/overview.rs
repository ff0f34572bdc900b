//! What there is: centres, schools, batches, staff, and how far everything has come.

use domain::{
    Batch, BatchId, Centre, Permission, Role, School, Staff, StaffId, StaffState, TenantId,
    Timestamp,
};
use store::job::JobCount;
use store::operation::TableRows;
use store::{Page, PageRequest};
use vault::{FieldColumn, FieldPlace};

use super::jobs::check_operator;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// The installation in numbers.
#[derive(Debug, Clone)]
pub struct Overview {
    /// Rows of every table.
    pub tables: Vec<TableRows>,
    /// Jobs by kind and status.
    pub jobs: Vec<JobCount>,
    /// Since when the oldest job is due that nobody has done.
    pub oldest_due: Option<Timestamp>,
}

/// A member of staff as colleagues know the person.
#[derive(Clone, PartialEq, Eq)]
pub struct StaffSummary {
    /// Its id.
    pub id: StaffId,
    /// What is keyed in to sign in.
    pub login: String,
    /// Name for colleagues.
    pub name: String,
    /// What the person may do.
    pub roles: Vec<Role>,
    /// Whether the person works here.
    pub state: StaffState,
}

impl std::fmt::Debug for StaffSummary {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "StaffSummary({})", self.id)
    }
}

/// The installation in numbers, for the operator at the command line.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone else.
pub async fn overview(app: &App, caller: &Caller) -> Result<Overview, Failure> {
    check_operator(caller)?;
    let store = app.store();
    Ok(Overview {
        tables: store.count_rows().await?,
        jobs: store.jobs().counts().await?,
        oldest_due: store.jobs().oldest_due(app.now()).await?,
    })
}

/// Every centre, by name; staff see their own.
///
/// # Errors
/// [`Failure::NotAllowed`] for students.
pub async fn list_centres(app: &App, caller: &Caller) -> Result<Vec<Centre>, Failure> {
    let centres = app.store().centres().list().await?;
    match caller {
        Caller::System => Ok(centres),
        Caller::Student(_) => Err(Failure::NotAllowed),
        Caller::Staff(staff) => {
            let own = |centre: &Centre| centre.id == staff.tenant;
            Ok(centres.into_iter().filter(own).collect())
        }
    }
}

/// The schools of a centre, by code.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn list_schools(
    app: &App,
    caller: &Caller,
    tenant: TenantId,
) -> Result<Vec<School>, Failure> {
    caller.check_centre(Permission::ViewProgress, tenant)?;
    Ok(app.store().schools().list(tenant).await?)
}

/// The batches of a centre.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn list_batches(
    app: &App,
    caller: &Caller,
    tenant: TenantId,
    page: PageRequest,
) -> Result<Page<Batch>, Failure> {
    caller.check_centre(Permission::ViewProgress, tenant)?;
    Ok(app.store().batches().list(tenant, page).await?)
}

/// How many submissions of a batch are in which state, by the state's name.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn batch_progress(
    app: &App,
    caller: &Caller,
    batch: BatchId,
) -> Result<Vec<(String, u64)>, Failure> {
    let batch = app.store().batches().find(batch).await?;
    let batch = batch.ok_or(Failure::NotFound)?;
    caller.check_centre(Permission::ViewProgress, batch.tenant)?;
    Ok(app.store().submissions().count_by_state(batch.id).await?)
}

/// The staff of a centre, in the order in which they came.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn list_staff(
    app: &App,
    caller: &Caller,
    tenant: TenantId,
) -> Result<Vec<StaffSummary>, Failure> {
    caller.check_centre(Permission::ManageStaff, tenant)?;
    let staff = app.store().staff().list(tenant).await?;
    staff.into_iter().map(|staff| summary(app, staff)).collect()
}

fn summary(app: &App, staff: Staff) -> Result<StaffSummary, Failure> {
    let place = |column| FieldPlace {
        column,
        row: staff.id.as_uuid(),
    };
    let vault = app.vault();
    let login = vault.unseal(place(FieldColumn::StaffLogin), &staff.login.sealed)?;
    let name = vault.unseal(place(FieldColumn::StaffName), &staff.name)?;
    Ok(StaffSummary {
        id: staff.id,
        login: login.to_string(),
        name: name.to_string(),
        roles: staff.roles,
        state: staff.state,
    })
}

//! Lists the staff of a centre.

use domain::{CentreId, Permission, Role, Staff, StaffId, StaffState};
use vault::{FieldColumn, FieldPlace};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// A member of staff as colleagues know the person.
#[derive(Clone, PartialEq, Eq)]
pub struct StaffSummary {
    /// Id of the member of staff.
    pub id: StaffId,
    /// What is keyed in to sign in.
    pub login: String,
    /// Name for colleagues.
    pub name: String,
    /// What the person may do.
    pub roles: Vec<Role>,
    /// Whether the person works here.
    pub state: StaffState,
    /// Whether a code of an app is asked for with each sign-in.
    pub has_second_factor: bool,
}

impl std::fmt::Debug for StaffSummary {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "StaffSummary({})", self.id)
    }
}

/// The staff of a centre, in the order in which they came.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn list(
    app: &App,
    caller: &Caller,
    centre: CentreId,
) -> Result<Vec<StaffSummary>, Failure> {
    caller.check_centre(Permission::ManageStaff, centre)?;
    let staff = app.store().staff().list(centre).await?;
    staff.into_iter().map(|staff| summary(app, staff)).collect()
}

/// A member of staff as colleagues know the person.
///
/// # Errors
/// [`Failure::Internal`] for names that were sealed with a key that is gone.
pub fn summary(app: &App, staff: Staff) -> Result<StaffSummary, Failure> {
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
        has_second_factor: staff.second_factor.is_confirmed(),
        roles: staff.roles,
        state: staff.state,
    })
}

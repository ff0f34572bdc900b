//! Lists the regions of a centre with their studios, for its staff.

use domain::{Permission, Region, Studio};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// A region with its studios.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffRegion {
    /// The region.
    pub region: Region,
    /// Its studios, by name.
    pub studios: Vec<Studio>,
}

/// The regions of the own centre, by name.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::ManageAppointments`].
pub async fn list(app: &App, caller: &Caller) -> Result<Vec<StaffRegion>, Failure> {
    let centre = caller.staff()?.centre;
    caller.check_centre(Permission::ManageAppointments, centre)?;
    let store = app.store();
    let mut regions = Vec::new();
    for region in store.regions().list(centre).await? {
        let studios = store.studios().list_of_region(region.id).await?;
        regions.push(StaffRegion { region, studios });
    }
    Ok(regions)
}

//! Creates a region in which students are collected one by one.

use domain::audit::Action;
use domain::{CentreId, LinkSlug, Permission, Region, RegionId, Subject};

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::organisation::named;
use crate::service::App;
use crate::trace::Trace;

/// Enters a region of a centre; `slug` ends the link that its QR code carries.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`]; [`crate::Refusal::Taken`] for a link that exists.
pub async fn create(
    app: &App,
    caller: &Caller,
    centre: CentreId,
    name: String,
    slug: LinkSlug,
) -> Result<Region, Failure> {
    caller.check_centre(Permission::ManageBatches, centre)?;
    let found = app.store().centres().find(centre).await?;
    found.or_not_found()?;
    let id = RegionId::from_uuid(app.new_id());
    let region = Region::enter(id, centre, named(&name)?, slug);
    let work = app.store().begin().await?;
    work.regions().insert(&region).await?;
    let trace = Trace::new(
        app,
        caller,
        &Action::CreateRegion,
        Subject::Region(id),
        app.now(),
    );
    work.audit().append(trace.of(centre).event());
    work.commit().await?;
    Ok(region)
}

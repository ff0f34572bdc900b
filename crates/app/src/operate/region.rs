//! Entering a region in which students are collected one by one.

use domain::{LinkSlug, Permission, Region, RegionId, Subject, TenantId};

use super::organisation::named;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;
use crate::trace::Trace;

/// Enters a region of a centre; `slug` ends the link that its QR code carries.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`]; [`crate::Refusal::Taken`] for a link that exists.
pub async fn create_region(
    app: &App,
    caller: &Caller,
    tenant: TenantId,
    name: String,
    slug: LinkSlug,
) -> Result<Region, Failure> {
    caller.check_centre(Permission::ManageBatches, tenant)?;
    let centre = app.store().centres().find(tenant).await?;
    centre.ok_or(Failure::NotFound)?;
    let id = RegionId::from_uuid(app.new_id());
    let region = Region::enter(id, tenant, named(&name)?, slug);
    let work = app.store().begin().await?;
    work.regions().insert(&region).await?;
    let trace = Trace::new(app, caller, "create-region", Subject::Region(id), app.now())?;
    work.audit().append(trace.of(tenant).event());
    work.commit().await?;
    Ok(region)
}

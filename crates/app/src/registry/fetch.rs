//! Takes the file of a package out, and notes that it was sent. Taking it out asks once more whether everybody in
//! it still may be handed over: a consent can end between the building and the sending.

use domain::audit::Action;
use domain::{
    Duration, Permission, RegistryPackage, RegistryPackageId, RegistryRecordStateName, Subject,
    Timestamp,
};
use store::PageRequest;
use vault::{ContentType, Link};

use super::build::still_fit;
use super::{PAGE, find};
use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::refusal::RegistryRefusal;
use crate::service::App;
use crate::trace::note;

/// Where the file of a package can be fetched. Shows no link in `Debug`: it opens the file.
#[derive(Clone, PartialEq, Eq)]
pub struct PackageLink {
    /// Link to it, for the caller's sessions alone.
    pub link: String,
    /// Until when the link works.
    pub expires_at: Timestamp,
    /// Length of the file in bytes.
    pub length_bytes: u64,
}

impl std::fmt::Debug for PackageLink {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut link = formatter.debug_struct("PackageLink");
        link.field("expires_at", &self.expires_at);
        link.finish_non_exhaustive()
    }
}

/// Takes the file of a package out, by a link that works for minutes.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`] without [`Permission::HandOver`]; refusals of the package;
/// [`RegistryRefusal::Outdated`] where somebody in it may not be handed over any more.
pub async fn fetch(
    app: &App,
    caller: &Caller,
    id: RegistryPackageId,
) -> Result<PackageLink, Failure> {
    caller.staff()?;
    let package = find(app.store(), caller, Permission::HandOver, id).await?;
    let (archive, blob) = package.file()?;
    check_still_fit(app, &package).await?;
    let now = app.now();
    let minutes = Duration::from_minutes(app.settings().link_minutes);
    let expires_at = archive.ends_at().min(now + minutes);
    let link = Link {
        blob: blob.clone(),
        content_type: ContentType::Octets,
        viewer: caller.actor(),
        expires_at,
    };
    let work = app.store().begin().await?;
    let action = (&Action::FetchRegistryPackage, Subject::RegistryPackage(id));
    note(app, &work, caller, package.centre, action);
    work.commit().await?;
    Ok(PackageLink {
        link: app.vault().sign_link(&link),
        expires_at,
        length_bytes: archive.length_bytes,
    })
}

/// Counts those who wait for an answer and may not be handed over any more.
async fn check_still_fit(app: &App, package: &RegistryPackage) -> Result<(), Failure> {
    let waiting = Some(RegistryRecordStateName::Waiting);
    let mut outdated = 0;
    let mut request = PageRequest::first(PAGE);
    loop {
        let records = app.store().registry_records();
        let page = records
            .list_of_package(package.id, waiting, request)
            .await?;
        let fit = still_fit(app, package, &page.items).await?;
        outdated += (page.items.len() - fit.len()) as u64;
        let Some(next) = page.next else {
            break;
        };
        request.after = Some(next);
    }
    match outdated {
        0 => Ok(()),
        portraits => Err(RegistryRefusal::Outdated { portraits }.into()),
    }
}

/// Notes that a package was sent to the registry.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`] without [`Permission::HandOver`], [`Failure::Stale`]; refusals of the
/// package.
pub async fn note_sent(
    app: &App,
    caller: &Caller,
    id: RegistryPackageId,
) -> Result<RegistryPackage, Failure> {
    let by = caller.staff()?.id;
    let work = app.store().begin().await?;
    let before = find(&work, caller, Permission::HandOver, id).await?;
    let after = before.clone().sent(by, app.now())?;
    work.registry_packages()
        .advance(&before, &after)
        .await?
        .won()?;
    let action = (&Action::SendRegistryPackage, Subject::RegistryPackage(id));
    note(app, &work, caller, after.centre, action);
    work.commit().await?;
    Ok(after)
}

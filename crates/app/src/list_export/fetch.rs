//! Takes the file of a list out, for who asked for it.

use domain::audit::Action;
use domain::{Duration, ListExportId, Permission, Subject, Timestamp};
use vault::{ContentType, Link};

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;
use crate::trace::note;

/// Where the file can be fetched. Shows no link in `Debug`: it opens the file.
#[derive(Clone, PartialEq, Eq)]
pub struct ListLink {
    /// Link to it, for the caller's sessions alone.
    pub link: String,
    /// Until when the link works.
    pub expires_at: Timestamp,
    /// Length of the file in bytes.
    pub length_bytes: u64,
}

impl std::fmt::Debug for ListLink {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut link = formatter.debug_struct("ListLink");
        link.field("expires_at", &self.expires_at);
        link.finish_non_exhaustive()
    }
}

/// Takes the file out, by a link that works for minutes.
///
/// # Errors
/// [`Failure::NotFound`] for a list of another centre; [`Failure::NotAllowed`] for who may take out no lists any more;
/// refusals of the list: somebody else's, not made, its day is over.
pub async fn fetch(app: &App, caller: &Caller, id: ListExportId) -> Result<ListLink, Failure> {
    let staff = caller.staff()?;
    let list = app.store().list_exports().find(id).await?;
    let list = list.filter(|list| list.centre == staff.centre);
    let list = list.or_not_found()?;
    if !staff.permits_somewhere(Permission::ExportLists) {
        return Err(Failure::NotAllowed);
    }
    let now = app.now();
    let (blob, length_bytes) = list.fetch(staff.id, now)?;
    let minutes = Duration::from_minutes(app.settings().link_minutes);
    let expires_at = list.file_ends_at().unwrap_or(now).min(now + minutes);
    let link = Link {
        blob: blob.clone(),
        content_type: ContentType::Octets,
        viewer: caller.actor(),
        expires_at,
    };
    let work = app.store().begin().await?;
    let action = (&Action::FetchListExport, Subject::ListExport(id));
    note(app, &work, caller, list.centre, action);
    work.commit().await?;
    Ok(ListLink {
        link: app.vault().sign_link(&link),
        expires_at,
        length_bytes,
    })
}

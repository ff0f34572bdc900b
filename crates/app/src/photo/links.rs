//! Links to the pictures of a photo. A link works for its viewer alone, for some minutes; views by
//! staff are logged.

use domain::audit::Action;
use domain::{BlobKey, Duration, Permission, PhotoId, Subject, Timestamp};
use standard::facts::FileFormat;
use vault::{ContentType, Link};

use super::assess::portrait_of;
use super::find;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;
use crate::trace::Trace;

/// Where the pictures of a photo are, for one viewer. Show nothing in `Debug`: they open pictures.
#[derive(Clone, PartialEq, Eq)]
pub struct PhotoLinks {
    /// The file as it was handed in.
    pub original: String,
    /// The portrait, if there is one.
    pub portrait: Option<String>,
    /// Until when both work.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for PhotoLinks {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut links = formatter.debug_struct("PhotoLinks");
        links.field("expires_at", &self.expires_at);
        links.finish_non_exhaustive()
    }
}

/// Links to the original and the portrait, for the student whose they are and for staff who see
/// photos.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn links(app: &App, caller: &Caller, id: PhotoId) -> Result<PhotoLinks, Failure> {
    let (photo, _) = find(app.store(), caller, Permission::ViewPhotos, id).await?;
    let now = app.now();
    if !matches!(caller, Caller::Student(_)) {
        let work = app.store().begin().await?;
        let trace = Trace::new(app, caller, &Action::ViewPhoto, Subject::Photo(id), now);
        work.audit().append(trace.of(photo.centre).event());
        work.commit().await?;
    }
    let expires_at = now + Duration::from_minutes(app.settings().link_minutes);
    let sign = |blob: &BlobKey, content_type| {
        app.vault().sign_link(&Link {
            blob: blob.clone(),
            content_type,
            viewer: caller.actor(),
            expires_at,
        })
    };
    Ok(PhotoLinks {
        original: sign(&photo.original.blob, format_of(app, id).await?),
        portrait: portrait_of(&photo).map(|blob| sign(blob, ContentType::Jpeg)),
        expires_at,
    })
}

/// What the check found the original to be; a file that was not looked at is only saved, never
/// shown: it may be anything.
pub(crate) async fn format_of(app: &App, id: PhotoId) -> Result<ContentType, Failure> {
    let findings = app.store().findings().find(id).await?;
    let format = findings.and_then(|findings| {
        let format = findings.facts.pointer("/file/format")?;
        serde_json::from_value(format.clone()).ok()
    });
    Ok(match format {
        Some(FileFormat::Jpeg) => ContentType::Jpeg,
        Some(FileFormat::Png) => ContentType::Png,
        Some(FileFormat::Webp) => ContentType::WebP,
        None => ContentType::Octets,
    })
}

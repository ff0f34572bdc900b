//! Links to the pictures of a photo. A link works for its viewer alone, for some minutes; views by
//! staff are logged.

use domain::audit::Action;
use domain::{BlobKey, Duration, Permission, Photo, PhotoId, Subject, Timestamp};
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
    /// The file as it was handed in; none once its days are over.
    pub original: Option<String>,
    /// Columns and rows of the upright original, pixels; none before it was looked at. A view may have fewer.
    pub original_size_px: Option<[u32; 2]>,
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
    let mut links = links_of(app, caller, &[&photo]).await?;
    links.pop().ok_or(Failure::NotFound)
}

/// The links of photos that the caller may see, in their order. What staff look at is logged.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn links_of(
    app: &App,
    caller: &Caller,
    photos: &[&Photo],
) -> Result<Vec<PhotoLinks>, Failure> {
    let now = app.now();
    if !matches!(caller, Caller::Student(_)) && !photos.is_empty() {
        let work = app.store().begin().await?;
        for photo in photos {
            let subject = Subject::Photo(photo.id);
            let trace = Trace::new(app, caller, &Action::ViewPhoto, subject, now);
            work.audit().append(trace.of(photo.centre).event());
        }
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
    let mut links = Vec::with_capacity(photos.len());
    for photo in photos {
        let found = match photo.original_blob() {
            Some(blob) => Some((blob, original_of(app, photo.id).await?)),
            None => None,
        };
        links.push(PhotoLinks {
            original_size_px: found.as_ref().and_then(|(_, original)| original.size_px),
            original: found.map(|(blob, original)| sign(blob, original.content_type)),
            portrait: portrait_of(photo).map(|blob| sign(blob, ContentType::Jpeg)),
            expires_at,
        });
    }
    Ok(links)
}

/// What the check found an original to be.
struct OriginalFile {
    content_type: ContentType,
    size_px: Option<[u32; 2]>,
}

/// What the check found the original to be; a file that was not looked at is only saved, never
/// shown: it may be anything.
pub(crate) async fn format_of(app: &App, id: PhotoId) -> Result<ContentType, Failure> {
    Ok(original_of(app, id).await?.content_type)
}

async fn original_of(app: &App, id: PhotoId) -> Result<OriginalFile, Failure> {
    let findings = app.store().findings().find(id).await?;
    let file = findings.as_ref().and_then(|found| found.facts.get("file"));
    let format = file
        .and_then(|file| file.get("format"))
        .and_then(|format| serde_json::from_value(format.clone()).ok());
    let side = |name: &str| u32::try_from(file?.get(name)?.as_u64()?).ok();
    Ok(OriginalFile {
        content_type: match format {
            Some(FileFormat::Jpeg) => ContentType::Jpeg,
            Some(FileFormat::Png) => ContentType::Png,
            Some(FileFormat::Webp) => ContentType::WebP,
            Some(FileFormat::Heic) => ContentType::Heic,
            None => ContentType::Octets,
        },
        size_px: side("width_px")
            .zip(side("height_px"))
            .map(<[u32; 2]>::from),
    })
}

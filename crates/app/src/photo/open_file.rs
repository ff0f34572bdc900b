//! Opens the picture that a link leads to.

use bytes::Bytes;
use vault::{ContentType, ObjectReader};

use super::view;
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;

/// Longer sides that a view can be reduced to, pixels.
const LONGER_SIDES: std::ops::RangeInclusive<u32> = 200..=4_000;

/// A picture, ready to be sent.
pub struct OpenedFile {
    /// What it is.
    pub content_type: ContentType,
    /// Its length, bytes.
    pub length_bytes: u64,
    /// Its bytes, verified piece by piece.
    pub reader: FileReader,
}

/// Bytes of a file, piece by piece.
pub enum FileReader {
    /// As they are stored.
    Stored(ObjectReader),
    /// Of a view that was made for its viewer; none once they were read.
    View(Option<Bytes>),
}

impl FileReader {
    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] when the objects do not answer; [`Failure::Internal`] for an object that was changed.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Failure> {
        match self {
            Self::Stored(reader) => Ok(reader.next().await?),
            Self::View(bytes) => Ok(bytes.take()),
        }
    }
}

impl OpenedFile {
    /// Whether it is an archive to be saved, and no picture to be shown.
    pub fn is_archive(&self) -> bool {
        self.content_type == ContentType::Zip
    }

    /// Whether it may be shown. A photo that nobody has looked at may be anything, and is shown as a picture or not
    /// at all.
    pub fn is_picture(&self) -> bool {
        self.content_type.mime().starts_with("image/")
    }
}

impl std::fmt::Debug for OpenedFile {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("OpenedFile")
            .field("content_type", &self.content_type)
            .field("length_bytes", &self.length_bytes)
            .finish_non_exhaustive()
    }
}

/// [`open_view`] in the whole resolution.
///
/// # Errors
/// As [`open_view`].
pub async fn open_file(app: &App, caller: &Caller, link: &str) -> Result<OpenedFile, Failure> {
    open_view(app, caller, link, None).await
}

/// Opens a link for the one it was made for, as long as somebody still refers to the picture. Staff get pictures of
/// people as views with their name in the pixels, reduced to `longer_side_px` (200 … 4 000) where that is enough; everything
/// else is handed out as it is stored, in whatever size.
///
/// # Errors
/// [`Failure::NotFound`] for a link that is forged, over, somebody else's, or whose picture was
/// deleted: the answer tells none of them. [`Failure::Invalid`] for another size; [`Failure::Unavailable`] while no view can
/// be made.
pub async fn open_view(
    app: &App,
    caller: &Caller,
    link: &str,
    longer_side_px: Option<u32>,
) -> Result<OpenedFile, Failure> {
    if longer_side_px.is_some_and(|side| !LONGER_SIDES.contains(&side)) {
        return Err(Failure::invalid("longer_side", &"200 to 4000 pixels"));
    }
    let link = app.vault().open_link(link, app.now());
    let link = link.map_err(|_| Failure::NotFound)?;
    if link.viewer != caller.actor() {
        return Err(Failure::NotFound);
    }
    let blobs = std::slice::from_ref(&link.blob);
    let referenced = app.store().objects().referenced(blobs).await?;
    if referenced != [true] {
        return Err(Failure::NotFound);
    }
    if let Some(staff) = view::marked_for(caller, &link.blob) {
        let view = view::view(app, staff, &link.blob, longer_side_px).await?;
        return Ok(OpenedFile {
            content_type: ContentType::Jpeg,
            length_bytes: view.len() as u64,
            reader: FileReader::View(Some(view)),
        });
    }
    let reader = app.vault().reader(&link.blob).await?;
    let reader = reader.or_not_found()?;
    Ok(OpenedFile {
        content_type: link.content_type,
        length_bytes: reader.length_bytes(),
        reader: FileReader::Stored(reader),
    })
}

//! Opens the picture that a link leads to.

use vault::{ContentType, ObjectReader};

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;

/// A picture, ready to be sent.
pub struct OpenedFile {
    /// What it is.
    pub content_type: ContentType,
    /// Its length, bytes.
    pub length_bytes: u64,
    /// Its bytes, verified piece by piece.
    pub reader: ObjectReader,
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

/// Opens a link for the one it was made for, as long as somebody still refers to the picture.
///
/// # Errors
/// [`Failure::NotFound`] for a link that is forged, over, somebody else's, or whose picture was
/// deleted: the answer tells none of them.
pub async fn open_file(app: &App, caller: &Caller, link: &str) -> Result<OpenedFile, Failure> {
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
    let reader = app.vault().reader(&link.blob).await?;
    let reader = reader.or_not_found()?;
    Ok(OpenedFile {
        content_type: link.content_type,
        length_bytes: reader.length_bytes(),
        reader,
    })
}

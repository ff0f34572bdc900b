//! Opens the picture or the file that a link leads to, whole or from any byte on.

use std::ops::Range;

use bytes::Bytes;
use domain::BlobKey;
use futures_util::stream::{self, Stream};
use vault::{ContentType, Link, ObjectParts, ObjectReader};

use super::view;
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;

/// Longer sides that a view can be reduced to, pixels.
const LONGER_SIDES: std::ops::RangeInclusive<u32> = 200..=4_000;

/// A file, ready to be sent.
pub struct OpenedFile {
    /// What it is.
    pub content_type: ContentType,
    /// Its length, bytes.
    pub length_bytes: u64,
    /// Names these bytes and no others, behind whatever link; none for a view, which is made anew for every look.
    pub tag: Option<String>,
    /// Its bytes, verified piece by piece.
    pub reader: FileReader,
}

/// Bytes of a file, piece by piece.
pub enum FileReader {
    /// As they are stored.
    Stored(Box<ObjectReader>),
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
    /// Its bytes from the first to the last.
    pub fn into_stream(self) -> impl Stream<Item = Result<Bytes, Failure>> + Send + 'static {
        stream::try_unfold(self.reader, async |mut reader| {
            let bytes = reader.next().await?;
            Ok(bytes.map(|bytes| (bytes, reader)))
        })
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

/// A file of which a part is to be sent.
pub struct OpenedParts {
    /// What it is.
    pub content_type: ContentType,
    /// Names these bytes and no others.
    pub tag: String,
    parts: ObjectParts,
}

impl OpenedParts {
    /// Length of the whole, bytes.
    pub const fn length_bytes(&self) -> u64 {
        self.parts.length_bytes()
    }

    /// These bytes of it; nothing before them is read.
    ///
    /// # Errors
    /// Those of the vault.
    pub async fn read(
        self,
        range: Range<u64>,
    ) -> Result<impl Stream<Item = Result<Bytes, Failure>> + Send + 'static, Failure> {
        let reader = self.parts.read(range).await?;
        Ok(stream::try_unfold(reader, async |mut reader| {
            let bytes = reader.next().await?;
            Ok(bytes.map(|bytes| (bytes, reader)))
        }))
    }
}

impl std::fmt::Debug for OpenedParts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("OpenedParts")
            .field("content_type", &self.content_type)
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
    let link = follow(app, caller, link).await?;
    if let Some(staff) = view::marked_for(caller, &link.blob) {
        let view = view::view(app, staff, &link.blob, longer_side_px).await?;
        return Ok(OpenedFile {
            content_type: ContentType::Jpeg,
            length_bytes: view.len() as u64,
            tag: None,
            reader: FileReader::View(Some(view)),
        });
    }
    let reader = app.vault().reader(&link.blob).await?;
    let reader = reader.or_not_found()?;
    Ok(OpenedFile {
        content_type: link.content_type,
        length_bytes: reader.length_bytes(),
        tag: Some(tag(app, &link.blob)),
        reader: FileReader::Stored(Box::new(reader)),
    })
}

/// Opens a link as [`open_file`] does, for a part of what is stored; nothing for what the caller sees as a view only, of which
/// there are no parts.
///
/// # Errors
/// As [`open_file`].
pub async fn open_parts(
    app: &App,
    caller: &Caller,
    link: &str,
) -> Result<Option<OpenedParts>, Failure> {
    let link = follow(app, caller, link).await?;
    if view::marked_for(caller, &link.blob).is_some() {
        return Ok(None);
    }
    let parts = app.vault().parts(&link.blob).await?;
    Ok(Some(OpenedParts {
        content_type: link.content_type,
        tag: tag(app, &link.blob),
        parts: parts.or_not_found()?,
    }))
}

async fn follow(app: &App, caller: &Caller, link: &str) -> Result<Link, Failure> {
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
    Ok(link)
}

/// Objects are named by their content; the name itself stays inside.
fn tag(app: &App, blob: &BlobKey) -> String {
    let mut tag = app.vault().token_hash(blob.as_str()).to_hex();
    tag.truncate(32);
    tag
}

//! Opens the picture or the file that a link leads to, whole or from any byte on.

use std::ops::Range;

use bytes::Bytes;
use domain::BlobKey;
use futures_util::stream::{self, Stream, TryStreamExt as _};
use vault::{ContentType, Link, ObjectParts, ObjectReader};

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;

/// A picture, ready to be sent.
pub struct OpenedFile {
    /// What it is.
    pub content_type: ContentType,
    /// Its length, bytes.
    pub length_bytes: u64,
    /// Names these bytes and no others, behind whatever link.
    pub tag: String,
    /// Its bytes, verified piece by piece.
    pub reader: ObjectReader,
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

impl OpenedFile {
    /// Its bytes from the first to the last.
    pub fn into_stream(self) -> impl Stream<Item = Result<Bytes, Failure>> + Send + 'static {
        self.reader.into_stream().map_err(Failure::from)
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

/// Opens a link for the one it was made for, as long as somebody still refers to the picture.
///
/// # Errors
/// [`Failure::NotFound`] for a link that is forged, over, somebody else's, or whose picture was
/// deleted: the answer tells none of them.
pub async fn open_file(app: &App, caller: &Caller, link: &str) -> Result<OpenedFile, Failure> {
    let link = follow(app, caller, link).await?;
    let reader = app.vault().reader(&link.blob).await?;
    let reader = reader.or_not_found()?;
    Ok(OpenedFile {
        content_type: link.content_type,
        length_bytes: reader.length_bytes(),
        tag: tag(app, &link.blob),
        reader,
    })
}

/// Opens a link as [`open_file`] does, for a part of what is there.
///
/// # Errors
/// As [`open_file`].
pub async fn open_parts(app: &App, caller: &Caller, link: &str) -> Result<OpenedParts, Failure> {
    let link = follow(app, caller, link).await?;
    let parts = app.vault().parts(&link.blob).await?;
    Ok(OpenedParts {
        content_type: link.content_type,
        tag: tag(app, &link.blob),
        parts: parts.or_not_found()?,
    })
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

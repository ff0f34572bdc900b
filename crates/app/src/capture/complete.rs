//! Joins the parts of a photo when all have arrived.

use domain::{CaptureSessionId, CaptureSource, Photo};
use store::StoredPart;

use super::drop_objects;
use super::part::MAX_PARTS;
use super::upload::{PhotoUpload, begin_upload};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::refusal::UploadRefusal;
use crate::service::App;

/// Puts `part_count` parts together and receives the photo. Parts pass through one by one, so that
/// memory stays bounded.
///
/// # Errors
/// [`UploadRefusal::PartMissing`]; as [`begin_upload`] and [`PhotoUpload::finish`].
pub async fn complete(
    app: &App,
    caller: &Caller,
    session: CaptureSessionId,
    token: &str,
    source: CaptureSource,
    part_count: u16,
) -> Result<Photo, Failure> {
    if part_count > MAX_PARTS {
        return Err(Failure::Invalid {
            field: "parts",
            expected: format!("1 to {MAX_PARTS}"),
        });
    }
    let upload = begin_upload(app, caller, session, token, source, None).await?;
    let parts = app.store().upload_parts().list(session).await?;
    let blobs: Vec<_> = parts.iter().map(|(_, part)| part.blob.clone()).collect();
    let parts = in_order(parts, part_count)?;
    let photo = fill(app, upload, &parts).await?.finish().await?;
    drop_objects(app, &blobs).await;
    Ok(photo)
}

/// The parts 0 … `part_count` − 1; further ones are left over from an earlier, longer try.
fn in_order(
    parts: Vec<(u16, StoredPart)>,
    part_count: u16,
) -> Result<Vec<StoredPart>, UploadRefusal> {
    let mut parts = parts.into_iter().peekable();
    let numbers = 0..part_count;
    let in_order = numbers.map(|number| {
        let next = parts.next_if(|(found, _)| *found == number);
        let part = next.map(|(_, part)| part);
        part.ok_or(UploadRefusal::PartMissing { number })
    });
    in_order.collect()
}

async fn fill(
    app: &App,
    mut upload: PhotoUpload,
    parts: &[StoredPart],
) -> Result<PhotoUpload, Failure> {
    for part in parts {
        let Some(mut reader) = app.vault().reader(&part.blob).await? else {
            return Err(Failure::internal("a part that is referred to is not there"));
        };
        while let Some(bytes) = reader.next().await? {
            upload.write(&bytes).await?;
        }
    }
    Ok(upload)
}

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

/// How often the parts are read while others replace them.
const TRIES: usize = 3;

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
    let mut tries = 0;
    loop {
        let mut upload = begin_upload(app, caller, session, token, source, None).await?;
        let parts = app.store().upload_parts().list(session).await?;
        let blobs: Vec<_> = parts.iter().map(|(_, part)| part.blob.clone()).collect();
        let parts = in_order(parts, part_count)?;
        let Some(number) = fill(app, &mut upload, &parts).await? else {
            let photo = upload.finish().await?;
            drop_objects(app, &blobs).await;
            return Ok(photo);
        };
        upload.abort().await;
        // Whoever sends the same photo at the same time replaces its parts, or has joined them already;
        // the next try reads the new ones, or says that the session is used.
        tries += 1;
        if tries == TRIES {
            return Err(UploadRefusal::PartMissing { number }.into());
        }
    }
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

/// Ends at the first part whose bytes are there no more, and says its number.
async fn fill(
    app: &App,
    upload: &mut PhotoUpload,
    parts: &[StoredPart],
) -> Result<Option<u16>, Failure> {
    for (number, part) in (0..).zip(parts) {
        let Some(mut reader) = app.vault().reader(&part.blob).await? else {
            return Ok(Some(number));
        };
        while let Some(bytes) = reader.next().await? {
            upload.write(&bytes).await?;
        }
    }
    Ok(None)
}

//! Stores one part of a photo. Parts arrive in any order and may be repeated.

use domain::{Actor, CaptureAction, CaptureSession, CaptureSessionId, Duration};
use store::{StoredPart, Work};
use vault::ObjectKind;

use super::{check_issued, check_token, drop_objects, find};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::network;
use crate::refusal::UploadRefusal;
use crate::service::App;

/// The most parts that a photo may have.
pub(super) const MAX_PARTS: u16 = 256;

/// How often the bytes of the longest photo may come in through one session.
const PHOTOS_PER_SESSION: u32 = 2;

/// How often the bytes of the longest photo may come in for one student within an hour.
const PHOTOS_PER_HOUR: u32 = 6;

/// What has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartsSoFar {
    /// Numbers of the parts, from 0, in order.
    pub numbers: Vec<u16>,
    /// Their lengths together, bytes.
    pub length_bytes: u64,
}

impl PartsSoFar {
    fn of(parts: &[(u16, StoredPart)]) -> Self {
        Self {
            numbers: parts.iter().map(|(number, _)| *number).collect(),
            length_bytes: parts.iter().map(|(_, part)| part.length_bytes).sum(),
        }
    }
}

/// Keeps one part, in place of an earlier one of the same number.
///
/// # Errors
/// [`Failure::NotFound`] for a session or a token that is not the caller's; [`UploadRefusal::TooLarge`]
/// where the part is, or all parts together; [`UploadRefusal::EmptyFile`]; [`Failure::Invalid`] for a
/// number beyond 255; a session that takes nothing any more; [`Failure::TooMany`] when many times the
/// bytes of a photo have come in.
pub async fn put_part(
    app: &App,
    caller: &Caller,
    session: CaptureSessionId,
    token: &str,
    number: u16,
    bytes: &[u8],
) -> Result<PartsSoFar, Failure> {
    let session = admit_part(app, caller, session, token).await?;
    check_part(app, number, bytes)?;
    use_budget(app, &session, bytes).await?;
    let stored = app.vault().put(ObjectKind::UploadPart, bytes).await?;
    let part = StoredPart {
        blob: stored.key,
        length_bytes: stored.length_bytes,
        hash: stored.hash,
    };
    let work = app.store().begin().await?;
    let replaced = work.upload_parts().put(session.id, number, &part).await?;
    let parts = so_far(&work, session.id).await?;
    let max_bytes = app.settings().max_photo_bytes;
    if parts.length_bytes > max_bytes {
        return Err(UploadRefusal::TooLarge { max_bytes }.into());
    }
    work.commit().await?;
    drop_objects(app, replaced.as_slice()).await;
    Ok(parts)
}

/// Counts the bytes before they are stored: for the session, in which the same part may be sent again and
/// again, and for the student, who may open many sessions.
async fn use_budget(app: &App, session: &CaptureSession, bytes: &[u8]) -> Result<(), Failure> {
    let by = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let photo = u32::try_from(app.settings().max_photo_bytes).unwrap_or(u32::MAX);
    let of_session = format!("part-bytes:session:{}", session.id);
    let of_account = format!("part-bytes:account:{}", session.account);
    let now = app.now();
    let work = app.store().begin().await?;
    let (day, hour) = (Duration::from_days(1), Duration::from_hours(1));
    network::count(
        &work,
        &of_session,
        day,
        by,
        photo.saturating_mul(PHOTOS_PER_SESSION),
        now,
    )
    .await?;
    if session.issued_to == Actor::Student(session.account) {
        network::count(
            &work,
            &of_account,
            hour,
            by,
            photo.saturating_mul(PHOTOS_PER_HOUR),
            now,
        )
        .await?;
    }
    Ok(work.commit().await?)
}

fn check_part(app: &App, number: u16, bytes: &[u8]) -> Result<(), Failure> {
    if number >= MAX_PARTS {
        return Err(Failure::Invalid {
            field: "number",
            expected: format!("0 to {}", MAX_PARTS - 1),
        });
    }
    let max_bytes = app.settings().max_part_bytes;
    if bytes.is_empty() {
        return Err(UploadRefusal::EmptyFile.into());
    }
    if bytes.len() as u64 > max_bytes {
        return Err(UploadRefusal::TooLarge { max_bytes }.into());
    }
    Ok(())
}

/// The session that a part is for, before its bytes are read.
///
/// # Errors
/// [`Failure::NotFound`] for a session or a token that is not the caller's; a session that takes
/// nothing any more.
pub async fn admit_part(
    app: &App,
    caller: &Caller,
    session: CaptureSessionId,
    token: &str,
) -> Result<CaptureSession, Failure> {
    let session = find(app.store(), caller, session).await?;
    check_token(app, &session, token)?;
    check_issued(app, &session, CaptureAction::PutPart)?;
    Ok(session)
}

async fn so_far(work: &Work, session: CaptureSessionId) -> Result<PartsSoFar, Failure> {
    let parts = work.upload_parts().list(session).await?;
    Ok(PartsSoFar::of(&parts))
}

/// What has arrived, so that a client that was cut off goes on where it was.
///
/// # Errors
/// [`Failure::NotFound`] for a session that is not the caller's.
pub async fn parts(
    app: &App,
    caller: &Caller,
    session: CaptureSessionId,
) -> Result<PartsSoFar, Failure> {
    let session = find(app.store(), caller, session).await?;
    let parts = app.store().upload_parts().list(session.id).await?;
    Ok(PartsSoFar::of(&parts))
}

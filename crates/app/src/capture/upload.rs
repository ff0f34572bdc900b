//! Streams the bytes of a photo from the network into the vault, then records the photo.

use domain::{CaptureAction, CaptureSession, CaptureSessionId, CaptureSource, Photo, PhotoId};
use vault::{ObjectKind, ObjectWriter};

use super::receive::{Arrival, check, receive};
use super::{check_issued, check_token, find};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::refusal::UploadRefusal;
use crate::service::App;

/// A photo on its way in. Dropped before [`Self::finish`], it leaves nothing.
pub struct PhotoUpload {
    app: App,
    caller: Caller,
    session: CaptureSession,
    source: CaptureSource,
    photo: PhotoId,
    writer: ObjectWriter,
    length_bytes: u64,
}

impl std::fmt::Debug for PhotoUpload {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("PhotoUpload")
            .field("session", &self.session.id)
            .field("length_bytes", &self.length_bytes)
            .finish_non_exhaustive()
    }
}

/// Begins to take a photo; `declared_bytes` is what the client says of its length. Everything that
/// can be refused is refused before the first byte.
///
/// # Errors
/// [`Failure::NotFound`] for a session or a token that is not the caller's; [`UploadRefusal::TooLarge`],
/// [`UploadRefusal::EmptyFile`]; refusals of session, consent, submission and batch.
pub async fn begin_upload(
    app: &App,
    caller: &Caller,
    session: CaptureSessionId,
    token: &str,
    source: CaptureSource,
    declared_bytes: Option<u64>,
) -> Result<PhotoUpload, Failure> {
    let session = find(app.store(), caller, session).await?;
    check_token(app, &session, token)?;
    check_issued(app, &session, CaptureAction::Take)?;
    check_length(app, declared_bytes)?;
    let photo = PhotoId::from_uuid(app.new_id());
    let arrival = Arrival {
        session: session.id,
        source,
        photo,
    };
    check(app, caller, &arrival, session.account).await?;
    Ok(PhotoUpload {
        app: app.clone(),
        caller: caller.clone(),
        session,
        source,
        photo,
        writer: app.vault().writer(ObjectKind::Original).await?,
        length_bytes: 0,
    })
}

fn check_length(app: &App, declared_bytes: Option<u64>) -> Result<(), UploadRefusal> {
    let max_bytes = app.settings().max_photo_bytes;
    match declared_bytes {
        Some(0) => Err(UploadRefusal::EmptyFile),
        Some(declared) if declared > max_bytes => Err(UploadRefusal::TooLarge { max_bytes }),
        _ => Ok(()),
    }
}

impl PhotoUpload {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`UploadRefusal::TooLarge`], after which the upload can only be aborted; those of the vault.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let length_bytes = self.length_bytes + bytes.len() as u64;
        let max_bytes = self.app.settings().max_photo_bytes;
        if length_bytes > max_bytes {
            return Err(UploadRefusal::TooLarge { max_bytes }.into());
        }
        self.writer.write(bytes).await?;
        self.length_bytes = length_bytes;
        Ok(())
    }

    /// The photo is whole: keeps it, counts the check and has it looked at.
    ///
    /// # Errors
    /// [`UploadRefusal::EmptyFile`]; refusals of what changed meanwhile; [`Failure::Stale`] when others
    /// keep changing the same submission.
    pub async fn finish(self) -> Result<Photo, Failure> {
        if self.length_bytes == 0 {
            self.writer.abort().await;
            return Err(UploadRefusal::EmptyFile.into());
        }
        // The object first: a row never refers to bytes that may not arrive.
        let stored = self.writer.finish().await?;
        let arrival = Arrival {
            session: self.session.id,
            source: self.source,
            photo: self.photo,
        };
        receive(&self.app, &self.caller, &arrival, stored).await
    }

    /// Gives the upload up; nothing is kept.
    pub async fn abort(self) {
        self.writer.abort().await;
    }
}

//! Encrypts and stores one object from a stream of bytes.

use std::sync::Arc;

use domain::BlobKey;

use crate::cipher::Secret;
use crate::deposit::Deposit;
use crate::error::VaultError;
use crate::frame::{FRAME_BYTES, FrameSealer, Header};
use crate::inner::Inner;
use crate::object::{ContentHasher, ObjectKind, StoredObject, name_of};

/// An object that is being written. Holds at most about 8 MiB, however long the object is. Dropped
/// or aborted before it is finished, it leaves nothing under a final name; what it may leave in a
/// folder is swept. (A bucket keeps the parts of an upload that was dropped where no list shows
/// them: let a rule of the bucket remove incomplete uploads after a day.)
pub struct ObjectWriter {
    inner: Arc<Inner>,
    kind: ObjectKind,
    frames: FrameSealer,
    deposit: Deposit,
    hash: ContentHasher,
    length_bytes: u64,
}

impl ObjectWriter {
    pub(crate) async fn begin(inner: Arc<Inner>, kind: ObjectKind) -> Result<Self, VaultError> {
        let object_key = Secret::random();
        let header = Header::wrap(&inner.keys, &object_key);
        let mut deposit = Deposit::new(inner.objects.clone());
        deposit.push(|held| held.extend_from_slice(&header)).await?;
        Ok(Self {
            inner,
            kind,
            frames: FrameSealer::new(&object_key),
            deposit,
            hash: ContentHasher::new(),
            length_bytes: 0,
        })
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`] or [`VaultError::Refused`]; the object is lost with it, and every
    /// later call says the same.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), VaultError> {
        for piece in bytes.chunks(FRAME_BYTES) {
            self.hash.update(piece);
            self.length_bytes += piece.len() as u64;
            let frames = &mut self.frames;
            self.deposit.push(|held| frames.push(piece, held)).await?;
        }
        Ok(())
    }

    /// Stores the object under its name. The same content stored before is written over by the same
    /// content, which makes it young again: a sweep that spares young objects spares this one until
    /// the caller has written down that it is needed.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`] or [`VaultError::Refused`]; then the object either is not there
    /// or is complete and unreferenced.
    pub async fn finish(self) -> Result<StoredObject, VaultError> {
        let Self {
            inner,
            kind,
            mut frames,
            mut deposit,
            hash,
            length_bytes,
        } = self;
        deposit.push(|held| frames.finish(held)).await?;
        let hash = hash.finish();
        let key: BlobKey = name_of(&inner.keys, kind, &hash);
        deposit.publish(&inner.turns, key.as_str()).await?;
        Ok(StoredObject {
            key,
            hash,
            length_bytes,
        })
    }

    /// Gives up; takes back what was sent, as far as the store lets it.
    pub async fn abort(self) {
        self.deposit.abort().await;
    }
}

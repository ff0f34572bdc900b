//! Storing one object as its bytes come.

use domain::BlobKey;

use crate::cipher::Secret;
use crate::deposit::Deposit;
use crate::failure::VaultError;
use crate::frame::{FRAME_BYTES, FrameSealer, Header};
use crate::object::{ContentHasher, ObjectKind, StoredObject, name_of};
use crate::vault::Vault;

/// An object that is being written. Holds at most about 8 MiB, however long the object is. Dropped
/// or aborted before it is finished, it leaves nothing under a final name; what it may leave in a
/// folder is swept. (A bucket keeps the parts of an upload that was dropped where no list shows
/// them: let a rule of the bucket remove incomplete uploads after a day.)
pub struct ObjectWriter {
    vault: Vault,
    kind: ObjectKind,
    frames: FrameSealer,
    deposit: Deposit,
    hash: ContentHasher,
    length_bytes: u64,
}

impl ObjectWriter {
    pub(crate) async fn begin(vault: Vault, kind: ObjectKind) -> Result<Self, VaultError> {
        let object_key = Secret::random();
        let header = Header::wrap(vault.keys(), &object_key);
        let mut deposit = Deposit::new(vault.objects().clone());
        deposit.push(|held| held.extend_from_slice(&header)).await?;
        Ok(Self {
            vault,
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
            vault,
            kind,
            mut frames,
            mut deposit,
            hash,
            length_bytes,
        } = self;
        deposit.push(|held| frames.finish(held)).await?;
        let hash = hash.finish();
        let key: BlobKey = name_of(vault.keys(), kind, &hash);
        deposit.publish(vault.turns(), key.as_str()).await?;
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

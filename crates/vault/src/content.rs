//! Decrypts one object: opens its frames in order and compares the content with the object's name at the
//! end.

use bytes::Bytes;
use domain::{BlobKey, ContentHash};

use crate::cipher::Secret;
use crate::error::VaultError;
use crate::frame::{Broken, FrameOpener, Header, clear_length};
use crate::keys::Keys;
use crate::object::{ContentHasher, ObjectKind, is_name_of};

/// An object that is being opened.
pub(crate) struct Content {
    key: BlobKey,
    kind: ObjectKind,
    frames: FrameOpener,
    hash: ContentHasher,
    opened_bytes: u64,
    length_bytes: u64,
}

impl Content {
    /// From the object's own key and the length of what is stored.
    pub(crate) fn new(
        key: &BlobKey,
        kind: ObjectKind,
        object_key: &Secret,
        stored_bytes: u64,
    ) -> Result<Self, VaultError> {
        let length_bytes = clear_length(stored_bytes).ok_or_else(|| damaged(key))?;
        Ok(Self {
            key: key.clone(),
            kind,
            frames: FrameOpener::new(object_key),
            hash: ContentHasher::new(),
            opened_bytes: 0,
            length_bytes,
        })
    }

    /// Length of the cleartext in bytes, as the length of what is stored has it.
    pub(crate) const fn length_bytes(&self) -> u64 {
        self.length_bytes
    }

    /// Appends stored bytes, without the header.
    pub(crate) fn push(&mut self, stored: &[u8]) {
        self.frames.push(stored);
    }

    /// The next frame, once it is certain that another follows.
    pub(crate) fn next(&mut self) -> Result<Option<Bytes>, VaultError> {
        let frame = self.frames.next().map_err(|Broken| damaged(&self.key))?;
        Ok(frame.inspect(|frame| self.count(frame)))
    }

    /// The last frame, if the whole is what belongs under its name. To be asked when all bytes have
    /// come and [`Content::next`] gives no more. With it comes the hash of the whole.
    pub(crate) fn finish(&mut self, keys: &Keys) -> Result<(Bytes, ContentHash), VaultError> {
        let last = self.frames.finish().map_err(|Broken| damaged(&self.key))?;
        self.count(&last);
        let hash = std::mem::replace(&mut self.hash, ContentHasher::new()).finish();
        let is_named = is_name_of(keys, &self.key, self.kind, &hash);
        if !is_named || self.opened_bytes != self.length_bytes {
            return Err(damaged(&self.key));
        }
        Ok((last, hash))
    }

    fn count(&mut self, frame: &[u8]) {
        self.hash.update(frame);
        self.opened_bytes += frame.len() as u64;
    }
}

/// The object's own key, out of its header.
pub(crate) fn object_key(keys: &Keys, key: &BlobKey, header: &[u8]) -> Result<Secret, VaultError> {
    let header = Header::read(header).map_err(|Broken| damaged(key))?;
    let master = keys.master(header.key_id)?;
    let object_key = header.unwrap(&master.wrapping);
    object_key.map_err(|Broken| damaged(key))
}

/// The error for an object that differs from what was stored under its name.
pub(crate) fn damaged(key: &BlobKey) -> VaultError {
    VaultError::Damaged { key: key.clone() }
}

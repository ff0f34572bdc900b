//! Reads a part of one object from any byte on, without what lies before it. Each frame is authentic, in its place and of
//! this object; that all of them are there is known to who reads all parts.

use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use domain::BlobKey;

use crate::content::{damaged, object_key};
use crate::error::{ObjectStoreError, VaultError};
use crate::frame::{
    Broken, FRAME_BYTES, FrameOpener, HEADER_BYTES, SEALED_FRAME_BYTES, clear_length,
};
use crate::inner::Inner;
use crate::object::ObjectKind;
use crate::objects::Source;

/// An object of which parts can be read.
pub struct ObjectParts {
    inner: Arc<Inner>,
    key: BlobKey,
    frames: FrameOpener,
    stored_bytes: u64,
    length_bytes: u64,
}

impl ObjectParts {
    /// `None` if there is no such object.
    pub(crate) async fn open(inner: Arc<Inner>, key: &BlobKey) -> Result<Option<Self>, VaultError> {
        if ObjectKind::of(key).is_none() {
            return Ok(None);
        }
        let name = key.as_str();
        let Some(stored_bytes) = inner.objects.length(name).await? else {
            return Ok(None);
        };
        let Some(header) = inner.objects.read_start(name, HEADER_BYTES).await? else {
            return Ok(None);
        };
        let object_key = object_key(&inner.keys, key, &header)?;
        let length_bytes = clear_length(stored_bytes).ok_or_else(|| damaged(key))?;
        Ok(Some(Self {
            frames: FrameOpener::new(&object_key),
            key: key.clone(),
            inner,
            stored_bytes,
            length_bytes,
        }))
    }

    /// Length of the whole content in bytes.
    pub const fn length_bytes(&self) -> u64 {
        self.length_bytes
    }

    /// Reads from the first byte of `range` to the last but one; what lies beyond the end is left out.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`] or [`VaultError::Refused`]; [`VaultError::Damaged`] where the object went meanwhile.
    pub async fn read(self, range: Range<u64>) -> Result<PartReader, VaultError> {
        let range = range.start..range.end.min(self.length_bytes);
        let left = range.end.saturating_sub(range.start);
        let frame = FRAME_BYTES as u64;
        let (first, end) = (range.start / frame, range.end.div_ceil(frame));
        let at = |number: u64| {
            let at = HEADER_BYTES as u64 + number * SEALED_FRAME_BYTES as u64;
            at.min(self.stored_bytes)
        };
        let stored = at(first)..at(end.max(first));
        let source = self.inner.objects.part(self.key.as_str(), stored).await?;
        let mut frames = self.frames;
        let too_long = |_| damaged(&self.key);
        frames.go_to(u32::try_from(first).map_err(too_long)?);
        Ok(PartReader {
            key: self.key,
            source,
            frames,
            next: first,
            // An object ends with a full frame, or with one that is shorter.
            last: self.length_bytes.saturating_sub(1) / frame,
            skip: (range.start % frame) as usize,
            left,
        })
    }
}

/// A part that is being read.
pub struct PartReader {
    key: BlobKey,
    source: Source,
    frames: FrameOpener,
    /// The frame that comes next, and the object's last one.
    next: u64,
    last: u64,
    /// Bytes of the next frame that are not wanted.
    skip: usize,
    left: u64,
}

impl PartReader {
    /// Bytes that are still to come.
    pub const fn left_bytes(&self) -> u64 {
        self.left
    }

    /// The next bytes, up to 64 KiB; `None` after the last.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`] if the store gives up in between, [`VaultError::Damaged`] if these bytes are not what
    /// was stored.
    pub async fn next(&mut self) -> Result<Option<Bytes>, VaultError> {
        if self.left == 0 {
            return Ok(None);
        }
        let gone = || ObjectStoreError::transient("the object went while it was read");
        let sealed = self.source.take(SEALED_FRAME_BYTES).await?;
        let sealed = sealed.ok_or_else(gone)?;
        let clear = self.frames.open_alone(&sealed, self.next == self.last);
        let mut clear = clear.map_err(|Broken| damaged(&self.key))?;
        self.next += 1;
        let unwanted = std::mem::take(&mut self.skip).min(clear.len());
        let mut wanted = clear.split_off(unwanted);
        wanted.truncate(usize::try_from(self.left).unwrap_or(usize::MAX));
        if wanted.is_empty() {
            self.left = 0;
            return Err(damaged(&self.key));
        }
        self.left -= wanted.len() as u64;
        Ok(Some(wanted))
    }
}

//! Reads one object, as a stream or as a whole.

use std::sync::Arc;

use bytes::Bytes;
use domain::{BlobKey, ContentHash};
use futures_util::{Stream, stream};

use crate::content::{Content, damaged, object_key};
use crate::error::VaultError;
use crate::frame::HEADER_BYTES;
use crate::inner::Inner;
use crate::object::ObjectKind;
use crate::objects::Source;

/// An object that is being read. Every frame is authentic when it comes out; that all of them came
/// and that they are the object of this name is known at the end, so use what came only when the
/// stream ends without an error.
pub struct ObjectReader {
    inner: Arc<Inner>,
    source: Source,
    content: Content,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// The store has more.
    Receiving,
    /// The store has given all.
    Received,
    /// Everything was handed out, or something was wrong.
    Over,
}

impl ObjectReader {
    /// `None` if there is no such object.
    pub(crate) async fn open(inner: Arc<Inner>, key: &BlobKey) -> Result<Option<Self>, VaultError> {
        let Some(kind) = ObjectKind::of(key) else {
            return Ok(None);
        };
        // One request for header and frames: an object that is written anew between two requests
        // would come in halves that do not fit.
        let Some(mut source) = inner.objects.source(key.as_str()).await? else {
            return Ok(None);
        };
        let Some(header) = source.take(HEADER_BYTES).await? else {
            return Ok(None);
        };
        let object_key = object_key(&inner.keys, key, &header)?;
        let content = Content::new(key, kind, &object_key, source.length())?;
        Ok(Some(Self {
            inner,
            source,
            content,
            state: State::Receiving,
        }))
    }

    /// Length of the content in bytes.
    pub const fn length_bytes(&self) -> u64 {
        self.content.length_bytes()
    }

    /// The next bytes, up to 64 KiB; `None` after the last.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`] if the store gives up in between, [`VaultError::Damaged`] if
    /// these bytes, or at the end the whole, are not what was stored. Nothing comes after an error.
    pub async fn next(&mut self) -> Result<Option<Bytes>, VaultError> {
        if self.state == State::Over {
            return Ok(None);
        }
        let next = self.advance().await;
        if next.is_err() {
            self.state = State::Over;
        }
        next
    }

    /// The bytes as a stream.
    pub fn into_stream(self) -> impl Stream<Item = Result<Bytes, VaultError>> + Send + 'static {
        stream::try_unfold(self, |mut reader| async move {
            let next = reader.next().await?;
            Ok(next.map(|bytes| (bytes, reader)))
        })
    }

    async fn advance(&mut self) -> Result<Option<Bytes>, VaultError> {
        while self.state == State::Receiving {
            if let Some(frame) = self.content.next()? {
                return Ok(Some(frame));
            }
            match self.source.next().await? {
                Some(bytes) => self.content.push(&bytes),
                None => self.state = State::Received,
            }
        }
        if let Some(frame) = self.content.next()? {
            return Ok(Some(frame));
        }
        self.state = State::Over;
        let (last, _) = self.content.finish(&self.inner.keys)?;
        Ok(Some(last).filter(|last| !last.is_empty()))
    }
}

/// A whole object with its hash; `None` if there is none.
pub(crate) async fn read_whole(
    inner: &Inner,
    key: &BlobKey,
) -> Result<Option<(Bytes, ContentHash)>, VaultError> {
    let Some(kind) = ObjectKind::of(key) else {
        return Ok(None);
    };
    let first = try_read_whole(inner, kind, key).await;
    if matches!(first, Err(VaultError::Damaged { .. })) {
        // A bucket that broke off in the middle was asked for the rest; if the object was written
        // anew meanwhile, two halves with different keys came. Read at rest, it is either sound or
        // really damaged.
        return try_read_whole(inner, kind, key).await;
    }
    first
}

async fn try_read_whole(
    inner: &Inner,
    kind: ObjectKind,
    key: &BlobKey,
) -> Result<Option<(Bytes, ContentHash)>, VaultError> {
    let Some(stored) = inner.objects.read(key.as_str()).await? else {
        return Ok(None);
    };
    let split = stored.split_at_checked(HEADER_BYTES);
    let (header, frames) = split.ok_or_else(|| damaged(key))?;
    let object_key = object_key(&inner.keys, key, header)?;
    let mut content = Content::new(key, kind, &object_key, stored.len() as u64)?;
    content.push(frames);
    let mut whole = Vec::with_capacity(frames.len());
    while let Some(frame) = content.next()? {
        whole.extend_from_slice(&frame);
    }
    let (last, hash) = content.finish(&inner.keys)?;
    whole.extend_from_slice(&last);
    Ok(Some((whole.into(), hash)))
}

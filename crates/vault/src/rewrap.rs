//! Re-wraps all objects under the active master key: only the wrapped key in the header changes, the frames
//! are copied. No store can replace the start of an object, so that the object is written again atomically,
//! while the old one can still be read.
//!
//! The frames are decrypted and verified all the same: a damaged object is reported and left as it is, and
//! an object that changes during the copy is not assembled from two versions.

use domain::BlobKey;

use crate::content::{Content, damaged, object_key};
use crate::deposit::Deposit;
use crate::error::VaultError;
use crate::frame::{Broken, HEADER_BYTES, Header};
use crate::inner::Inner;
use crate::object::ObjectKind;
use crate::objects::Source;
use crate::sweep::sound_name;

/// What a re-wrap found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RewrapReport {
    /// Objects that were wrapped by the active key before.
    pub current: u64,
    /// Objects that are now.
    pub rewrapped: u64,
    /// Objects that could not be opened: damaged, or wrapped by a key that the key ring does not
    /// hold. As long as there are any, keep every old key ring.
    pub unopened: Vec<BlobKey>,
}

enum Outcome {
    Current,
    Rewrapped,
    Gone,
}

pub(crate) async fn rewrap(
    inner: &Inner,
    mut progress: impl FnMut(u64),
) -> Result<RewrapReport, VaultError> {
    let mut report = RewrapReport::default();
    let mut seen = 0;
    for kind in ObjectKind::ALL.iter().copied() {
        let prefix = format!("{}/", kind.name());
        let mut list = inner.objects.list(&prefix).await?;
        while let Some(listed) = list.next().await? {
            let Some(key) = sound_name(listed.name) else {
                continue;
            };
            match rewrap_one(inner, kind, &key).await {
                Ok(Outcome::Current) => report.current += 1,
                Ok(Outcome::Rewrapped) => report.rewrapped += 1,
                Ok(Outcome::Gone) => {}
                Err(VaultError::Damaged { .. } | VaultError::UnknownKey { .. }) => {
                    report.unopened.push(key);
                }
                Err(error) => return Err(error),
            }
            seen += 1;
            progress(seen);
        }
    }
    Ok(report)
}

async fn rewrap_one(inner: &Inner, kind: ObjectKind, key: &BlobKey) -> Result<Outcome, VaultError> {
    let name = key.as_str();
    let Some(start) = inner.objects.read_start(name, HEADER_BYTES).await? else {
        return Ok(Outcome::Gone);
    };
    let header = Header::read(&start).map_err(|Broken| damaged(key))?;
    if header.key_id == inner.keys.active().0 {
        return Ok(Outcome::Current);
    }
    let Some(mut source) = inner.objects.source(name).await? else {
        return Ok(Outcome::Gone);
    };
    let Some(header) = source.take(HEADER_BYTES).await? else {
        return Ok(Outcome::Gone);
    };
    let object_key = object_key(&inner.keys, key, &header)?;
    let mut deposit = Deposit::new(inner.objects.clone());
    let header = Header::wrap(&inner.keys, &object_key);
    deposit.push(|held| held.extend_from_slice(&header)).await?;
    let mut content = Content::new(key, kind, &object_key, source.length())?;
    if let Err(error) = copy(inner, &mut source, &mut content, &mut deposit).await {
        deposit.abort().await;
        return Err(error);
    }
    deposit.publish(&inner.turns, name).await?;
    Ok(Outcome::Rewrapped)
}

async fn copy(
    inner: &Inner,
    source: &mut Source,
    content: &mut Content,
    deposit: &mut Deposit,
) -> Result<(), VaultError> {
    while let Some(bytes) = source.next().await? {
        content.push(&bytes);
        while content.next()?.is_some() {}
        deposit.push(|held| held.extend_from_slice(&bytes)).await?;
    }
    content.finish(&inner.keys)?;
    Ok(())
}

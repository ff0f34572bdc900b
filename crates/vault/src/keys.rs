//! The working keys, derived once from each reading of the key ring. No key of the ring is used as it is, and no
//! derived key has two uses.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use aws_lc_rs::hmac;

use crate::cipher::{Cipher, Secret, keyed_hash};
use crate::error::VaultError;
use crate::index_purpose::IndexPurpose;
use crate::key_ring::{KeyId, KeyRing};

/// What is derived from one master key.
pub(crate) struct MasterKey {
    /// Wraps the keys of objects.
    pub(crate) wrapping: Cipher,
    /// Seals fields.
    pub(crate) fields: Cipher,
    /// Ties lines of the audit log to each other.
    pub(crate) audit: hmac::Key,
}

/// The master keys of one reading of the key ring.
struct Masters {
    active_id: KeyId,
    by_id: BTreeMap<KeyId, Arc<MasterKey>>,
}

/// Where the key ring can be read again. Asked for whenever a value is under a key that is not known, so it
/// has to look at the time of its file, or at the clock, before it reads.
pub type KeySource = Box<dyn Fn() -> Option<KeyRing> + Send + Sync>;

/// The key ring that was read again is another one: everything but its master keys has to stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the key ring has other index, link or naming keys than the one that was opened")]
pub struct OtherKeyRing;

/// All working keys; without `Debug`.
pub(crate) struct Keys {
    masters: RwLock<Masters>,
    source: OnceLock<KeySource>,
    /// By which another ring is known.
    identity: [u8; 32],
    indexes: [hmac::Key; IndexPurpose::ALL.len()],
    /// For the last four characters of an identity number.
    pub(crate) last_four: hmac::Key,
    /// For tokens.
    pub(crate) tokens: hmac::Key,
    /// For the names of objects.
    pub(crate) naming: hmac::Key,
    /// For links.
    pub(crate) links: Cipher,
}

impl Keys {
    pub(crate) fn derive(ring: &KeyRing) -> Self {
        let index = |label: &str| ring.index.derive(label).hmac();
        Self {
            masters: RwLock::new(Masters::derive(ring)),
            source: OnceLock::new(),
            identity: identity(ring),
            indexes: std::array::from_fn(|place| index(IndexPurpose::ALL[place].name())),
            last_four: index("last-four"),
            tokens: index("token"),
            naming: ring.naming.derive("object name").hmac(),
            links: Cipher::new(&ring.link.derive("link")),
        }
    }

    /// Says where the key ring can be read again; the first call counts.
    pub(crate) fn read_again_from(&self, source: KeySource) {
        // A second source would be the same file.
        let _first = self.source.set(source);
    }

    /// Reads the key ring again; says whether another key is active or known now.
    pub(crate) fn read_again(&self) -> Result<bool, OtherKeyRing> {
        let Some(ring) = self.source.get().and_then(|source| source()) else {
            return Ok(false);
        };
        if identity(&ring) != self.identity {
            return Err(OtherKeyRing);
        }
        let read = Masters::derive(&ring);
        let mut masters = self.masters.write().unwrap_or_else(PoisonError::into_inner);
        let is_new =
            read.active_id != masters.active_id || !read.by_id.keys().eq(masters.by_id.keys());
        *masters = read;
        Ok(is_new)
    }

    /// The key that new values are sealed under, and its id.
    pub(crate) fn active(&self) -> (KeyId, Arc<MasterKey>) {
        let masters = self.masters.read().unwrap_or_else(PoisonError::into_inner);
        let active = &masters.by_id[&masters.active_id];
        (masters.active_id, Arc::clone(active))
    }

    /// The key that something was sealed under. One that is not known may be new: then the key ring is read
    /// again, so that a rotation needs no restart.
    pub(crate) fn master(&self, key_id: KeyId) -> Result<Arc<MasterKey>, VaultError> {
        let unknown = VaultError::UnknownKey { key_id };
        if let Some(known) = self.find(key_id) {
            return Ok(known);
        }
        match self.read_again() {
            Ok(_) => self.find(key_id).ok_or(unknown),
            Err(OtherKeyRing) => Err(unknown),
        }
    }

    fn find(&self, key_id: KeyId) -> Option<Arc<MasterKey>> {
        let masters = self.masters.read().unwrap_or_else(PoisonError::into_inner);
        masters.by_id.get(&key_id).cloned()
    }

    /// The key of one kind of blind index.
    pub(crate) const fn index(&self, purpose: IndexPurpose) -> &hmac::Key {
        &self.indexes[purpose as usize]
    }
}

impl Masters {
    fn derive(ring: &KeyRing) -> Self {
        let derived = ring.masters.iter();
        Self {
            active_id: ring.active_id(),
            by_id: derived
                .map(|(id, secret)| (*id, Arc::new(MasterKey::derive(secret))))
                .collect(),
        }
    }
}

/// Tells apart rings with other keys than the master keys.
fn identity(ring: &KeyRing) -> [u8; 32] {
    let key = ring.index.derive("ring").hmac();
    keyed_hash(&key, &[ring.link.expose(), ring.naming.expose()])
}

impl MasterKey {
    fn derive(secret: &Secret) -> Self {
        Self {
            wrapping: Cipher::new(&secret.derive("wrap")),
            fields: Cipher::new(&secret.derive("field")),
            audit: secret.derive("audit").hmac(),
        }
    }
}

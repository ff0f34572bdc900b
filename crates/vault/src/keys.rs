//! The working keys, derived once from each reading of the key ring. No key of the ring is used as it is, and no
//! derived key has two uses.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock, RwLockReadGuard};

use aws_lc_rs::hmac;
use strum::{IntoStaticStr, VariantArray, VariantNames};

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

/// The keys of one reading of the key ring that may be others at the next.
struct Reading {
    active_id: KeyId,
    by_id: BTreeMap<KeyId, Arc<MasterKey>>,
    /// The active one first, then the former ones.
    namings: Arc<[hmac::Key]>,
    /// Of links, in the same order.
    links: Arc<[Cipher]>,
    /// Of blind indexes, in the same order.
    indexes: Arc<[IndexKeys]>,
    /// By which a ring is known as a later one of the same.
    identity: Identity,
}

/// Tells the keys of a ring apart without showing them.
struct Identity {
    index: [u8; 32],
    link: [u8; 32],
    naming: [u8; 32],
    former_indexes: Vec<[u8; 32]>,
    former_links: Vec<[u8; 32]>,
    former_namings: Vec<[u8; 32]>,
}

/// Where the key ring can be read again. Asked for whenever a value is under a key that is not known, so it
/// has to look at the time of its file, or at the clock, before it reads.
pub type KeySource = Box<dyn Fn() -> Option<KeyRing> + Send + Sync>;

/// The key ring that was read again is another one: the index, link and naming keys that are used have to be
/// in it, at least as former ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the key ring does not hold the index, link and naming keys that are used")]
pub struct OtherKeyRing;

/// What the keys of a kind are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum KeyPurpose {
    /// Seals values and wraps the keys of objects; ties lines of the audit log.
    Master,
    /// Blind indexes and hashes of tokens.
    Index,
    /// Signed links.
    Link,
    /// Names of objects.
    Naming,
}

impl KeyPurpose {
    /// The purpose as it is written.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The key of a kind that is used for what is new, without showing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyInUse {
    /// What it is for.
    pub purpose: KeyPurpose,
    /// Tells it from other keys of its kind: the number of a master key, 16 hexadecimal digits of a keyed hash else.
    pub mark: String,
    /// Former keys of its kind that the ring still holds.
    pub former: usize,
}

/// All working keys; without `Debug`.
pub(crate) struct Keys {
    reading: RwLock<Reading>,
    source: OnceLock<KeySource>,
}

/// What is derived from one index key.
pub(crate) struct IndexKeys {
    by_purpose: [hmac::Key; IndexPurpose::ALL.len()],
    /// For the last four characters of an identity number.
    pub(crate) last_four: hmac::Key,
    /// For tokens.
    pub(crate) tokens: hmac::Key,
}

impl Keys {
    pub(crate) fn derive(ring: &KeyRing) -> Self {
        Self {
            reading: RwLock::new(Reading::derive(ring)),
            source: OnceLock::new(),
        }
    }

    /// Says where the key ring can be read again; the first call counts.
    pub(crate) fn read_again_from(&self, source: KeySource) {
        // A second source would be the same file.
        let _first = self.source.set(source);
    }

    /// Reads the key ring again; says whether another key is used or known now.
    pub(crate) fn read_again(&self) -> Result<bool, OtherKeyRing> {
        let Some(ring) = self.source.get().and_then(|source| source()) else {
            return Ok(false);
        };
        let read = Reading::derive(&ring);
        let mut reading = self.reading.write().unwrap_or_else(PoisonError::into_inner);
        if !read.identity.goes_on_from(&reading.identity) {
            return Err(OtherKeyRing);
        }
        let is_new = read.active_id != reading.active_id
            || !read.by_id.keys().eq(reading.by_id.keys())
            || read.identity.link != reading.identity.link
            || read.identity.naming != reading.identity.naming
            || read.identity.index != reading.identity.index;
        *reading = read;
        Ok(is_new)
    }

    /// The key that new values are sealed under, and its id.
    pub(crate) fn active(&self) -> (KeyId, Arc<MasterKey>) {
        let reading = self.read();
        let active = &reading.by_id[&reading.active_id];
        (reading.active_id, Arc::clone(active))
    }

    /// The keys that are used for what is new, one of each purpose.
    pub(crate) fn in_use(&self) -> Vec<KeyInUse> {
        let reading = self.read();
        let mark = |hash: &[u8; 32]| hex::encode(&hash[..8]);
        let identity = &reading.identity;
        <KeyPurpose as VariantArray>::VARIANTS
            .iter()
            .map(|purpose| {
                let (mark, former) = match purpose {
                    KeyPurpose::Master => (reading.active_id.to_string(), reading.by_id.len() - 1),
                    KeyPurpose::Index => (mark(&identity.index), identity.former_indexes.len()),
                    KeyPurpose::Link => (mark(&identity.link), identity.former_links.len()),
                    KeyPurpose::Naming => (mark(&identity.naming), identity.former_namings.len()),
                };
                KeyInUse {
                    purpose: *purpose,
                    mark,
                    former,
                }
            })
            .collect()
    }

    /// For the names of objects: the key of new names first, then those of names that were given before.
    pub(crate) fn namings(&self) -> Arc<[hmac::Key]> {
        Arc::clone(&self.read().namings)
    }

    /// For links: the key of new ones first, then those of links that were made before.
    pub(crate) fn links(&self) -> Arc<[Cipher]> {
        Arc::clone(&self.read().links)
    }

    /// For blind indexes and hashes of tokens: the key of new ones first, then those of what was indexed before.
    pub(crate) fn indexes(&self) -> Arc<[IndexKeys]> {
        Arc::clone(&self.read().indexes)
    }

    fn read(&self) -> RwLockReadGuard<'_, Reading> {
        // What is read is replaced as a whole.
        self.reading.read().unwrap_or_else(PoisonError::into_inner)
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
        self.read().by_id.get(&key_id).cloned()
    }
}

impl IndexKeys {
    fn derive(secret: &Secret) -> Self {
        let key = |label: &str| secret.derive(label).hmac();
        Self {
            by_purpose: std::array::from_fn(|place| key(IndexPurpose::ALL[place].name())),
            last_four: key("last-four"),
            tokens: key("token"),
        }
    }

    /// The key of one kind of blind index.
    pub(crate) const fn of(&self, purpose: IndexPurpose) -> &hmac::Key {
        &self.by_purpose[purpose as usize]
    }
}

impl Reading {
    fn derive(ring: &KeyRing) -> Self {
        let derived = ring.masters.iter();
        let naming = |secret: &Secret| secret.derive("object name").hmac();
        let link = |secret: &Secret| Cipher::new(&secret.derive("link"));
        Self {
            active_id: ring.active_id(),
            by_id: derived
                .map(|(id, secret)| (*id, Arc::new(MasterKey::derive(secret))))
                .collect(),
            namings: with_former(&ring.naming, &ring.former_namings)
                .map(naming)
                .collect(),
            links: with_former(&ring.link, &ring.former_links)
                .map(link)
                .collect(),
            indexes: with_former(&ring.index, &ring.former_indexes)
                .map(IndexKeys::derive)
                .collect(),
            identity: Identity::of(ring),
        }
    }
}

fn with_former<'a>(active: &'a Secret, former: &'a [Secret]) -> impl Iterator<Item = &'a Secret> {
    std::iter::once(active).chain(former)
}

impl Identity {
    fn of(ring: &KeyRing) -> Self {
        let hash = |secret: &Secret| keyed_hash(&secret.derive("ring").hmac(), &[]);
        Self {
            index: hash(&ring.index),
            link: hash(&ring.link),
            naming: hash(&ring.naming),
            former_indexes: ring.former_indexes.iter().map(hash).collect(),
            former_links: ring.former_links.iter().map(hash).collect(),
            former_namings: ring.former_namings.iter().map(hash).collect(),
        }
    }

    /// Whether what was indexed, named and linked under the former ring is known under this one.
    fn goes_on_from(&self, former: &Self) -> bool {
        let knows = |active, all: &[[u8; 32]], key| active == key || all.contains(&key);
        knows(self.index, &self.former_indexes, former.index)
            && knows(self.link, &self.former_links, former.link)
            && knows(self.naming, &self.former_namings, former.naming)
    }
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

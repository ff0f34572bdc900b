//! The working keys, derived once from the key ring. No key of the ring is used as it is, and no
//! derived key has two uses.

use std::collections::BTreeMap;

use aws_lc_rs::hmac;

use crate::cipher::{Cipher, Secret};
use crate::error::VaultError;
use crate::index_purpose::IndexPurpose;
use crate::key_ring::{KeyId, KeyRing};

/// What is derived from one master key.
pub(crate) struct MasterKey {
    /// Wraps the keys of objects.
    pub(crate) wrapping: Cipher,
    /// Seals fields.
    pub(crate) fields: Cipher,
}

/// All working keys; without `Debug`.
pub(crate) struct Keys {
    active_id: KeyId,
    active: MasterKey,
    /// Those that only decrypt.
    earlier: BTreeMap<KeyId, MasterKey>,
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
        let active_id = ring.active_id();
        let mut earlier: BTreeMap<KeyId, MasterKey> = ring
            .masters
            .iter()
            .map(|(id, secret)| (*id, MasterKey::derive(secret)))
            .collect();
        #[expect(clippy::expect_used, reason = "a key ring always holds its active key")]
        let active = earlier.remove(&active_id).expect("the active key is held");
        let index = |label: &str| ring.index.derive(label).hmac();
        Self {
            active_id,
            active,
            earlier,
            indexes: std::array::from_fn(|place| index(IndexPurpose::ALL[place].name())),
            last_four: index("last-four"),
            tokens: index("token"),
            naming: ring.naming.derive("object name").hmac(),
            links: Cipher::new(&ring.link.derive("link")),
        }
    }

    /// The key that new values are sealed under, and its id.
    pub(crate) const fn active(&self) -> (KeyId, &MasterKey) {
        (self.active_id, &self.active)
    }

    /// The key that something was sealed under.
    pub(crate) fn master(&self, key_id: KeyId) -> Result<&MasterKey, VaultError> {
        if key_id == self.active_id {
            return Ok(&self.active);
        }
        let earlier = self.earlier.get(&key_id);
        earlier.ok_or(VaultError::UnknownKey { key_id })
    }

    /// The key of one kind of blind index.
    pub(crate) const fn index(&self, purpose: IndexPurpose) -> &hmac::Key {
        &self.indexes[purpose as usize]
    }
}

impl MasterKey {
    fn derive(secret: &Secret) -> Self {
        Self {
            wrapping: Cipher::new(&secret.derive("wrap")),
            fields: Cipher::new(&secret.derive("field")),
        }
    }
}

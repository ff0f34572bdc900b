//! Blind indexes of personal values and hashes of tokens: HMAC-SHA-256, by which an encrypted value can be
//! found. Each purpose has a key of its own, so that equal texts of two purposes have different hashes. A
//! hash without a key would not protect: all phone numbers and identity numbers can be tried in minutes.
//!
//! The input is the canonical form of a value, which `domain` makes.

use domain::{BatchId, BlindIndex, LastFour, TokenHash};

use crate::cipher::keyed_hash;
use crate::index_purpose::IndexPurpose;
use crate::keys::IndexKeys;

pub(crate) fn blind_index(keys: &IndexKeys, purpose: IndexPurpose, canonical: &str) -> BlindIndex {
    BlindIndex::from_bytes(keyed_hash(keys.of(purpose), &[canonical.as_bytes()]))
}

/// There are about 11 000 such endings, so the batch goes in: otherwise one batch would tell about
/// all others. It stays a filter, not a secret.
pub(crate) fn last_four_index(keys: &IndexKeys, batch: BatchId, last_four: LastFour) -> BlindIndex {
    let batch = batch.as_uuid();
    let parts = [batch.as_bytes().as_slice(), last_four.expose().as_bytes()];
    BlindIndex::from_bytes(keyed_hash(&keys.last_four, &parts))
}

pub(crate) fn token_hash(keys: &IndexKeys, token: &str) -> TokenHash {
    TokenHash::from_bytes(keyed_hash(&keys.tokens, &[token.as_bytes()]))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use uuid::Uuid;

    use super::*;
    use crate::key_ring::KeyRing;
    use crate::keys::Keys;

    #[test]
    fn the_same_text_looks_different_for_each_use() {
        let keys = Keys::derive(&KeyRing::generate()).indexes();
        let keys = &keys[0];
        let mut hashes: BTreeSet<[u8; 32]> = IndexPurpose::ALL
            .iter()
            .map(|purpose| *blind_index(keys, *purpose, "1234").as_bytes())
            .collect();
        hashes.insert(*token_hash(keys, "1234").as_bytes());
        for batch in [1, 2] {
            let batch = BatchId::from_uuid(Uuid::from_u128(batch));
            let last_four = LastFour::parse("1234").unwrap();
            hashes.insert(*last_four_index(keys, batch, last_four).as_bytes());
        }
        assert_eq!(hashes.len(), IndexPurpose::ALL.len() + 3);
    }

    #[test]
    fn a_new_master_key_finds_what_the_old_one_indexed() {
        let mut ring = KeyRing::generate();
        let index = |ring: &KeyRing| {
            let keys = Keys::derive(ring).indexes();
            blind_index(&keys[0], IndexPurpose::Phone, "+8613800138000")
        };
        let before = index(&ring);
        ring.rotate();
        assert_eq!(index(&ring), before);
        assert_ne!(index(&KeyRing::generate()), before);
    }
}

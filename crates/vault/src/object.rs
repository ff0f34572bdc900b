//! Kinds of objects and their names: `<kind>/<2 hexadecimal digits>/<62 more>`, the digits being HMAC-SHA-256
//! over kind and content hash. The same content has the same name, so that storing it twice takes no space;
//! the hash is keyed, so that a name does not reveal whether a known picture is stored.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::{digest, hmac};
use domain::{BlobKey, ContentHash};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::cipher::keyed_hash;
use crate::keys::Keys;

/// What an object is for; the first part of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum ObjectKind {
    /// A photo as it was handed in.
    Original,
    /// A portrait that was made of one.
    Portrait,
    /// A part of an upload that is not complete.
    UploadPart,
    /// What a shot is known again by.
    Fingerprint,
    /// An archive to be taken away.
    Export,
    /// The lines of a roster that another has replaced.
    Roster,
    /// The picture of a collection code that a dispute is about.
    Evidence,
    /// A file of a run of print jobs.
    Prints,
}

impl ObjectKind {
    /// Every kind.
    pub const ALL: &'static [Self] = <Self as VariantArray>::VARIANTS;

    /// The kind as it is written.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The kind of the object that `key` names; `None` if the vault gives no such names.
    pub fn of(key: &BlobKey) -> Option<Self> {
        let (kind, rest) = key.as_str().split_once('/')?;
        let (folder, file) = rest.split_once('/')?;
        let hex = |text: &str| {
            text.bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        };
        let sound = folder.len() == 2 && file.len() == 62 && hex(folder) && hex(file);
        kind.parse().ok().filter(|_| sound)
    }
}

/// What is known of an object once it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredObject {
    /// Name under which the object is stored.
    pub key: BlobKey,
    /// SHA-256 of the content.
    pub hash: ContentHash,
    /// Length of the content in bytes.
    pub length_bytes: u64,
}

/// SHA-256 over content that comes in pieces.
pub(crate) struct ContentHasher(digest::Context);

impl ContentHasher {
    pub(crate) fn new() -> Self {
        Self(digest::Context::new(&digest::SHA256))
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub(crate) fn finish(self) -> ContentHash {
        let mut hash = [0; 32];
        hash.copy_from_slice(self.0.finish().as_ref());
        ContentHash::from_bytes(hash)
    }
}

/// The name of content that is stored now.
pub(crate) fn name_of(keys: &Keys, kind: ObjectKind, hash: &ContentHash) -> BlobKey {
    name_under(&keys.namings()[0], kind, hash)
}

/// Whether content has this name, given now or under a former key.
pub(crate) fn is_name_of(keys: &Keys, key: &BlobKey, kind: ObjectKind, hash: &ContentHash) -> bool {
    let fits = || {
        let namings = keys.namings();
        namings.iter().any(|naming| {
            let name = name_under(naming, kind, hash);
            verify_slices_are_equal(name.as_str().as_bytes(), key.as_str().as_bytes()).is_ok()
        })
    };
    // Another process may have a new key already.
    fits() || (matches!(keys.read_again(), Ok(true)) && fits())
}

fn name_under(naming: &hmac::Key, kind: ObjectKind, hash: &ContentHash) -> BlobKey {
    let name = hex::encode(keyed_hash(
        naming,
        &[kind.name().as_bytes(), &[0], hash.as_bytes()],
    ));
    let (folder, file) = name.split_at(2);
    #[expect(clippy::expect_used, reason = "kinds and hexadecimal digits make a sound name")]
    BlobKey::new(format!("{}/{folder}/{file}", kind.name())).expect("the name is sound")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key_ring::KeyRing;

    #[test]
    fn a_name_tells_its_kind_and_depends_on_key_kind_and_content() {
        let ring = KeyRing::generate();
        let keys = Keys::derive(&ring);
        let hash = ContentHash::from_bytes([1; 32]);
        let mut names = Vec::new();
        for kind in ObjectKind::ALL.iter().copied() {
            let name = name_of(&keys, kind, &hash);
            assert_eq!(ObjectKind::of(&name), Some(kind));
            assert!(!name.as_str().contains("0101"), "{name:?}");
            names.push(name);
        }
        names.push(name_of(
            &keys,
            ObjectKind::Export,
            &ContentHash::from_bytes([2; 32]),
        ));
        names.push(name_of(
            &Keys::derive(&KeyRing::generate()),
            ObjectKind::Export,
            &hash,
        ));
        names.sort();
        names.dedup();
        assert_eq!(names.len(), ObjectKind::ALL.len() + 2);
    }

    #[track_caller]
    fn check_foreign(name: &str) {
        assert_eq!(ObjectKind::of(&BlobKey::new(name).unwrap()), None);
    }

    #[test]
    fn other_names_are_not_the_vaults() {
        let file = "0".repeat(62);
        check_foreign(&format!("incoming/00/{file}"));
        check_foreign(&format!("original/0g/{file}"));
        check_foreign(&format!("original/00/{file}0"));
        check_foreign(&format!("original/00/00/{file}"));
        check_foreign("original");
        check_foreign("original/00");
    }
}

//! The key ring: the file with all secrets of the vault. With it, everything can be decrypted; without it,
//! nothing. It is stored apart from the database and the objects, and has a backup of its own.
//!
//! ```toml
//! version = 1
//! index-key = "…"    # blind indexes, token hashes
//! link-key = "…"     # signed links
//! naming-key = "…"   # names of objects
//!
//! [[master-keys]]
//! id = 1
//! state = "decrypt-only"
//! key = "…"
//!
//! [[master-keys]]
//! id = 2
//! state = "active"   # exactly one
//! key = "…"
//! ```
//!
//! Every key is 32 random bytes in base64. A new *master key* becomes active at once: new values are sealed
//! under it, old values are opened with their own key until they are sealed again. The old key stays, for
//! older backups and for the lines of the audit log that it tied. A new *link key* and a new *naming key* leave the
//! former ones in the file, under `former-link-keys` and `former-naming-keys`: links that are under way go on
//! opening, and objects keep the names that they have. A new *index key* leaves the former one under
//! `former-index-keys`: rows are found under both until they are indexed again. It has to stay there for hashes of what
//! the service does not know in the clear, such as the last four of an identity number.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fmt, fs, io};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use domain::audit::ChainKey;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::cipher::{KEY_BYTES, Secret};

const VERSION: u32 = 1;
/// Characters of 32 bytes in base64, and of a line around them; to reserve enough at once.
const LINE_CHARACTERS: usize = 80;

/// Number of a master key, 1 or more; stored unencrypted before everything sealed under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(u32);

impl KeyId {
    /// The number in the file.
    pub const fn as_u32(self) -> u32 {
        self.0
    }

    pub(crate) const fn to_bytes(self) -> [u8; 4] {
        self.0.to_be_bytes()
    }

    pub(crate) const fn from_bytes(bytes: [u8; 4]) -> Self {
        Self(u32::from_be_bytes(bytes))
    }
}

impl From<ChainKey> for KeyId {
    fn from(key: ChainKey) -> Self {
        Self(key.as_u32())
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// All keys. Wiped when dropped; shows nothing but the ids.
#[derive(Clone)]
pub struct KeyRing {
    pub(crate) masters: BTreeMap<KeyId, Secret>,
    active: KeyId,
    pub(crate) index: Secret,
    pub(crate) link: Secret,
    pub(crate) naming: Secret,
    /// Newest first.
    pub(crate) former_indexes: Vec<Secret>,
    /// Newest first.
    pub(crate) former_links: Vec<Secret>,
    /// Newest first.
    pub(crate) former_namings: Vec<Secret>,
    warnings: Vec<KeyRingWarning>,
}

/// Why a key ring cannot be used. Never shows the content of the file.
#[derive(Debug, thiserror::Error)]
pub enum KeyRingError {
    /// The file cannot be read.
    #[error("the key ring cannot be read")]
    Unreadable {
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// Not TOML, an unknown entry, or one of the wrong kind.
    #[error("line {line} of the key ring is not understood")]
    Malformed {
        /// Line, from 1.
        line: usize,
    },
    /// Written for another version of this program.
    #[error("version {version} of the key ring is not known; {VERSION} is")]
    UnknownVersion {
        /// The version that it says.
        version: u32,
    },
    /// A key is not 32 bytes in base64.
    #[error("{name} of the key ring is not 32 bytes in base64")]
    InvalidKey {
        /// Which one.
        name: String,
    },
    /// Two master keys have the same id, or one has the id 0.
    #[error("the id {key_id} of a master key is used twice or is 0")]
    InvalidId {
        /// The id that is there twice, or 0.
        key_id: KeyId,
    },
    /// Not exactly one master key is active.
    #[error("{count} master keys are active; it has to be one")]
    ActiveKeys {
        /// How many are.
        count: usize,
    },
}

/// What an operator should know although the key ring can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyRingWarning {
    /// Others than the owner can read or change the file.
    #[error("others than its owner can reach the key ring (mode {mode:o}); set it to 600")]
    OpenToOthers {
        /// Permission bits of the file.
        mode: u32,
    },
}

/// The key must stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotForget {
    /// New values are sealed under it.
    #[error("the master key {0} is the active one")]
    Active(KeyId),
    /// There is no such key.
    #[error("the key ring does not hold the master key {0}")]
    Unknown(KeyId),
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Written {
    version: u32,
    index_key: SecretString,
    link_key: SecretString,
    naming_key: SecretString,
    #[serde(default)]
    former_index_keys: Vec<SecretString>,
    #[serde(default)]
    former_link_keys: Vec<SecretString>,
    #[serde(default)]
    former_naming_keys: Vec<SecretString>,
    master_keys: Vec<WrittenMaster>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct WrittenMaster {
    id: u32,
    state: WrittenState,
    key: SecretString,
}

#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum WrittenState {
    Active,
    DecryptOnly,
}

impl KeyRing {
    /// A new key ring with one master key.
    pub fn generate() -> Self {
        let active = KeyId(1);
        Self {
            masters: BTreeMap::from([(active, Secret::random())]),
            active,
            index: Secret::random(),
            link: Secret::random(),
            naming: Secret::random(),
            former_indexes: Vec::new(),
            former_links: Vec::new(),
            former_namings: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Reads the file; looks at its permissions too, see [`KeyRing::warnings`].
    ///
    /// # Errors
    /// [`KeyRingError`] if it cannot be read or is not a key ring.
    pub fn from_file(path: &Path) -> Result<Self, KeyRingError> {
        let unreadable = |source| KeyRingError::Unreadable { source };
        let text = Zeroizing::new(fs::read_to_string(path).map_err(unreadable)?);
        let mut ring = Self::from_text(&text)?;
        let metadata = fs::metadata(path).map_err(unreadable)?;
        ring.warnings.extend(open_to_others(&metadata));
        Ok(ring)
    }

    /// Parses the content of a key ring file that comes from elsewhere, such as an environment variable.
    ///
    /// # Errors
    /// [`KeyRingError`] if it is not a key ring.
    pub fn from_text(text: &str) -> Result<Self, KeyRingError> {
        // The parser's own words quote the line, and the line may be a key.
        let written: Written = toml::from_str(text).map_err(|error| KeyRingError::Malformed {
            line: line_of(text, error.span().map_or(0, |span| span.start)),
        })?;
        if written.version != VERSION {
            let version = written.version;
            return Err(KeyRingError::UnknownVersion { version });
        }
        let mut masters = BTreeMap::new();
        let mut active = Vec::new();
        for master in &written.master_keys {
            let id = KeyId(master.id);
            let key = read_key(&format!("master key {id}"), &master.key)?;
            if id.0 == 0 || masters.insert(id, key).is_some() {
                return Err(KeyRingError::InvalidId { key_id: id });
            }
            active.extend((master.state == WrittenState::Active).then_some(id));
        }
        let [active] = active[..] else {
            let count = active.len();
            return Err(KeyRingError::ActiveKeys { count });
        };
        Ok(Self {
            masters,
            active,
            index: read_key("index-key", &written.index_key)?,
            link: read_key("link-key", &written.link_key)?,
            naming: read_key("naming-key", &written.naming_key)?,
            former_indexes: read_keys("a former index-key", &written.former_index_keys)?,
            former_links: read_keys("a former link-key", &written.former_link_keys)?,
            former_namings: read_keys("a former naming-key", &written.former_naming_keys)?,
            warnings: Vec::new(),
        })
    }

    /// What to write to the file; create it with mode 600.
    pub fn to_text(&self) -> SecretString {
        // Reserved in one piece: a text that grows leaves copies behind that nobody wipes.
        let former = [
            &self.former_indexes,
            &self.former_links,
            &self.former_namings,
        ];
        let former: usize = former.iter().map(|keys| keys.len()).sum();
        let lines = 18 + former + 5 * self.masters.len();
        let mut text = String::with_capacity(lines * LINE_CHARACTERS);
        text.push_str(
            "# Key ring of Caixiang. Keep it secret, and keep a copy in another place.\n",
        );
        text.push_str("version = 1\n");
        push_key(&mut text, "index-key", &self.index);
        push_key(&mut text, "link-key", &self.link);
        push_key(&mut text, "naming-key", &self.naming);
        push_keys(&mut text, "former-index-keys", &self.former_indexes);
        push_keys(&mut text, "former-link-keys", &self.former_links);
        push_keys(&mut text, "former-naming-keys", &self.former_namings);
        for (id, key) in &self.masters {
            let state = if *id == self.active {
                "active"
            } else {
                "decrypt-only"
            };
            text.push_str("\n[[master-keys]]\nid = ");
            text.push_str(&id.to_string());
            text.push_str("\nstate = \"");
            text.push_str(state);
            text.push_str("\"\n");
            push_key(&mut text, "key", key);
        }
        SecretString::from(text)
    }

    /// Makes a new master key the active one; returns its id. The others can still decrypt.
    pub fn rotate(&mut self) -> KeyId {
        let highest = self.masters.keys().next_back().map_or(0, |id| id.0);
        self.active = KeyId(highest + 1);
        self.masters.insert(self.active, Secret::random());
        self.active
    }

    /// Makes a new link key and a new naming key. The former ones still open links and verify names.
    pub fn rotate_links_and_names(&mut self) {
        let link = std::mem::replace(&mut self.link, Secret::random());
        self.former_links.insert(0, link);
        let naming = std::mem::replace(&mut self.naming, Secret::random());
        self.former_namings.insert(0, naming);
    }

    /// Makes a new index key. What is indexed under the former ones is still found.
    pub fn rotate_index(&mut self) {
        let index = std::mem::replace(&mut self.index, Secret::random());
        self.former_indexes.insert(0, index);
    }

    /// Drops a master key. Whatever is still sealed under it is lost: re-wrap the objects and
    /// re-seal the fields first.
    ///
    /// # Errors
    /// [`CannotForget`] for the active key and for one that is not there.
    pub fn forget(&mut self, key: KeyId) -> Result<(), CannotForget> {
        if key == self.active {
            return Err(CannotForget::Active(key));
        }
        let forgotten = self.masters.remove(&key);
        forgotten.map(drop).ok_or(CannotForget::Unknown(key))
    }

    /// The master key that new values are sealed under.
    pub const fn active_id(&self) -> KeyId {
        self.active
    }

    /// The ids of all master keys, in order.
    pub fn key_ids(&self) -> impl Iterator<Item = KeyId> {
        self.masters.keys().copied()
    }

    /// What an operator should know; empty unless the ring came from a file.
    pub fn warnings(&self) -> &[KeyRingWarning] {
        &self.warnings
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: Vec<KeyId> = self.key_ids().collect();
        write!(formatter, "KeyRing({ids:?}, active {})", self.active)
    }
}

fn read_key(name: &str, written: &SecretString) -> Result<Secret, KeyRingError> {
    let mut bytes = Zeroizing::new([0; KEY_BYTES + 1]);
    let length = BASE64.decode_slice(written.expose_secret(), bytes.as_mut_slice());
    let key = length
        .ok()
        .and_then(|length| Secret::from_slice(&bytes[..length]));
    key.ok_or_else(|| KeyRingError::InvalidKey {
        name: name.to_owned(),
    })
}

fn read_keys(name: &str, written: &[SecretString]) -> Result<Vec<Secret>, KeyRingError> {
    written.iter().map(|key| read_key(name, key)).collect()
}

/// Nothing where there are none: an older version of this program does not know the line.
fn push_keys(text: &mut String, name: &str, keys: &[Secret]) {
    if keys.is_empty() {
        return;
    }
    text.push_str(name);
    text.push_str(" = [\n");
    for key in keys {
        text.push_str("    \"");
        BASE64.encode_string(key.expose(), text);
        text.push_str("\",\n");
    }
    text.push_str("]\n");
}

fn push_key(text: &mut String, name: &str, key: &Secret) {
    text.push_str(name);
    text.push_str(" = \"");
    BASE64.encode_string(key.expose(), text);
    text.push_str("\"\n");
}

fn line_of(text: &str, offset: usize) -> usize {
    let before = text.bytes().take(offset);
    1 + before.filter(|byte| *byte == b'\n').count()
}

#[cfg(unix)]
fn open_to_others(metadata: &fs::Metadata) -> Option<KeyRingWarning> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = metadata.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then_some(KeyRingWarning::OpenToOthers { mode })
}

/// Elsewhere, permissions are not bits of a file.
#[cfg(not(unix))]
fn open_to_others(_: &fs::Metadata) -> Option<KeyRingWarning> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(ring: &KeyRing) -> String {
        ring.to_text().expose_secret().to_owned()
    }

    #[test]
    fn a_key_ring_is_read_back_from_its_text() {
        let mut ring = KeyRing::generate();
        let second = ring.rotate();
        let read = KeyRing::from_text(&text(&ring)).unwrap();
        assert_eq!(text(&read), text(&ring));
        assert_eq!(read.active_id(), second);
        assert_eq!(
            read.key_ids().map(KeyId::as_u32).collect::<Vec<_>>(),
            [1, 2]
        );
        assert!(read.warnings().is_empty());
    }

    #[test]
    fn the_text_fits_what_was_reserved() {
        let mut ring = KeyRing::generate();
        for _ in 0..20 {
            ring.rotate();
        }
        let lines = text(&ring).lines().count();
        assert!(text(&ring).len() <= lines * LINE_CHARACTERS);
        assert!(lines <= 12 + 5 * 21);
    }

    #[test]
    fn former_keys_are_read_back_newest_first() {
        let mut ring = KeyRing::generate();
        let first = ring.link.expose().to_vec();
        ring.rotate_index();
        ring.rotate_links_and_names();
        let second = ring.naming.expose().to_vec();
        ring.rotate_links_and_names();
        let read = KeyRing::from_text(&text(&ring)).unwrap();
        assert_eq!(text(&read), text(&ring));
        assert_eq!(read.former_links[1].expose().as_slice(), first);
        assert_eq!(read.former_namings[0].expose().as_slice(), second);
        let lines = text(&ring).lines().count();
        assert!(text(&ring).len() <= lines * LINE_CHARACTERS);
    }

    #[test]
    fn two_rings_share_nothing_and_show_nothing() {
        let ring = KeyRing::generate();
        assert_ne!(text(&ring), text(&KeyRing::generate()));
        assert_eq!(format!("{ring:?}"), "KeyRing([KeyId(1)], active 1)");
    }

    #[test]
    fn the_active_key_stays_and_others_can_go() {
        let mut ring = KeyRing::generate();
        let first = ring.active_id();
        assert_eq!(ring.forget(first), Err(CannotForget::Active(first)));
        ring.rotate();
        assert_eq!(ring.forget(first), Ok(()));
        assert_eq!(ring.forget(first), Err(CannotForget::Unknown(first)));
        assert_eq!(ring.rotate().as_u32(), 3);
    }

    #[track_caller]
    fn check(change: impl Fn(&str) -> String, expected: &str) {
        let mut ring = KeyRing::generate();
        ring.rotate();
        let error = KeyRing::from_text(&change(&text(&ring))).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn a_ring_that_is_not_sound_is_refused() {
        check(
            |text| text.replace("\"decrypt-only\"", "\"active\""),
            "2 master keys are active; it has to be one",
        );
        check(
            |text| text.replace("\"active\"", "\"decrypt-only\""),
            "0 master keys are active; it has to be one",
        );
        check(
            |text| text.replace("id = 2", "id = 1"),
            "the id 1 of a master key is used twice or is 0",
        );
        check(
            |text| text.replace("id = 2", "id = 0"),
            "the id 0 of a master key is used twice or is 0",
        );
        check(
            |text| text.replace("version = 1", "version = 2"),
            "version 2 of the key ring is not known; 1 is",
        );
        check(
            |text| text.replace("link-key = \"", "link-key = \"AAAA"),
            "link-key of the key ring is not 32 bytes in base64",
        );
        check(
            |text| text.replace("naming-key", "naming-keys"),
            "line 5 of the key ring is not understood",
        );
        check(
            |text| format!("{text}\nkey = \"another\""),
            "line 17 of the key ring is not understood",
        );
    }
}

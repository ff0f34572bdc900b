//! The form in which aggregates hold personal values: sealed bytes, keyed hashes, names of encrypted
//! objects. `vault` seals and hashes; values in the clear are in `person`.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::hex;

/// A value that the vault has encrypted. Only the vault can tell what it is.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Sealed(Vec<u8>);

impl Sealed {
    /// Takes over what the vault returned.
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// What to hand to the vault.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Sealed({} bytes)", self.0.len())
    }
}

impl Serialize for Sealed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex::encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Sealed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = hex::decode(&text).ok_or_else(|| D::Error::custom("not hexadecimal"))?;
        Ok(Self(bytes))
    }
}

macro_rules! digests {
    ($($(#[$doc:meta])+ $name:ident shows $shown:expr;)+) => {
        $(
            $(#[$doc])+
            #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name([u8; 32]);

            impl $name {
                /// Takes over a hash that was computed elsewhere.
                pub const fn from_bytes(bytes: [u8; 32]) -> Self {
                    Self(bytes)
                }

                /// The 32 bytes to store.
                pub const fn as_bytes(&self) -> &[u8; 32] {
                    &self.0
                }

                /// 64 lower-case hexadecimal digits.
                pub fn to_hex(&self) -> String {
                    hex::encode(&self.0)
                }
            }

            impl fmt::Debug for $name {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    let shown: usize = $shown;
                    let text = self.to_hex();
                    write!(formatter, "{}({}…)", stringify!($name), &text[..shown])
                }
            }

            impl Serialize for $name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(&self.to_hex())
                }
            }

            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let text = String::deserialize(deserializer)?;
                    let bytes = hex::decode(&text).and_then(|bytes| bytes.try_into().ok());
                    let bytes = bytes.ok_or_else(|| D::Error::custom("not a 32-byte hash"))?;
                    Ok(Self(bytes))
                }
            }
        )+
    };
}

digests! {
    /// Keyed hash of a personal value, by which it is found without being read.
    BlindIndex shows 0;
    /// Hash of a one-time token; the token itself is never kept.
    TokenHash shows 0;
    /// SHA-256 of an object's bytes before encryption.
    ContentHash shows 8;
    /// Hash that ties a line of the audit log to the one before it.
    ChainHash shows 8;
}

impl ChainHash {
    /// What the first line of a log is tied to.
    pub const START: Self = Self([0; 32]);
}

/// A personal value that can be found by its index and read only by the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findable {
    /// The value, encrypted.
    pub sealed: Sealed,
    /// The keyed hash of its canonical form.
    pub index: BlindIndex,
}

/// Name of an encrypted object in the vault; holds nothing personal. 1 … 200 characters of
/// `a-z 0-9 / - _ .`, no empty, `.` or `..` part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BlobKey(String);

/// The text cannot name an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an object name: 1 to 200 of a-z 0-9 / - _ . without empty or dotted parts")]
pub struct InvalidBlobKey;

impl BlobKey {
    /// Checks a name.
    ///
    /// # Errors
    /// [`InvalidBlobKey`] for any other character, and for parts that could leave the vault's folder.
    pub fn new(name: impl Into<String>) -> Result<Self, InvalidBlobKey> {
        let name = name.into();
        let plain = name
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.'));
        let parts = name.split('/').all(|part| !matches!(part, "" | "." | ".."));
        if plain && parts && name.len() <= 200 {
            Ok(Self(name))
        } else {
            Err(InvalidBlobKey)
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for BlobKey {
    type Error = InvalidBlobKey;

    fn try_from(name: String) -> Result<Self, InvalidBlobKey> {
        Self::new(name)
    }
}

impl From<BlobKey> for String {
    fn from(key: BlobKey) -> Self {
        key.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_does_not_show() {
        let sealed = Sealed::from_bytes(b"opaque".to_vec());
        assert_eq!(format!("{sealed:?}"), "Sealed(6 bytes)");
        let index = BlindIndex::from_bytes([7; 32]);
        assert_eq!(format!("{index:?}"), "BlindIndex(…)");
    }

    #[test]
    fn protected_values_come_back_as_text() {
        let value = Findable {
            sealed: Sealed::from_bytes(vec![1, 0xab]),
            index: BlindIndex::from_bytes([1; 32]),
        };
        let json = serde_json::to_string(&value).unwrap();
        assert!(json.contains("\"01ab\""), "{json}");
        assert_eq!(serde_json::from_str::<Findable>(&json).unwrap(), value);
        assert!(serde_json::from_str::<BlindIndex>("\"01ab\"").is_err());
    }

    #[track_caller]
    fn check_name(name: &str, sound: bool) {
        assert_eq!(BlobKey::new(name).is_ok(), sound, "{name}");
    }

    #[test]
    fn object_names_stay_in_their_folder() {
        check_name("original/ab/cd-01_2.bin", true);
        check_name("", false);
        check_name("/etc/passwd", false);
        check_name("a/../b", false);
        check_name("a//b", false);
        check_name("A", false);
        check_name("照片", false);
        check_name(&"a".repeat(201), false);
    }
}

//! What must not be readable where it lies: encrypted objects and fields, the keyed hashes by which
//! personal values are found, the key ring, and signed links. Not the rows (they are the store's),
//! not the permission to read (the caller's), no clock.
//!
//! | group | modules |
//! |---|---|
//! | keys | `key_ring` (the file), `keys` (what is derived), `cipher` (the floor: AES-256-GCM, HKDF, randomness) |
//! | objects | `frame` (the format), `object` (kinds and names), `writer`, `content`, `reader`, `sweep`, `rewrap` |
//! | where they lie | `config`, `objects` (a folder or a bucket), `deposit` (complete or not at all) |
//! | values | `field` (seal, unseal), `index_purpose`, `index` (blind indexes, token hashes), `link` |
//! | all of it | `vault` (the handle), `inner` (what its clones share), `error` |
//!
//! Randomness comes from the operating system, not from a parameter: it only ever becomes keys,
//! nonces and names of unfinished uploads, never anything that a test or a replay would compare.

mod cipher;
mod config;
mod content;
mod deposit;
mod error;
mod field;
mod frame;
mod index;
mod index_purpose;
mod inner;
mod key_ring;
mod keys;
mod link;
mod object;
mod objects;
mod reader;
mod rewrap;
mod sweep;
mod vault;
mod writer;

pub use config::{ObjectStoreConfig, StoreLimits};
pub use error::{ObjectStoreError, OpenError, SweepError, VaultError};
pub use field::{FieldColumn, FieldPlace};
pub use index_purpose::IndexPurpose;
pub use key_ring::{CannotForget, KeyId, KeyRing, KeyRingError, KeyRingWarning};
pub use link::{ContentType, Link, LinkError};
pub use object::{ObjectKind, StoredObject};
pub use reader::ObjectReader;
pub use rewrap::RewrapReport;
pub use sweep::SweepReport;
pub use vault::Vault;
pub use writer::ObjectWriter;

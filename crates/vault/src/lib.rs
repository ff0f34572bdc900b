//! Encryption at rest: encrypted objects and fields, the blind indexes by which personal values are found,
//! the key ring, and signed links. It does *not* store rows (`store`), check permissions (the caller) or
//! read a clock.
//!
//! | group | modules |
//! |---|---|
//! | keys | `key_ring` (the file), `keys` (what is derived), `cipher` (AES-256-GCM, HKDF, random bytes) |
//! | objects | `frame` (the format), `object` (kinds and names), `writer`, `content`, `reader`, `part`, `sweep`, `rewrap` |
//! | object store | `config`, `objects` (a folder or a bucket), `deposit` (atomic upload) |
//! | values | `field` (seal, unseal), `index_purpose`, `index` (blind indexes, token hashes), `link` |
//! | facade | `vault` (the handle), `inner` (the state that its clones share), `error` |
//!
//! Random bytes come from the operating system, not from a parameter: they are used for keys, nonces and
//! names of unfinished uploads only, which no test and no replay compares.

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
mod part;
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
pub use keys::{KeyInUse, KeyPurpose, KeySource, OtherKeyRing};
pub use link::{ContentType, Link, LinkError};
pub use object::{ObjectKind, StoredObject};
pub use part::{ObjectParts, PartReader};
pub use reader::ObjectReader;
pub use rewrap::RewrapReport;
pub use sweep::SweepReport;
pub use vault::{Copied, Vault};
pub use writer::ObjectWriter;

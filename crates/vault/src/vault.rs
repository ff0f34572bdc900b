//! The vault: one handle to objects, sealed fields, indexes and links.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use domain::audit::ChainKey;
use domain::{
    BatchId, BlindIndex, BlobKey, ContentHash, Findable, LastFour, Sealed, Timestamp, TokenHash,
};
use zeroize::Zeroizing;

use crate::cipher::{keyed_hash, random};
use crate::config::{ObjectStoreConfig, StoreLimits};
use crate::deposit::Turns;
use crate::error::{ObjectStoreError, OpenError, SweepError, VaultError};
use crate::field::{self, FieldPlace};
use crate::index;
use crate::index_purpose::IndexPurpose;
use crate::inner::Inner;
use crate::key_ring::{KeyId, KeyRing};
use crate::keys::{KeyInUse, KeySource, Keys, OtherKeyRing};
use crate::link::{self, Link, LinkError};
use crate::object::{ObjectKind, StoredObject};
use crate::objects::{INCOMING, Objects};
use crate::part::ObjectParts;
use crate::reader::{self, ObjectReader};
use crate::rewrap::{self, RewrapReport};
use crate::sweep::{self, SweepReport};
use crate::writer::ObjectWriter;

/// Name of what a sweep leaves beside the objects.
const SWEEP_MARK: &str = "marks/sweep";

/// What became of an object that was to be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// It was copied.
    Now,
    /// The other place has had it.
    WasThere,
    /// There is none.
    Missing,
}

/// The handle to everything that is stored encrypted. Cheap to clone; all clones share their state.
#[derive(Clone)]
pub struct Vault(Arc<Inner>);

impl Vault {
    /// Opens the place of the objects. A folder is made if need be; a bucket is not asked yet, see
    /// [`Vault::probe`].
    ///
    /// # Errors
    /// [`OpenError`] if the folder cannot be used or the configuration names no usable place.
    pub async fn open(
        config: &ObjectStoreConfig,
        keys: KeyRing,
        limits: StoreLimits,
    ) -> Result<Self, OpenError> {
        let objects = Objects::open(config, limits).await?;
        Ok(Self(Arc::new(Inner {
            keys: Keys::derive(&keys),
            objects,
            turns: Turns::new(),
        })))
    }

    /// Says where the key ring can be read again, so that a new master key needs no restart.
    pub fn read_keys_again_from(&self, source: KeySource) {
        self.0.keys.read_again_from(source);
    }

    /// Reads the key ring again; says whether its keys are others than before.
    ///
    /// # Errors
    /// [`OtherKeyRing`] for a ring without the index, link and naming keys that are used; it is not used.
    pub fn read_keys_again(&self) -> Result<bool, OtherKeyRing> {
        self.0.keys.read_again()
    }

    /// The master key that new values are sealed under.
    pub fn active_key(&self) -> KeyId {
        self.0.keys.active().0
    }

    /// The keys that are used for what is new, one of each purpose.
    pub fn keys_in_use(&self) -> Vec<KeyInUse> {
        self.0.keys.in_use()
    }

    /// Begins an object; its bytes are encrypted as they come.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`] or [`VaultError::Refused`].
    pub async fn writer(&self, kind: ObjectKind) -> Result<ObjectWriter, VaultError> {
        ObjectWriter::begin(Arc::clone(&self.0), kind).await
    }

    /// Stores an object in one go.
    ///
    /// # Errors
    /// As [`ObjectWriter::finish`].
    pub async fn put(&self, kind: ObjectKind, bytes: &[u8]) -> Result<StoredObject, VaultError> {
        let mut writer = self.writer(kind).await?;
        writer.write(bytes).await?;
        writer.finish().await
    }

    /// A whole object, verified; `None` if there is none.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] if it is not what was stored, [`VaultError::UnknownKey`] if its key
    /// is gone; else the store's failure.
    pub async fn get(&self, key: &BlobKey) -> Result<Option<Bytes>, VaultError> {
        let whole = self.get_summed(key).await?;
        Ok(whole.map(|(bytes, _)| bytes))
    }

    /// A whole object, verified, with the SHA-256 of its content, which verifying needs anyway; `None` if there is none.
    ///
    /// # Errors
    /// As [`Vault::get`].
    pub async fn get_summed(
        &self,
        key: &BlobKey,
    ) -> Result<Option<(Bytes, ContentHash)>, VaultError> {
        reader::read_whole(&self.0, key).await
    }

    /// An object to be read bit by bit; `None` if there is none.
    ///
    /// # Errors
    /// As [`Vault::get`], as far as the start of the object tells; the rest comes while reading.
    pub async fn reader(&self, key: &BlobKey) -> Result<Option<ObjectReader>, VaultError> {
        ObjectReader::open(Arc::clone(&self.0), key).await
    }

    /// An object of which a part is to be read; `None` if there is none.
    ///
    /// # Errors
    /// As [`Vault::reader`].
    pub async fn parts(&self, key: &BlobKey) -> Result<Option<ObjectParts>, VaultError> {
        ObjectParts::open(Arc::clone(&self.0), key).await
    }

    /// Deletes an object; that it is absent is fine.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`] or [`VaultError::Refused`].
    pub async fn delete(&self, key: &BlobKey) -> Result<(), VaultError> {
        if ObjectKind::of(key).is_none() {
            return Ok(());
        }
        let _turn = self.0.turns.take(key.as_str()).await;
        Ok(self.0.objects.delete(key.as_str()).await?)
    }

    /// Copies an object as it is stored, encrypted, into another place, unless it is there already. The
    /// other vault has to have the same keys to read it.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`] or [`VaultError::Refused`] by either place.
    pub async fn copy_to(&self, other: &Self, key: &BlobKey) -> Result<Copied, VaultError> {
        let name = key.as_str();
        if other.0.objects.modified_at(name).await?.is_some() {
            return Ok(Copied::WasThere);
        }
        let Some(bytes) = self.0.objects.read(name).await? else {
            return Ok(Copied::Missing);
        };
        other.0.objects.put(name, bytes.to_vec()).await?;
        Ok(Copied::Now)
    }

    /// Whether the store works: writes something, reads it back, deletes it.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`] or [`VaultError::Refused`].
    pub async fn probe(&self) -> Result<(), VaultError> {
        let name = format!("{INCOMING}{}", hex::encode(random::<16>()));
        let written = random::<32>();
        self.0.objects.put(&name, written.to_vec()).await?;
        let read = self.0.objects.read(&name).await?;
        self.0.objects.delete(&name).await?;
        if read.is_none_or(|read| read != written.as_slice()) {
            let source = ObjectStoreError::transient("what was written was not read back");
            return Err(VaultError::Unavailable { source });
        }
        Ok(())
    }

    /// The number that the last sweep left beside the objects; none before the first.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`] or [`VaultError::Refused`].
    pub async fn sweep_mark(&self) -> Result<Option<u64>, VaultError> {
        let read = self.0.objects.read(SWEEP_MARK).await?;
        let text = read
            .as_deref()
            .and_then(|read| std::str::from_utf8(read).ok());
        Ok(text.and_then(|text| text.trim().parse().ok()))
    }

    /// Leaves a number beside the objects. It is no secret.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`] or [`VaultError::Refused`].
    pub async fn put_sweep_mark(&self, mark: u64) -> Result<(), VaultError> {
        let text = format!("{mark}\n").into_bytes();
        Ok(self.0.objects.put(SWEEP_MARK, text).await?)
    }

    /// Deletes every object that was last written before `older_than` and is not referenced, and
    /// unfinished uploads of that age. `is_referenced` is asked about many names at once and answers
    /// in their order.
    ///
    /// # Errors
    /// [`SweepError`]; what was deleted until then was rightly deleted.
    pub async fn sweep<F, E>(
        &self,
        older_than: Timestamp,
        is_referenced: F,
    ) -> Result<SweepReport, SweepError<E>>
    where
        F: AsyncFn(&[BlobKey]) -> Result<Vec<bool>, E>,
    {
        sweep::sweep(&self.0, older_than, is_referenced).await
    }

    /// Wraps every object under the active master key that is not yet. `progress` is called with
    /// the number of objects seen so far. Can be stopped and started again at any time.
    ///
    /// An object that is deleted while it is copied may come back; nothing refers to it, and the
    /// next sweep takes it.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`] or [`VaultError::Refused`]; objects that cannot be opened are
    /// reported instead.
    pub async fn rewrap(&self, progress: impl FnMut(u64)) -> Result<RewrapReport, VaultError> {
        rewrap::rewrap(&self.0, progress).await
    }

    /// Encrypts a value for its place.
    ///
    /// # Errors
    /// None today; a key that has to be asked for elsewhere may fail.
    pub fn seal(&self, place: FieldPlace, clear: &str) -> Result<Sealed, VaultError> {
        Ok(field::seal(&self.0.keys, place, clear))
    }

    /// Decrypts a value that was sealed for this place.
    ///
    /// # Errors
    /// [`VaultError::DamagedField`] or [`VaultError::UnknownKey`].
    pub fn unseal(
        &self,
        place: FieldPlace,
        sealed: &Sealed,
    ) -> Result<Zeroizing<String>, VaultError> {
        field::unseal(&self.0.keys, place, sealed)
    }

    /// Whether a value should be unsealed and sealed again, because its key is not the active one.
    pub fn needs_reseal(&self, sealed: &Sealed) -> bool {
        field::needs_reseal(&self.0.keys, sealed)
    }

    /// Encrypts a value in its canonical form and adds the index by which it is found.
    ///
    /// # Errors
    /// As [`Vault::seal`].
    pub fn findable(
        &self,
        place: FieldPlace,
        purpose: IndexPurpose,
        clear: &str,
    ) -> Result<Findable, VaultError> {
        Ok(Findable {
            sealed: self.seal(place, clear)?,
            index: self.index(purpose, clear),
        })
    }

    /// The index of a value in its canonical form, as it is written now.
    pub fn index(&self, purpose: IndexPurpose, canonical: &str) -> BlindIndex {
        index::blind_index(&self.0.keys.indexes()[0], purpose, canonical)
    }

    /// The indexes under which a value may have been written, the present one first.
    pub fn indexes(&self, purpose: IndexPurpose, canonical: &str) -> Vec<BlindIndex> {
        let keys = self.0.keys.indexes();
        let indexes = keys.iter();
        let indexes = indexes.map(|keys| index::blind_index(keys, purpose, canonical));
        indexes.collect()
    }

    /// Whether something may be indexed under another key than the present one.
    pub fn has_former_indexes(&self) -> bool {
        self.0.keys.indexes().len() > 1
    }

    /// The index of the end of an identity number within one batch. A filter, not a secret: there
    /// are few such endings.
    pub fn last_four_index(&self, batch: BatchId, last_four: &LastFour) -> BlindIndex {
        index::last_four_index(&self.0.keys.indexes()[0], batch, *last_four)
    }

    /// Whether an index of [`Vault::last_four_index`], whenever it was written, is of this end.
    pub fn is_last_four(&self, index: &BlindIndex, batch: BatchId, last_four: &LastFour) -> bool {
        let keys = self.0.keys.indexes();
        let mut keys = keys.iter();
        keys.any(|keys| index::last_four_index(keys, batch, *last_four) == *index)
    }

    /// What is kept of a session's token, a capture token or a sign-in code.
    pub fn token_hash(&self, token: &str) -> TokenHash {
        index::token_hash(&self.0.keys.indexes()[0], token)
    }

    /// What may have been kept of a token, the present hash first.
    pub fn token_hashes(&self, token: &str) -> Vec<TokenHash> {
        let keys = self.0.keys.indexes();
        keys.iter()
            .map(|keys| index::token_hash(keys, token))
            .collect()
    }

    /// The key that new lines of the audit log are tied with, and HMAC-SHA-256 with it.
    pub fn audit_mac(&self) -> (ChainKey, impl Fn(&[u8]) -> [u8; 32] + Sync + use<>) {
        let (id, master) = self.0.keys.active();
        let mac = move |line: &[u8]| keyed_hash(&master.audit, &[line]);
        (ChainKey::new(id.as_u32()), mac)
    }

    /// HMAC-SHA-256 of a line of the audit log with this key; `None` where the ring does not hold it.
    pub fn audit_mac_of(&self, key: ChainKey, line: &[u8]) -> Option<[u8; 32]> {
        let master = self.0.keys.master(KeyId::from(key)).ok()?;
        Some(keyed_hash(&master.audit, &[line]))
    }

    /// A text for an address that opens as `link` until it expires.
    pub fn sign_link(&self, link: &Link) -> String {
        link::sign(&self.0.keys.links()[0], link)
    }

    /// What a text of [`Vault::sign_link`] opens.
    ///
    /// # Errors
    /// [`LinkError`] if it is forged or its time is over.
    pub fn open_link(&self, token: &str, now: Timestamp) -> Result<Link, LinkError> {
        let open = || {
            let links = self.0.keys.links();
            let mut opened = links.iter().map(|cipher| link::open(cipher, token, now));
            let known = opened.find(|opened| *opened != Err(LinkError::Forged));
            known.unwrap_or(Err(LinkError::Forged))
        };
        let opened = open();
        // Another process may have signed it with a key that this one has not read yet.
        if opened == Err(LinkError::Forged) && matches!(self.0.keys.read_again(), Ok(true)) {
            return open();
        }
        opened
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Vault(active key {})", self.0.keys.active().0)
    }
}

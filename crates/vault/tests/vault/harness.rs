//! Vaults in temporary folders, and what lies in them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use domain::{BlobKey, Duration, Timestamp};
use tempfile::TempDir;
use vault::{KeyRing, ObjectReader, ObjectStoreConfig, StoreLimits, Vault, VaultError};

/// A vault in a folder of its own; both go together.
pub(crate) struct Folder {
    place: TempDir,
    pub(crate) vault: Vault,
}

impl Folder {
    pub(crate) async fn new() -> Self {
        Self::with_keys(KeyRing::generate()).await
    }

    pub(crate) async fn with_keys(keys: KeyRing) -> Self {
        let place = tempfile::tempdir().unwrap();
        let vault = open_folder(place.path(), keys).await;
        Self { place, vault }
    }

    /// The same folder with other keys.
    pub(crate) async fn reopen(&mut self, keys: KeyRing) {
        self.vault = open_folder(self.place.path(), keys).await;
    }

    pub(crate) fn path(&self) -> &Path {
        self.place.path()
    }

    pub(crate) fn file(&self, key: &BlobKey) -> PathBuf {
        self.path().join(key.as_str())
    }

    /// Names of all files, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        collect(self.path(), &mut files);
        let mut names: Vec<String> = files
            .iter()
            .map(|file| file.strip_prefix(self.path()).unwrap())
            .map(|name| name.to_str().unwrap().to_owned())
            .collect();
        names.sort();
        names
    }

    /// Makes a file look as if it had been written at `instant`.
    pub(crate) fn age(&self, name: &str, instant: Timestamp) {
        let micros = u64::try_from(instant.as_micros()).unwrap();
        let time = SystemTime::UNIX_EPOCH + std::time::Duration::from_micros(micros);
        let file = fs::File::options().write(true).open(self.path().join(name));
        file.unwrap().set_modified(time).unwrap();
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

async fn open_folder(root: &Path, keys: KeyRing) -> Vault {
    let root = root.to_owned();
    let config = ObjectStoreConfig::Folder { root };
    let vault = Vault::open(&config, keys, StoreLimits::default()).await;
    vault.unwrap()
}

/// Bytes that differ from place to place.
pub(crate) fn content(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at / 3 % 251) as u8).collect()
}

/// Everything that a reader gives, or why it stopped.
pub(crate) async fn drain(mut reader: ObjectReader) -> Result<Vec<u8>, VaultError> {
    let mut whole = Vec::new();
    while let Some(bytes) = reader.next().await? {
        whole.extend_from_slice(&bytes);
    }
    assert!(reader.next().await?.is_none());
    Ok(whole)
}

/// A long time ago; files of tests are younger.
pub(crate) fn long_ago() -> Timestamp {
    "2020-01-01T00:00:00+08:00".parse().unwrap()
}

/// Between [`long_ago`] and the files of tests.
pub(crate) fn limit() -> Timestamp {
    long_ago() + Duration::from_days(1)
}

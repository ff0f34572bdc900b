//! Configuration of the object store and its timeouts. Keys are *not* part of it: they are in a file of
//! their own, so that the configuration can be shown to others.

use std::path::PathBuf;
use std::time::Duration;

use secrecy::SecretString;
use serde::Deserialize;

/// A place for objects. All kinds hold the same names and bytes, so that objects can be copied from
/// one to the other with the tools of the place.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ObjectStoreConfig {
    /// A folder of this machine. Files and their folders are flushed to the disk before an object
    /// counts as stored.
    Folder {
        /// Made, for the owner alone, unless it is there.
        root: PathBuf,
    },
    /// A bucket that speaks S3.
    S3 {
        /// Name of the bucket.
        bucket: String,
        /// Region that requests are signed for.
        region: String,
        /// Address; `None` is Amazon's own.
        endpoint: Option<String>,
        /// Id of the access key.
        access_key_id: SecretString,
        /// Its secret.
        secret_access_key: SecretString,
        /// What the vault's names are prefixed with; empty for none.
        #[serde(default)]
        root: String,
        /// Whether the bucket is part of the host name instead of the path. Most services of clouds
        /// ask for it, servers of one's own seldom do.
        #[serde(default)]
        virtual_host_style: bool,
    },
    /// A bucket of Alibaba Cloud OSS, by its own protocol: its S3 dialect refuses path-style
    /// requests and conditional writes.
    Oss {
        /// Name of the bucket.
        bucket: String,
        /// Address of the service, such as `https://…`.
        endpoint: String,
        /// Id of the access key.
        access_key_id: SecretString,
        /// Its secret.
        access_key_secret: SecretString,
        /// What the vault's names are prefixed with; empty for none.
        #[serde(default)]
        root: String,
    },
    /// A bucket of Tencent Cloud COS, by its own protocol.
    Cos {
        /// Name of the bucket.
        bucket: String,
        /// Address of the service, such as `https://…`.
        endpoint: String,
        /// Id of the access key.
        secret_id: SecretString,
        /// Its secret.
        secret_key: SecretString,
        /// What the vault's names are prefixed with; empty for none.
        #[serde(default)]
        root: String,
    },
}

/// How long the vault waits. An operation against a bucket that does not answer ends as
/// unavailable after about `(retries + 1) × attempt_timeout` and the pauses in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoreLimits {
    /// For one attempt at one step: a request, or up to 8 MiB of bytes.
    pub attempt_timeout: Duration,
    /// Attempts after the first, for failures that may pass. A folder is never tried again: a write
    /// that may have happened must not happen twice, and a disk that fails does not heal in seconds.
    pub retries: usize,
    /// Pause before the first of them; each later one is twice as long.
    pub first_pause: Duration,
}

impl Default for StoreLimits {
    /// 20 s per attempt (8 MiB need 3.4 Mbit/s), 3 more attempts, 100 ms.
    fn default() -> Self {
        Self {
            attempt_timeout: Duration::from_secs(20),
            retries: 3,
            first_pause: Duration::from_millis(100),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<ObjectStoreConfig, toml::de::Error> {
        toml::from_str(text)
    }

    #[test]
    fn a_folder_needs_its_place_alone() {
        let config = read("kind = \"folder\"\nroot = \"/var/lib/caixiang\"").unwrap();
        let ObjectStoreConfig::Folder { root } = config else {
            panic!("not a folder");
        };
        assert_eq!(root, PathBuf::from("/var/lib/caixiang"));
    }

    #[test]
    fn every_kind_of_bucket_is_read_and_hides_its_secrets() {
        let texts = [
            "kind = \"s3\"\nbucket = \"b\"\nregion = \"r\"\naccess_key_id = \"hidden\"\nsecret_access_key = \"hidden\"\nvirtual_host_style = true",
            "kind = \"oss\"\nbucket = \"b\"\nendpoint = \"e\"\naccess_key_id = \"hidden\"\naccess_key_secret = \"hidden\"",
            "kind = \"cos\"\nbucket = \"b\"\nendpoint = \"e\"\nsecret_id = \"hidden\"\nsecret_key = \"hidden\"\nroot = \"photos\"",
        ];
        for text in texts {
            let shown = format!("{:?}", read(text).unwrap());
            assert!(!shown.contains("hidden"), "{shown}");
        }
    }

    #[test]
    fn what_is_not_known_is_refused() {
        assert!(read("kind = \"folder\"\nroot = \"/a\"\nfsync = true").is_err());
        assert!(read("kind = \"ftp\"\nroot = \"/a\"").is_err());
    }
}

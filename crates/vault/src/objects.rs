//! The object store, bytes under names: a folder or a bucket, through `opendal`. It hides which operations
//! are atomic in which of them; it does *not* encrypt.

use std::ops::Range;
use std::path::PathBuf;
use std::time::SystemTime;
use std::{fs, io};

use bytes::{Bytes, BytesMut};
use domain::Timestamp;
use futures_util::TryStreamExt as _;
use opendal::layers::{RetryLayer, TimeoutLayer};
use opendal::options::CopyOptions;
use opendal::{BufferStream, ErrorKind, Lister, Operator, services};
use secrecy::{ExposeSecret as _, SecretString};

use crate::cipher::random;
use crate::config::{ObjectStoreConfig, StoreLimits};
use crate::error::{ObjectStoreError, OpenError};

/// Prefix of the names of unfinished uploads.
pub(crate) const INCOMING: &str = "incoming/";
/// What is kept in memory before it is sent, in bytes. A bucket takes parts of 5 MiB or more, and
/// nearly every photo fits into one part, so that it costs one request.
const BUCKET_PART_BYTES: usize = 8 << 20;
const FOLDER_PART_BYTES: usize = 256 << 10;
/// A copy in a bucket goes in pieces of this size where the service can.
const COPY_PART_BYTES: usize = 256 << 20;

/// A folder or a bucket.
#[derive(Clone)]
pub(crate) struct Objects {
    operator: Operator,
    /// The folder, if it is one.
    folder: Option<PathBuf>,
}

/// What a list says of a name.
pub(crate) struct Listed {
    /// The whole name.
    pub(crate) name: String,
    /// When it was last written.
    pub(crate) modified_at: Timestamp,
}

impl Objects {
    pub(crate) async fn open(
        config: &ObjectStoreConfig,
        limits: StoreLimits,
    ) -> Result<Self, OpenError> {
        // Without it a bucket fails at its first request: the transport is not a part of the
        // services. It is one for the whole process, and installing it again changes nothing.
        opendal::install_default();
        let folder = match config {
            ObjectStoreConfig::Folder { root } => Some(root.clone()),
            _ => None,
        };
        if let Some(root) = folder.clone() {
            let made = in_background(move || make_private_folder(&root)).await;
            made.map_err(|source| OpenError::Folder { source })?;
        }
        let operator = operator(config).map_err(|error| OpenError::Config {
            source: error.into(),
        })?;
        // Each attempt has its time, so the limit lies inside the retries, never outside.
        let operator = operator.layer(
            TimeoutLayer::new()
                .with_timeout(limits.attempt_timeout)
                .with_io_timeout(limits.attempt_timeout),
        );
        let operator = if folder.is_some() {
            operator
        } else {
            let retry = RetryLayer::new()
                .with_max_times(limits.retries)
                .with_min_delay(limits.first_pause)
                .with_factor(2.0)
                .with_jitter()
                // Each repetition would be logged with the address of the object.
                .with_notify(|_: opendal::layers::RetryEvent<'_>| ());
            operator.layer(retry)
        };
        Ok(Self { operator, folder })
    }

    /// How many bytes to collect before sending them.
    pub(crate) const fn part_bytes(&self) -> usize {
        if self.folder.is_some() {
            FOLDER_PART_BYTES
        } else {
            BUCKET_PART_BYTES
        }
    }

    /// Whether one write of a whole object is seen completely or not at all.
    pub(crate) const fn writes_whole(&self) -> bool {
        self.folder.is_none()
    }

    /// Writes a whole object in one request.
    pub(crate) async fn put(&self, name: &str, bytes: Vec<u8>) -> Result<(), ObjectStoreError> {
        self.operator.write(name, bytes).await?;
        Ok(())
    }

    /// Begins an upload under a name of its own.
    pub(crate) async fn begin(&self) -> Result<Upload, ObjectStoreError> {
        let name = format!("{INCOMING}{}", hex::encode(random::<16>()));
        let writer = self.operator.writer(&name).await?;
        Ok(Upload {
            name,
            writer,
            sent: 0,
        })
    }

    /// Gives an upload its final name.
    pub(crate) async fn publish(
        &self,
        upload: Complete,
        name: &str,
    ) -> Result<(), ObjectStoreError> {
        let Complete { name: from, length } = upload;
        if let Some(root) = &self.folder {
            self.operator.rename(&from, name).await?;
            let file = root.join(name);
            return Ok(in_background(move || flush_folders(&file)).await?);
        }
        let capability = self.operator.info().capability();
        let options = CopyOptions {
            source_content_length_hint: Some(length),
            chunk: capability.copy_can_multi.then_some(COPY_PART_BYTES),
            ..CopyOptions::default()
        };
        self.operator.copy_options(&from, name, options).await?;
        if let Err(error) = self.operator.delete(&from).await {
            // The object is complete; what is left over is swept.
            let failure = ObjectStoreError::from(error);
            tracing::warn!(%failure, "An upload was published and could not be removed");
        }
        Ok(())
    }

    /// All bytes under a name; `None` if there is no such name.
    pub(crate) async fn read(&self, name: &str) -> Result<Option<Bytes>, ObjectStoreError> {
        let read = present(self.operator.read(name).await)?;
        Ok(read.map(|bytes| bytes.to_bytes()))
    }

    /// The first `length` bytes under a name, or fewer if there are no more.
    pub(crate) async fn read_start(
        &self,
        name: &str,
        length: usize,
    ) -> Result<Option<Bytes>, ObjectStoreError> {
        let end = length as u64;
        let read = self.operator.read_with(name).range(..end).await;
        match read {
            Err(error) if error.kind() == ErrorKind::RangeNotSatisfied => Ok(Some(Bytes::new())),
            read => Ok(present(read)?.map(|bytes| bytes.to_bytes())),
        }
    }

    /// The bytes under a name, as they come; `None` if there is no such name.
    pub(crate) async fn source(&self, name: &str) -> Result<Option<Source>, ObjectStoreError> {
        let Some(metadata) = present(self.operator.stat(name).await)? else {
            return Ok(None);
        };
        let length = metadata.content_length();
        let reader = self.operator.reader(name).await?;
        let stream = reader.into_stream(0..length).await?;
        Ok(Some(Source {
            length,
            stream,
            pending: Bytes::new(),
        }))
    }

    /// Length of what is stored under a name, in bytes; `None` if there is no such name.
    pub(crate) async fn length(&self, name: &str) -> Result<Option<u64>, ObjectStoreError> {
        let metadata = present(self.operator.stat(name).await)?;
        Ok(metadata.map(|metadata| metadata.content_length()))
    }

    /// The bytes of a part of a name, as they come.
    pub(crate) async fn part(
        &self,
        name: &str,
        range: Range<u64>,
    ) -> Result<Source, ObjectStoreError> {
        let length = range.end.saturating_sub(range.start);
        let reader = self.operator.reader(name).await?;
        let stream = reader.into_stream(range).await?;
        Ok(Source {
            length,
            stream,
            pending: Bytes::new(),
        })
    }

    /// When a name was last written; `None` if there is no such name.
    pub(crate) async fn modified_at(
        &self,
        name: &str,
    ) -> Result<Option<Timestamp>, ObjectStoreError> {
        let metadata = present(self.operator.stat(name).await)?;
        metadata.map(|metadata| instant(&metadata)).transpose()
    }

    /// Deletes a name; that it is absent is fine.
    pub(crate) async fn delete(&self, name: &str) -> Result<(), ObjectStoreError> {
        Ok(self.operator.delete(name).await?)
    }

    /// Begins a list of all names that start with `prefix`.
    pub(crate) async fn list(&self, prefix: &str) -> Result<List, ObjectStoreError> {
        let lister = self.operator.lister_with(prefix).recursive(true).await?;
        Ok(List {
            objects: self.clone(),
            lister,
        })
    }
}

/// Names that are read bit by bit.
pub(crate) struct List {
    objects: Objects,
    lister: Lister,
}

impl List {
    /// The next name that is not a folder.
    pub(crate) async fn next(&mut self) -> Result<Option<Listed>, ObjectStoreError> {
        while let Some(entry) = self.lister.try_next().await? {
            let (name, metadata) = entry.into_parts();
            if metadata.is_dir() {
                continue;
            }
            let modified_at = match metadata.last_modified() {
                Some(_) => Some(instant(&metadata)?),
                None => self.objects.modified_at(&name).await?,
            };
            // Deleted since it was listed: not there any more.
            if let Some(modified_at) = modified_at {
                return Ok(Some(Listed { name, modified_at }));
            }
        }
        Ok(None)
    }
}

/// Bytes on their way out of the store.
pub(crate) struct Source {
    length: u64,
    stream: BufferStream,
    pending: Bytes,
}

impl Source {
    /// Length of the whole in bytes.
    pub(crate) const fn length(&self) -> u64 {
        self.length
    }

    /// The next `length` bytes, or fewer at the end; `None` if the name has gone meanwhile.
    pub(crate) async fn take(&mut self, length: usize) -> Result<Option<Bytes>, ObjectStoreError> {
        let mut taken = BytesMut::from(std::mem::take(&mut self.pending));
        while taken.len() < length {
            match present(self.stream.try_next().await)? {
                None => return Ok(None),
                Some(None) => break,
                Some(Some(buffer)) => buffer.for_each(|bytes| taken.extend_from_slice(&bytes)),
            }
        }
        self.pending = taken.split_off(length.min(taken.len())).freeze();
        Ok(Some(taken.freeze()))
    }

    /// More bytes; `None` after the last.
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, ObjectStoreError> {
        if !self.pending.is_empty() {
            return Ok(Some(std::mem::take(&mut self.pending)));
        }
        let buffer = self.stream.try_next().await?;
        Ok(buffer.map(|buffer| buffer.to_bytes()))
    }
}

/// An upload that is being written.
pub(crate) struct Upload {
    name: String,
    writer: opendal::Writer,
    sent: u64,
}

/// An upload that is complete, under a name of its own.
pub(crate) struct Complete {
    name: String,
    length: u64,
}

impl Upload {
    pub(crate) async fn send(&mut self, bytes: Vec<u8>) -> Result<(), ObjectStoreError> {
        self.sent += bytes.len() as u64;
        Ok(self.writer.write(bytes).await?)
    }

    pub(crate) async fn complete(
        &mut self,
        objects: &Objects,
    ) -> Result<Complete, ObjectStoreError> {
        self.writer.close().await?;
        // A write that was tried twice could have counted twice. Nothing is published before its
        // length is right; order and content are the frames' own business.
        let stored = objects.operator.stat(&self.name).await?.content_length();
        if stored != self.sent {
            return Err(ObjectStoreError::transient("another length was stored"));
        }
        Ok(Complete {
            name: self.name.clone(),
            length: stored,
        })
    }

    pub(crate) async fn abort(mut self, objects: &Objects) -> Result<(), ObjectStoreError> {
        if objects.folder.is_some() {
            drop(self.writer);
            return objects.delete(&self.name).await;
        }
        Ok(self.writer.abort().await?)
    }
}

fn operator(config: &ObjectStoreConfig) -> opendal::Result<Operator> {
    let shown = SecretString::expose_secret;
    match config {
        ObjectStoreConfig::Folder { root } => {
            let root = root.to_str().ok_or_else(|| {
                opendal::Error::new(ErrorKind::ConfigInvalid, "the folder is not named in UTF-8")
            })?;
            Operator::new(services::Fs::default().root(root))
        }
        ObjectStoreConfig::S3 {
            bucket,
            region,
            endpoint,
            access_key_id,
            secret_access_key,
            root,
            virtual_host_style,
        } => {
            // Neither the environment nor the machine's cloud account may decide where photos go.
            let builder = services::S3::default()
                .root(root)
                .bucket(bucket)
                .region(region)
                .access_key_id(shown(access_key_id))
                .secret_access_key(shown(secret_access_key))
                .disable_config_load()
                .disable_ec2_metadata();
            let address = endpoint.as_deref().unwrap_or("https://s3.amazonaws.com");
            let builder = builder.endpoint(address);
            Operator::new(if *virtual_host_style {
                builder.enable_virtual_host_style()
            } else {
                builder
            })
        }
        ObjectStoreConfig::Oss {
            bucket,
            endpoint,
            access_key_id,
            access_key_secret,
            root,
        } => Operator::new(
            services::Oss::default()
                .root(root)
                .bucket(bucket)
                .endpoint(endpoint)
                .access_key_id(shown(access_key_id))
                .access_key_secret(shown(access_key_secret)),
        ),
        ObjectStoreConfig::Cos {
            bucket,
            endpoint,
            secret_id,
            secret_key,
            root,
        } => Operator::new(
            services::Cos::default()
                .root(root)
                .bucket(bucket)
                .endpoint(endpoint)
                .secret_id(shown(secret_id))
                .secret_key(shown(secret_key))
                .disable_config_load(),
        ),
    }
}

/// Not found is no failure.
fn present<T>(result: opendal::Result<T>) -> Result<Option<T>, ObjectStoreError> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn instant(metadata: &opendal::Metadata) -> Result<Timestamp, ObjectStoreError> {
    let missing = || ObjectStoreError::transient("the store does not say when it was written");
    let modified = SystemTime::from(metadata.last_modified().ok_or_else(missing)?);
    let micros = match modified.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_micros()).unwrap_or(i64::MAX),
        // Before 1970 the clock of the store is wrong anyway; 1970 is old enough.
        Err(_) => 0,
    };
    Ok(Timestamp::from_micros(micros))
}

/// Runs blocking work of the file system.
async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(io::Error::other)?
}

fn make_private_folder(root: &std::path::Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(root)
}

/// A renamed file survives a power cut only when its folder has been flushed as well, and a folder
/// that was just made only with the one above. `opendal` flushes the file alone.
fn flush_folders(file: &std::path::Path) -> io::Result<()> {
    for folder in file.ancestors().skip(1).take(3) {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

//! A package: records in their order, written as an archive that is always the same.

use std::fmt;
use std::io::{self, Read as _, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use zip::write::{SimpleFileOptions, StreamWriter, ZipWriter};
use zip::{CompressionMethod, DateTime};

use crate::error::DiscError;
use crate::plan::{Cells, FileFacts, Planned};
use crate::source::Source;

pub(super) const FORMAT: &str = "caixiang-registry-package";
pub(super) const VERSION: u32 = 1;
pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const RECORDS: &str = "records.jsonl";

/// Records of one package.
const MAX_RECORDS: usize = 100_000;

/// One photo for the registry.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// What the caller finds the photo by; not part of the package.
    pub key: String,
    /// The collection code's payload as it was read, in base64.
    pub payload: String,
    /// Length and sum of the photo.
    pub photo: FileFacts,
}

/// A package that is decided; stored, it gives the same archive again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Package {
    /// Its number, chosen by the caller and never used twice.
    pub number: String,
    /// Seconds since 1970.
    pub made_at: i64,
    /// The first has serial number 1.
    pub records: Vec<Record>,
}

/// What `manifest.json` holds.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub(super) format: String,
    pub(super) version: u32,
    pub(super) package: String,
    pub(super) made_at: String,
    pub(super) records: u64,
    pub(super) photo_bytes: u64,
    #[serde(with = "hex::serde")]
    pub(super) records_sha256: [u8; 32],
}

/// A line of `records.jsonl`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    pub(super) serial: u64,
    pub(super) payload: String,
    pub(super) photo: String,
    pub(super) bytes: u64,
    #[serde(with = "hex::serde")]
    pub(super) sha256: [u8; 32],
}

impl Package {
    /// A package of these records.
    ///
    /// # Errors
    /// [`DiscError::Empty`] without records, [`DiscError::TooMany`] above 100 000.
    pub fn new(
        number: &str,
        made_at: OffsetDateTime,
        records: Vec<Record>,
    ) -> Result<Self, DiscError> {
        if records.is_empty() {
            return Err(DiscError::Empty);
        }
        if records.len() > MAX_RECORDS {
            return Err(DiscError::TooMany);
        }
        Ok(Self {
            number: number.to_owned(),
            made_at: made_at.unix_timestamp(),
            records,
        })
    }

    /// SHA-256 of `manifest.json`, which names the whole package.
    ///
    /// # Errors
    /// [`DiscError::Write`] where the manifest cannot be written.
    pub fn digest(&self) -> Result<[u8; 32], DiscError> {
        Ok(Sha256::digest(self.manifest()?).into())
    }

    /// Writes the archive from its beginning to its end.
    ///
    /// # Errors
    /// [`DiscError::Changed`] where a photo is not what its record says, [`DiscError::Read`], [`DiscError::Write`].
    pub fn write(&self, source: &mut dyn Source, out: &mut dyn Write) -> Result<(), DiscError> {
        let mut writer = PackageWriter::begin(self, out)?;
        for (index, record) in self.records.iter().enumerate() {
            let failed = |source| DiscError::Read { index, source };
            let file = Planned {
                key: record.key.as_str().into(),
                path: photo_name(index as u64 + 1).into_boxed_str(),
                facts: record.photo,
                cells: Cells::new(&[]),
            };
            let mut bytes = Vec::new();
            // One byte more than there should be shows a file that grew.
            let opened = source.open(&file).map_err(failed)?;
            let mut reader = opened.reader.take(record.photo.bytes + 1);
            reader.read_to_end(&mut bytes).map_err(failed)?;
            drop(reader);
            writer.photo(&bytes)?;
        }
        writer.finish()
    }

    fn manifest(&self) -> Result<Vec<u8>, DiscError> {
        let mut hasher = Sha256::new();
        self.lines(&mut hasher)?;
        let at = OffsetDateTime::from_unix_timestamp(self.made_at).map_err(io::Error::other)?;
        let manifest = Manifest {
            format: FORMAT.to_owned(),
            version: VERSION,
            package: self.number.clone(),
            made_at: at.format(&Rfc3339).map_err(io::Error::other)?,
            records: self.records.len() as u64,
            photo_bytes: self.records.iter().map(|record| record.photo.bytes).sum(),
            records_sha256: hasher.finalize().into(),
        };
        Ok(serde_json::to_vec_pretty(&manifest).map_err(io::Error::from)?)
    }

    fn lines(&self, out: &mut dyn Write) -> Result<(), DiscError> {
        for (record, serial) in self.records.iter().zip(1..) {
            let line = Line {
                serial,
                payload: record.payload.clone(),
                photo: photo_name(serial),
                bytes: record.photo.bytes,
                sha256: record.photo.sha256,
            };
            serde_json::to_writer(&mut *out, &line).map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// Writes a package photo by photo, for whoever reads them in a way of their own, such as without blocking. `out` need
/// not seek.
pub struct PackageWriter<'a, W: Write> {
    package: &'a Package,
    zip: ZipWriter<StreamWriter<W>>,
    /// Photos that were written.
    done: usize,
}

impl<'a, W: Write> PackageWriter<'a, W> {
    /// Writes what comes before the photos.
    ///
    /// # Errors
    /// [`DiscError::Write`].
    pub fn begin(package: &'a Package, out: W) -> Result<Self, DiscError> {
        let mut zip = ZipWriter::new_stream(out);
        let text = options().compression_method(CompressionMethod::Deflated);
        zip.start_file(MANIFEST, text).map_err(io::Error::other)?;
        zip.write_all(&package.manifest()?)?;
        zip.start_file(RECORDS, text).map_err(io::Error::other)?;
        package.lines(&mut zip)?;
        Ok(Self {
            package,
            zip,
            done: 0,
        })
    }

    /// Writes the next photo.
    ///
    /// # Errors
    /// [`DiscError::Changed`] where it is not what its record says, or no photo is due; [`DiscError::Write`].
    pub fn photo(&mut self, bytes: &[u8]) -> Result<(), DiscError> {
        let changed = DiscError::Changed(self.done);
        let record = self.package.records.get(self.done);
        let is_it = record.is_some_and(|record| {
            let digest: [u8; 32] = Sha256::digest(bytes).into();
            record.photo.bytes == bytes.len() as u64 && record.photo.sha256 == digest
        });
        if !is_it {
            return Err(changed);
        }
        let stored = options().compression_method(CompressionMethod::Stored);
        self.zip
            .start_file(photo_name(self.done as u64 + 1), stored)
            .map_err(io::Error::other)?;
        self.zip.write_all(bytes)?;
        self.done += 1;
        Ok(())
    }

    /// Writes what comes behind the photos.
    ///
    /// # Errors
    /// [`DiscError::Changed`] where a photo is missing; [`DiscError::Write`].
    pub fn finish(self) -> Result<(), DiscError> {
        if self.done != self.package.records.len() {
            return Err(DiscError::Changed(self.done));
        }
        self.zip.finish().map_err(io::Error::other)?;
        Ok(())
    }
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT)
}

fn photo_name(serial: u64) -> String {
    format!("photos/{serial:06}.jpg")
}

impl fmt::Debug for Record {
    /// Payloads are about people and stay out of logs.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Record")
            .field("photo", &self.photo)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Package {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Package")
            .field("number", &self.number)
            .field("records", &self.records.len())
            .finish_non_exhaustive()
    }
}

impl<W: Write> fmt::Debug for PackageWriter<'_, W> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("PackageWriter")
            .field("package", self.package)
            .field("done", &self.done)
            .finish_non_exhaustive()
    }
}

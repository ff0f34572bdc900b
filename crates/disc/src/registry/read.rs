//! Reads a package as whoever receives it does: everything is compared with the manifest.

use std::io::{self, BufRead as _, BufReader, Read, Seek};

use sha2::{Digest as _, Sha256};
use thiserror::Error;
use zip::ZipArchive;

use super::package::{FORMAT, Line, MANIFEST, Manifest, RECORDS, VERSION};

/// Longest manifest and line of a record, bytes.
const MAX_TEXT: u64 = 65_536;

/// Longest photo, bytes.
const MAX_PHOTO: u64 = 5_000_000;

/// Why a package is not accepted.
#[derive(Debug, Error)]
pub enum PackageError {
    /// No zip archive, or one without manifest or records.
    #[error("the file is no package")]
    NoPackage,
    /// Another format or a version that is not known.
    #[error("the package has a format that is not known")]
    UnknownFormat,
    /// The records are not those of the manifest.
    #[error("the records are not those of the manifest")]
    Records,
    /// A photo is missing, or is not the one of its record; by serial number.
    #[error("the photo of record {0} is missing or another one")]
    Photo(u64),
    /// Whoever takes the records does not want any more.
    #[error("a record could not be taken")]
    Taken(#[source] io::Error),
}

/// Reads a package and hands each record on: serial number, payload in base64, and the photo. Returns the package's
/// number and the SHA-256 of its manifest. Nothing may be kept before this ends well.
///
/// # Errors
/// [`PackageError`], at the first thing that is wrong.
pub fn read_package<R: Read + Seek>(
    file: R,
    mut take: impl FnMut(u64, &str, Vec<u8>) -> io::Result<()>,
) -> Result<(String, [u8; 32]), PackageError> {
    let mut zip = ZipArchive::new(file).map_err(|_| PackageError::NoPackage)?;
    let manifest_bytes = limited(&mut zip, MANIFEST, MAX_TEXT).ok_or(PackageError::NoPackage)?;
    let manifest: Manifest =
        serde_json::from_slice(&manifest_bytes).map_err(|_| PackageError::NoPackage)?;
    if manifest.format != FORMAT || manifest.version != VERSION {
        return Err(PackageError::UnknownFormat);
    }
    let lines = lines(&mut zip, &manifest)?;
    // The two texts beside the photos: what no record names was not asked for.
    if zip.len() as u64 != manifest.records + 2 {
        return Err(PackageError::Records);
    }
    for line in lines {
        let wrong = PackageError::Photo(line.serial);
        let photo = limited(&mut zip, &line.photo, MAX_PHOTO.min(line.bytes));
        let Some(photo) = photo else {
            return Err(wrong);
        };
        let digest: [u8; 32] = Sha256::digest(&photo).into();
        if photo.len() as u64 != line.bytes || digest != line.sha256 {
            return Err(wrong);
        }
        take(line.serial, &line.payload, photo).map_err(PackageError::Taken)?;
    }
    let digest = Sha256::digest(&manifest_bytes).into();
    Ok((manifest.package, digest))
}

fn lines<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    manifest: &Manifest,
) -> Result<Vec<Line>, PackageError> {
    let file = zip.by_name(RECORDS).map_err(|_| PackageError::NoPackage)?;
    let mut reader = BufReader::new(file);
    let mut hasher = Sha256::new();
    let mut lines = Vec::new();
    loop {
        let mut line = Vec::new();
        let mut limited = (&mut reader).take(MAX_TEXT);
        let read = limited.read_until(b'\n', &mut line);
        if read.map_err(|_| PackageError::Records)? == 0 {
            break;
        }
        hasher.update(&line);
        let line: Line = serde_json::from_slice(&line).map_err(|_| PackageError::Records)?;
        lines.push(line);
        if lines.len() as u64 > manifest.records {
            return Err(PackageError::Records);
        }
    }
    let in_order = lines
        .iter()
        .zip(1..)
        .all(|(line, serial)| line.serial == serial);
    let digest: [u8; 32] = hasher.finalize().into();
    if !in_order || lines.len() as u64 != manifest.records || digest != manifest.records_sha256 {
        return Err(PackageError::Records);
    }
    Ok(lines)
}

/// A file of the archive; `None` where it is missing, damaged or longer.
fn limited<R: Read + Seek>(zip: &mut ZipArchive<R>, name: &str, limit: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = zip.by_name(name).ok()?;
    file.take(limit + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= limit).then_some(bytes)
}

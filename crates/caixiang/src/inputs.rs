//! Which files are meant, and their bytes.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use codec::{DecodeError, Limits};

use crate::{failure::Failure, outputs::PORTRAIT_SUFFIX};

/// Names that a folder's pictures have. Only the choice inside a folder goes by name; what a file is
/// goes by its content.
const PICTURE_EXTENSIONS: [&str; 4] = ["jpg", "jpeg", "png", "webp"];

/// Replaces each folder by the pictures directly inside it, sorted by name, without portraits that
/// an earlier run left there.
///
/// # Errors
/// A folder that cannot be listed.
pub(crate) fn expand(paths: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let mut inside = Vec::new();
        for entry in std::fs::read_dir(path)? {
            let path = entry?.path();
            if path.is_file() && is_picture_name(&path) {
                inside.push(path);
            }
        }
        inside.sort();
        files.append(&mut inside);
    }
    Ok(files)
}

fn is_picture_name(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    !name.starts_with('.')
        && !name.ends_with(PORTRAIT_SUFFIX)
        && PICTURE_EXTENSIONS
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
}

/// Reads a file that is not larger than a decoder would accept.
pub(crate) fn read(path: &Path, limits: &Limits) -> Result<Vec<u8>, Failure> {
    let file = File::open(path).map_err(Failure::Unreadable)?;
    let metadata = file.metadata().map_err(Failure::Unreadable)?;
    if !metadata.is_file() {
        // A device or a pipe may never end.
        let error = io::Error::new(io::ErrorKind::InvalidInput, "not a regular file");
        return Err(Failure::Unreadable(error));
    }
    let too_large = |actual| {
        Failure::Decode(DecodeError::TooLarge {
            what: "bytes",
            actual,
            allowed: limits.max_bytes as u64,
        })
    };
    if metadata.len() > limits.max_bytes as u64 {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    let mut bounded = file.take(limits.max_bytes as u64 + 1);
    bounded
        .read_to_end(&mut bytes)
        .map_err(Failure::Unreadable)?;
    if bytes.len() > limits.max_bytes {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}
